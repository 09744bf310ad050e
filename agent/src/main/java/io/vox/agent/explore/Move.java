package io.vox.agent.explore;

/** One thing to do with a spot. */
record Move(Kind kind, Spot spot) {
    /** What it is done for. */
    enum Kind {
        /** Gets a consent box out of the way by agreeing. */
        ACCEPT,
        /** Gets a consent box out of the way by refusing or closing. */
        DISMISS,
        /** Ticks a box without which the page does not go on. */
        TICK,
        /** Takes one of several. */
        CHOOSE,
        /** Presses what may lead to the microphone. */
        PRESS
    }

    /** What was done, for people. */
    String story() {
        String words = "'" + spot.candidate().words() + "'";
        return switch (kind) {
            case ACCEPT -> "accepted the cookie box (" + words + ")";
            case DISMISS -> "dismissed the cookie box (" + words + ")";
            case TICK -> "ticked " + words;
            case CHOOSE -> "chose " + words;
            case PRESS -> "pressed " + words;
        };
    }
}

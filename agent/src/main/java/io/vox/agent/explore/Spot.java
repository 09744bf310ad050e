package io.vox.agent.explore;

/**
 * A candidate in its frame.
 *
 * @param score how much it promises, see {@link Appraisal}
 */
record Spot(FrameView view, Candidate candidate, int score) {
    /** The same for the same element as long as it is called the same. */
    String key() {
        return view.prefix() + candidate.selectors().get(0) + "|" + candidate.name();
    }
}

package io.vox.server.evaluation.steps;

/** Shows what somebody wrote, in a message of one line. */
final class Quote {
    private static final int LONGEST = 40;

    private Quote() {}

    static String of(String written) {
        String plain = written.replaceAll("\\p{C}", "?");
        return "'" + (plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...") + "'";
    }
}

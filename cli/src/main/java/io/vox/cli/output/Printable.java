package io.vox.cli.output;

/** Keeps texts of other people from doing anything to a terminal. */
public final class Printable {
    private Printable() {}

    /** Replaces control characters, line breaks among them, by spaces. */
    public static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ");
    }
}

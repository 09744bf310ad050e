package io.vox.agent.explore;

import io.vox.agent.explore.Vocabulary.Meaning;

/** Judges how likely a candidate leads to the microphone. Immutable and thread-safe. */
final class Appraisal {
    /** From here on a candidate is pressed without hesitation. */
    static final int PROMISING = 4;
    /** Below this a candidate is never pressed. */
    static final int CONCEIVABLE = 0;

    private static final int EXCLUDED = -100;
    private static final int LONG_NAME = 40;
    private static final int HUGE_AREA = 250_000;

    private final Vocabulary vocabulary;

    Appraisal(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Answers a score: {@link #PROMISING} or more for words that mean to start or to talk. */
    int score(Candidate candidate) {
        if (candidate.target().equals("external")
                || candidate.form().equals("login")
                || candidate.form().equals("contact")
                || candidate.kind().equals("checkbox")) {
            return EXCLUDED;
        }
        String name = Vocabulary.normalize(candidate.name());
        int score = words(name) + hints(candidate, name) + place(candidate);
        if (candidate.consent() && score < PROMISING + 2) {
            return EXCLUDED;
        }
        return score;
    }

    private int words(String name) {
        boolean begins = vocabulary.means(name, Meaning.BEGIN);
        boolean speaks = vocabulary.means(name, Meaning.VOICE);
        int score = begins ? 4 : 0;
        score += speaks ? 5 : 0;
        score += begins && speaks ? 3 : 0;
        score += vocabulary.means(name, Meaning.AGENT) ? 2 : 0;
        score += !begins && !speaks && vocabulary.means(name, Meaning.PROCEED) ? 3 : 0;
        score -= vocabulary.means(name, Meaning.NEVER) ? 10 : 0;
        score -= vocabulary.means(name, Meaning.MILD) ? 4 : 0;
        score -= name.length() > LONG_NAME ? 3 : 0;
        return name.length() > 2 * LONG_NAME ? score - 3 : score;
    }

    private int hints(Candidate candidate, String name) {
        String hints = Vocabulary.normalize(candidate.hints());
        boolean promises = vocabulary.means(hints, Meaning.ICON);
        if (!name.isEmpty()) {
            return promises ? 1 : 0;
        }
        return (promises ? 6 : 0) - (vocabulary.means(hints, Meaning.NEVER) ? 8 : 0);
    }

    private static int place(Candidate candidate) {
        int score = candidate.kind().equals("button") ? 1 : 0;
        score -= candidate.isChoice() ? 3 : 0;
        score -= candidate.target().equals("page") ? 2 : 0;
        score -= candidate.peripheral() ? 2 : 0;
        score += candidate.dialog() ? 3 : 0;
        score -= candidate.form().equals("text") ? 4 : 0;
        return candidate.area() > HUGE_AREA ? score - 3 : score;
    }

    /** How well pressing it gets rid of a consent box; 0 = it does not. */
    int consent(Candidate candidate) {
        if (!candidate.consent()
                || !candidate.reachable()
                || !candidate.form().isEmpty()
                || candidate.target().equals("external")
                || candidate.target().equals("page")
                || candidate.kind().equals("checkbox")
                || candidate.isChoice()) {
            return 0;
        }
        if (candidate.known()) {
            return 4;
        }
        String name = Vocabulary.normalize(candidate.name());
        if (vocabulary.means(name, Meaning.VOICE) || name.length() > LONG_NAME) {
            return 0;
        }
        if (vocabulary.means(name, Meaning.REJECT)) {
            return 2;
        }
        return vocabulary.means(name, Meaning.ACCEPT) ? 3 : 0;
    }

    /** Whether it is a box that has to be ticked before the page goes on, rather than an offer of news. */
    boolean isTerms(Candidate candidate) {
        if (!candidate.kind().equals("checkbox") || candidate.checked() || !candidate.reachable()) {
            return false;
        }
        if (candidate.form().equals("login") || candidate.form().equals("contact")) {
            return false;
        }
        String name = Vocabulary.normalize(candidate.name());
        return candidate.required()
                || (vocabulary.means(name, Meaning.TERMS) && !vocabulary.means(name, Meaning.UNWANTED));
    }
}

package io.vox.agent.explore;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what to do next on a page. Immutable and thread-safe. */
final class MoveChooser {
    /** A page that connects may take a moment before it asks; nothing else is pressed meanwhile. */
    private static final Duration HOLD = Duration.ofSeconds(3);
    /** After this a button that is still disabled is waiting for a choice. */
    private static final Duration BLOCKED = Duration.ofMillis(1200);

    private static final int HARMLESS_CHOICE = -6;

    private final Appraisal appraisal;
    private final Duration patience;

    /**
     * Makes a chooser.
     *
     * @param patience how long something better may take to come up before a weak candidate is tried
     */
    MoveChooser(Appraisal appraisal, Duration patience) {
        this.appraisal = appraisal;
        this.patience = patience;
    }

    /** The next move; empty = nothing yet. */
    Optional<Move> next(Survey survey, Trail trail) {
        return consent(survey, trail)
                .or(() -> promising(survey, trail))
                .or(() -> choice(survey, trail))
                .or(() -> weak(survey, trail));
    }

    private Optional<Move> consent(Survey survey, Trail trail) {
        return untried(survey, trail)
                .filter(spot -> appraisal.consent(spot.candidate()) > 0)
                .max(Comparator.comparingInt(spot -> appraisal.consent(spot.candidate())))
                .map(spot ->
                        new Move(appraisal.consent(spot.candidate()) > 2 ? Move.Kind.ACCEPT : Move.Kind.DISMISS, spot));
    }

    private Optional<Move> promising(Survey survey, Trail trail) {
        return untried(survey, trail)
                .filter(spot -> spot.score() >= Appraisal.PROMISING && !isChoice(spot))
                .filter(spot -> !trail.wasThereBefore(spot) || trail.quiet().compareTo(HOLD) > 0)
                .findFirst()
                .map(spot -> terms(survey, trail).orElse(new Move(Move.Kind.PRESS, spot)));
    }

    private Optional<Move> terms(Survey survey, Trail trail) {
        return untried(survey, trail)
                .filter(spot ->
                        appraisal.isTerms(spot.candidate()) && !spot.candidate().consent())
                .findFirst()
                .map(spot -> new Move(Move.Kind.TICK, spot));
    }

    // Only where something that promises much waits for it: disabled, or pressed in vain.
    private Optional<Move> choice(Survey survey, Trail trail) {
        List<Spot> waiting = survey.spots().stream()
                .filter(spot -> spot.score() >= Appraisal.PROMISING)
                .filter(spot -> spot.candidate().disabled() || trail.isTried(spot))
                .toList();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Optional<Move> ticked = terms(survey, trail);
        if (ticked.isPresent()) {
            return ticked;
        }
        boolean blocked = trail.quiet().compareTo(BLOCKED) > 0
                && waiting.stream().anyMatch(spot -> spot.candidate().disabled());
        return untried(survey, trail)
                .filter(spot -> isChoice(spot)
                        ? spot.score() >= HARMLESS_CHOICE && !spot.candidate().checked() && !isChosen(spot)
                        : blocked && isNeutral(spot))
                .filter(spot -> !spot.candidate().consent())
                .min(Comparator.comparingInt(spot -> isChoice(spot) ? 0 : 1))
                .map(spot -> new Move(Move.Kind.CHOOSE, spot));
    }

    private Optional<Move> weak(Survey survey, Trail trail) {
        if (trail.quiet().compareTo(patience) < 0) {
            return Optional.empty();
        }
        return untried(survey, trail)
                .filter(spot -> isNeutral(spot)
                        || (isChoice(spot) && spot.score() >= Appraisal.CONCEIVABLE)
                        || (spot.candidate().target().equals("page") && spot.score() > 1))
                .findFirst()
                .map(spot -> new Move(Move.Kind.PRESS, spot));
    }

    private static boolean isChoice(Spot spot) {
        return spot.candidate().isChoice();
    }

    private static boolean isChosen(Spot spot) {
        return spot.candidate().kind().equals("select")
                && spot.candidate().option().isEmpty();
    }

    private static boolean isNeutral(Spot spot) {
        return spot.score() >= Appraisal.CONCEIVABLE
                && !isChoice(spot)
                && !spot.candidate().peripheral()
                && !spot.candidate().target().equals("page");
    }

    private static Stream<Spot> untried(Survey survey, Trail trail) {
        return survey.spots().stream().filter(spot -> spot.candidate().reachable() && !trail.isTried(spot));
    }
}

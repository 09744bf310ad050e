package io.vox.agent.explore;

import io.vox.agent.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the search has been: the moves that brought it here, and everything it has tried. Not thread-safe. */
final class Trail {
    /** A move that had an effect, with what repeats it. */
    record Kept(Move move, List<Step> steps) {}

    private final List<Kept> kept = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private Set<String> presentBefore = Set.of();
    private long changedNanos = System.nanoTime();

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** Every name that was pressed, in order. */
    List<String> names() {
        return List.copyOf(names);
    }

    void tries(Move move) {
        tried.add(place() + move.spot().key());
        String name = "'" + move.spot().candidate().words() + "'";
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    /** Keeps a move that had an effect; what was there before it is not pressed again in a hurry. */
    void keep(Kept move, Survey before) {
        kept.add(move);
        boolean pressed = move.move().kind() == Move.Kind.PRESS;
        Set<String> present = new HashSet<>();
        if (pressed) {
            before.spots().stream()
                    .filter(spot -> spot.candidate().reachable())
                    .forEach(spot -> present.add(spot.key()));
        }
        presentBefore = present;
        touch();
    }

    /** Takes the last press back; null if there was none. */
    @Nullable
    Move takeBack() {
        for (int last = kept.size() - 1; last >= 0; last--) {
            Move move = kept.get(last).move();
            if (move.kind() == Move.Kind.PRESS || move.kind() == Move.Kind.CHOOSE) {
                kept.subList(last, kept.size()).clear();
                presentBefore = Set.of();
                tried.add(place() + move.spot().key());
                touch();
                return move;
            }
        }
        return null;
    }

    /** Remembers when things came up. */
    void sees(Survey survey) {
        long now = System.nanoTime();
        survey.spots().forEach(spot -> firstSeen.putIfAbsent(spot.key(), now));
    }

    /** Whether the spot came up only a good while after the last move. */
    boolean cameLate(Spot spot, Duration time) {
        Long seen = firstSeen.get(spot.key());
        return seen != null && seen - changedNanos > time.toNanos();
    }

    boolean isTried(Spot spot) {
        boolean justDone = !kept.isEmpty() && kept.getLast().move().spot().key().equals(spot.key());
        return justDone || tried.contains(place() + spot.key());
    }

    boolean wasThereBefore(Spot spot) {
        return presentBefore.contains(spot.key());
    }

    /** How long nothing has been done that had an effect. */
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - changedNanos);
    }

    void touch() {
        changedNanos = System.nanoTime();
    }

    /** The same spot is another one after another way to it. */
    private String place() {
        StringBuilder place = new StringBuilder();
        kept.forEach(step -> place.append(step.move().spot().key()).append(" > "));
        return place.toString();
    }
}

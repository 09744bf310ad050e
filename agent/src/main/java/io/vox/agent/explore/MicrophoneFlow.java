package io.vox.agent.explore;

import io.vox.agent.browser.BrowserSession;
import io.vox.agent.explore.Trail.Kept;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Step;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Presses its way through an open page until that asks for the microphone. It stays on the page's origin, fills nothing
 * in, and stays away from everything that means to pay, to log in or to hang up. Belongs to the browser's thread.
 */
public final class MicrophoneFlow {
    /** How long a search may take unless told otherwise. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(45);

    private static final int MAXIMUM_MOVES = 14;
    private static final int MAXIMUM_PRESSES = 8;
    private static final int MAXIMUM_RETURNS = 3;
    private static final double PUMP_MS = 50;
    private static final Duration SETTLED = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofMillis(1500);
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(20);

    private final BrowserSession browser;
    private final Runnable drain;
    private final BooleanSupplier microphoneRequested;
    private final Consumer<String> listener;
    private final Duration limit;
    private final Duration patience;
    private final String start;
    private final PageSurveyor surveyor;
    private final MoveChooser chooser;
    private final Hand hand;
    private final Trail trail = new Trail();
    private final List<String> story = new ArrayList<>();
    private int moves;
    private int presses;
    private int returns;

    /**
     * Makes a search of the page that {@code browser} shows.
     *
     * @param drain takes in what the page has told
     * @param microphoneRequested whether the page has asked for the microphone
     * @param target the file that the steps will be written to
     * @param listener gets every line of the story as it happens
     * @param limit how long the search may take
     */
    public MicrophoneFlow(
            BrowserSession browser,
            Runnable drain,
            BooleanSupplier microphoneRequested,
            Path target,
            Consumer<String> listener,
            Duration limit) {
        this.browser = browser;
        this.drain = drain;
        this.microphoneRequested = microphoneRequested;
        this.listener = listener;
        this.limit = limit;
        this.patience = limit.dividedBy(8);
        this.start = browser.page().url();
        Appraisal appraisal = new Appraisal(Vocabulary.standard());
        this.surveyor = new PageSurveyor(browser.page(), appraisal);
        this.chooser = new MoveChooser(appraisal, patience);
        this.hand = new Hand(browser.page(), surveyor, target);
    }

    /**
     * Searches until the page asks for the microphone.
     *
     * @throws VoxFault {@code no_microphone_request} with what was tried and what else there was
     */
    public FoundFlow find() {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!asked()) {
            Survey survey = surveyor.survey();
            trail.sees(survey);
            boolean exhausted = System.nanoTime() > deadline || moves >= MAXIMUM_MOVES || presses >= MAXIMUM_PRESSES;
            Optional<Move> next = exhausted ? Optional.empty() : chooser.next(survey, trail);
            if (next.isPresent()) {
                perform(next.get(), survey);
            } else if (exhausted ? trail.quiet().compareTo(patience) > 0 : isDeadEnd()) {
                if (exhausted || !goBack()) {
                    throw notFound(survey);
                }
            } else {
                browser.pump(PUMP_MS * 2);
            }
        }
        tell(
                trail.kept().isEmpty()
                        ? "the page asks for the microphone by itself"
                        : "the page asked for the microphone");
        return new FoundFlow(steps(), story);
    }

    private boolean asked() {
        drain.run();
        return microphoneRequested.getAsBoolean();
    }

    private boolean isDeadEnd() {
        return trail.quiet().compareTo(patience.multipliedBy(trail.kept().isEmpty() ? 1 : 2)) > 0;
    }

    private void perform(Move move, Survey before) {
        boolean late = trail.cameLate(move.spot(), LATE);
        moves++;
        presses += move.kind() == Move.Kind.PRESS ? 1 : 0;
        Optional<List<Step>> done = hand.perform(move, steps().size() + 1, late);
        if (done.isEmpty()) {
            trail.tries(move);
            return;
        }
        Reaction reaction = awaitReaction(move, before);
        trail.tries(move);
        switch (reaction) {
            case ASKED, CHANGED -> {
                tell(move.story());
                trail.keep(new Kept(move, done.get()), before);
            }
            case NONE -> tell(move.story() + ", without effect");
            case LEFT -> {
                tell(move.story() + ", which led away from the page");
                restore();
            }
        }
    }

    private enum Reaction {
        ASKED,
        CHANGED,
        NONE,
        LEFT
    }

    private Reaction awaitReaction(Move move, Survey before) {
        Duration time = move.kind() == Move.Kind.PRESS ? patience : patience.dividedBy(3);
        long end = System.nanoTime() + time.toNanos();
        String last = before.signature();
        long since = System.nanoTime();
        while (System.nanoTime() < end) {
            if (asked()) {
                return Reaction.ASKED;
            }
            if (!sameOrigin(browser.page().url())) {
                return Reaction.LEFT;
            }
            String now = surveyor.survey().signature();
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            if (!last.equals(before.signature()) && System.nanoTime() - since > SETTLED.toNanos()) {
                return Reaction.CHANGED;
            }
            browser.pump(PUMP_MS);
        }
        // A box is ticked even where its page does not care, and a page that never rests has changed too.
        return last.equals(before.signature()) && move.kind() != Move.Kind.TICK ? Reaction.NONE : Reaction.CHANGED;
    }

    private boolean sameOrigin(String url) {
        URI here = URI.create(start);
        try {
            URI there = URI.create(url);
            return Objects.equals(here.getScheme(), there.getScheme())
                    && Objects.equals(here.getAuthority(), there.getAuthority());
        } catch (IllegalArgumentException odd) {
            return url.startsWith(here.getScheme() + "://" + here.getAuthority() + "/");
        }
    }

    private boolean goBack() {
        if (returns >= MAXIMUM_RETURNS) {
            return false;
        }
        Move back = trail.takeBack();
        if (back == null) {
            return false;
        }
        returns++;
        tell("went back, since '" + back.spot().candidate().words() + "' led nowhere");
        restore();
        return true;
    }

    // Only a fresh page is known to be in the state that the steps will meet again.
    private void restore() {
        browser.open(start, OPEN_TIMEOUT);
        for (Kept kept : trail.kept()) {
            if (!hand.repeat(kept.steps())) {
                break;
            }
        }
        trail.touch();
    }

    private List<Step> steps() {
        return trail.kept().stream().flatMap(kept -> kept.steps().stream()).toList();
    }

    private void tell(String line) {
        story.add(line);
        listener.accept(line);
    }

    private VoxFault notFound(Survey survey) {
        String tried = trail.names().isEmpty() ? "nothing" : String.join(", ", trail.names());
        String others = survey.spots().stream()
                .map(spot -> "'" + spot.candidate().words() + "'")
                .filter(name -> !trail.names().contains(name))
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
        String password = survey.wantsPassword() ? "; it wants a password, which is never filled in by itself" : "";
        return new VoxFault(
                FaultCode.NO_MICROPHONE_REQUEST,
                "the page did not ask for the microphone" + password + "; tried: " + tried + "; else on the page: "
                        + (others.isEmpty() ? "nothing to press" : others)
                        + "; write the steps by hand into a YAML file and use vox run");
    }
}

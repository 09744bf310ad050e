package io.vox.agent.explore;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.scenario.ClickStep;
import io.vox.agent.scenario.SelectStep;
import io.vox.agent.scenario.Selection;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.StepOrigin;
import io.vox.agent.scenario.WaitForElementStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out moves as the steps that will repeat them. Belongs to the browser's thread. */
final class Hand {
    private static final double TIMEOUT_MS = 3_000;
    private static final Duration ELEMENT_TIMEOUT = Duration.ofSeconds(30);

    private final Page page;
    private final PageSurveyor surveyor;
    private final Path origin;

    /**
     * Makes a hand.
     *
     * @param origin the file that the steps will be written to
     */
    Hand(Page page, PageSurveyor surveyor, Path origin) {
        this.page = page;
        this.surveyor = surveyor;
        this.origin = origin;
    }

    /** Does {@code move} and answers its steps; empty if the page did not let it. */
    Optional<List<Step>> perform(Move move, int number, boolean late) {
        String selector = surveyor.selector(move.spot());
        if (selector == null) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        if (late) {
            steps.add(new WaitForElementStep(at(number), false, selector, ELEMENT_TIMEOUT));
        }
        Step step = step(move, at(number + steps.size()), selector);
        steps.add(step);
        try {
            carryOut(step);
            return Optional.of(steps);
        } catch (PlaywrightException refused) {
            return Optional.empty();
        }
    }

    /** Does again what was done before; false if the page does not let it. */
    boolean repeat(List<Step> steps) {
        try {
            steps.forEach(this::carryOut);
            return true;
        } catch (PlaywrightException changed) {
            return false;
        }
    }

    private StepOrigin at(int number) {
        return new StepOrigin(origin, 1, number);
    }

    private static Step step(Move move, StepOrigin origin, String selector) {
        Candidate candidate = move.spot().candidate();
        if (candidate.kind().equals("select")) {
            return new SelectStep(origin, false, selector, new Selection.ByValues(List.of(candidate.option())));
        }
        if (candidate.kind().equals("checkbox") && candidate.nativeInput() && !candidate.labelOnly()) {
            return new SelectStep(origin, false, selector, new Selection.Checked(true));
        }
        return new ClickStep(origin, false, selector);
    }

    private void carryOut(Step step) {
        switch (step) {
            case ClickStep click ->
                page.locator(click.selector()).click(new Locator.ClickOptions().setTimeout(TIMEOUT_MS));
            case SelectStep select -> select(page.locator(select.selector()), select.selection());
            case WaitForElementStep wait ->
                page.locator(wait.selector()).waitFor(new Locator.WaitForOptions().setTimeout((double)
                                wait.timeout().toMillis()));
            default -> throw new IllegalArgumentException("not a step of a found flow: " + step);
        }
    }

    private static void select(Locator element, Selection selection) {
        switch (selection) {
            case Selection.ByValues values ->
                element.selectOption(
                        values.values().toArray(String[]::new),
                        new Locator.SelectOptionOptions().setTimeout(TIMEOUT_MS));
            case Selection.Checked checked ->
                element.setChecked(checked.checked(), new Locator.SetCheckedOptions().setTimeout(TIMEOUT_MS));
            default -> throw new IllegalArgumentException("not a selection of a found flow: " + selection);
        }
    }
}

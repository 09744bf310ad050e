package io.vox.agent.explore;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Surveys every frame of a page. Belongs to the browser's thread. */
final class PageSurveyor {
    private static final int MAXIMUM_FRAMES = 12;
    /** Playwright's own notation for going into the frame that was found. */
    private static final String ENTER_FRAME = " >> internal:control=enter-frame >> ";

    private static final String SCRIPT = script();

    private final Page page;
    private final Appraisal appraisal;
    private final ObjectMapper json =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    PageSurveyor(Page page, Appraisal appraisal) {
        this.page = page;
        this.appraisal = appraisal;
    }

    private record FrameSurvey(List<Candidate> candidates, boolean loading, boolean wantsPassword) {}

    private record FrameElement(List<String> selectors, boolean shown) {}

    /** Looks at the page as it is now; frames that cannot be looked at are left out. */
    Survey survey() {
        List<Spot> spots = new ArrayList<>();
        StringBuilder signature = new StringBuilder(page.url());
        boolean loading = false;
        boolean wantsPassword = false;
        for (FrameView view : views()) {
            FrameSurvey found = survey(view.frame());
            if (found == null) {
                loading = true;
                continue;
            }
            loading |= found.loading();
            wantsPassword |= found.wantsPassword();
            for (Candidate candidate : found.candidates()) {
                Spot spot = new Spot(view, candidate, appraisal.score(candidate));
                spots.add(spot);
                signature
                        .append('\n')
                        .append(spot.key())
                        .append(candidate.reachable())
                        .append(candidate.checked())
                        .append(candidate.look());
            }
        }
        spots.sort(Comparator.comparingInt(Spot::score).reversed());
        return new Survey(spots, signature.toString(), loading, wantsPassword);
    }

    private List<FrameView> views() {
        List<FrameView> views = new ArrayList<>();
        views.add(new FrameView(page.mainFrame(), ""));
        for (int next = 0; next < views.size() && views.size() < MAXIMUM_FRAMES; next++) {
            FrameView parent = views.get(next);
            for (Frame child : parent.frame().childFrames()) {
                String prefix = prefix(child, parent);
                if (prefix != null && views.size() < MAXIMUM_FRAMES) {
                    views.add(new FrameView(child, prefix));
                }
            }
        }
        return views;
    }

    private @Nullable String prefix(Frame child, FrameView parent) {
        try {
            ElementHandle element = child.frameElement();
            FrameElement found =
                    json.convertValue(parent.frame().evaluate(SCRIPT, Map.of("element", element)), FrameElement.class);
            if (!found.shown()) {
                return null;
            }
            for (String selector : found.selectors()) {
                if (page.locator(parent.prefix() + selector).count() == 1) {
                    return parent.prefix() + selector + ENTER_FRAME;
                }
            }
            return null;
        } catch (PlaywrightException gone) {
            return null;
        }
    }

    private @Nullable FrameSurvey survey(Frame frame) {
        try {
            return json.convertValue(frame.evaluate(SCRIPT), new TypeReference<FrameSurvey>() {});
        } catch (PlaywrightException navigating) {
            return null;
        }
    }

    /** A selector that finds exactly this element from the page; null if none does any more. */
    @Nullable
    String selector(Spot spot) {
        for (String selector : spot.candidate().selectors()) {
            String whole = spot.view().prefix() + selector;
            try {
                if (page.locator(whole).count() == 1
                        && Boolean.TRUE.equals(page.locator(whole)
                                .evaluate(
                                        "(element, index) => window.__voxSurvey[index] === element",
                                        spot.candidate().index(),
                                        new com.microsoft.playwright.Locator.EvaluateOptions().setTimeout(1000)))) {
                    return whole;
                }
            } catch (PlaywrightException notThisOne) {
                // An odd name can make an invalid selector; the path at the end is always valid.
            }
        }
        return null;
    }

    private static String script() {
        try (InputStream stream = Objects.requireNonNull(
                PageSurveyor.class.getResourceAsStream("survey.js"), "missing resource survey.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package io.vox.agent.scenario;

import java.util.List;

/** What a {@link SelectStep} chooses. */
public sealed interface Selection {

    /** The option or options with these values. */
    record ByValues(List<String> values) implements Selection {
        public ByValues {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no values");
            }
        }
    }

    /** The option that shows this text. */
    record ByText(String text) implements Selection {
        public ByText {
            StepRules.requireText(text, "text");
        }
    }

    /** A checkbox, to be on or off. */
    record Checked(boolean checked) implements Selection {}

    /** The element itself: a radio button is chosen, a checkbox changes its state. */
    record Element() implements Selection {}
}

package io.vox.agent.run.output;

import java.util.List;
import java.util.Objects;

/**
 * Test cases of one application and scenario.
 *
 * @param startedAt instant in ISO 8601, empty = unknown
 */
record JUnitSuite(String name, String startedAt, List<JUnitCase> cases) {
    JUnitSuite {
        cases = List.copyOf(cases);
    }

    long count(JUnitCase.Outcome outcome) {
        return cases.stream().filter(one -> one.outcome() == outcome).count();
    }

    long milliseconds() {
        return cases.stream()
                .map(JUnitCase::milliseconds)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }
}

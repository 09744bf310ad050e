package io.vox.server.evaluation.evalset;

import io.vox.api.model.EvalSetVersionList;
import io.vox.server.evaluation.publication.PublicationWire;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.problem.InvalidRequestException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Eval sets as the contract shows them. */
public final class EvalSetWire {
    /** Intervals need so many conversations. */
    private static final int DEFAULT_REPEATS = 3;

    private EvalSetWire() {}

    /** Reads what is to be made. */
    public static NewEvalSet read(io.vox.api.model.NewEvalSet evalSet) {
        return new NewEvalSet(
                evalSet.getName(),
                content(evalSet.getRepeats(), evalSet.getScenarios()),
                PublicationWire.read(evalSet.getVisibility()));
    }

    static EvalSetUpdate read(io.vox.api.model.EvalSetUpdate update) {
        return new EvalSetUpdate(update.getName(), content(update.getRepeats(), update.getScenarios()));
    }

    static io.vox.api.model.EvalSet of(EvalSet evalSet) {
        return new io.vox.api.model.EvalSet(
                evalSet.id().value(),
                evalSet.workspaceId().value(),
                evalSet.name(),
                PublicationWire.of(evalSet.publication().visibility()),
                evalSet.publication().mainline(),
                of(evalSet.version()),
                evalSet.createdAt().atOffset(ZoneOffset.UTC),
                evalSet.updatedAt().atOffset(ZoneOffset.UTC));
    }

    static io.vox.api.model.EvalSetSummary of(EvalSetSummary evalSet) {
        return new io.vox.api.model.EvalSetSummary(
                evalSet.id().value(),
                evalSet.workspaceId().value(),
                evalSet.name(),
                PublicationWire.of(evalSet.publication().visibility()),
                evalSet.publication().mainline(),
                evalSet.versionId().value(),
                evalSet.versionNumber(),
                evalSet.scenarioCount(),
                evalSet.createdAt().atOffset(ZoneOffset.UTC),
                evalSet.updatedAt().atOffset(ZoneOffset.UTC));
    }

    static io.vox.api.model.EvalSetVersion of(EvalSetVersion version) {
        return new io.vox.api.model.EvalSetVersion(
                version.id().value(),
                version.evalSetId().value(),
                version.number(),
                version.content().repeats(),
                version.content().scenarios().stream()
                        .map(scenario -> new io.vox.api.model.EvalScenario(scenario.name(), scenario.stepsYaml()))
                        .toList(),
                version.createdAt().atOffset(ZoneOffset.UTC));
    }

    static EvalSetVersionList of(Page<EvalSetVersion> versions) {
        return new EvalSetVersionList(versions.map(EvalSetWire::of).data(), versions.nextCursor());
    }

    private static EvalSetContent content(@Nullable Integer repeats, List<io.vox.api.model.EvalScenario> scenarios) {
        return new EvalSetContent(
                repeats == null ? DEFAULT_REPEATS : repeats,
                InvalidRequestException.requireElements("/scenarios", scenarios).stream()
                        .map(scenario -> new EvalScenario(scenario.getName(), scenario.getStepsYaml()))
                        .toList());
    }
}

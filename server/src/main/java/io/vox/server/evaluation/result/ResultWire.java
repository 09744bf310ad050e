package io.vox.server.evaluation.result;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.vox.api.model.Calibration;
import io.vox.api.model.ConversationCounts;
import io.vox.api.model.Host;
import io.vox.api.model.MeasuringTool;
import io.vox.api.model.Metric;
import io.vox.api.model.Visibility;
import io.vox.server.evaluation.provider.ProviderWire;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;

/** Results as the contract shows them. Thread-safe. */
@Singleton
class ResultWire {
    private static final Argument<List<Metric>> METRICS = Argument.listOf(Metric.class);

    private final JsonMapper json;

    ResultWire(JsonMapper json) {
        this.json = json;
    }

    io.vox.api.model.Result of(Result result) {
        Result.Conversations counts = result.conversations();
        String calibration = result.calibration();
        return new io.vox.api.model.Result(
                result.id().value(),
                result.jobId(),
                result.runId(),
                result.attempt(),
                ProviderWire.reference(result.provider()),
                result.region(),
                result.workflowId(),
                result.workflowVersionId(),
                result.evalSetId(),
                result.evalSetVersionId(),
                Visibility.valueOf(result.visibility()),
                result.mainline(),
                result.evalAgentId(),
                new MeasuringTool(result.toolVersion(), result.methodVersion()),
                read(result.host(), Argument.of(Host.class)),
                calibration == null ? null : read(calibration, Argument.of(Calibration.class)),
                new ConversationCounts(
                        counts.held(),
                        counts.counted(),
                        counts.agentFaults(),
                        counts.harnessFaults(),
                        counts.unavailable(),
                        counts.canceled()),
                read(result.metrics(), METRICS),
                result.verdicts(),
                result.measuredAt().atOffset(ZoneOffset.UTC),
                result.createdAt().atOffset(ZoneOffset.UTC));
    }

    private <T> T read(String text, Argument<T> type) {
        try {
            return json.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.vox.server.conversations.call;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.vox.api.model.Channel;
import io.vox.api.model.Check;
import io.vox.api.model.Condition;
import io.vox.api.model.Fault;
import io.vox.api.model.FaultKind;
import io.vox.api.model.NetworkConditions;
import io.vox.api.model.SpeechSegment;
import io.vox.api.model.StepRecord;
import io.vox.api.model.TurnKind;
import io.vox.api.model.TurnOutcome;
import io.vox.measurement.analysis.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversations as the contract shows them. */
public final class CallWire {
    private static final Argument<List<Check>> CHECKS = Argument.listOf(Check.class);
    private static final Argument<List<StepRecord>> STEPS = Argument.listOf(StepRecord.class);

    private CallWire() {}

    /**
     * Returns a conversation.
     *
     * @param recordingId of the file that holds its recording; null = none is kept
     */
    public static io.vox.api.model.Call of(Call call, @Nullable String recordingId, JsonMapper json) {
        ReportedCall report = call.report();
        return new io.vox.api.model.Call(
                call.id(),
                call.jobId(),
                call.attempt(),
                report.number(),
                report.scenario(),
                report.repeat(),
                new Condition(
                        report.condition().network(),
                        report.condition().noiseType(),
                        report.condition().snrDb()),
                report.methodVersion(),
                report.startedAt() == null ? null : report.startedAt().atOffset(ZoneOffset.UTC),
                report.durationMs(),
                report.sampleRate(),
                report.counted(),
                fault(report.fault()),
                report.flags(),
                report.verdicts(),
                read(report.checks(), CHECKS, json),
                read(report.steps(), STEPS, json),
                report.notices(),
                report.network() == null ? null : read(report.network(), Argument.of(NetworkConditions.class), json),
                side(report.caller()),
                side(report.agent()),
                report.turns().stream().map(CallWire::turn).toList(),
                recordingId);
    }

    private static @Nullable Fault fault(@Nullable CallFault fault) {
        return fault == null ? null : new Fault(FaultKind.valueOf(fault.kind()), fault.code(), fault.message());
    }

    private static @Nullable Channel side(@Nullable CallSide side) {
        return side == null
                ? null
                : new Channel(
                        side.noiseFloorDbfs(),
                        side.segments().stream()
                                .map(segment -> new SpeechSegment(segment.onFrame(), segment.offFrame()))
                                .toList());
    }

    private static io.vox.api.model.Turn turn(CallTurn known) {
        Turn turn = known.turn();
        return new io.vox.api.model.Turn(
                turn.index(),
                TurnKind.valueOf(turn.kind().name()),
                turn.label(),
                TurnOutcome.valueOf(turn.outcome().name()),
                turn.valueMs(),
                turn.censored(),
                turn.missingReason(),
                turn.callerOnFrame(),
                turn.callerOffFrame(),
                turn.agentFrame(),
                turn.onlineMs(),
                turn.recoveryMs(),
                turn.hopFrames(),
                known.truthMs(),
                known.programmedMs(),
                turn.flags(),
                turn.tags());
    }

    private static <T> T read(String text, Argument<T> type, JsonMapper json) {
        try {
            return json.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

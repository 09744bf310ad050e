package io.vox.agent.job;

import io.vox.agent.conversation.Check;
import io.vox.agent.conversation.StepRecord;
import io.vox.agent.fault.FaultKind;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.TurnResult;
import io.vox.agent.run.output.Printable;
import io.vox.agent.secret.Redactor;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.measurement.timeline.Condition;
import io.vox.sdk.model.Calibration;
import io.vox.sdk.model.Channel;
import io.vox.sdk.model.Fault;
import io.vox.sdk.model.Host;
import io.vox.sdk.model.JobReport;
import io.vox.sdk.model.MeasuringTool;
import io.vox.sdk.model.ReportedConversation;
import io.vox.sdk.model.Turn;
import io.vox.sdk.model.TurnKind;
import io.vox.sdk.model.TurnOutcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A result in the words of the contract, one to one: turns as they are and no figures, which the server computes. Texts
 * are without secrets and as long as the contract allows. Immutable.
 */
record JobReportWire(Redactor redactor) {
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_VERSION = 64;
    private static final int LONGEST_TAG = 64;
    private static final int MOST_WORDS = 32;
    private static final int MOST_SENTENCES = 200;
    private static final int MOST_SEGMENTS = 5000;

    JobReport report(ResultDocument result) {
        return new JobReport()
                .startedAt(time(result.conversations().stream()
                        .map(ConversationResult::startedAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(result.startedAt())))
                .tool(tool(result))
                .host(new Host()
                        .os(cut(result.host().os(), 200))
                        .cores(result.host().cores())
                        .browser(result.host().browser()))
                .calibration(calibration(result.calibration()))
                .conversations(
                        result.conversations().stream().map(this::conversation).toList());
    }

    Fault fault(ResultDocument.Fault fault) {
        return fault(FaultKind.valueOf(fault.kind().toUpperCase(Locale.ROOT)), fault.code(), fault.message());
    }

    Fault fault(FaultKind kind, String code, String message) {
        return new Fault()
                .kind(
                        switch (kind) {
                            case AGENT_FAULT -> io.vox.sdk.model.FaultKind.AGENT_FAULT;
                            case HARNESS_FAULT -> io.vox.sdk.model.FaultKind.HARNESS_FAULT;
                            case TARGET_UNAVAILABLE -> io.vox.sdk.model.FaultKind.TARGET_UNAVAILABLE;
                            case USAGE -> io.vox.sdk.model.FaultKind.USAGE;
                            case CANCELED -> io.vox.sdk.model.FaultKind.CANCELED;
                        })
                .code(code)
                .message(text(message));
    }

    /** A line for people: on one line, without secrets, not too long. */
    String text(String written) {
        return cut(Printable.of(redactor.redact(written)), LONGEST_TEXT);
    }

    /** The contract counts conversations from 1, as their ids do. */
    static int number(ConversationResult conversation) {
        return Integer.parseInt(conversation.id());
    }

    static MeasuringTool tool(ResultDocument result) {
        return new MeasuringTool()
                .version(cut(result.tool().version(), LONGEST_VERSION))
                .methodVersion(result.tool().methodVersion());
    }

    private static @Nullable Calibration calibration(ResultDocument.@Nullable Calibration calibration) {
        return calibration == null
                ? null
                : new Calibration()
                        .responseErrorMs(calibration.responseErrorMs())
                        .interruptErrorMs(calibration.interruptErrorMs())
                        .measuredAt(time(calibration.measuredAt()))
                        .passed(calibration.passed());
    }

    private ReportedConversation conversation(ConversationResult conversation) {
        String startedAt = conversation.startedAt();
        ResultDocument.Fault fault = conversation.fault();
        return new ReportedConversation()
                .number(number(conversation))
                .scenario(conversation.scenario())
                .repeat(conversation.repeat())
                .condition(condition(conversation.condition()))
                .methodVersion(conversation.methodVersion())
                .startedAt(startedAt == null ? null : time(startedAt))
                .durationMs(conversation.durationMs())
                .sampleRate(conversation.sampleRate())
                .fault(fault == null ? null : fault(fault))
                .flags(words(conversation.flags()))
                .verdicts(sentences(conversation.verdicts()))
                .checks(conversation.checks().stream().map(this::check).toList())
                .steps(conversation.steps().stream().map(this::step).toList())
                .notices(sentences(conversation.notices()))
                .network(null)
                .caller(channel(conversation.caller()))
                .agent(channel(conversation.agent()))
                .turns(conversation.turns().stream().map(this::turn).toList());
    }

    private static io.vox.sdk.model.Condition condition(Condition condition) {
        return new io.vox.sdk.model.Condition()
                .network(condition.network())
                .noiseType(condition.noiseType())
                .snrDb(condition.snrDb());
    }

    private io.vox.sdk.model.Check check(Check check) {
        return new io.vox.sdk.model.Check()
                .name(cut(text(check.name()), LONGEST_NAME))
                .passed(check.passed())
                .detail(text(check.detail()));
    }

    private io.vox.sdk.model.StepRecord step(StepRecord step) {
        String detail = step.detail();
        return new io.vox.sdk.model.StepRecord()
                .number(step.number())
                .action(step.action())
                .elapsedMs(step.elapsedMs())
                .reported(step.reported())
                .status(step.status())
                .detail(detail == null ? null : text(detail));
    }

    private static @Nullable Channel channel(ConversationResult.@Nullable Channel channel) {
        return channel == null
                ? null
                : new Channel()
                        .noiseFloorDbfs(channel.noiseFloorDbfs())
                        .segments(channel.segments().stream()
                                .limit(MOST_SEGMENTS)
                                .map(JobReportWire::segment)
                                .toList());
    }

    private static io.vox.sdk.model.SpeechSegment segment(SpeechSegment segment) {
        return new io.vox.sdk.model.SpeechSegment().onFrame(segment.onFrame()).offFrame(segment.offFrame());
    }

    private Turn turn(TurnResult turn) {
        return new Turn()
                .index(turn.index())
                .kind(kind(turn.kind()))
                .label(cut(text(turn.label()), LONGEST_NAME))
                .outcome(
                        switch (turn.outcome()) {
                            case ANSWERED -> TurnOutcome.ANSWERED;
                            case MISSED -> TurnOutcome.MISSED;
                            case PREMATURE -> TurnOutcome.PREMATURE;
                            case YIELDED -> TurnOutcome.YIELDED;
                            case NOT_YIELDED -> TurnOutcome.NOT_YIELDED;
                            case VOID -> TurnOutcome.VOID;
                            case IGNORED -> TurnOutcome.IGNORED;
                            case STOPPED -> TurnOutcome.STOPPED;
                        })
                .valueMs(turn.valueMs())
                .censored(turn.censored())
                .missingReason(turn.missingReason())
                .callerOnFrame(turn.callerOnFrame())
                .callerOffFrame(turn.callerOffFrame())
                .agentFrame(turn.agentFrame())
                .onlineMs(turn.onlineMs())
                .recoveryMs(turn.recoveryMs())
                .hopFrames(turn.hopFrames())
                .truthMs(turn.truthMs())
                .programmedMs(turn.programmedMs())
                .flags(words(turn.flags()))
                .tags(turn.tags().stream()
                        .limit(MOST_WORDS)
                        .map(tag -> cut(tag, LONGEST_TAG))
                        .toList());
    }

    static TurnKind kind(io.vox.measurement.analysis.TurnKind kind) {
        return switch (kind) {
            case GREETING -> TurnKind.GREETING;
            case RESPONSE -> TurnKind.RESPONSE;
            case INTERRUPT -> TurnKind.INTERRUPT;
            case BACKCHANNEL -> TurnKind.BACKCHANNEL;
        };
    }

    private static List<String> words(List<String> words) {
        return words.stream().distinct().limit(MOST_WORDS).toList();
    }

    private List<String> sentences(List<String> sentences) {
        return sentences.stream().limit(MOST_SENTENCES).map(this::text).toList();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }

    private static OffsetDateTime time(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}

package io.vox.server.evaluation.daemon;

import io.micronaut.json.JsonMapper;
import io.vox.api.model.Channel;
import io.vox.api.model.JobReport;
import io.vox.api.model.ReportedConversation;
import io.vox.api.model.SpeechSegment;
import io.vox.api.model.TurnKind;
import io.vox.api.model.TurnOutcome;
import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.timeline.Condition;
import io.vox.server.conversations.call.CallFault;
import io.vox.server.conversations.call.CallSide;
import io.vox.server.conversations.call.CallTurn;
import io.vox.server.conversations.call.ReportedCall;
import io.vox.server.evaluation.job.queue.Report;
import io.vox.server.evaluation.job.queue.ReportInvalidException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.ProblemDetail;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports, and refuses those that contradict themselves: each number may be possible by itself, which the contract
 * sees to, and yet not beside the others. Thread-safe.
 */
@Singleton
final class ReportWire {
    private static final int LONGEST_STOP_MS = 2000;

    /** Clocks of eval agents are wrong now and then, but not by that much. */
    private static final Duration CLOCK_ERROR = Duration.ofDays(1);

    /** Sound is found a little before the first and after the last frame that was counted. */
    private static final long ROUNDING_MS = 1000;

    private static final int MOST_DETAILS = 100;

    private final JsonMapper json;
    private final Clock clock;

    ReportWire(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Reads a report.
     *
     * @throws ReportInvalidException if it contradicts itself
     */
    Report read(JobReport report) {
        List<ProblemDetail> wrong = new ArrayList<>();
        Instant now = Instant.now(clock);
        Instant startedAt = report.getStartedAt().toInstant();
        if (Duration.between(startedAt, now).abs().compareTo(CLOCK_ERROR) > 0) {
            wrong.add(new ProblemDetail("/startedAt", "is more than a day off; is the clock right?"));
        }
        String methodVersion = report.getTool().getMethodVersion();
        Set<Integer> numbers = new HashSet<>();
        List<ReportedConversation> conversations =
                InvalidRequestException.requireElements("/conversations", report.getConversations());
        for (int i = 0; i < conversations.size() && wrong.size() < MOST_DETAILS; i++) {
            String place = "/conversations/" + i;
            ReportedConversation conversation = conversations.get(i);
            if (!numbers.add(conversation.getNumber())) {
                wrong.add(new ProblemDetail(place + "/number", "is there twice"));
            }
            if (!conversation.getMethodVersion().equals(methodVersion)) {
                wrong.add(new ProblemDetail(place + "/methodVersion", "is not that of the tool"));
            }
            check(conversation, place, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new ReportInvalidException(wrong.stream().limit(MOST_DETAILS).toList());
        }
        return new Report(
                startedAt,
                report.getTool().getVersion(),
                methodVersion,
                text(report.getHost()),
                report.getCalibration() == null ? null : text(report.getCalibration()),
                conversations.stream().map(this::call).toList());
    }

    private static void check(ReportedConversation conversation, String place, List<ProblemDetail> wrong) {
        var condition = conversation.getCondition();
        if ((condition.getNoiseType() == null) != (condition.getSnrDb() == null)) {
            wrong.add(
                    new ProblemDetail(place + "/condition", "has a noise type and no ratio, or a ratio and no noise"));
        }
        long frames = frames(conversation);
        check(conversation.getCaller(), frames, place + "/caller", wrong);
        check(conversation.getAgent(), frames, place + "/agent", wrong);
        Set<Integer> indices = new HashSet<>();
        List<io.vox.api.model.Turn> turns =
                InvalidRequestException.requireElements(place + "/turns", conversation.getTurns());
        for (int i = 0; i < turns.size() && wrong.size() < MOST_DETAILS; i++) {
            String turnPlace = place + "/turns/" + i;
            if (!indices.add(turns.get(i).getIndex())) {
                wrong.add(new ProblemDetail(turnPlace + "/index", "is there twice"));
            }
            check(turns.get(i), frames, turnPlace, wrong);
        }
    }

    private static void check(@Nullable Channel channel, long frames, String place, List<ProblemDetail> wrong) {
        long last = -1;
        if (channel != null) {
            InvalidRequestException.requireElements(place + "/segments", channel.getSegments());
        }
        for (int i = 0; channel != null && i < channel.getSegments().size(); i++) {
            SpeechSegment segment = channel.getSegments().get(i);
            if (segment.getOnFrame() <= last || segment.getOffFrame() < segment.getOnFrame()) {
                wrong.add(
                        new ProblemDetail(place + "/segments/" + i, "is not behind the one before, or ends too early"));
                return;
            }
            last = segment.getOffFrame();
        }
        if (last > frames) {
            wrong.add(new ProblemDetail(place + "/segments", "go on after the end of the recording"));
        }
    }

    private static void check(io.vox.api.model.Turn turn, long frames, String place, List<ProblemDetail> wrong) {
        Integer value = turn.getValueMs();
        boolean missing = turn.getCensored() || turn.getMissingReason() != null;
        if (value != null && missing) {
            wrong.add(new ProblemDetail(place + "/valueMs", "stands beside a reason why there is none"));
        }
        if (value == null && !missing && !isIgnored(turn)) {
            wrong.add(new ProblemDetail(place + "/missingReason", "says not why there is no value"));
        }
        if (value != null && turn.getKind() == TurnKind.INTERRUPT && value > LONGEST_STOP_MS) {
            wrong.add(new ProblemDetail(place + "/valueMs", "is beyond the 2000 ms of an INTERRUPT"));
        }
        if (!isPossible(turn.getKind(), turn.getOutcome())) {
            wrong.add(new ProblemDetail(place + "/outcome", "is none of a " + turn.getKind()));
        }
        if (turn.getCallerOffFrame() < turn.getCallerOnFrame()) {
            wrong.add(new ProblemDetail(place + "/callerOffFrame", "is before callerOnFrame"));
        }
        long agentFrame = turn.getAgentFrame() == null ? 0 : turn.getAgentFrame();
        if (Math.max(turn.getCallerOffFrame(), agentFrame) > frames) {
            wrong.add(new ProblemDetail(place, "is after the end of the recording"));
        }
    }

    private static boolean isIgnored(io.vox.api.model.Turn turn) {
        return turn.getKind() == TurnKind.BACKCHANNEL && turn.getOutcome() == TurnOutcome.IGNORED;
    }

    private static boolean isPossible(TurnKind kind, TurnOutcome outcome) {
        return switch (outcome) {
            case VOID -> true;
            case ANSWERED, MISSED, PREMATURE -> kind == TurnKind.GREETING || kind == TurnKind.RESPONSE;
            case YIELDED, NOT_YIELDED -> kind == TurnKind.INTERRUPT;
            case IGNORED, STOPPED -> kind == TurnKind.BACKCHANNEL;
        };
    }

    /** Frames that the recording can have at most. */
    private static long frames(ReportedConversation conversation) {
        Long durationMs = conversation.getDurationMs();
        Integer sampleRate = conversation.getSampleRate();
        return durationMs == null || sampleRate == null
                ? Long.MAX_VALUE
                : (durationMs + ROUNDING_MS) * sampleRate / 1000;
    }

    private ReportedCall call(ReportedConversation conversation) {
        io.vox.api.model.Fault fault = conversation.getFault();
        return new ReportedCall(
                conversation.getNumber(),
                conversation.getScenario(),
                conversation.getRepeat(),
                new Condition(
                        conversation.getCondition().getNetwork(),
                        conversation.getCondition().getNoiseType(),
                        conversation.getCondition().getSnrDb()),
                conversation.getMethodVersion(),
                conversation.getStartedAt() == null
                        ? null
                        : conversation.getStartedAt().toInstant(),
                conversation.getDurationMs(),
                conversation.getSampleRate(),
                fault == null || fault.getKind() == io.vox.api.model.FaultKind.AGENT_FAULT,
                fault == null ? null : new CallFault(fault.getKind().getValue(), fault.getCode(), fault.getMessage()),
                conversation.getFlags(),
                conversation.getVerdicts(),
                conversation.getNotices(),
                text(conversation.getChecks()),
                text(conversation.getSteps()),
                conversation.getNetwork() == null ? null : text(conversation.getNetwork()),
                side(conversation.getCaller()),
                side(conversation.getAgent()),
                conversation.getTurns().stream().map(ReportWire::turn).toList());
    }

    private static @Nullable CallSide side(@Nullable Channel channel) {
        return channel == null
                ? null
                : new CallSide(
                        channel.getNoiseFloorDbfs(),
                        channel.getSegments().stream()
                                .map(segment -> new io.vox.measurement.speech.SpeechSegment(
                                        segment.getOnFrame(), segment.getOffFrame()))
                                .toList());
    }

    private static CallTurn turn(io.vox.api.model.Turn turn) {
        return new CallTurn(
                new Turn(
                        turn.getIndex(),
                        io.vox.measurement.analysis.TurnKind.valueOf(
                                turn.getKind().name()),
                        turn.getLabel(),
                        Outcome.valueOf(turn.getOutcome().name()),
                        turn.getValueMs(),
                        turn.getCensored(),
                        turn.getMissingReason(),
                        turn.getCallerOnFrame(),
                        turn.getCallerOffFrame(),
                        turn.getAgentFrame(),
                        turn.getOnlineMs(),
                        turn.getRecoveryMs(),
                        turn.getHopFrames(),
                        turn.getFlags(),
                        turn.getTags()),
                turn.getTruthMs(),
                turn.getProgrammedMs());
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

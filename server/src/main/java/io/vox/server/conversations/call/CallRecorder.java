package io.vox.server.conversations.call;

import io.vox.measurement.analysis.Turn;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.server.platform.database.Columns;
import io.vox.server.platform.id.Ulid;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes conversations with their turns, as a part of the statement that completes jobs, since that is most of what a
 * completion costs: however many reports there are, each table is written to once.
 */
public final class CallRecorder {
    /** Parts of a {@code with}, OWNERS being an earlier one, CALLS and TURNS the parameters; bound by {@link #bind}. */
    private static final String INSERT = """
            recorded_call as (
                insert into call (id, workspace_id, origin, job_id, attempt, number, scenario, repeat, network, noise_type,
                    snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind, fault_code,
                    fault_message, flags, verdicts, notices, checks, steps, network_conditions, caller, agent)
                select reported.id, owner.workspace_id, 'EVAL', owner.job_id, owner.attempt, number, scenario, repeat,
                    network, noise_type, snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind,
                    fault_code, fault_message, flags::text[], verdicts::text[], notices::text[], checks::jsonb,
                    steps::jsonb, network_conditions::jsonb, caller::jsonb, agent::jsonb
                from CALLS as reported (place, id, number, scenario, repeat, network, noise_type,
                    snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind, fault_code,
                    fault_message, flags, verdicts, notices, checks, steps, network_conditions, caller, agent)
                    join OWNERS as owner on owner.place = reported.place
            ), recorded_turn as (
                insert into turn (call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                    caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms, programmed_ms, flags, tags)
                select call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                    caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms, programmed_ms,
                    flags::text[], tags::text[]
                from TURNS as reported (place, call_id, index, kind, label, outcome, value_ms, censored, missing_reason,
                    caller_on_frame, caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms,
                    programmed_ms, flags, tags)
                    join OWNERS as owner on owner.place = reported.place
            )""";

    private static final String[] CALL_TYPES = {
        "int",
        "text",
        "int",
        "text",
        "int",
        "text",
        "text",
        "float8",
        "text",
        "timestamptz",
        "bigint",
        "int",
        "bool",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text"
    };
    private static final String[] TURN_TYPES = {
        "int", "text", "int", "text", "text", "text", "int", "bool", "text", "bigint", "bigint", "bigint", "int", "int",
        "int", "float8", "int", "text", "text"
    };

    private CallRecorder() {}

    /**
     * Returns parts of a {@code with}.
     *
     * @param owners an earlier part with the columns {@code place, workspace_id, job_id, attempt}: whose conversations are
     *     written, and as whose; no row for a place = nothing is
     */
    public static String sql(String owners) {
        return INSERT.replace("OWNERS", owners)
                .replace("CALLS", Columns.unnest(CALL_TYPES))
                .replace("TURNS", Columns.unnest(TURN_TYPES));
    }

    /** Gives conversations their ids. */
    public static List<RecordedCall> identify(List<ReportedCall> calls) {
        return calls.stream()
                .map(call -> new RecordedCall(Ulid.create(Ulid.CALL), call))
                .toList();
    }

    /** Binds the conversations of each place, from 1. */
    public static void bind(Columns columns, List<List<RecordedCall>> places) throws SQLException {
        List<Row<ReportedCall>> calls = new ArrayList<>();
        List<Row<CallTurn>> turns = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (RecordedCall recorded : places.get(i)) {
                calls.add(new Row<>(i + 1, recorded.id(), recorded.call()));
                for (CallTurn turn : recorded.call().turns()) {
                    turns.add(new Row<>(i + 1, recorded.id(), turn));
                }
            }
        }
        bindCalls(columns, calls);
        bindTurns(columns, turns);
    }

    private static void bindCalls(Columns parameters, List<Row<ReportedCall>> calls) throws SQLException {
        parameters.add("int4", calls, Row::place);
        parameters.add("text", calls, Row::callId);
        parameters.add("int4", calls, row -> row.value().number());
        parameters.add("text", calls, row -> row.value().scenario());
        parameters.add("int4", calls, row -> row.value().repeat());
        parameters.add("text", calls, row -> row.value().condition().network());
        parameters.add("text", calls, row -> row.value().condition().noiseType());
        parameters.add("float8", calls, row -> row.value().condition().snrDb());
        parameters.add("text", calls, row -> row.value().methodVersion());
        parameters.add("timestamptz", calls, row -> {
            var startedAt = row.value().startedAt();
            return startedAt == null ? null : startedAt.atOffset(ZoneOffset.UTC).toString();
        });
        parameters.add("int8", calls, row -> row.value().durationMs());
        parameters.add("int4", calls, row -> row.value().sampleRate());
        parameters.add("bool", calls, row -> row.value().counted());
        parameters.add("text", calls, row -> of(row.value().fault(), CallFault::kind));
        parameters.add("text", calls, row -> of(row.value().fault(), CallFault::code));
        parameters.add("text", calls, row -> of(row.value().fault(), CallFault::message));
        parameters.add("text", calls, row -> Columns.literal(row.value().flags()));
        parameters.add("text", calls, row -> Columns.literal(row.value().verdicts()));
        parameters.add("text", calls, row -> Columns.literal(row.value().notices()));
        parameters.add("text", calls, row -> row.value().checks());
        parameters.add("text", calls, row -> row.value().steps());
        parameters.add("text", calls, row -> row.value().network());
        parameters.add("text", calls, row -> of(row.value().caller(), CallRecorder::json));
        parameters.add("text", calls, row -> of(row.value().agent(), CallRecorder::json));
    }

    private static void bindTurns(Columns parameters, List<Row<CallTurn>> turns) throws SQLException {
        parameters.add("int4", turns, Row::place);
        parameters.add("text", turns, Row::callId);
        addTurns(parameters, "int4", turns, Turn::index);
        addTurns(parameters, "text", turns, turn -> turn.kind().name());
        addTurns(parameters, "text", turns, Turn::label);
        addTurns(parameters, "text", turns, turn -> turn.outcome().name());
        addTurns(parameters, "int4", turns, Turn::valueMs);
        addTurns(parameters, "bool", turns, Turn::censored);
        addTurns(parameters, "text", turns, Turn::missingReason);
        addTurns(parameters, "int8", turns, Turn::callerOnFrame);
        addTurns(parameters, "int8", turns, Turn::callerOffFrame);
        addTurns(parameters, "int8", turns, Turn::agentFrame);
        addTurns(parameters, "int4", turns, Turn::onlineMs);
        addTurns(parameters, "int4", turns, Turn::recoveryMs);
        addTurns(parameters, "int4", turns, Turn::hopFrames);
        parameters.add("float8", turns, row -> row.value().truthMs());
        parameters.add("int4", turns, row -> row.value().programmedMs());
        addTurns(parameters, "text", turns, turn -> Columns.literal(turn.flags()));
        addTurns(parameters, "text", turns, turn -> Columns.literal(turn.tags()));
    }

    private static void addTurns(
            Columns parameters, String type, List<Row<CallTurn>> turns, Function<Turn, @Nullable Object> column)
            throws SQLException {
        parameters.add(type, turns, row -> column.apply(row.value().turn()));
    }

    private static <T> @Nullable Object of(@Nullable T value, Function<T, Object> part) {
        return value == null ? null : part.apply(value);
    }

    private static String json(CallSide side) {
        StringBuilder json = new StringBuilder("{\"noiseFloorDbfs\":")
                .append(side.noiseFloorDbfs())
                .append(",\"segments\":[");
        for (int i = 0; i < side.segments().size(); i++) {
            SpeechSegment segment = side.segments().get(i);
            json.append(i == 0 ? "" : ",")
                    .append("{\"onFrame\":")
                    .append(segment.onFrame())
                    .append(",\"offFrame\":")
                    .append(segment.offFrame())
                    .append('}');
        }
        return json.append("]}").toString();
    }

    private record Row<T>(int place, String callId, T value) {}
}

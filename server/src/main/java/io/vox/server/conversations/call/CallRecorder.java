package io.vox.server.conversations.call;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.id.Ulid;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes conversations with their turns: all of a report in one statement, whatever their number, since this is half of
 * what the completion of a job costs. Thread-safe.
 */
@Singleton
public class CallRecorder {
    private static final String INSERT = """
            with stored as (
                insert into call (id, workspace_id, origin, job_id, attempt, number, scenario, repeat, network, noise_type,
                    snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind, fault_code,
                    fault_message, flags, verdicts, notices, checks, steps, network_conditions, caller, agent)
                select id, ?, 'EVAL', ?, ?, number, scenario, repeat, network, noise_type,
                    snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind, fault_code,
                    fault_message, flags::text[], verdicts::text[], notices::text[], checks::jsonb, steps::jsonb,
                    network_conditions::jsonb, caller::jsonb, agent::jsonb
                from unnest(?::text[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[],
                    ?::float8[], ?::text[], ?::timestamptz[], ?::bigint[], ?::int[], ?::bool[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[]) as reported (id, number, scenario, repeat, network, noise_type,
                    snr_db, method_version, started_at, duration_ms, sample_rate, counted, fault_kind, fault_code,
                    fault_message, flags, verdicts, notices, checks, steps, network_conditions, caller, agent)
            )
            insert into turn (call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms, programmed_ms, flags, tags)
            select call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms, programmed_ms,
                flags::text[], tags::text[]
            from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bool[], ?::text[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::float8[], ?::int[], ?::text[], ?::text[])
                as reported (call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                caller_off_frame, agent_frame, online_ms, recovery_ms, hop_frames, truth_ms, programmed_ms, flags, tags)
            """;

    private final DSLContext database;

    CallRecorder(DSLContext database) {
        this.database = database;
    }

    /** Records the conversations of an attempt, in the caller's transaction. */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    public void record(WorkspaceId workspace, String jobId, int attempt, List<ReportedCall> calls) {
        database.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                Parameters parameters = new Parameters(connection, statement);
                statement.setString(parameters.next(), workspace.value());
                statement.setString(parameters.next(), jobId);
                statement.setInt(parameters.next(), attempt);
                List<Row<ReportedCall>> rows = calls.stream()
                        .map(call -> new Row<>(Ulid.create(Ulid.CALL), call))
                        .toList();
                bindCalls(parameters, rows);
                List<Row<CallTurn>> turns = new ArrayList<>();
                rows.forEach(row -> row.value().turns().forEach(turn -> turns.add(new Row<>(row.callId(), turn))));
                bindTurns(parameters, turns);
                statement.executeUpdate();
            }
        });
    }

    private static void bindCalls(Parameters parameters, List<Row<ReportedCall>> calls) throws SQLException {
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
        parameters.add("text", calls, row -> literal(row.value().flags()));
        parameters.add("text", calls, row -> literal(row.value().verdicts()));
        parameters.add("text", calls, row -> literal(row.value().notices()));
        parameters.add("text", calls, row -> row.value().checks());
        parameters.add("text", calls, row -> row.value().steps());
        parameters.add("text", calls, row -> row.value().network());
        parameters.add("text", calls, row -> of(row.value().caller(), CallRecorder::json));
        parameters.add("text", calls, row -> of(row.value().agent(), CallRecorder::json));
    }

    private static void bindTurns(Parameters parameters, List<Row<CallTurn>> turns) throws SQLException {
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
        addTurns(parameters, "text", turns, turn -> literal(turn.flags()));
        addTurns(parameters, "text", turns, turn -> literal(turn.tags()));
    }

    private static void addTurns(
            Parameters parameters, String type, List<Row<CallTurn>> turns, Function<Turn, @Nullable Object> column)
            throws SQLException {
        parameters.add(type, turns, row -> column.apply(row.value().turn()));
    }

    private static <T> @Nullable Object of(@Nullable T value, Function<T, Object> part) {
        return value == null ? null : part.apply(value);
    }

    /** A list as PostgreSQL writes arrays: lists of different lengths make no array of two dimensions. */
    private static String literal(List<String> texts) {
        if (texts.isEmpty()) {
            return "{}";
        }
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
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

    private record Row<T>(String callId, T value) {}

    /** The parameters of a statement, one after the other. */
    private static final class Parameters {
        private final Connection connection;
        private final PreparedStatement statement;
        private int last;

        Parameters(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        int next() {
            return ++last;
        }

        <T> void add(String type, List<T> rows, Function<T, @Nullable Object> column) throws SQLException {
            Array array =
                    connection.createArrayOf(type, rows.stream().map(column).toArray());
            statement.setArray(next(), array);
        }
    }
}

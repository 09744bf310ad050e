package io.vox.server.platform.problem;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.exceptions.NoConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything that nobody expected: 503 if the database is gone or full, for which nobody needs a stack trace per
 * request, else 500. Logged here, once; the answer tells nothing of it.
 */
@Singleton
final class UnexpectedExceptionHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExceptionHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Of PostgreSQL: being shut down or started, too many connections. Class 08 is every broken connection. */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String DISK_FULL = "53100";
    private static final Duration RETRY_AFTER_FULL = Duration.ofMinutes(1);

    private final ProblemAnswers answers;

    UnexpectedExceptionHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
        Throwable connection = brokenConnection(exception);
        if (connection != null) {
            LOG.warn("The database does not answer: {}", connection.getMessage());
            return answers.answer(
                    request,
                    new UnavailableException(
                            ProblemCode.DATABASE_UNAVAILABLE,
                            "The database does not answer; try again soon.",
                            RETRY_AFTER,
                            exception));
        }
        if (DISK_FULL.equals(sqlState(exception))) {
            LOG.error("The disk of the database is full");
            return answers.answer(
                    request,
                    new UnavailableException(
                            ProblemCode.UNAVAILABLE,
                            "The disk of the database is full; make room there.",
                            RETRY_AFTER_FULL,
                            exception));
        }
        if (exception instanceof EOFException) {
            LOG.debug("The caller went away before its request was whole");
        } else {
            LOG.error("Unexpected error at {} {}", request.getMethodName(), request.getPath(), exception);
        }
        return answers.answer(
                request,
                new RefusedException(
                        ProblemCode.INTERNAL_ERROR, "An unexpected error; the trace id finds it in the log."));
    }

    /** Micronaut finds it out when it gives a connection back, and then hides why. None at all is our mistake. */
    private static boolean isLost(Throwable cause) {
        return cause instanceof ConnectionException && !(cause instanceof NoConnectionException);
    }

    /** Returns what PostgreSQL calls the failure; empty if it is none of its. */
    private static String sqlState(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static @Nullable Throwable brokenConnection(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || isLost(cause)) {
                return cause;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || GONE.contains(sql.getSQLState()))) {
                return sql;
            }
        }
        return null;
    }
}

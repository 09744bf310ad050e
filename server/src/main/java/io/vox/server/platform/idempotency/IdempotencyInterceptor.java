package io.vox.server.platform.idempotency;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.idempotency.IdempotencyKeys.Earlier;
import io.vox.server.platform.idempotency.IdempotencyKeys.RequestKey;
import io.vox.server.platform.idempotency.IdempotencyKeys.StoredAnswer;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Around every {@link Idempotent} method: does its work once for a key, and repeats its answer. Thread-safe. */
@Singleton
@InterceptorBean(Idempotent.class)
final class IdempotencyInterceptor implements MethodInterceptor<Object, Object> {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String REPLAYED_HEADER = "Idempotent-Replayed";
    private static final List<String> STORED_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final Argument<Map<String, String>> HEADERS = Argument.mapOf(String.class, String.class);

    private final IdempotencyKeys keys;
    private final CurrentPrincipal principals;
    private final TransactionOperations<Connection> transactions;
    private final JsonMapper json;

    IdempotencyInterceptor(
            IdempotencyKeys keys,
            CurrentPrincipal principals,
            TransactionOperations<Connection> transactions,
            JsonMapper json) {
        this.keys = keys;
        this.principals = principals;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        String header = request.getHeaders().get(KEY_HEADER);
        if (header == null) {
            return context.proceed();
        }
        RequestKey key = new RequestKey(
                principals.find().map(Principal::key).orElse("anonymous"),
                request.getMethodName() + " " + request.getPath(),
                header,
                RandomToken.sha256(bytes(body(context))));
        Optional<Earlier> earlier = keys.take(key);
        if (earlier.isPresent()) {
            return replay(earlier.get());
        }
        boolean secret = context.booleanValue(Idempotent.class, "secret").orElse(false);
        try {
            return transactions.executeWrite(status -> {
                HttpResponse<?> response = (HttpResponse<?>) context.proceed();
                if (response != null) {
                    keys.answer(key, stored(response, secret));
                }
                return response;
            });
        } catch (RuntimeException | Error e) {
            keys.giveBack(key);
            throw e;
        }
    }

    private HttpResponse<?> replay(Earlier earlier) {
        if (!earlier.sameBody()) {
            throw new ConflictException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "This key came with another body before; choose a new one.");
        }
        if (!earlier.answered()) {
            throw new ConflictException(
                    ProblemCode.IDEMPOTENCY_IN_FLIGHT, "The first request with this key is under way; try again soon.");
        }
        if (earlier.secret()) {
            throw new ConflictException(
                    ProblemCode.SECRET_ALREADY_SHOWN,
                    "It was made before, and its secret shown then; revoke it and make another if the secret is lost.");
        }
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(earlier.status(), "").header(REPLAYED_HEADER, "true");
        if (earlier.headers() != null) {
            headers(earlier.headers()).forEach(response::header);
        }
        return earlier.body() == null
                ? response
                : response.contentType(MediaType.APPLICATION_JSON_TYPE).body(earlier.body());
    }

    private StoredAnswer stored(HttpResponse<?> response, boolean secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        STORED_HEADERS.forEach(name -> {
            String value = response.getHeaders().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        });
        Object body = response.body();
        return new StoredAnswer(
                secret,
                response.code(),
                JSONB.valueOf(new String(bytes(headers), java.nio.charset.StandardCharsets.UTF_8)),
                body == null || secret ? null : bytes(body));
    }

    private Map<String, String> headers(JSONB stored) {
        try {
            return json.readValue(stored.data(), HEADERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as it was understood, so that white space and the order of members make no difference. */
    private static @Nullable Object body(MethodInvocationContext<Object, Object> context) {
        Argument<?>[] arguments = context.getArguments();
        Object[] values = context.getParameterValues();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].isAnnotationPresent(Body.class)) {
                return values[i];
            }
        }
        return null;
    }

    private byte[] bytes(@Nullable Object value) {
        if (value == null) {
            return new byte[0];
        }
        try {
            return json.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.vox.sdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls that generated code makes: who asks, idempotency keys, repetition, and exceptions. To that code it is an HTTP
 * client whose answers are always successes and whole. Thread-safe.
 */
final class Transport extends HttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient wire;
    private final VoxOptions options;
    private final ObjectMapper json;
    private final String basePath;
    private final String userAgent;

    Transport(HttpClient wire, VoxOptions options, ObjectMapper json) {
        this.wire = wire;
        this.options = options;
        this.json = json;
        this.basePath = options.url().getRawPath() + Operations.BASE_PATH;
        String sdk = "vox-sdk-java/%s (Java %s; %s)"
                .formatted(sdkVersion(), System.getProperty("java.version"), System.getProperty("os.name"));
        this.userAgent = options.userAgent().isEmpty() ? sdk : options.userAgent() + " " + sdk;
    }

    /** Makes what connections are kept by. */
    static HttpClient newWire() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                // An upgrade to HTTP/2 is tried at the cost of a POST's body, and gains nothing here.
                .version(Version.HTTP_1_1)
                .build();
    }

    HttpClient wire() {
        return wire;
    }

    /** Version of this SDK, for people and logs. */
    private static String sdkVersion() {
        String version = Transport.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /**
     * Sends a request, repeatedly if it may be, and waits for the whole answer.
     *
     * @throws VoxException if the last answer is no success
     */
    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        HttpRequest keyed = withIdempotencyKey(request);
        boolean hasKey = keyed.headers().firstValue(Operations.IDEMPOTENCY_KEY).isPresent();
        boolean repeatable = Operations.isRepeatable(keyed.method(), operationPath(keyed.uri()), hasKey);
        RetryPolicy policy = new RetryPolicy(repeatable ? options.retries() : 0);
        for (int failures = 1; ; failures++) {
            try {
                HttpResponse<byte[]> response = open(keyed, BodyHandlers.ofByteArray(), options.timeout());
                return new WholeResponse<>(response, body(response, handler));
            } catch (VoxException e) {
                Duration pause = policy.pause(e, failures).orElseThrow(() -> e);
                sleep(pause);
            }
        }
    }

    /**
     * Sends a request once, or twice if the token had to be refreshed, and waits until {@code handler} has made a body: for the
     * whole answer, or for its first byte if the handler streams.
     *
     * @throws VoxException if the answer is no success
     */
    <T> HttpResponse<T> open(HttpRequest request, BodyHandler<T> handler, Duration timeout) {
        boolean hasOwn = request.headers().firstValue("Authorization").isPresent();
        Optional<String> token = hasOwn ? Optional.empty() : options.tokens().token();
        try {
            return exchange(authorized(request, token), handler, timeout);
        } catch (UnauthenticatedException e) {
            Optional<String> next = token.flatMap(options.tokens()::refresh)
                    .filter(it -> !token.get().equals(it));
            return exchange(authorized(request, Optional.of(next.orElseThrow(() -> e))), handler, timeout);
        }
    }

    /** Sends a request to an address that is not the server's and gets no token. */
    <T> HttpResponse<T> openForeign(HttpRequest request, BodyHandler<T> handler, Duration timeout) {
        return exchange(request, handler, timeout);
    }

    /** Lets the calling thread wait. */
    void sleep(Duration pause) {
        try {
            options.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException(e);
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler, Duration timeout) {
        CompletableFuture<HttpResponse<Answer<T>>> answer = wire.sendAsync(request, answerHandler(handler));
        try {
            HttpResponse<Answer<T>> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.body() instanceof Success<T> success) {
                return new WholeResponse<>(response, success.body());
            }
            throw ProblemAnswer.toException(
                    new WholeResponse<>(response, ((Refusal<T>) response.body()).body()), json, options.clock());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NetworkException(
                    "%s did not answer within %d s.".formatted(authority(request), timeout.toSeconds()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CanceledException(e);
        } catch (ExecutionException e) {
            throw new NetworkException(reason(request, e.getCause()), e.getCause());
        }
    }

    private static String reason(HttpRequest request, @Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "%s did not answer in time.".formatted(authority(request));
        }
        boolean isUnknown = cause instanceof UnknownHostException
                || (cause instanceof ConnectException && hasCause(cause, UnresolvedAddressException.class));
        if (isUnknown) {
            return "The host of %s is not known.".formatted(authority(request));
        }
        if (cause instanceof ConnectException) {
            return "Nothing answers at %s.".formatted(authority(request));
        }
        String message = cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
        return "The connection to %s broke: %s".formatted(authority(request), message);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String authority(HttpRequest request) {
        return request.uri().getAuthority();
    }

    private HttpRequest authorized(HttpRequest request, Optional<String> token) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request, (name, value) -> true).setHeader("User-Agent", userAgent);
        token.ifPresent(it -> builder.setHeader("Authorization", "Bearer " + it));
        return builder.build();
    }

    /** One key for all tries, so that the server can tell a repetition from another wish. */
    private HttpRequest withIdempotencyKey(HttpRequest request) {
        if (!Operations.isCreating(request.method(), operationPath(request.uri()))
                || request.headers().firstValue(Operations.IDEMPOTENCY_KEY).isPresent()) {
            return request;
        }
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader(Operations.IDEMPOTENCY_KEY, UUID.randomUUID().toString())
                .build();
    }

    private String operationPath(URI uri) {
        String path = uri.getRawPath();
        return path.startsWith(basePath) ? path.substring(basePath.length()) : path;
    }

    private static <T> BodyHandler<Answer<T>> answerHandler(BodyHandler<T> handler) {
        return info -> info.statusCode() / 100 == 2
                ? BodySubscribers.mapping(handler.apply(info), Success::new)
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), Refusal::new);
    }

    /** Gives the bytes of an answer to the handler that the caller wanted to have them. */
    private static <T> T body(HttpResponse<byte[]> response, BodyHandler<T> handler) {
        BodySubscriber<T> subscriber = handler.apply(new WholeInfo(response));
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // All of it comes at once, below.
            }

            @Override
            public void cancel() {
                // There is nothing to stop.
            }
        });
        subscriber.onNext(List.of(ByteBuffer.wrap(Json.forPlatform(response.body(), Charset.defaultCharset()))));
        subscriber.onComplete();
        return subscriber.getBody().toCompletableFuture().join();
    }

    /** What came: what the caller asked for, or why not. */
    private sealed interface Answer<T> {}

    private record Success<T>(T body) implements Answer<T> {}

    private record Refusal<T>(byte[] body) implements Answer<T> {}

    private record WholeInfo(HttpResponse<?> response) implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public Version version() {
            return response.version();
        }
    }

    /** An answer with another body. */
    private record WholeResponse<T>(HttpResponse<?> response, T body) implements HttpResponse<T> {
        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public HttpRequest request() {
            return response.request();
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return response.sslSession();
        }

        @Override
        public URI uri() {
            return response.uri();
        }

        @Override
        public Version version() {
            return response.version();
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        throw new UnsupportedOperationException("the generated operations wait");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushPromiseHandler) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return wire.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return wire.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return wire.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return wire.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return wire.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return wire.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return wire.authenticator();
    }

    @Override
    public Version version() {
        return wire.version();
    }

    @Override
    public Optional<Executor> executor() {
        return wire.executor();
    }
}

package io.vox.sdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.sdk.api.AdminAuditEventsApi;
import io.vox.sdk.api.AdminMailsApi;
import io.vox.sdk.api.AdminSettingsApi;
import io.vox.sdk.api.AdminUsersApi;
import io.vox.sdk.api.ApiClient;
import io.vox.sdk.api.ApiKeysApi;
import io.vox.sdk.api.ArtifactsApi;
import io.vox.sdk.api.AuditEventsApi;
import io.vox.sdk.api.AuthApi;
import io.vox.sdk.api.DaemonApi;
import io.vox.sdk.api.EvalAgentTokensApi;
import io.vox.sdk.api.EvalAgentsApi;
import io.vox.sdk.api.EvalSetsApi;
import io.vox.sdk.api.HealthApi;
import io.vox.sdk.api.JobsApi;
import io.vox.sdk.api.MeApi;
import io.vox.sdk.api.MetricsApi;
import io.vox.sdk.api.OAuthApi;
import io.vox.sdk.api.ProjectsApi;
import io.vox.sdk.api.ProvidersApi;
import io.vox.sdk.api.RegionsApi;
import io.vox.sdk.api.ResultsApi;
import io.vox.sdk.api.RunsApi;
import io.vox.sdk.api.SecretsApi;
import io.vox.sdk.api.SetupApi;
import io.vox.sdk.api.WorkflowsApi;
import io.vox.sdk.model.Artifact;
import io.vox.sdk.model.NewArtifact;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Vox server, as one caller sees it: the way to all its operations. Thread-safe and immutable; connections are kept and
 * shared with those that {@link #toBuilder()} makes.
 *
 * <pre>{@code
 * Vox vox = Vox.fromEnvironment();
 * Run run = vox.runs().createRun(new NewRun().workflowId(w).evalSetId(e).addRegionsItem("eu-west"), null);
 * try (EventStream events = vox.streamJobEvents(run.getJobs().get(0).getId())) {
 *     events.forEach(event -> System.err.println(event.getMessage()));
 * }
 * }</pre>
 */
public final class Vox {
    private final VoxOptions options;
    private final ObjectMapper json = new Json();
    private final Transport transport;
    private final ApiClient client;

    private Vox(VoxOptions options, HttpClient wire) {
        this.options = options;
        this.transport = new Transport(wire, options, json);
        this.client = new Client(transport, json, options.url() + Operations.BASE_PATH);
    }

    /** A server by its address, which must have a scheme, without a token. */
    public static Vox at(String url) {
        return builder().url(url).build();
    }

    /** The server that {@code VOX_URL} names (this machine's unless set), as whom {@code VOX_TOKEN} says. */
    public static Vox fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /** The same with another environment. */
    public static Vox fromEnvironment(Map<String, String> environment) {
        Builder builder = builder();
        String url = environment.getOrDefault("VOX_URL", "");
        if (!url.isBlank()) {
            builder.url(url);
        }
        String token = environment.getOrDefault("VOX_TOKEN", "");
        if (!token.isBlank()) {
            builder.token(token);
        }
        return builder.build();
    }

    /** The server on this machine without a token, unless something else is said. */
    public static Builder builder() {
        return new Builder(VoxOptions.defaults(), null);
    }

    /** The same server and caller, unless something else is said: another timeout for a call that waits, say. */
    public Builder toBuilder() {
        return new Builder(options, transport.wire());
    }

    /** How calls are made. */
    public VoxOptions options() {
        return options;
    }

    /** First run. */
    public SetupApi setup() {
        return new SetupApi(client);
    }

    /** Sessions of people; {@link SessionTokens} keeps one. */
    public AuthApi auth() {
        return new AuthApi(client);
    }

    /** Who asks. */
    public MeApi me() {
        return new MeApi(client);
    }

    /** Signing in elsewhere, for browsers. */
    public OAuthApi oAuth() {
        return new OAuthApi(client);
    }

    /** Keys for programs. */
    public ApiKeysApi apiKeys() {
        return new ApiKeysApi(client);
    }

    /** What workflows need and nobody shall see. */
    public SecretsApi secrets() {
        return new SecretsApi(client);
    }

    /** Who did what in the workspace. */
    public AuditEventsApi auditEvents() {
        return new AuditEventsApi(client);
    }

    /** Places from which is measured. */
    public RegionsApi regions() {
        return new RegionsApi(client);
    }

    /** Products that can be evaluated. */
    public ProvidersApi providers() {
        return new ProvidersApi(client);
    }

    /** Folders for workflows. */
    public ProjectsApi projects() {
        return new ProjectsApi(client);
    }

    /** How to reach and set up what is evaluated. */
    public WorkflowsApi workflows() {
        return new WorkflowsApi(client);
    }

    /** What to say and what to check. */
    public EvalSetsApi evalSets() {
        return new EvalSetsApi(client);
    }

    /** Requests to evaluate. */
    public RunsApi runs() {
        return new RunsApi(client);
    }

    /** The work that a run is made of. */
    public JobsApi jobs() {
        return new JobsApi(client);
    }

    /** What was found. */
    public ResultsApi results() {
        return new ResultsApi(client);
    }

    /** What is known of recordings and other files. */
    public ArtifactsApi artifacts() {
        return new ArtifactsApi(client);
    }

    /** Public figures. */
    public MetricsApi metrics() {
        return new MetricsApi(client);
    }

    /** Test runners. */
    public EvalAgentsApi evalAgents() {
        return new EvalAgentsApi(client);
    }

    /** The right of test runners to work. */
    public EvalAgentTokensApi evalAgentTokens() {
        return new EvalAgentTokensApi(client);
    }

    /** What test runners call; {@code claimJob} answers null if there is no job. */
    public DaemonApi daemon() {
        return new DaemonApi(client);
    }

    /** Accounts, for those who run the platform. */
    public AdminUsersApi adminUsers() {
        return new AdminUsersApi(client);
    }

    /** Mails of the server, for those who run the platform. */
    public AdminMailsApi adminMails() {
        return new AdminMailsApi(client);
    }

    /** What administrators set while the server runs. */
    public AdminSettingsApi adminSettings() {
        return new AdminSettingsApi(client);
    }

    /** Who did what anywhere, for those who run the platform. */
    public AdminAuditEventsApi adminAuditEvents() {
        return new AdminAuditEventsApi(client);
    }

    /** The server itself. */
    public HealthApi health() {
        return new HealthApi(client);
    }

    /** Follows the events of a job from the first one on. Nothing is sent before the first event is asked for. */
    public EventStream streamJobEvents(String jobId) {
        return streamJobEvents(jobId, 0);
    }

    /**
     * Follows the events of a job.
     *
     * @param after number of the last event that the caller has; 0 = none
     */
    public EventStream streamJobEvents(String jobId, long after) {
        return new EventStream(this, transport, json, jobId, after);
    }

    /**
     * Uploads a file of a job, going on where it was when a connection broke.
     *
     * @param lease of the attempt that made the file
     * @param artifact what the file is; its size is that of {@code content}
     * @return the file as the server has it, whole and compared
     * @throws IOException if the file cannot be read
     */
    public Artifact uploadArtifact(String jobId, String lease, NewArtifact artifact, Path content) throws IOException {
        return new ArtifactTransfer(this, transport, json).upload(jobId, lease, artifact, content);
    }

    /**
     * Downloads a file and compares it with its digest.
     *
     * @param target the file to write, which is replaced if there is one, and only by a whole one
     * @throws IOException if the file cannot be written
     */
    public void downloadArtifact(String artifactId, Path target) throws IOException {
        new ArtifactTransfer(this, transport, json).download(artifactId, target);
    }

    @Override
    public String toString() {
        return "Vox[" + options.url() + "]";
    }

    /** Collects options. */
    public static final class Builder {
        private final @Nullable HttpClient wire;
        private URI url;
        private TokenSource tokens;
        private Duration timeout;
        private int retries;
        private String userAgent;
        private Clock clock;
        private Sleeper sleeper;

        private Builder(VoxOptions options, @Nullable HttpClient wire) {
            this.wire = wire;
            this.url = options.url();
            this.tokens = options.tokens();
            this.timeout = options.timeout();
            this.retries = options.retries();
            this.userAgent = options.userAgent();
            this.clock = options.clock();
            this.sleeper = options.sleeper();
        }

        /** Where the server is, without {@code /api/v1}. */
        public Builder url(URI url) {
            this.url = url;
            return this;
        }

        /**
         * Where the server is, without {@code /api/v1}.
         *
         * @throws IllegalArgumentException if it is no address at all
         */
        public Builder url(String url) {
            return url(URI.create(url.strip()));
        }

        /** Who asks: an access token of a person, an API key or an eval agent token. */
        public Builder token(String token) {
            return tokens(TokenSource.of(token));
        }

        /** Who asks, with tokens that change. */
        public Builder tokens(TokenSource tokens) {
            this.tokens = tokens;
            return this;
        }

        /** How long one try may take until the whole answer is there; longer than the wait of a claim. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How often a call that may be repeated is tried again; 0 = never. */
        public Builder retries(int retries) {
            this.retries = retries;
            return this;
        }

        /** Name and version of the program, such as {@code shop-checks/1.2}. */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /** Tells when dates in headers and tokens have come. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Waits between tries. */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /**
         * Makes the way to the server; nothing is sent yet.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public Vox build() {
            VoxOptions options = new VoxOptions(url, tokens, timeout, retries, userAgent, clock, sleeper);
            return new Vox(options, wire == null ? Transport.newWire() : wire);
        }
    }

    /** Hands our transport and JSON to the generated operations. */
    private static final class Client extends ApiClient {
        private final Transport transport;
        private final ObjectMapper json;

        Client(Transport transport, ObjectMapper json, String baseUri) {
            super(HttpClient.newBuilder(), json, baseUri);
            this.transport = transport;
            this.json = json;
        }

        @Override
        public HttpClient getHttpClient() {
            return transport;
        }

        @Override
        public ObjectMapper getObjectMapper() {
            return json;
        }
    }
}

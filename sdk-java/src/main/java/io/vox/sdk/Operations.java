package io.vox.sdk;

import io.vox.sdk.api.ApiClient;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the shell has to know of the contract and the generated code does not tell. {@code OperationsSpec} compares each list
 * with the document.
 */
final class Operations {
    /** Where the operations are, after the server's address. */
    static final String BASE_PATH = "/api/v1";

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String LEASE = "Vox-Lease";
    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** Operations that stream and are written by hand. */
    static final String STREAM_JOB_EVENTS = "/jobs/{jobId}/events/stream";

    static final String DOWNLOAD_ARTIFACT = "/artifacts/{artifactId}/content";

    /** Every POST that takes an idempotency key. */
    static final Set<String> CREATING = Set.of(
            "/admin/users",
            "/api-keys",
            "/eval-agent-tokens",
            "/eval-sets",
            "/jobs/{jobId}/artifacts",
            "/projects",
            "/providers",
            "/regions",
            "/runs",
            "/workflows");

    /** Other POSTs that change nothing more when they come a second time, by their descriptions. */
    static final Set<String> HARMLESS_TWICE = Set.of(
            "/admin/master-key/reseal",
            "/artifacts/{artifactId}/finish",
            "/auth/logout",
            "/auth/logout/everywhere",
            "/eval-agents/heartbeat",
            "/eval-agents/register",
            "/jobs/{jobId}/cancel",
            "/jobs/{jobId}/failure",
            "/jobs/{jobId}/progress",
            "/jobs/{jobId}/release");

    private static final List<Pattern> CREATING_PATTERNS = patterns(CREATING);
    private static final List<Pattern> HARMLESS_PATTERNS = patterns(HARMLESS_TWICE);

    private Operations() {}

    /** Whether a request should carry an idempotency key. */
    static boolean isCreating(String method, String path) {
        return method.equals("POST") && matches(CREATING_PATTERNS, path);
    }

    /** Whether a request may be sent again when it is unknown what became of it. */
    static boolean isRepeatable(String method, String path, boolean hasKey) {
        return !method.equals("POST") || hasKey || matches(HARMLESS_PATTERNS, path);
    }

    /** Puts an id into a path that has one. */
    static String path(String template, String id) {
        return template.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(ApiClient.urlEncode(id)));
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static List<Pattern> patterns(Set<String> templates) {
        return templates.stream()
                .map(template -> Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .collect(Collectors.toUnmodifiableList());
    }
}

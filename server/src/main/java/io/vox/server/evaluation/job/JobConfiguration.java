package io.vox.server.evaluation.job;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * How jobs are handed out and watched over. The defaults are the product's; specs shorten some.
 *
 * @param lease how long after the last sign of life an eval agent keeps a job
 * @param heartbeat how often an eval agent gives a sign of life
 * @param claimWait how long a claim should wait for a job, at most 30 s
 * @param poll how often a server looks by itself for jobs that no notification told of, such as those whose time has come
 * @param reap how often a server looks for leases that have ended
 * @param retryDelay how long a job waits after a fault of ours, times the number of the attempt
 * @param longestAttempt how long an attempt may take; then heartbeats extend its lease no more
 * @param streamComment how often an event stream sends a sign of life
 * @param streamLife how long an event stream lasts, after which the client begins another and so proves again who it is
 * @param allowedHosts private or loopback hosts, as {@code host} or {@code host:port}, that evaluated pages may reach
 */
@ConfigurationProperties("vox.evaluation.job")
public record JobConfiguration(
        @Bindable(defaultValue = "5m") Duration lease,
        @Bindable(defaultValue = "30s") Duration heartbeat,
        @Bindable(defaultValue = "30s") Duration claimWait,
        @Bindable(defaultValue = "5s") Duration poll,
        @Bindable(defaultValue = "10s") Duration reap,
        @Bindable(defaultValue = "10s") Duration retryDelay,
        @Bindable(defaultValue = "2h") Duration longestAttempt,
        @Bindable(defaultValue = "15s") Duration streamComment,
        @Bindable(defaultValue = "5m") Duration streamLife,
        @Bindable(defaultValue = "") List<String> allowedHosts) {
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_HOSTS = 20;

    public JobConfiguration {
        require("lease", lease, Duration.ofSeconds(1), LONGEST_LEASE);
        require("heartbeat", heartbeat, Duration.ofSeconds(1), lease);
        require("claim-wait", claimWait, Duration.ZERO, LONGEST_WAIT);
        require("poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
        require("reap", reap, Duration.ofMillis(10), Duration.ofMinutes(5));
        require("retry-delay", retryDelay, Duration.ZERO, Duration.ofHours(1));
        require("longest-attempt", longestAttempt, Duration.ofSeconds(1), DAY);
        require("stream-comment", streamComment, Duration.ofMillis(10), Duration.ofMinutes(1));
        require("stream-life", streamLife, streamComment, Duration.ofHours(1));
        allowedHosts = allowedHosts.stream().filter(host -> !host.isBlank()).toList();
        if (allowedHosts.size() > MOST_HOSTS) {
            throw new IllegalArgumentException("vox.evaluation.job.allowed-hosts: at most " + MOST_HOSTS);
        }
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "vox.evaluation.job." + name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}

import java.time.Duration

// A browser that never answers would otherwise hold up the build for ever. The longest feature takes about two minutes.
timeout {
    globalTimeout Duration.ofMinutes(8)
    applyGlobalTimeoutToFixtures true
}

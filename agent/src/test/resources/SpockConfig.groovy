import static org.spockframework.runtime.model.parallel.ExecutionMode.SAME_THREAD

import java.time.Duration

// A browser that never answers would otherwise hold up the build for ever. The longest feature takes about two minutes.
timeout {
    globalTimeout Duration.ofMinutes(8)
    applyGlobalTimeoutToFixtures true
}

// One after the other, since most need a browser; but for features that mostly wait (ConcurrentFeatures).
runner {
    parallel {
        enabled true
        defaultSpecificationExecutionMode SAME_THREAD
        defaultExecutionMode SAME_THREAD
        fixed 4
    }
}

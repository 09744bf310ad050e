package io.vox.agent.worker

import java.lang.annotation.ElementType
import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy
import java.lang.annotation.Target
import org.spockframework.runtime.extension.ExtensionAnnotation
import org.spockframework.runtime.extension.IStatelessAnnotationDrivenExtension
import org.spockframework.runtime.model.SpecInfo
import org.spockframework.runtime.model.parallel.ExecutionMode

/**
 * The features of a spec share nothing and mostly wait: they run beside each other, while no other spec runs. (By Spock's
 * own Execution the spec itself would run beside others, too.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtensionAnnotation(ConcurrentFeaturesExtension)
@interface ConcurrentFeatures {
}

/** What Spock does about it. */
class ConcurrentFeaturesExtension implements IStatelessAnnotationDrivenExtension<ConcurrentFeatures> {
    @Override
    void visitSpecAnnotation(ConcurrentFeatures annotation, SpecInfo spec) {
        spec.childExecutionMode = ExecutionMode.CONCURRENT
    }
}

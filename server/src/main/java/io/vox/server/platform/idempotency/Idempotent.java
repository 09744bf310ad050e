package io.vox.server.platform.idempotency;

import io.micronaut.aop.Around;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller's method whose contract takes {@code Idempotency-Key}. Its work and the stored answer are one transaction, so
 * it must not wait for a network within. Answers are {@code HttpResponse}s; problems are not stored, as they did nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Around
public @interface Idempotent {
    /** Whether the answer carries a secret: then it is not stored, and a repetition is told that it was shown. */
    boolean secret() default false;
}

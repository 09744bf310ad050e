package io.vox.server.platform.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that answers more to those who send a bearer: in the contract {@code security: [{}, userToken: []]}. One that
 * is sent has to be valid, so that nobody takes the lesser answer for the whole.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface BearerOptional {}

package io.vox.server.evaluation.demo;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Whether this is a demo, {@code vox.demo} or the variable {@code VOX_DEMO}.
 *
 * @param demo true only where {@code vox demo} started the server
 */
@ConfigurationProperties("vox")
public record DemoConfiguration(
        @Bindable(defaultValue = "false") boolean demo) {}

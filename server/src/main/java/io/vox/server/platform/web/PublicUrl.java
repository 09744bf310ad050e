package io.vox.server.platform.web;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where people reach this installation ({@code VOX_PUBLIC_URL}), for links in mails. Never taken from a request. */
@Singleton
public final class PublicUrl {
    private final @Nullable URI configured;
    private final BeanProvider<EmbeddedServer> server;

    PublicUrl(@Property(name = "vox.public-url") @Nullable URI configured, BeanProvider<EmbeddedServer> server) {
        this.configured = configured;
        this.server = server;
    }

    /**
     * Returns the address of a page.
     *
     * @param secret what the page needs to know and nobody else: behind the {@code #}, so that browsers send it to nobody
     */
    public String page(String path, String secret) {
        return page(path) + "#" + secret;
    }

    /** Returns the address of a page. */
    public String page(String path) {
        String base = (configured == null ? server.get().getURI() : configured).toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}

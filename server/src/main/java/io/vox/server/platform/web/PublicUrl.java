package io.vox.server.platform.web;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.vox.server.platform.home.Production;
import io.vox.server.platform.home.StartException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people reach this installation ({@code VOX_PUBLIC_URL}), for links in mails. Never taken from a request. Made at the
 * start, which fails if it is no address, or in production if there is none that is reached by TLS. Immutable.
 */
@Context
public final class PublicUrl {
    private final @Nullable URI configured;
    private final BeanProvider<EmbeddedServer> server;

    PublicUrl(
            @Property(name = "vox.public-url") @Nullable URI configured,
            Production production,
            BeanProvider<EmbeddedServer> server) {
        if (configured == null) {
            production.require("VOX_PUBLIC_URL");
        } else if (configured.getHost() == null
                || !String.valueOf(configured.getScheme()).matches("https?")) {
            throw StartException.configuration(
                    "VOX_PUBLIC_URL must be an address such as https://vox.example, not '" + configured + "'.");
        } else if (production.isOn() && !"https".equals(configured.getScheme())) {
            throw StartException.configuration(
                    "In production (VOX_PRODUCTION=true) VOX_PUBLIC_URL must begin with https://, unlike '" + configured
                            + "'.");
        }
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

    /** Whether people reach it by TLS. */
    public boolean isSecure() {
        return configured != null && "https".equals(configured.getScheme());
    }

    /** Returns the address of a page. */
    public String page(String path) {
        String base = (configured == null ? server.get().getURI() : configured).toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}

package io.vox.server.identity.entry;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The pages that the links in mails open. They are the same for everybody: the secret of a link stands behind its {@code #} and
 * is sent by the page's program alone, when somebody presses the button; so programs that open links to look at them use
 * none up.
 */
@Controller
final class LinkPages {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page = read("link.html");
    private final String script = read("link.js");
    private final String style = read("link.css");

    @Get(
            uris = {"/verify", "/activate", "/reset"},
            produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(page).header("Content-Security-Policy", POLICY);
    }

    @Get(uri = "/links/link.js", produces = "text/javascript")
    String script() {
        return script;
    }

    @Get(uri = "/links/link.css", produces = MediaType.TEXT_CSS)
    String style() {
        return style;
    }

    private static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(LinkPages.class.getResourceAsStream("/links/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

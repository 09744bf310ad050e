package io.vox.cli.option;

import io.vox.cli.output.Json;
import io.vox.cli.session.CredentialStore;
import io.vox.cli.session.StoredTokens;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.CliVersion;
import io.vox.cli.shell.Surroundings;
import io.vox.sdk.Vox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and how its answers are shown. */
public final class ClientOptions {
    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Surroundings surroundings;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server (default: VOX_URL, else http://127.0.0.1:8080).")
    private @Nullable String url;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Which of your logins, with its server (default: VOX_PROFILE, else the one without a name).")
    private @Nullable String profile;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    // Known to picocli alone, which shows the help.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** Makes the options that picocli fills in. */
    public ClientOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The server, as the person that the named profile, else VOX_TOKEN, else the last login there says. A profile has a
     * server of its own, which must not be told a token that is meant for another.
     */
    public Vox vox() {
        Vox anonymous = anonymous();
        String token = profile().isEmpty() ? surroundings.variable("VOX_TOKEN") : "";
        return token.isEmpty()
                ? anonymous.toBuilder()
                        .tokens(new StoredTokens(credentials(), anonymous))
                        .build()
                : anonymous.toBuilder().token(token).build();
    }

    /** The server, as nobody. */
    public Vox anonymous() {
        String named = url == null ? url() : url;
        try {
            Vox.Builder builder = Vox.builder().userAgent("vox-cli/" + CliVersion.current());
            return (named.isEmpty() ? builder : builder.url(named)).build();
        } catch (IllegalArgumentException e) {
            throw CliFailure.usage("'" + named + "' is no address of a server, such as http://127.0.0.1:8080");
        }
    }

    /** What the person is known by at servers. */
    public CredentialStore credentials() {
        return new CredentialStore(surroundings.home(), profile());
    }

    /** A profile is asked for in so many words, and so goes before what is so for all. */
    private String url() {
        return (profile().isEmpty() ? Optional.<String>empty() : credentials().server())
                .orElseGet(() -> surroundings.variable("VOX_URL"));
    }

    private String profile() {
        String named = profile == null ? surroundings.variable("VOX_PROFILE") : profile;
        if (!named.isEmpty() && !PROFILE.matcher(named).matches()) {
            throw CliFailure.usage("'" + named + "' is no name of a profile: letters, digits, - and _, at most 64");
        }
        return named;
    }

    /** The process. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Whether stdout takes JSON and nothing else. */
    public boolean isJson() {
        return json;
    }

    /** Shows a thing as JSON or as lines of text. */
    public void show(Object document, Supplier<List<String>> lines) {
        if (json) {
            surroundings.out().println(Json.pretty(document));
        } else {
            lines.get().forEach(surroundings.out()::println);
        }
    }

    /** Shows a thing that was made: in text its id, for the next command. */
    public void made(Object document, String id, String talk) {
        show(document, () -> List.of(id));
        say(talk);
    }

    /** Shows a thing that was changed. */
    public void changed(Object document, String talk) {
        show(document, List::of);
        say(talk);
    }

    /** Tells of a thing that is gone. */
    public void removed(String id, String talk) {
        changed(Map.of("id", id, "removed", true), talk);
    }

    /** Tells the person something. */
    public void say(String line) {
        surroundings.say(line);
    }
}

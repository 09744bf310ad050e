package io.vox.agent.command;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.run.PageServer;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Step;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page to be tried, served as long as it is needed. */
interface TryTarget extends AutoCloseable {
    /** What it is called in results; the last run is found by it. */
    String name();

    /** Where the conversation of that number finds it. */
    URI address(int number);

    /** The application that leads there again, to be written to {@code source}. */
    Application application(List<Step> steps, Path source);

    @Override
    default void close() throws IOException {}

    /** A page in the web, or one of a local server. */
    record WebPage(URI url) implements TryTarget {
        @Override
        public String name() {
            String path = Objects.requireNonNullElse(url.getPath(), "");
            return url.getAuthority() + path.replaceFirst("/$", "");
        }

        @Override
        public URI address(int number) {
            return url;
        }

        @Override
        public Application application(List<Step> steps, Path source) {
            return new Application(name(), url, null, List.of(), steps, source);
        }
    }

    /** A file, served from its folder. */
    record LocalPage(Path page, PageServer server, URI url) implements TryTarget {
        @Override
        public String name() {
            return String.valueOf(page.getFileName());
        }

        @Override
        public URI address(int number) {
            return url;
        }

        @Override
        public Application application(List<Step> steps, Path source) {
            Path folder =
                    Objects.requireNonNull(source.toAbsolutePath().normalize().getParent());
            String file = folder.relativize(page.toAbsolutePath().normalize()).toString();
            return new Application(name(), null, file, List.of(), steps, source);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** The calibration agent, programmed so that everything in the standard conversation meets what it is made for. */
    record Phantom(PhantomServer server, Path folder) implements TryTarget {
        static final String TAG = "phantom";
        /** Where {@code vox phantom} has to be for the written file. */
        static final int PORT = 4000;

        // The sound of assent and the cough are the first two overlaps, in the second and third answer; the
        // interruption
        // meets the fifth.
        private static final Map<String, String> PROGRAM = Map.of(
                "ignore",
                "1,2",
                "answers",
                "agent_answer_1,agent_long_1,agent_long_2,agent_answer_2,agent_long_3,agent_answer_3,"
                        + "agent_answer_4");

        @Override
        public String name() {
            return TAG;
        }

        @Override
        public URI address(int number) {
            return server.uri("try-" + number, PROGRAM);
        }

        @Override
        public Application application(List<Step> steps, Path source) {
            URI url = URI.create("http://127.0.0.1:" + PORT + "/?" + PhantomProgram.query(PROGRAM));
            return new Application(name(), url, null, List.of(TAG), steps, source);
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> heard = Files.list(folder)) {
                for (Path file : heard.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    /** Starts the calibration agent. */
    static TryTarget phantom() {
        try {
            Path folder = Files.createTempDirectory("vox-phantom-");
            return new Phantom(PhantomServer.start(0, PhantomProgram.standard(Phantom.TAG), folder), folder);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot serve the phantom: " + failure.getMessage(), failure);
        }
    }

    /**
     * Finds what an argument names: an address, a file or the address of a file.
     *
     * @throws VoxFault {@code bad_argument} if it names neither
     */
    static TryTarget of(String argument) {
        @Nullable URI url = url(argument);
        if (url != null && List.of("http", "https").contains(url.getScheme()) && url.getHost() != null) {
            return new WebPage(url);
        }
        try {
            Path page = url != null && "file".equals(url.getScheme()) ? Path.of(url) : Path.of(argument);
            if (!Files.isRegularFile(page)) {
                throw refused(argument);
            }
            PageServer server = PageServer.start();
            return new LocalPage(page, server, server.file(page));
        } catch (IllegalArgumentException odd) {
            throw refused(argument);
        } catch (IOException failure) {
            throw new VoxFault(
                    FaultCode.INTERNAL, "cannot serve " + argument + " on loopback: " + failure.getMessage(), failure);
        }
    }

    private static VoxFault refused(String argument) {
        String hint =
                argument.matches("[\\w-]+(\\.[\\w-]+)+(:\\d+)?(/\\S*)?") ? "; is it https://" + argument + "?" : "";
        return new VoxFault(
                FaultCode.BAD_ARGUMENT, "'" + argument + "' is neither an http or https address nor a file" + hint);
    }

    private static @Nullable URI url(String argument) {
        try {
            return new URI(argument);
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }
}

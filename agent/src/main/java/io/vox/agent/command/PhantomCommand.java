package io.vox.agent.command;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.phantom.PhantomServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the calibration agent until it is stopped. */
@Command(
        name = "phantom",
        description = "Serves the calibration agent, a voice agent that answers as it is told to, until Ctrl-C.",
        footer = {
            "",
            "Values of --set: delayMs, stopMs, greeting, greetingMs, transport (webrtc, direct), playback (element,",
            "audio, iframe, shadow, context, never), microphone (asked, never), drop, early, earlyMs, ignore,",
            "backchannel, backchannelMs, levelDb, noiseDbfs, hearDbfs, answers. They may also stand in the query of",
            "the address.",
            "",
            "Examples:",
            "  vox phantom --port 4000",
            "  vox phantom --delay 1500 --stop 500 --transport direct",
            "  vox phantom --set drop=2,4 --set noiseDbfs=-45"
        })
@SuppressWarnings("NullAway.Init")
final class PhantomCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "N",
            description = "Where on loopback; 0 = any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--delay", paramLabel = "MS", description = "How long it takes to answer (default: 800).")
    private @Nullable String delay;

    @Option(names = "--stop", paramLabel = "MS", description = "How long it takes to fall silent (default: 250).")
    private @Nullable String stop;

    @Option(names = "--transport", paramLabel = "webrtc|direct", description = "How the voices travel.")
    private @Nullable String transport;

    @Option(names = "--playback", paramLabel = "HOW", description = "Where the page plays the voice.")
    private @Nullable String playback;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any value of its program.")
    private Map<String, String> values = Map.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Keep what its terminal heard there.")
    private @Nullable Path out;

    PhantomCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535, was " + port);
        }
        PhantomProgram program = program();
        try (PhantomServer phantom = PhantomServer.start(port, program, folder())) {
            surroundings.out().println(phantom.uri());
            surroundings.out().flush();
            surroundings.err().println("Serving the phantom; Ctrl-C ends it.");
            new CountDownLatch(1).await();
            return 0;
        } catch (java.net.BindException taken) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "port " + port + " is taken; choose another --port", taken);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot serve the phantom: " + failure.getMessage(), failure);
        }
    }

    private PhantomProgram program() {
        Map<String, String> changes = new LinkedHashMap<>(values);
        put(changes, "delayMs", delay);
        put(changes, "stopMs", stop);
        put(changes, "transport", transport);
        put(changes, "playback", playback);
        try {
            return PhantomProgram.standard("phantom").with(changes);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void put(Map<String, String> changes, String name, @Nullable String value) {
        if (value != null) {
            changes.put(name, value);
        }
    }

    private Path folder() throws IOException {
        Path kept = out;
        if (kept != null) {
            return kept;
        }
        Path folder = Files.createTempDirectory("vox-phantom-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "vox-phantom-cleanup"));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            // It is in the temporary folder, which the system empties.
        }
    }
}

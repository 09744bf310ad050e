package io.vox.agent.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The processes of the browser that works in one folder. Thread-safe. */
final class BrowserProcesses {
    private static final long PAGE_BYTES = 4096;

    private final String folder;

    BrowserProcesses(Path folder) {
        // With the separator, or a folder would be taken for another whose name goes on.
        this.folder = folder + File.separator;
    }

    /** Every process whose command line names the folder; a browser's helpers may have left its family. */
    List<ProcessHandle> naming() {
        return ProcessHandle.allProcesses().filter(this::names).toList();
    }

    /** The browser itself, once it runs: the first one down from this process that names the folder. */
    Optional<ProcessHandle> root() {
        return ProcessHandle.current().descendants().filter(this::names).findFirst();
    }

    /** Memory that the browser and all that it started hold, in bytes; 0 where the system does not tell. */
    static long residentBytes(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(process -> residentPages(process.pid()))
                        .sum()
                * PAGE_BYTES;
    }

    /** Ends the browser and all that belongs to it, at once: what names the folder, and what such a process started. */
    void kill() {
        // One look at all processes: each further one takes as long as the system has many.
        Map<Long, List<ProcessHandle>> children = new HashMap<>();
        Deque<ProcessHandle> found = new ArrayDeque<>();
        ProcessHandle.allProcesses().forEach(process -> {
            process.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent.pid(), none -> new ArrayList<>())
                            .add(process));
            if (names(process)) {
                found.add(process);
            }
        });
        Set<Long> ended = new HashSet<>();
        while (!found.isEmpty()) {
            ProcessHandle process = found.remove();
            if (ended.add(process.pid())) {
                process.destroyForcibly();
                found.addAll(children.getOrDefault(process.pid(), List.of()));
            }
        }
    }

    private boolean names(ProcessHandle process) {
        if (process.pid() == ProcessHandle.current().pid()) {
            return false;
        }
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
            return new String(words, StandardCharsets.UTF_8).contains(folder);
        } catch (IOException notLinuxOrGone) {
            return process.info().commandLine().orElse("").contains(folder);
        }
    }

    private static long residentPages(long pid) {
        try {
            String[] pages = Files.readString(Path.of("/proc", String.valueOf(pid), "statm"))
                    .split(" ", 3);
            return pages.length < 2 ? 0 : Long.parseLong(pages[1]);
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }
}

package io.vox.server.support

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue

/** Folders that are gone when the specs are over. */
class TestFolder {
    private static final Queue<Path> MADE = new ConcurrentLinkedQueue<>()

    static {
        Runtime.runtime.addShutdownHook(new Thread({ MADE.each { it.toFile().deleteDir() } }))
    }

    private TestFolder() {}

    /** Makes a folder where temporary files are. */
    static Path make(String name) {
        Path folder = Files.createTempDirectory(name)
        MADE << folder
        folder
    }
}

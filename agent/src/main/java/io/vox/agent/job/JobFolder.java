package io.vox.agent.job;

import io.vox.agent.browser.FolderRemoval;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The folder of one attempt, which is gone when it is over, whatever came of it. */
record JobFolder(Path path, Consumer<String> talk) implements AutoCloseable {

    /**
     * Makes the folder.
     *
     * @param jobs where the folders of all jobs are; nobody else may read there
     * @throws VoxFault {@code disk}
     */
    static JobFolder create(Path jobs, HeldJob job, Consumer<String> talk) {
        // The id comes over the network.
        String name =
                job.id().replaceAll("[^0-9A-Za-z_-]", "-") + "-" + job.claimed().getAttempt();
        Path folder = jobs.resolve(name);
        try {
            FolderRemoval.remove(folder);
            Files.createDirectories(folder);
            return new JobFolder(folder, talk);
        } catch (IOException failure) {
            throw new VoxFault(
                    FaultCode.DISK,
                    "cannot make the folder " + folder + ": " + failure.getMessage() + "; free some space",
                    failure);
        }
    }

    @Override
    public void close() {
        // An interrupt is for the work, not for clearing up after it.
        boolean interrupted = Thread.interrupted();
        try {
            FolderRemoval.remove(path);
        } catch (IOException left) {
            talk.accept("The folder " + path + " could not be removed: " + left.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

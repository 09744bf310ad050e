package io.vox.cli.shell;

import org.jspecify.annotations.Nullable;

/** The version of this program. */
public final class CliVersion {
    private CliVersion() {}

    /** As packaged, or {@code development} when run from its classes. */
    public static String current() {
        @Nullable String packaged = CliVersion.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}

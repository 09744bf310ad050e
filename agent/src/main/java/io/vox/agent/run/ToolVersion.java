package io.vox.agent.run;

import org.jspecify.annotations.Nullable;

/** The version of this program. */
public final class ToolVersion {
    private ToolVersion() {}

    /** As packaged, or {@code development} when run from its classes. */
    public static String current() {
        @Nullable String packaged = ToolVersion.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}

package io.vox.agent.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the last ten seconds some program had to wait for a processor, 0 to 100 %. */
@FunctionalInterface
interface CpuPressure {
    /** Reads it; empty where the system does not tell. */
    OptionalDouble read();

    /** What Linux tells in {@code file}, usually {@code /proc/pressure/cpu}. */
    static CpuPressure of(Path file) {
        Pattern some = Pattern.compile("(?m)^some avg10=([0-9.]+) ");
        return () -> {
            try {
                Matcher line = some.matcher(Files.readString(file));
                return line.find() ? OptionalDouble.of(Double.parseDouble(line.group(1))) : OptionalDouble.empty();
            } catch (IOException | NumberFormatException untold) {
                return OptionalDouble.empty();
            }
        };
    }
}

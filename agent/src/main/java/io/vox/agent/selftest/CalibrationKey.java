package io.vox.agent.selftest;

import io.vox.agent.browser.BrowserSettings;
import io.vox.measurement.analysis.Analyzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a calibration is valid for: this browser in this version on this host, measured in this way.
 *
 * @param text one value per line
 */
record CalibrationKey(String text) {
    private static final int VERSION_SECONDS = 5;

    static CalibrationKey of(BrowserSettings settings) {
        return new CalibrationKey(String.join(
                "\n",
                List.of(
                        "browser " + settings.browser().toAbsolutePath(),
                        "version " + version(settings.browser()),
                        "file " + file(settings.browser()),
                        "headless " + settings.headless(),
                        "system " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"),
                        "cores " + Runtime.getRuntime().availableProcessors(),
                        "method " + Analyzer.METHOD_VERSION)));
    }

    /** A short name that a file can have. */
    String digest() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String file(Path browser) {
        try {
            Path real = browser.toRealPath();
            return Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /** The program in the usual place is often a script that stays the same when the browser behind it is renewed. */
    private static String version(Path browser) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            // There the question would open a window.
            return "unknown";
        }
        try {
            Process process = new ProcessBuilder(browser.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "unknown";
            }
            return new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
        } catch (IOException silent) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}

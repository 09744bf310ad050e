package io.vox.agent.browser;

import java.nio.file.Path;

/**
 * Which browser, and how it is shown.
 *
 * @param browser the program
 * @param headless false = in a window
 */
public record BrowserSettings(Path browser, boolean headless) {}

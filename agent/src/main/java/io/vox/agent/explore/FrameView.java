package io.vox.agent.explore;

import com.microsoft.playwright.Frame;

/**
 * A frame and the way to it.
 *
 * @param prefix put before a selector so that it finds its element from the page; empty for the main frame
 */
record FrameView(Frame frame, String prefix) {}

package io.vox.agent.conversation;

import io.vox.agent.browser.BrowserSession;

/** What is done with the page beside the scripted steps. */
public interface Prelude {
    /** Does nothing. */
    Prelude NONE = new Prelude() {};

    /**
     * Called when the page is open, before the first step.
     *
     * @param drain takes in what the page has told; to be called while waiting
     */
    default void afterOpen(BrowserSession browser, Runnable drain) {}

    /** Called when the conversation is over, while the page is still there. */
    default void beforeClose(BrowserSession browser) {}
}

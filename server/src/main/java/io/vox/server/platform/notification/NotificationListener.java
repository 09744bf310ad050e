package io.vox.server.platform.notification;

/** Wants to know what is notified on a channel. Called by one thread, which serves all channels, so it must not wait. */
public interface NotificationListener {
    /** Returns the name of the channel: lower-case letters and underscores. */
    String channel();

    /** Something was notified. */
    void notified(String payload);

    /** Notifications arrive from now on; some may have been missed before. */
    void connected();
}

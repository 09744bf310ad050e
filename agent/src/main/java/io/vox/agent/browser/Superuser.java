package io.vox.agent.browser;

/** Whether this process may do everything, in which case the browser must not. */
final class Superuser {
    private Superuser() {}

    static boolean is() {
        return "root".equals(System.getProperty("user.name"));
    }
}

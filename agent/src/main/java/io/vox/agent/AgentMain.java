package io.vox.agent;

/** Entry point of the commands that measure without a server. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) {
        System.out.println(arguments.length);
    }
}

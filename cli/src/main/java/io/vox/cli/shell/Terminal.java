package io.vox.cli.shell;

/** The person in front, if there is one, and stdin. */
public interface Terminal {

    /** Whether somebody can be asked. */
    boolean isInteractive();

    /** Asks for a line. */
    String ask(String question);

    /** Asks for a line that is not shown while it is typed. */
    String askSecretly(String question);

    /** Reads the first line of stdin. */
    String readLine();

    /** Reads all of stdin. */
    String readAll();
}

package io.vox.cli

import groovy.json.JsonSlurper
import io.vox.cli.shell.Surroundings
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What specs of commands share: a server, a home, and a run of the program in this process. */
@Timeout(180)
abstract class CommandSpecification extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    @TempDir
    Path folder

    FakeTerminal terminal = new FakeTerminal()
    Map<String, String> environment = [:]
    String out
    String err

    /** Runs a command against the server and answers its exit code. */
    int vox(String... arguments) {
        def stdout = new ByteArrayOutputStream()
        def stderr = new ByteArrayOutputStream()
        def surroundings = new Surroundings(new PrintStream(stdout, true, 'UTF-8'), new PrintStream(stderr, true, 'UTF-8'),
                [VOX_HOME: folder.resolve('home').toString(), VOX_URL: server.url, VOX_TOKEN: 'secret'] + environment, terminal)
        int code = new VoxCommandLine(surroundings).execute(arguments)
        out = stdout.toString('UTF-8')
        err = stderr.toString('UTF-8')
        code
    }

    /** What was printed as JSON. */
    Object json() {
        new JsonSlurper().parseText(out)
    }

    /** The requests so far, as "METHOD path?query". */
    List<String> asked() {
        server.calls*.toString()
    }

    Path file(String name, String text) {
        Path written = folder.resolve(name)
        written.toFile().text = text
        written
    }
}

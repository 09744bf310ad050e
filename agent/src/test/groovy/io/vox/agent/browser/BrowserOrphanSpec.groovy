package io.vox.agent.browser

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** No browser outlives the program that started it, however that program ends. */
@Requires({ os.linux })
class BrowserOrphanSpec extends Specification {
    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.1)
    Process program
    Path folder

    def setup() {
        program = new ProcessBuilder(
                Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-Xmx300m',
                '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow',
                '-cp', System.getProperty('java.class.path'), BrowserHolder.name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
        String line = program.inputReader().lines().filter { it.startsWith('FOLDER ') }.findFirst().orElseThrow()
        folder = Path.of(line.substring('FOLDER '.length()))
    }

    def cleanup() {
        program?.destroyForcibly()
        if (folder != null) {
            new BrowserProcesses(folder).kill()
            AbandonedFolders.remove(folder.parent)
        }
    }

    def "a program that is killed leaves no browser, and the next start removes the folder"() {
        given: "the browser, its helpers and its crash handlers run"
        List<ProcessHandle> processes = new BrowserProcesses(folder).naming()
        assert processes.size() > 3

        when:
        kill('KILL')

        then:
        soon.eventually {
            assert new BrowserProcesses(folder).naming().empty
            assert processes.every { !it.alive }
        }
        Files.exists(folder)

        when:
        BrowserProfile.create(Path.of('unused')).close()

        then:
        !Files.exists(folder)
    }

    def "a program that is told to end by #signal leaves neither browser nor folder"() {
        when:
        kill(signal)

        then:
        soon.eventually {
            assert !program.alive
            assert new BrowserProcesses(folder).naming().empty
            assert !Files.exists(folder)
        }

        where:
        signal << ['INT', 'TERM']
    }

    def "a browser that is killed together with the driver's process leaves nothing behind"() {
        given:
        List<ProcessHandle> drivers = program.children().toList()

        when: "the driver cannot end the browser any more"
        drivers*.destroyForcibly()
        kill('KILL')

        then:
        soon.eventually { assert new BrowserProcesses(folder).naming().empty }
    }

    private void kill(String signal) {
        assert new ProcessBuilder('kill', '-s', signal, program.pid().toString()).start().waitFor(30, TimeUnit.SECONDS)
    }
}

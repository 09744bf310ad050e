package io.vox.cli

import static io.vox.cli.Documents.*

import com.sun.net.httpserver.HttpExchange
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The program as a process of its own: what only shows there. */
@Timeout(180)
class ProgramSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    @TempDir
    File folder

    def "data goes to stdout, talk to stderr, and the exit code to the shell"() {
        given:
        server.on('POST /projects', 201, project())
        server.problem('GET /me', 404, 'not_found')

        when:
        def made = start('projects', 'create', 'Shop')
        def refused = start('whoami')

        then:
        made.waitFor() == 0
        made.inputStream.text == 'prj_1\n'
        made.errorStream.text == 'Made project Shop.\n'
        refused.waitFor() == 2
        refused.inputStream.text == ''
        refused.errorStream.text == 'vox: Said not_found. (not_found)\n'
    }

    def "where there is no terminal nobody is asked"() {
        when:
        def login = start('login', '--email', 'ada@vox.example')

        then:
        login.waitFor() == 2
        login.errorStream.text == 'vox: there is no terminal to ask for a password; --password-stdin reads it\n'
    }

    def "Ctrl-C while a run is waited for says that it goes on, with exit code 130"() {
        given:
        def asked = new CountDownLatch(1)
        def done = new CountDownLatch(1)
        server.on('POST /runs', 201, run([job(status: 'PENDING')]))
        server.handle('GET /jobs/job_1/events/stream') { HttpExchange exchange ->
            exchange.sendResponseHeaders(200, 0)
            exchange.responseBody.flush()
            asked.countDown()
            done.await(120, TimeUnit.SECONDS)
            exchange.close()
        }

        when:
        def waiting = start('run', '--workflow=wfl_1', '--eval-set=evs_1', '--region=eu-west', '--wait')
        asked.await(120, TimeUnit.SECONDS)
        'kill -INT '.concat(waiting.pid() as String).execute().waitFor()

        then:
        waiting.waitFor() == 130
        waiting.errorStream.text == 'Run run_1, 1 job.\nvox: the run goes on: vox runs show run_1\n'

        cleanup:
        done.countDown()
    }

    private Process start(String... arguments) {
        // A process that is started in the background of a shell may have SIGINT ignored; env sets it right.
        def builder = new ProcessBuilder('env', '--default-signal=INT', System.getProperty('java.home') + '/bin/java', '-cp', System.getProperty('java.class.path'),
                'io.vox.cli.CliMain', *arguments)
        builder.environment().putAll(VOX_URL: server.url, VOX_TOKEN: 'secret', VOX_HOME: folder.path)
        def process = builder.start()
        process.outputStream.close()
        process
    }
}

package io.vox.server.support

import java.util.concurrent.TimeUnit
import java.util.regex.Matcher
import spock.util.concurrent.PollingConditions

/** A server in a process of its own, as people start it, so that it can be killed. */
class ServerProcess implements AutoCloseable {
    final Process process
    private final File output
    private final File errors

    ServerProcess(Map<String, String> environment) {
        output = File.createTempFile('vox-server', '.out')
        errors = File.createTempFile('vox-server', '.err')
        ProcessBuilder builder = new ProcessBuilder(ServerProgram.command())
        builder.environment().remove('DATABASE_URL')
        builder.environment().putAll([VOX_PORT: '0', *: environment])
        process = builder.redirectOutput(output).redirectError(errors).start()
    }

    /** Waits until it serves, without taking a processor from it. */
    URI getAddress() {
        new PollingConditions(timeout: 120, delay: 0.02).eventually {
            assert !process.alive || output.text.contains('Vox serves ')
        }
        Matcher line = output.text =~ /Vox serves (\S+)/
        assert line.find(): "the server does not serve: ${output.text}${errors.text}"
        URI.create(line.group(1))
    }

    Api api(String token = null) {
        new Api(address, token)
    }

    /** Waits for its end. */
    int getExitCode() {
        assert process.waitFor(60, TimeUnit.SECONDS): 'the server does not end'
        process.exitValue()
    }

    String getErrorText() {
        errors.text
    }

    /** The postmaster among its children. */
    ProcessHandle getPostgres() {
        assert address
        process.toHandle().children().filter { it.info().command().orElse('').endsWith('/bin/postgres') }.findFirst().orElseThrow()
    }

    /** Sends INT, TERM, HUP or KILL. */
    void signal(String name) {
        assert new ProcessBuilder('kill', "-$name", "${process.pid()}").start().waitFor() == 0
    }

    @Override
    void close() {
        if (process.alive) {
            process.destroy()
            process.waitFor(30, TimeUnit.SECONDS)
            process.destroyForcibly()
        }
        LogScan.keep(errors.text)
        output.delete()
        errors.delete()
    }
}

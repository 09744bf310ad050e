package io.vox.server.support

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import org.spockframework.runtime.extension.IGlobalExtension
import org.spockframework.runtime.extension.ISpockExecution

/**
 * Reads, after all specs, what all servers logged: those of this JVM at every level, and those in processes of their own.
 * The run fails if a line is no JSON or holds something that lets somebody in. What specs hand out as secrets is found by its
 * form, and as {@link KnownSecrets}, which must be in no database either; LogSecretsSpec looks for those of one path at every level.
 */
class LogScan implements IGlobalExtension {
    private static final Path OF_THIS_PROCESS = Path.of('target/server.log')
    private static final Path OF_OTHERS = Path.of('target/server-processes.log')

    static final Map<String, String> FORMS = [
        'a password of specs': Fixture.PASSWORD,
        'an access token': /eyJ[\w-]{8,}\.[\w-]{8,}/,
        'an eval agent token': /vox_eat_\w{8,}/,
        'a bearer': /(?i)bearer [\w.-]{16,}/,
        'a password in an address': /postgres(ql)?:\/\/(?!user:password@)[^\s:\/]+:[^\s@]+@/,
        'an init code': /\b[a-z0-9]{4}(-[a-z0-9]{4}){4}\b/,
    ]

    /** Keeps what a server in a process of its own logged: its lines, of which one that is killed may leave the last unfinished. */
    static synchronized void keep(String log) {
        OF_OTHERS.toFile() << log.substring(0, log.lastIndexOf('\n') + 1)
    }

    @Override
    void executionStart(ISpockExecution execution) {
        Files.deleteIfExists(OF_OTHERS)
    }

    /** Not at the stop of the extension: that is when the JVM ends, where nobody hears of a failure. */
    @Override
    void executionStop(ISpockExecution execution) {
        List<String> lines = lines(OF_THIS_PROCESS) + lines(OF_OTHERS)
        List<String> found = findings(lines) + KnownSecrets.findIn(lines.join('\n')).collect { "a secret of a spec: $it" as String }
        if (found) {
            throw new AssertionError("The servers logged what they must not:\n${found.take(20).join('\n')}" as Object)
        }
        Map<String, List<String>> kept = TestPostgres.dumps().collectEntries { name, dump -> [(name): KnownSecrets.findIn(dump)] }.findAll { it.value }
        if (kept) {
            throw new AssertionError("The databases hold what they must not:\n${kept.take(20).collect { "$it.key: $it.value" }.join('\n')}" as Object)
        }
        System.out.println("${KnownSecrets.count()} secrets of specs: in logs 0, in databases 0")
    }

    static List<String> findings(List<String> lines) {
        lines.collectMany { line ->
            (isJson(line) || isForPeople(line) ? [] : ["no JSON: $line" as String]) +
                    FORMS.findAll { line =~ it.value }.collect { "$it.key: $line" as String }
        }
    }

    private static boolean isJson(String line) {
        try {
            new JsonSlurper().parseText(line) instanceof Map
        } catch (groovy.json.JsonException e) {
            false
        }
    }

    /** What a server says before it ends, and the JVM about itself. */
    private static boolean isForPeople(String line) {
        line.startsWith('vox server: ') || line.startsWith('NOTE: ') || line.startsWith('OpenJDK ') || line.startsWith('WARNING: ')
    }

    private static List<String> lines(Path log) {
        Files.exists(log) ? Files.readAllLines(log).findAll { it } : []
    }
}

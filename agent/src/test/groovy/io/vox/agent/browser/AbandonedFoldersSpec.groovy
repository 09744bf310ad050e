package io.vox.agent.browser

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Duration
import java.time.Instant
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

class AbandonedFoldersSpec extends Specification {
    @TempDir
    Path parent

    def "a folder whose owner is gone is removed with all that is in it"() {
        given:
        Path folder = folder("${goneProcess()} 1")
        Files.writeString(Files.createDirectories(folder.resolve('profile/Default')).resolve('Cookies'), 'x')

        when:
        AbandonedFolders.remove(parent)

        then:
        !Files.exists(folder)
    }

    def "a folder of a living process stays, unless its number was given away again: #claimed"() {
        given:
        long start = ProcessHandle.current().info().startInstant().get().toEpochMilli()
        Path folder = folder("${ProcessHandle.current().pid()} ${start + shift}")

        when:
        AbandonedFolders.remove(parent)

        then:
        Files.exists(folder) == stays

        where:
        claimed               | shift      | stays
        'now'                 | 0          | true
        'by a clock set since' | -3000     | true
        'by an earlier owner' | -3_600_000 | false
    }

    def "this process' claim is understood"() {
        given:
        Path folder = Files.createDirectory(parent.resolve('vox-browser-1'))

        when:
        AbandonedFolders.claim(folder)
        AbandonedFolders.remove(parent)

        then:
        Files.exists(folder)
    }

    def "a folder without an owner is left alone until it is old"() {
        given:
        Path young = Files.createDirectory(parent.resolve('vox-browser-1'))
        Path old = Files.createDirectory(parent.resolve('vox-browser-2'))
        Files.setLastModifiedTime(old, FileTime.from(Instant.now() - Duration.ofHours(2)))

        when:
        AbandonedFolders.remove(parent)

        then:
        Files.exists(young)
        !Files.exists(old)
    }

    def "what has another name, is a link or holds a damaged claim stays"() {
        given:
        Path other = Files.createDirectory(parent.resolve('other-1'))
        Path target = Files.createDirectory(parent.resolve('target'))
        Files.writeString(target.resolve('owner'), "${goneProcess()} 1")
        Path link = Files.createSymbolicLink(parent.resolve('vox-browser-1'), target)
        Path damaged = folder('half')

        when:
        AbandonedFolders.remove(parent)

        then:
        [other, target, link, damaged].every { Files.exists(it) }
    }

    @Requires({ os.linux })
    def "what still runs in an abandoned folder is ended, and nothing else"() {
        given:
        Path folder = folder("${goneProcess()} 1")
        Path longer = Files.createDirectory(parent.resolve("${folder.fileName}1"))
        Process left = new ProcessBuilder('sh', '-c', 'sleep 100; :', "${folder}/profile").start()
        Process foreign = new ProcessBuilder('sh', '-c', 'sleep 100; :', "${longer}/profile").start()
        new PollingConditions(timeout: 60).eventually {
            assert new BrowserProcesses(folder).naming()*.pid() == [left.pid()]
        }

        when:
        AbandonedFolders.remove(parent)

        then:
        new PollingConditions(timeout: 60).eventually { assert !left.alive }
        foreign.alive

        cleanup:
        foreign?.descendants()?.forEach { it.destroyForcibly() }
        foreign?.destroyForcibly()
    }

    private Path folder(String owner) {
        Path folder = Files.createDirectory(parent.resolve('vox-browser-7'))
        Files.writeString(folder.resolve('owner'), owner)
        return folder
    }

    private static long goneProcess() {
        Process process = new ProcessBuilder('true').start()
        process.waitFor()
        return process.pid()
    }
}

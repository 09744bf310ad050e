package io.vox.agent.demo

import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class DemoMemorySpec extends Specification {

    @TempDir
    Path folder

    def "a demonstration knows the next time what it made the first"() {
        given:
        Path home = folder.resolve('home')
        DemoMemory first = DemoMemory.read(home)

        when:
        first.afterSetup('activate').withAgentToken('vox_eat_1').withPhantomPort(4711).write(home)

        then:
        DemoMemory.read(home) == new DemoMemory(first.adminPassword(), first.scoutPassword(), 'activate', 'vox_eat_1', 4711)
        DemoMemory.read(home).afterActivation().activation() == null
    }

    def "passwords are long, and differ from each other and from those of other servers"() {
        given:
        List<DemoMemory> made = (1..2).collect { DemoMemory.read(folder) }
        List<String> passwords = made.collectMany { [it.adminPassword(), it.scoutPassword()] }

        expect:
        passwords.every { it.length() == 32 }
        passwords.toSet().size() == 4
    }

    def "they are nobody else's business"() {
        given:
        Path home = folder.resolve('home')
        DemoMemory memory = DemoMemory.read(home)

        when:
        memory.write(home)

        then:
        permissions(DemoMemory.file(home)) == 'rw-------'
        permissions(DemoMemory.file(home).parent) == 'rwx------'

        and: "the database's account passes through the home, and sees nothing of it"
        permissions(home) == 'rwx--x--x'
        !memory.toString().contains(memory.adminPassword())
    }

    def "after another setup the token of the eval agent is worth nothing"() {
        expect:
        DemoMemory.read(folder).withAgentToken('vox_eat_1').afterSetup('activate').agentToken() == null
    }

    def "a file that holds something else is left alone and named"() {
        given:
        Files.createDirectories(folder.resolve('keys'))
        Files.writeString(DemoMemory.file(folder), 'mine')

        when:
        DemoMemory.read(folder)

        then:
        VoxFault fault = thrown()
        fault.line().contains(DemoMemory.file(folder).toString())
        Files.readString(DemoMemory.file(folder)) == 'mine'
    }

    private static String permissions(Path path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
    }
}

package io.vox.agent.run

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class RunFolderSpec extends Specification {
    static final Instant NOW = Instant.parse('2026-11-21T10:45:00Z')

    @TempDir
    Path folder

    def "runs go to the home of Vox, under their time"() {
        when:
        RunFolder run = RunFolder.create(null, [VOX_HOME: folder.toString()], NOW)

        then:
        run.runId() ==~ /20261121-104500-[0-9a-f]{4}/
        run.path() == folder.resolve('runs').resolve(run.runId())
        Files.isDirectory(run.path())
    }

    def "another folder may be named, and an older result in it does not survive"() {
        given:
        Files.writeString(folder.resolve('result.json'), 'old')
        Files.writeString(folder.resolve('report.html'), 'old')

        when:
        RunFolder run = RunFolder.create(folder, [:], NOW)

        then:
        run.path() == folder
        !Files.exists(folder.resolve('result.json'))
        !Files.exists(folder.resolve('report.html'))
    }

    def "the folder of a conversation has a plain name: #application x #scenario"() {
        given:
        RunFolder run = new RunFolder(folder, 'id')

        expect:
        run.conversation(3, application, scenario, 2).fileName.toString() == name

        where:
        application     | scenario       || name
        'shop'          | 'demo'         || '03-shop-demo-2'
        '../../etc'     | 'a/b c'        || '03-etc-a-b-c-2'
        'Café Zürich'   | '...'          || '03-Caf-Z-rich-x-2'
        'x' * 100       | 'y'            || "03-${'x' * 40}-y-2"
    }

    def "a folder that cannot be made is a fault of the disk, in one line"() {
        given:
        Path file = Files.writeString(folder.resolve('file'), '')

        when:
        RunFolder.create(file.resolve('run'), [:], NOW)

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.DISK
        fault.line().startsWith("cannot create the folder $file/run: ")
        fault.line().endsWith('; free some space or choose another --out')
        fault.line().lines().count() == 1
    }

    def "a result that cannot be written is a fault of the disk"() {
        given:
        RunFolder run = RunFolder.create(folder.resolve('run'), [:], NOW)
        ResultDocument result = SyntheticCalls.run(folder.resolve('other').tap { Files.createDirectories(it) }, SyntheticCalls.harness())
        Files.createDirectories(run.result().resolve('occupied'))

        when:
        run.write(result)

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.DISK
        !Files.list(run.path()).anyMatch { it.toString().endsWith('.draft') }
    }
}

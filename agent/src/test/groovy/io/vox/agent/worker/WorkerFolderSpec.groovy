package io.vox.agent.worker

import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class WorkerFolderSpec extends Specification {

    @TempDir
    Path home

    def "one eval agent at a time has the folder of a name"() {
        given:
        WorkerFolder first = WorkerFolder.take(home, 'runner 1')

        when:
        WorkerFolder.take(home, 'runner 1')

        then:
        VoxFault refused = thrown()
        refused.line() == 'an eval agent named runner 1 runs here already; give this one another --name'

        when:
        WorkerFolder.take(home, 'runner 2').close()
        first.close()
        WorkerFolder.take(home, 'runner 1').close()

        then:
        noExceptionThrown()
    }

    def "what a killed eval agent left behind is removed"() {
        given:
        WorkerFolder.take(home, 'runner-1').withCloseable {
            Files.createDirectories(it.jobs().resolve('job_1-1/run'))
            Files.writeString(it.jobs().resolve('job_1-1/run/recording.wav'), 'sound')
        }

        expect:
        WorkerFolder.take(home, 'runner-1').withCloseable { Files.list(it.jobs()).toList() } == []
    }

    @Requires({ !os.windows })
    def "recordings are nobody else's business"() {
        expect:
        WorkerFolder.take(home, 'runner-1').withCloseable {
            PosixFilePermissions.toString(Files.getPosixFilePermissions(it.jobs().parent))
        } == 'rwx------'
    }
}

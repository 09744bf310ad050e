package io.vox.agent.browser

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

@Requires({ os.linux })
class ProcessTreeMemorySpec extends Specification {
    @TempDir
    Path folder

    Process process

    def setup() {
        process = new ProcessBuilder('sh', '-c', 'sleep 100; :', "${folder}/profile").start()
        new PollingConditions(timeout: 60).eventually {
            assert process.descendants().count() == 1
        }
    }

    def cleanup() {
        process.descendants().forEach { it.destroyForcibly() }
        process.destroyForcibly()
    }

    def "a tree above its limit is ended with all its processes, and the fault says so"() {
        given:
        ProcessHandle child = process.descendants().findFirst().get()

        when:
        ProcessTreeMemory memory = ProcessTreeMemory.watch(folder, 1 << 20)

        then:
        process.waitFor(60, TimeUnit.SECONDS)
        new PollingConditions(timeout: 60).eventually { assert !child.alive }

        when:
        memory.requireWithinLimit()

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.BROWSER_MEMORY
        fault.line().contains('more than 1 MiB')

        cleanup:
        memory.close()
    }

    def "the memory of a tree is that of all its processes"() {
        expect:
        BrowserProcesses.residentBytes(process.toHandle()) >
                BrowserProcesses.residentBytes(process.descendants().findFirst().get())
    }

    def "a tree within its limit goes on"() {
        when:
        ProcessTreeMemory memory = ProcessTreeMemory.watch(folder, ProcessTreeMemory.DEFAULT_LIMIT_BYTES)

        then: "for longer than it takes to look once"
        !process.waitFor(1500, TimeUnit.MILLISECONDS)
        memory.requireWithinLimit()

        cleanup:
        memory.close()
    }
}

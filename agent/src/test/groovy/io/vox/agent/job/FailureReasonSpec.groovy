package io.vox.agent.job

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.run.Harness
import io.vox.agent.run.ResultDocument
import io.vox.agent.run.SyntheticCalls
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class FailureReasonSpec extends Specification {

    @TempDir
    Path folder

    def "conversations that ended with #faults make the job fail with #code"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness(faults.collect { it == null ? null : new VoxFault(it, 'so it was') }), 3)

        expect:
        FailureReason.of(result).map { it.code() }.orElse(null) == code

        where:
        faults                                                                                     || code
        []                                                                                         || null
        [FaultCode.NO_AGENT_AUDIO, FaultCode.NO_AGENT_AUDIO, FaultCode.NO_AGENT_AUDIO]             || null
        [FaultCode.BROWSER_DIED]                                                                   || null
        [FaultCode.BROWSER_DIED] * 6                                                               || 'browser_died'
        [FaultCode.TARGET_ERROR]                                                                   || 'target_error'
        [null, FaultCode.TARGET_ERROR]                                                             || null
        [null, FaultCode.NO_MICROPHONE_REQUEST]                                                    || null
        [null, FaultCode.NO_BROWSER]                                                               || 'no_browser'
        [null, FaultCode.DISK]                                                                     || 'disk'
    }

    def "a run that never began fails with its reason"() {
        given:
        Harness harness = { talk -> throw new VoxFault(FaultCode.HOST_BUSY, 'this host is busy') }

        expect:
        FailureReason.of(SyntheticCalls.run(folder, harness)).get().code() == 'host_busy'
    }
}

package io.vox.agent.run.output

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.run.Harness
import io.vox.agent.run.SyntheticCalls
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class CsvReportSpec extends Specification {
    static final String HEAD = 'app,scenario,success,duration,conversation,repeat,fault,turn,kind,label,outcome,value_ms,censored,' +
        'missing_reason,recovery_ms,flags,tags'

    @TempDir
    Path folder

    def "there is a row for each turn, with the elapsed times of the steps that were asked for"() {
        expect:
        CsvReport.of(SyntheticCalls.run(folder, SyntheticCalls.harness())) == [
            HEAD + ',step_1_wait_for_voice_elapsed_time',
            'shop,talk,1,12000,01,1,,1,RESPONSE,q_hours,ANSWERED,700,false,,,,,812',
            'shop,talk,1,12000,01,1,,2,RESPONSE,q_price,ANSWERED,900,false,,,,,812',
            ''].join('\r\n')
    }

    def "a run without conversations is a head alone"() {
        given:
        Harness harness = { talk -> throw new VoxFault(FaultCode.NO_BROWSER, 'no browser') }

        expect:
        CsvReport.of(SyntheticCalls.run(folder, harness)) == HEAD + '\r\n'
    }
}

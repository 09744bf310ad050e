package io.vox.agent.explore

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.scenario.Application
import io.vox.agent.scenario.ScenarioParser
import io.vox.agent.scenario.StandardScenarios
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class FlowFileSpec extends Specification {
    @TempDir
    Path folder

    def "what is written is read again"() {
        given:
        Path path = folder.resolve("vox.yaml")

        when:
        new FlowFile(path).write(application(), StandardScenarios.standard(), ["Edit it."])

        then:
        Files.readString(path).startsWith("# Edit it.\n# checksum")
        ScenarioParser.withParameters([:]).parse(path).application().url() == application().url()
        ScenarioParser.withParameters([:]).parse(path).scenario().steps().size() == StandardScenarios.standard().steps().size()
    }

    def "a file that nobody edited may be replaced"() {
        given:
        FlowFile file = new FlowFile(folder.resolve("vox.yaml"))
        file.requireReplaceable()
        file.write(application(), StandardScenarios.standard(), [])

        when:
        file.requireReplaceable()

        then:
        noExceptionThrown()
    }

    def "a file that was edited, or written by a person, is not replaced: #how"() {
        given:
        Path path = folder.resolve("vox.yaml")
        new FlowFile(path).write(application(), StandardScenarios.standard(), [])
        Files.writeString(path, edit(Files.readString(path)))

        when:
        new FlowFile(path).requireReplaceable()

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.BAD_ARGUMENT
        fault.line().contains("was edited")

        where:
        how                    | edit
        "another name"         | { text -> text.replace("name: standard", "name: mine") }
        "a remark"             | { text -> text + "# a remark\n" }
        "written by a person"  | { text -> "url: https://voice.example\n" }
    }

    private static Application application() {
        return new Application("voice", URI.create("https://voice.example/talk"), null, [], [], Path.of("vox.yaml"))
    }
}

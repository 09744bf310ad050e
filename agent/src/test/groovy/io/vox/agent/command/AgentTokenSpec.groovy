package io.vox.agent.command

import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class AgentTokenSpec extends Specification {

    @TempDir
    Path folder

    def "the token comes from a file or from the environment, the file first"() {
        given:
        Path file = Files.writeString(folder.resolve('token'), 'vox_eat_of_the_file\n')

        expect:
        AgentToken.read(file, [VOX_AGENT_TOKEN: 'vox_eat_of_the_environment']) == 'vox_eat_of_the_file'
        AgentToken.read(null, [VOX_AGENT_TOKEN: ' vox_eat_of_the_environment ']) == 'vox_eat_of_the_environment'
    }

    def "what is no token is refused without repeating it: #written"() {
        when:
        AgentToken.read(null, written == null ? [:] : [VOX_AGENT_TOKEN: written])

        then:
        VoxFault refused = thrown()
        refused.line().contains(words)
        !refused.line().contains('sesame')

        where:
        written           || words
        null              || 'VOX_AGENT_TOKEN is not set and no --token-file given'
        '  '              || 'VOX_AGENT_TOKEN is not set'
        'open sesame'     || 'is no token'
        'sésame'          || 'is no token'
    }

    def "a file that is not there is named"() {
        when:
        AgentToken.read(folder.resolve('none'), [:])

        then:
        VoxFault refused = thrown()
        refused.line() == "cannot read the token from ${folder.resolve('none')}"
    }
}

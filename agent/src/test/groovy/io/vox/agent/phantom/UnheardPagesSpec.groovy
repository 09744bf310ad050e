package io.vox.agent.phantom

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault

/** Pages that cannot be measured: nothing of theirs is heard, or they do not listen. */
class UnheardPagesSpec extends PhantomConversations {
    def "a page that plays nothing that can be heard is told apart by what was seen: #playback"() {
        when:
        hold([playback: playback, transport: transport])

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.NO_AGENT_AUDIO
        fault.line().startsWith('no agent audio path found; seen on the page: ')
        fault.line().contains(seen)

        where:
        playback  | transport | seen
        'context' | 'direct'  | 'AudioContext'
        'never'   | 'webrtc'  | 'nothing that plays audio'
    }

    def "a page that never asks for the microphone is said to be one"() {
        when:
        hold([microphone: 'never'])

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.NO_MICROPHONE_REQUEST
    }
}

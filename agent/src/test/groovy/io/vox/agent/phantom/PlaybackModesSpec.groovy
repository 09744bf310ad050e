package io.vox.agent.phantom

import io.vox.agent.calibration.PhantomConversation
import io.vox.agent.calibration.TurnError
import io.vox.measurement.analysis.TurnKind
import spock.lang.Shared
import spock.lang.Tag

/** Real conversations with the phantom in each way a page can play a voice. */
@Tag('measures')
class PlaybackModesSpec extends PhantomConversations {
    @Shared
    List<TurnError> measured = []

    def "the agent is heard and timed when its voice goes through #transport and is played by #playback"() {
        when:
        PhantomConversation held = hold([playback: playback, transport: transport])
        measured.addAll(held.errors())

        then:
        held.errors()*.kind() == [TurnKind.RESPONSE, TurnKind.INTERRUPT]
        held.errors().findAll { !it.flagged() }.every { Math.abs(it.errorMs()) <= 20 }

        and: "the terminal hears no less than was programmed"
        held.truths().every { it.truthMs() >= it.programmedMs() }

        where:
        playback  | transport
        'element' | 'webrtc'
        'audio'   | 'webrtc'
        'iframe'  | 'webrtc'
        'shadow'  | 'webrtc'
        'element' | 'direct'
        'iframe'  | 'direct'
    }

    def "what is in doubt is the exception, and not far off"() {
        expect:
        measured.count { it.flagged() } < measured.size() / 2
        measured.every { Math.abs(it.errorMs()) <= 60 }
    }
}

package io.vox.agent.phantom

import spock.lang.Specification

class PhantomProgramSpec extends Specification {
    PhantomProgram standard = PhantomProgram.standard('calibration')

    def "#name = '#text' is taken as #value"() {
        expect:
        standard.with([(name): text])."$name"() == value

        where:
        name            | text             | value
        'delayMs'       | '250'            | 250
        'delayMs'       | ' 10000 '        | 10_000
        'stopMs'        | '0'              | 0
        'greeting'      | 'false'          | false
        'greeting'      | '1'              | true
        'transport'     | 'direct'         | PhantomProgram.Transport.DIRECT
        'playback'      | 'Shadow'         | PhantomProgram.Playback.SHADOW
        'microphone'    | 'never'          | PhantomProgram.MicrophoneUse.NEVER
        'drop'          | '2, 4'           | [2, 4]
        'early'         | ''               | []
        'levelDb'       | '-12.5'          | -12.5d
        'noiseDbfs'     | '-45'            | -45d
        'hearDbfs'      | '-50'            | -50d
        'answers'       | 'agent_short, agent_long_1' | ['agent_short', 'agent_long_1']
        'session'       | 'a-B_9'          | 'a-B_9'
    }

    def "#name = '#text' is refused: #reason"() {
        when:
        standard.with([(name): text])

        then:
        IllegalArgumentException refused = thrown()
        refused.message.contains(reason)

        where:
        name         | text       | reason
        'delayMs'    | '249'      | 'delayMs must be 250 to 10000, was 249'
        'delayMs'    | '10001'    | 'delayMs must be 250 to 10000'
        'delayMs'    | 'soon'     | "delayMs must be a whole number, was 'soon'"
        'delayMs'    | '800.5'    | 'delayMs must be a whole number'
        'stopMs'     | '-1'       | 'stopMs must be 0 to 10000'
        'greetingMs' | '60001'    | 'greetingMs must be 0 to 60000'
        'greeting'   | 'yes'      | 'greeting must be true or false'
        'transport'  | 'pigeon'   | 'transport must be one of webrtc, direct'
        'playback'   | ''         | 'playback must be one of element, audio, iframe, shadow, context, never'
        'drop'       | '1,two'    | 'drop must be whole numbers separated by commas'
        'levelDb'    | 'NaN'      | 'levelDb must be -40 to 6'
        'levelDb'    | '7'        | 'levelDb must be -40 to 6, was 7'
        'noiseDbfs'  | '-19'      | 'noiseDbfs must be -120 to -20'
        'hearDbfs'   | '-71'      | 'hearDbfs must be -70 to -10'
        'answers'    | ' , '      | 'answers must name at least one asset'
        'session'    | '../x'     | 'session must be 1 to 64 letters'
        'session'    | ''         | 'session must be 1 to 64 letters'
        'delay'      | '800'      | "unknown program value 'delay', known are answers, backchannel"
    }

    def "what is not named stays as it was"() {
        given:
        PhantomProgram noisy = standard.with([noiseDbfs: '-50', drop: '3'])

        expect:
        noisy.with([:]) == noisy
        noisy.with([delayMs: '300']).noiseDbfs() == -50d
        standard.noiseDbfs() == null
    }

    def "a query carries any value unharmed"() {
        expect:
        PhantomProgram.query([session: 'a b&c=d', drop: '1,2']) == 'session=a+b%26c%3Dd&drop=1%2C2'
    }
}

package io.vox.agent.phantom

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.vox.measurement.audio.WavReader
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class PhantomServerSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    HttpClient client = HttpClient.newHttpClient()

    @AutoCleanup
    PhantomServer server

    def setup() {
        server = PhantomServer.start(0, PhantomProgram.standard('default').with([delayMs: '900']), folder)
    }

    def "the page and its scripts are served on loopback: #path"() {
        when:
        def response = get(path)

        then:
        server.uri().host == '127.0.0.1'
        response.statusCode() == 200
        response.headers().firstValue('Content-Type').get().startsWith(type)
        response.headers().firstValue('Cache-Control').get() == 'no-store'
        !response.body().empty

        where:
        path               | type
        ''                 | 'text/html'
        'playback.html'    | 'text/html'
        'phantom.js'       | 'text/javascript'
        'agent-worklet.js' | 'text/javascript'
    }

    def "the page is given the server's program with the changes of its address"() {
        when:
        def program = new JsonSlurper().parseText(
                get('program.json?session=one&stopMs=100&transport=direct&answers=agent_short').body())

        then:
        program.session == 'one'
        program.delayMs == 900
        program.stopMs == 100
        program.transport == 'direct'
        program.assets == ['agent_greeting', 'agent_short', 'agent_mm_hm']
        server.session('one').get().program().stopMs() == 100
    }

    def "an impossible program is refused with the reason: #query"() {
        when:
        def response = get('program.json?' + query)

        then:
        response.statusCode() == 400
        response.body().contains(reason)

        where:
        query            | reason
        'delayMs=1'      | 'delayMs must be'
        'wat=1'          | "unknown program value 'wat'"
        'session=..%2Fx' | 'session must be'
        'answers=nobody' | 'nobody'
    }

    def "two pages without a name of their own are two conversations"() {
        expect:
        def names = (1..2).collect { new JsonSlurper().parseText(get('program.json').body()).session }
        names.toSet().size() == 2
    }

    def "an asset comes as samples and as the bounds of its voice"() {
        when:
        def bounds = new JsonSlurper().parseText(get('assets/agent_short.json').body())
        byte[] pcm = client.send(request('assets/agent_short.pcm').build(), HttpResponse.BodyHandlers.ofByteArray()).body()

        then:
        pcm.length == bounds.frames * 2
        bounds.firstVoicedFrame < bounds.lastVoicedFrame
        bounds.lastVoicedFrame < bounds.frames
    }

    def "#method #path is answered with #status"() {
        expect:
        client.send(request(path).method(method, HttpRequest.BodyPublishers.ofString('[]')).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode() == status

        where:
        method | path                             | status
        'GET'  | 'nothing'                        | 404
        'GET'  | '..%2f..%2fetc%2fpasswd'         | 404
        'POST' | 'sessions/nobody/log'            | 404
        'GET'  | 'assets/nobody.json'             | 400
    }

    def "what the page tells becomes the conversation's truth"() {
        given:
        get('program.json?session=told')
        PhantomSession session = server.session('told').get()

        when: "two blocks arrive, ten frames apart"
        post('sessions/told/truth?frame=1000', block(100, 5))
        post('sessions/told/truth?frame=1110', block(50, 7))

        then: "nothing is complete before the log"
        !session.awaitComplete(0)

        when:
        post('sessions/told/log', JsonOutput.toJson([
            [type: 'begin', frame: 1], [type: 'start', frame: 9, asset: 'agent_short', reason: 'answer', utterance: 1]
        ]).bytes)

        then:
        session.awaitComplete(60_000)
        session.events()*.type() == ['begin', 'start']
        session.events().last().asset() == 'agent_short'

        and: "the gap is silence"
        float[][] recording = WavReader.readAll(session.recording())
        recording[0].length == 160
        recording[0][99] == 5 / 32768f
        recording[0][105] == 0f
        recording[1][110] == 7 / 32768f
    }

    def "a malformed log is refused and completes nothing"() {
        given:
        get('program.json?session=odd')

        expect:
        post('sessions/odd/log', 'x'.bytes).statusCode() == 400
        post('sessions/odd/truth?frame=soon', new byte[4]).statusCode() == 400
        !server.session('odd').get().awaitComplete(0)
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri().toString() + path))
    }

    private HttpResponse<String> get(String path) {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
    }

    private HttpResponse<String> post(String path, byte[] body) {
        return client.send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString())
    }

    private static byte[] block(int frames, int value) {
        ByteBuffer pcm = ByteBuffer.allocate(frames * 4).order(ByteOrder.LITTLE_ENDIAN)
        (frames * 2).times { pcm.putShort(value as short) }
        return pcm.array()
    }
}

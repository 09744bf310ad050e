package io.vox.server.platform.web

import groovy.json.JsonSlurper
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** What no client of ours would send. Whatever it is, the server says what is wrong in its own words and goes on. */
class WireSpec extends Specification {
    @Shared
    @AutoCleanup
    TestServer impatient = TestServer.start(['vox.request-patience': '2s'], TestServer.shared())

    @Shared
    Api api = impatient.api()

    def "JSON that is nested #depth deep is refused and harms nobody"() {
        when:
        Api.Answer answer = api.post('/auth/login', opening * depth + closing * depth)

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        api.get('/health/ready').status == 200

        where:
        depth   | opening | closing
        500     | '['     | ']'
        100_000 | '['     | ']'
        100_000 | '{"a":' | '}'
    }

    def "a member that is nested deep is refused too"() {
        expect:
        with(api.post('/auth/login', "{\"email\":\"a@vox.example\",\"password\":${'[' * 100_000}${']' * 100_000}}" as String)) {
            status == 400
            code == 'validation_failed'
        }
    }

    def "HTTP/1.0 is answered, and its connection closed"() {
        given:
        Wire wire = connect()

        when:
        wire.send('GET /api/v1/health/live HTTP/1.0\r\n\r\n')

        then:
        wire.answer().status == 200
        wire.ends()

        cleanup:
        wire?.close()
    }

    def "#what is refused as a problem"() {
        given:
        Wire wire = connect()

        when:
        wire.send(request)

        then:
        with(wire.answer()) {
            status == expected
            code == expectedCode
        }
        api.get('/health/live').status == 200

        cleanup:
        wire?.close()

        where:
        what                             | request                                                                                                   || expected | expectedCode
        'what is no HTTP'                | 'HELLO\r\n\r\n'                                                                                           || 400      | 'validation_failed'
        'a path longer than any'         | "GET /api/v1/${'x' * 9_000} HTTP/1.1\r\nHost: x\r\n\r\n"                                                  || 413      | 'payload_too_large'
        'a header longer than any'       | "GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x' * 20_000}\r\n\r\n"                          || 413      | 'payload_too_large'
        'two lengths'                    | 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}  '       || 400      | 'validation_failed'
        'a length that is none'          | 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'                               || 400      | 'validation_failed'
        'a path that leaves the interface' | 'GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n'                                              || 404      | 'not_found'
        'the same in disguise'           | 'GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n'                                        || 404      | 'not_found'
        'a path that is half encoded'    | 'GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n'                                                            || 400      | 'validation_failed'
    }

    def "a request that does not arrive loses its connection: #how"() {
        given:
        long begun = System.nanoTime()
        Wire wire = connect()

        when:
        wire.send(beginning)

        then: "long before the usual 30 s"
        wire.ends()
        Duration.ofNanos(System.nanoTime() - begun) > Duration.ofMillis(1900)
        Duration.ofNanos(System.nanoTime() - begun) < Duration.ofSeconds(20)

        cleanup:
        wire?.close()

        where:
        how                        | beginning
        'half a head'              | 'GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\nX-Slow: '
        'a head without its body'  | 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
    }

    def "letters that come one by one do not hold a connection"() {
        given:
        Wire wire = connect()

        when: "each comes well within the patience"
        int sent = 0
        boolean answered = false
        wire.send('GET /api/v1/health/live HTTP/1.1\r\nX-Slow: ')
        while (sent < 200 && !answered && wire.trySend('x')) {
            sent++
            answered = wire.waitForAnswer(100)
        }

        then: "20 of them would be all, if the server were never late"
        sent < 100

        cleanup:
        wire?.close()
    }

    def "a body that comes slowly but steadily is waited for, and a connection may rest between requests"() {
        given:
        Wire wire = connect()
        String body = '{"email":"a@vox.example","password":"wrong"}'

        when:
        wire.send("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length()}\r\n\r\n")
        body.each {
            wire.waitForAnswer(60)
            wire.send(it)
        }

        then:
        wire.answer().code == 'credentials_wrong'

        when:
        wire.waitForAnswer(2200)
        wire.send('GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\n\r\n')

        then:
        wire.answer().status == 200

        cleanup:
        wire?.close()
    }

    private Wire connect() {
        new Wire(new Socket(impatient.address().host, impatient.address().port))
    }

    /** A connection without a client. */
    private static class Wire implements Closeable {
        private final Socket socket
        private final PushbackInputStream input

        Wire(Socket socket) {
            this.socket = socket
            input = new PushbackInputStream(socket.inputStream)
            socket.soTimeout = 30_000
        }

        void send(CharSequence text) {
            socket.outputStream.write(text.toString().getBytes('ISO-8859-1'))
            socket.outputStream.flush()
        }

        /** Whether the other side still takes it. */
        boolean trySend(CharSequence text) {
            try {
                send(text)
                true
            } catch (IOException closed) {
                false
            }
        }

        /** Waits for something to read or the end, at most so long; reads nothing. Returns whether it came. */
        boolean waitForAnswer(int milliseconds) {
            socket.soTimeout = milliseconds
            try {
                int next = input.read()
                if (next >= 0) {
                    input.unread(next)
                }
                true
            } catch (SocketTimeoutException nothing) {
                false
            } catch (IOException broken) {
                true
            } finally {
                socket.soTimeout = 30_000
            }
        }

        Map answer() {
            StringBuilder head = new StringBuilder()
            while (!head.toString().endsWith('\r\n\r\n')) {
                int next = input.read()
                assert next >= 0: "the connection ended after: $head"
                head.append(next as char)
            }
            int length = (head =~ /(?i)content-length: (\d+)/)[0][1] as int
            Map body = new JsonSlurper().parse(input.readNBytes(length)) as Map
            [status: head.toString().split(' ')[1] as int, code: body.code]
        }

        /** Whether the other side closes, within the time that is waited for an answer. */
        boolean ends() {
            try {
                input.readAllBytes()
                true
            } catch (SocketTimeoutException open) {
                false
            } catch (IOException reset) {
                true
            }
        }

        @Override
        void close() {
            socket.close()
        }
    }
}

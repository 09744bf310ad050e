package io.vox.agent.demo

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.vox.agent.fault.ExitCode
import io.vox.sdk.Vox
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Who is signed in, on a server of this spec that keeps two accounts and a mail. */
class DemoAccountsSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    Accounts server = new Accounts()

    DemoMemory memory

    def setup() {
        memory = DemoMemory.read(home)
        Files.createDirectories(home.resolve('keys'))
        Files.writeString(home.resolve('keys').resolve('init-code'), 'init-1\n')
    }

    def "a new server is set up, and both people are signed in, the first time and the next"() {
        when:
        2.times { signIn() }

        then:
        server.asked.count('/setup') == 3
        server.passwords.keySet() == [DemoMemory.ADMIN, DemoMemory.SCOUT] as Set
        DemoMemory.read(home).activation() == null
        server.mails == 0
    }

    def "a demonstration that was killed #when is taken up by the next"() {
        given:
        memory = noted ? memory.afterSetup('first-link') : memory
        memory.write(home)
        server.setUp(memory.adminPassword())
        if (activated) {
            server.activate('first-link', memory.scoutPassword())
        } else if (expired) {
            server.link = null
        }

        when:
        signIn()

        then:
        server.passwords[DemoMemory.SCOUT] == memory.scoutPassword()
        DemoMemory.read(home).activation() == null
        server.mails == mails

        where:
        when                                                  | noted | activated | expired || mails
        'before it noted how the scout is activated'          | false | false     | false   || 1
        'before it activated the scout'                       | true  | false     | false   || 0
        'before it noted that the scout is activated'         | true  | true      | false   || 0
        'and comes back after the link to activate expired'   | true  | false     | true    || 1
    }

    def "a server that somebody else set up is left alone: #whose"() {
        given:
        memory.write(home)
        server.setUp(adminKnown ? memory.adminPassword() : 'another')
        server.activate('first-link', 'another')

        when:
        signIn()

        then:
        DemoException refused = thrown()
        refused.exitCode() == ExitCode.USAGE
        refused.line().startsWith("the server in $home was not set up by a demonstration; give it a folder of its own")
        server.mails == 0

        where:
        whose                        | adminKnown
        'its administrator is'       | false
        'its scout chose a password' | true
    }

    private DemoAccounts signIn() {
        DemoAccounts.signIn(Vox.builder().url(server.url).build(), home)
    }

    /** The accounts of a server, as far as a demonstration asks for them. */
    private static class Accounts implements Closeable {
        static final String AT = '2026-11-21T14:30:00Z'

        final List<String> asked = [].asSynchronized()
        /** By address; the scout has none before it is activated. */
        final Map<String, String> passwords = [:]
        /** What activates the scout. */
        String link
        int mails

        private final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)

        Accounts() {
            http.createContext('/') { HttpExchange exchange -> serve(exchange) }
            http.start()
        }

        URI getUrl() {
            URI.create("http://127.0.0.1:$http.address.port")
        }

        void setUp(String adminPassword) {
            passwords[DemoMemory.ADMIN] = adminPassword
            link = 'first-link'
        }

        boolean activate(String token, String password) {
            if (token != link) {
                return false
            }
            link = null
            passwords[DemoMemory.SCOUT] = password
            return true
        }

        private void serve(HttpExchange exchange) {
            String path = exchange.requestURI.path - '/api/v1'
            asked << path
            byte[] read = exchange.requestBody.readAllBytes()
            Map body = read ? new JsonSlurper().parse(read) as Map : [:]
            boolean admin = exchange.requestHeaders.getFirst('Authorization') == "Bearer $DemoMemory.ADMIN" as String
            switch ("$exchange.requestMethod $path" as String) {
                case 'GET /setup':
                    answer(exchange, 200, [completed: !passwords.isEmpty()])
                    break
                case 'POST /setup':
                    assert body.initCode == 'init-1'
                    setUp(body.adminPassword as String)
                    answer(exchange, 200, [admin: user(DemoMemory.ADMIN), scout: user(DemoMemory.SCOUT), scoutActivation: [token: link, expiresAt: AT]])
                    break
                case 'POST /auth/login':
                    boolean known = passwords[body.email as String] == body.password
                    known ? answer(exchange, 200, tokens(body.email as String)) : refuse(exchange, 401, 'credentials_wrong')
                    break
                case 'POST /auth/activate':
                    activate(body.token as String, body.password as String) ?
                            answer(exchange, 200, tokens(DemoMemory.SCOUT)) : refuse(exchange, 401, 'activation_token_invalid')
                    break
                case { admin && it == 'GET /admin/users' }:
                    answer(exchange, 200, [data: passwords.containsKey(DemoMemory.SCOUT) ? [] : [account()], nextCursor: null])
                    break
                case { admin && it == 'POST /admin/users/usr_2/activation' }:
                    mails++
                    link = 'second-link'
                    answer(exchange, 204, null)
                    break
                case { admin && it == 'GET /admin/mails' }:
                    answer(exchange, 200, [data: [mail('mai_3', 'ada@vox.example'), mail('mai_2', DemoMemory.SCOUT), mail('mai_1', DemoMemory.SCOUT)], nextCursor: null])
                    break
                case { admin && it == 'GET /admin/mails/mai_2' }:
                    answer(exchange, 200, [mail: mail('mai_2', DemoMemory.SCOUT), text: "Hello Scout,\n\n$url/activate#$link\n", html: '<p>Hello</p>'])
                    break
                default:
                    refuse(exchange, 403, 'forbidden')
            }
        }

        private static Map user(String email) {
            [id: email == DemoMemory.ADMIN ? 'usr_1' : 'usr_2', email: email, username: 'somebody', name: 'Somebody', role: 'BASIC', isAdmin: false,
             status: 'ACTIVE', createdAt: AT]
        }

        private static Map account() {
            user(DemoMemory.SCOUT) + [plan: 'BASIC', standing: 'PRINCIPAL', status: 'PENDING', origin: 'SETUP', lastLogInAt: null, updatedAt: AT]
        }

        private static Map tokens(String email) {
            [accessToken: email, accessTokenExpiresAt: '2999-01-01T00:00:00Z', refreshToken: 'refresh', refreshTokenExpiresAt: '2999-01-01T00:00:00Z',
             user: user(email)]
        }

        private static Map mail(String id, String recipient) {
            [id: id, recipient: recipient, subject: 'Activate your account', status: 'SENT', attempts: 1, createdAt: AT, sentAt: AT]
        }

        private static void refuse(HttpExchange exchange, int status, String code) {
            answer(exchange, status, [type: "https://vox.example/problems/$code" as String, title: code, status: status, detail: "Said $code." as String,
                code: code, timestamp: AT, details: [], traceId: '4bf92f3577b34da6a3ce929d0e0e4736'])
        }

        private static void answer(HttpExchange exchange, int status, Map body) {
            byte[] bytes = body == null ? new byte[0] : JsonOutput.toJson(body).getBytes('UTF-8')
            exchange.responseHeaders.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json')
            exchange.sendResponseHeaders(status, bytes.length ?: -1)
            exchange.responseBody.write(bytes)
            exchange.close()
        }

        @Override
        void close() {
            http.stop(0)
        }
    }
}

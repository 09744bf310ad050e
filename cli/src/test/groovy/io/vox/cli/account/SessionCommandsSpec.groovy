package io.vox.cli.account

import static io.vox.cli.Documents.*

import groovy.json.JsonSlurper
import io.vox.cli.CommandSpecification
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** Who is logged in where. */
class SessionCommandsSpec extends CommandSpecification {
    static final Map NOBODY = [VOX_TOKEN: '']

    def "login asks for what is not given, hides the password and keeps the session for its owner alone"() {
        given:
        environment = NOBODY
        terminal.interactive = true
        terminal.typed = ['ada@vox.example ', 'correct horse']
        server.on('POST /auth/login', 200, tokens())
        server.on('GET /me', 200, me())

        when:
        int code = vox('login')

        then:
        code == 0
        out == ''
        err == "Logged in to $server.url as Ada Lovelace <ada@vox.example>.\n"
        terminal.asked == ['Email', 'Password (hidden)']
        server.calls[0].json == [email: 'ada@vox.example', password: 'correct horse']
        PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials())) == 'rw-------'
        new JsonSlurper().parse(credentials()).servers.keySet() == [server.url] as Set

        and:
        vox('whoami') == 0
        server.calls[1].token == 'access-1'
    }

    def "login reads a password from stdin where nobody can be asked"() {
        expect:
        logIn('--json') == 0
        json().email == 'ada@vox.example'
        server.calls[0].json.password == 'correct horse'
    }

    def "login says what is missing where nobody can be asked: #arguments"() {
        expect:
        vox('login', *arguments) == 2
        err == "vox: $line\n"
        server.calls.empty

        where:
        arguments                       || line
        []                              || 'there is no terminal to ask who logs in; --email says it'
        ['--email', 'ada@vox.example']  || 'there is no terminal to ask for a password; --password-stdin reads it'
    }

    def "login keeps a token that the server knows: #given"() {
        given:
        environment = NOBODY
        terminal.stdin = 'my-token\n'
        server.on('GET /me', 200, me())

        expect:
        vox('login', '--token', given) == 0
        vox('whoami') == 0
        server.calls*.token == ['my-token', 'my-token']

        where:
        given << ['my-token', '-']
    }

    def "a login that fails keeps nothing"() {
        given:
        terminal.stdin = 'wrong\n'
        server.problem('POST /auth/login', 401, 'credentials_wrong')
        server.problem('GET /me', 401, 'unauthenticated')

        expect:
        vox('login', '--email', 'ada@vox.example', '--password-stdin') == 2
        vox('login', '--token', 'wrong') == 2
        !Files.exists(credentials())
    }

    def "logout ends the session here and there"() {
        given:
        logIn()
        server.on('POST /auth/logout', 204, null)

        expect:
        vox('logout') == 0
        err == "Logged out of $server.url.\n"
        server.calls[1].json == [refreshToken: 'refresh-1']

        and:
        vox('logout', '--json') == 0
        json() == [loggedOut: false]
        err == "Not logged in to $server.url.\n"
        server.calls.size() == 2
    }

    def "logout everywhere ends the sessions on other machines too"() {
        given:
        logIn()
        server.on('POST /auth/logout/everywhere', 204, null)

        expect:
        vox('logout', '--everywhere') == 0
        err == "Logged out of $server.url, everywhere.\n"
        asked().last() == 'POST /auth/logout/everywhere'
        new JsonSlurper().parse(credentials()).servers == [:]
    }

    def "an administrator logs in at an entry of its own"() {
        given:
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/admin/login', 200, tokens())

        expect:
        vox('login', '--admin', '--email', 'ada@vox.example', '--password-stdin') == 0
        asked() == ['POST /auth/admin/login']
    }

    def "whoami tells who and where, json #json"() {
        given:
        server.on('GET /me', 200, me())

        expect:
        vox(*['whoami'], *(json ? ['--json'] : [])) == 0
        err == ''
        json ? this.json().workspaceRole == 'OWNER' : out.readLines() == [
            'Name           Ada Lovelace', 'Email          ada@vox.example', 'Id             usr_1', 'Role           BASIC',
            'Administrator  no', 'Workspace      Ada', 'Workspace id   wsp_1', 'Role there     OWNER',
        ]
        server.calls[0].token == 'secret'

        where:
        json << [false, true]
    }

    /** Logs in by a password on stdin. */
    private int logIn(String... options) {
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/login', 200, tokens())
        vox('login', '--email', 'ada@vox.example', '--password-stdin', *options)
    }

    private Path credentials() {
        folder.resolve('home/credentials.json')
    }
}

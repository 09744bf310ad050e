package io.vox.cli.account

import static io.vox.cli.Documents.*

import io.vox.cli.CommandSpecification
import java.nio.file.Files
import java.nio.file.Path

/** A server is looked at and set up, and people come to it. */
class EntryCommandsSpec extends CommandSpecification {
    static final Map NOBODY = [VOX_TOKEN: '']

    def "health tells that the server can work, json #json"() {
        given:
        server.on('GET /health/ready', 200, [status: 'UP', version: '0.1.0'])

        expect:
        vox(*['health'], *(json ? ['--json'] : [])) == 0
        out == text
        err == ''

        where:
        json  || text
        false || 'UP 0.1.0\n'
        true  || '{\n  "status" : "UP",\n  "version" : "0.1.0"\n}\n'
    }

    def "health asks once, and can leave the database out"() {
        given:
        server.problem('GET /health/ready', 503, 'database_unavailable')
        server.on('GET /health/live', 200, [status: 'UP', version: '0.1.0'])

        expect:
        vox('health') == 7
        err.startsWith('vox: Said database_unavailable. (database_unavailable, trace ')
        vox('health', '--live') == 0
        asked() == ['GET /health/ready', 'GET /health/live']
    }

    def "register asks for a password and for the code of the mail, and logs in"() {
        given:
        environment = NOBODY
        terminal.interactive = true
        terminal.typed = ['correct horse', 'correct horse', ' 402917']
        server.on('POST /auth/register', 200, waiting())
        server.on('POST /auth/verify', 200, tokens())

        expect:
        vox('register', '--email', 'ada@vox.example', '--name', 'Ada Lovelace') == 0
        terminal.asked == ['New password (hidden)', 'The same again (hidden)', 'Code']
        server.calls*.json == [[email: 'ada@vox.example', name: 'Ada Lovelace', password: 'correct horse'], [verificationId: 'chl_1', code: '402917']]
        err == 'A mail with a code is on its way to ada@vox.example.\nMade account ada-lovelace, and logged in.\n'
        Files.exists(credentials())
    }

    def "register prints what verify needs where nobody can be asked, and verify takes the code or the link"() {
        given:
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/register', 200, waiting())
        server.on('POST /auth/request-otp', 200, waiting())
        server.on('POST /auth/verify', 200, tokens())

        expect:
        vox('register', '--email', 'ada@vox.example', '--name', 'Ada', '--password-stdin') == 0
        out == 'chl_1\n'
        vox('verify', 'chl_1', '--again') == 0
        vox('verify', 'chl_1', '402917') == 0
        vox('verify', '--token', 'link-token') == 0
        server.calls*.json.drop(1) == [[verificationId: 'chl_1'], [verificationId: 'chl_1', code: '402917'], [token: 'link-token']]
        Files.exists(credentials())
    }

    def "another activation link is sent"() {
        given:
        server.on('POST /admin/users/usr_1/activation', 204, null)

        expect:
        vox('users', 'invite', 'usr_1') == 0
        err == 'Another activation link is on its way.\n'
    }

    def "setup takes the init code of this machine and shows the Scout's activation"() {
        given:
        terminal.interactive = true
        terminal.typed = ['Ada Admin', 'correct horse', 'correct horse']
        Files.createDirectories(folder.resolve('home/keys'))
        folder.resolve('home/keys/init-code').toFile().text = 'k3v9-w2qp-7d4m\n'
        server.on('GET /setup', 200, [completed: false])
        server.on('POST /setup', 200, [admin: user(email: 'admin@vox.example'), scout: user(email: 'scout@vox.example'),
                                      scoutActivation: [token: 'Zk3f', expiresAt: '2026-11-24T14:30:00Z']])

        expect:
        vox('setup', '--admin-email', 'admin@vox.example', '--scout-email', 'scout@vox.example') == 0
        out.readLines() == ['Administrator       admin@vox.example', 'Scout               scout@vox.example',
                            "Scout's activation  Zk3f", 'Good until          2026-11-24 14:30:00Z']
        err == "Next: 'vox login', and for the Scout 'vox activate'.\n"
        terminal.asked == ['Name of the administrator', 'New password (hidden)', 'The same again (hidden)']
        server.calls[1].json == [initCode: 'k3v9-w2qp-7d4m', adminEmail: 'admin@vox.example', adminName: 'Ada Admin',
                                 adminPassword: 'correct horse', scoutEmail: 'scout@vox.example']
    }

    def "setup of a server that is set up does nothing"() {
        given:
        server.on('GET /setup', 200, [completed: true])

        expect:
        vox('setup') == 0
        err == "The server at $server.url is set up.\n"
        vox('setup', '--state', '--json') == 0
        json() == [completed: true]
        asked() == ['GET /setup'] * 2
    }

    def "setup says what is missing where nobody can be asked"() {
        given:
        server.on('GET /setup', 200, [completed: false])

        expect:
        vox('setup') == 2
        err == 'vox: there is no terminal to ask (Init code); --init-code says it\n'
    }

    def "activate sets the password and logs in"() {
        given:
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/activate', 200, tokens())

        expect:
        vox('activate', 'Zk3f', '--password-stdin') == 0
        err == "Logged in to $server.url as Ada Lovelace <ada@vox.example>.\n"
        server.calls[0].json == [token: 'Zk3f', password: 'correct horse']
        Files.exists(credentials())
    }

    def "a password that is typed differently the second time is not set"() {
        given:
        terminal.interactive = true
        terminal.typed = ['one', 'other']

        expect:
        vox('activate', 'Zk3f') == 2
        err == 'vox: the passwords differ; nothing was changed\n'
        server.calls.empty
    }

    private Path credentials() {
        folder.resolve('home/credentials.json')
    }

    private static Map waiting() {
        [id: 'chl_1', codeExpiresAt: TIME, expiresAt: TIME]
    }
}

package io.vox.cli.account

import static io.vox.cli.Documents.*

import groovy.json.JsonSlurper
import io.vox.cli.CommandSpecification
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

class AccountCommandsSpec extends CommandSpecification {
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

    def "login asks for what is not given, hides the password and keeps the session for its owner alone"() {
        given:
        environment = NOBODY
        terminal.interactive = true
        terminal.typed = ['ada@vox.example ', 'correct horse']
        server.on('POST /auth/login', 200, tokens())
        server.on('GET /me', 200, [user: user(), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER'])

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
        given:
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/login', 200, tokens())

        expect:
        vox('login', '--email', 'ada@vox.example', '--password-stdin', '--json') == 0
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
        server.on('GET /me', 200, [user: user(), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER'])

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

    def "a password is changed by the present one, and set anew by a link"() {
        given:
        terminal.interactive = true
        terminal.typed = ['old one', 'new one', 'new one', 'newer', 'newer']
        server.on('PUT /me/password', 200, tokens())
        server.on('POST /auth/password-reset', 204, null)
        server.on('POST /auth/password-reset/confirm', 200, tokens())

        expect:
        vox('password', 'change') == 0
        vox('password', 'lost', 'ada@vox.example') == 0
        err == 'If ada@vox.example has an account, a mail is on its way.\n'
        vox('password', 'reset', 'link-token', '--json') == 0
        json().email == 'ada@vox.example'
        server.calls*.json == [[currentPassword: 'old one', newPassword: 'new one'], [email: 'ada@vox.example'], [token: 'link-token', password: 'newer']]
        Files.exists(credentials())
    }

    def "a key's new secret is printed, as its first one was: #arguments"() {
        given:
        server.on('POST /api-keys/key_1/rotate', 200, [key: apiKey(), secret: 'vox_live_secret'])

        expect:
        vox(*['keys', 'rotate', 'key_1'], *arguments) == 0
        out == 'vox_live_secret\n'
        err == 'Rotated key key_1; its secret is not shown again.\n'
        server.calls[0].json == [overlapSeconds: seconds]

        where:
        arguments           || seconds
        []                  || 86_400
        ['--overlap', '1h'] || 3600
        ['--now']           || 0
    }

    def "a secret is asked for without showing it, or read from stdin"() {
        given:
        terminal.interactive = asked
        terminal.typed = ['the value']
        terminal.stdin = 'the value\n'
        server.on('PUT /secrets/SHOP_PASSWORD', 200, secret())

        expect:
        vox('secrets', 'set', 'SHOP_PASSWORD') == 0
        server.calls[0].json == [value: 'the value']
        terminal.asked == (asked ? ['Secret (hidden)'] : [])
        err == 'Set secret SHOP_PASSWORD.\n'

        where:
        asked << [true, false]
    }

    def "a setting is set and unset"() {
        given:
        server.on('PUT /admin/settings/limits.key-per-minute', 204, null)
        server.on('DELETE /admin/settings/limits.key-per-minute', 204, null)

        expect:
        vox('settings', 'set', 'limits.key-per-minute', '200') == 0
        server.calls[0].json == [value: '200']
        vox('settings', 'unset', 'limits.key-per-minute', '--json') == 0
        json() == [key: 'limits.key-per-minute', set: false]
    }

    def "all is sealed anew: #count, #skipped skipped"() {
        given:
        server.on('POST /admin/master-key/reseal', 200, [resealed: count, skipped: skipped])

        expect:
        vox('settings', 'reseal') == 0
        err == said

        where:
        count | skipped || said
        12    | 0       || 'Sealed 12 anew.\n'
        0     | 0       || 'All is sealed with it.\n'
        12    | 3       || 'Sealed 12 anew. Left 3 that no master key of the server opens.\n'
    }

    def "what was done is exported as it comes"() {
        given:
        server.handle('GET /audit-events/export') { exchange ->
            exchange.responseHeaders.set('Content-Type', 'text/csv')
            exchange.sendResponseHeaders(200, 0)
            exchange.responseBody << 'id,at\r\naud_1,now\r\n'
            exchange.close()
        }

        expect:
        vox('audit', 'export') == 0
        out.readLines() == ['id,at', 'aud_1,now']
    }

    def "another activation link is sent"() {
        given:
        server.on('POST /admin/users/usr_1/activation', 204, null)

        expect:
        vox('users', 'invite', 'usr_1') == 0
        err == 'Another activation link is on its way.\n'
    }

    def "logout ends the session here and there"() {
        given:
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/login', 200, tokens())
        server.on('POST /auth/logout', 204, null)
        vox('login', '--email', 'ada@vox.example', '--password-stdin')

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
        environment = NOBODY
        terminal.stdin = 'correct horse\n'
        server.on('POST /auth/login', 200, tokens())
        server.on('POST /auth/logout/everywhere', 204, null)
        vox('login', '--email', 'ada@vox.example', '--password-stdin')

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

    def "an account is renamed"() {
        given:
        server.on('PATCH /me', 200, [user: user(name: 'Ada King', username: 'ada-king'), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER'])

        expect:
        vox('account', 'rename', '--name', 'Ada King', '--username', 'ada-king') == 0
        err == 'You are Ada King (ada-king) now.\n'
        server.calls[0].json == [name: 'Ada King', username: 'ada-king']
        vox('account', 'rename') == 2
        err == 'vox: what to change? --name or --username says it\n'
    }

    def "an account is deleted by who types its address, or says so: #arguments"() {
        given:
        terminal.interactive = interactive
        terminal.typed = [typed]
        server.on('GET /me', 200, [user: user(), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER'])
        server.on('DELETE /me', 204, null)

        expect:
        vox(*['account', 'delete'], *arguments) == code
        err == line + '\n'
        asked() == ['GET /me'] + (code == 0 ? ['DELETE /me'] : [])

        where:
        arguments | interactive | typed             || code | line
        []        | true        | 'ada@vox.example' || 0    | 'Deleted the account of ada@vox.example.'
        []        | true        | 'yes'             || 2    | 'vox: that is not the address; nothing was deleted'
        []        | false       | ''                || 2    | 'vox: there is no terminal to ask whether that is meant; --yes says it'
        ['--yes'] | false       | ''                || 0    | 'Deleted the account of ada@vox.example.'
    }

    def "whoami tells who and where, json #json"() {
        given:
        server.on('GET /me', 200, [user: user(), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER'])

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

    private java.nio.file.Path credentials() {
        folder.resolve('home/credentials.json')
    }

    private static Map waiting() {
        [id: 'chl_1', codeExpiresAt: TIME, expiresAt: TIME]
    }
}

package io.vox.cli.account

import static io.vox.cli.Documents.*

import io.vox.cli.CommandSpecification
import java.nio.file.Files
import java.nio.file.Path

/** What people and administrators do with accounts, keys, secrets and settings. */
class AccountCommandsSpec extends CommandSpecification {
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

    def "an account is renamed"() {
        given:
        server.on('PATCH /me', 200, me(name: 'Ada King', username: 'ada-king'))

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
        server.on('GET /me', 200, me())
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

    private Path credentials() {
        folder.resolve('home/credentials.json')
    }
}

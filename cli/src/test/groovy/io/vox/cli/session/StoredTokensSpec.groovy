package io.vox.cli.session

import static io.vox.cli.Documents.*

import io.vox.cli.FakeServer
import io.vox.cli.shell.CliFailure
import io.vox.cli.shell.ExitCode
import io.vox.sdk.UnauthenticatedException
import io.vox.sdk.Vox
import java.nio.file.Files
import java.nio.file.Path
import java.time.OffsetDateTime
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class StoredTokensSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    @TempDir
    Path home

    def "each server has its own credential, and the file is whole at any time"() {
        given:
        def store = new CredentialStore(home, '')
        def one = URI.create('http://127.0.0.1:8080')
        def other = URI.create('https://vox.example')

        when:
        store.save(one, Credential.of('ada@vox.example', 'a'))
        store.save(other, Credential.of(null, 'b'))
        store.remove(one)

        then:
        store.find(one).empty
        store.find(other).get().accessToken() == 'b'
        home.toFile().list().sort() == ['credentials.json', 'credentials.lock']
    }

    def "a file that cannot be read is told, not overwritten"() {
        given:
        Files.createDirectories(home)
        home.resolve('credentials.json').toFile().text = '{"servers":'

        when:
        new CredentialStore(home, '').save(URI.create('https://vox.example'), Credential.of(null, 'b'))

        then:
        CliFailure e = thrown()
        e.exitCode() == ExitCode.USAGE
        home.resolve('credentials.json').toFile().text == '{"servers":'
    }

    def "what is printed of a credential is no secret"() {
        expect:
        new Credential('ada@vox.example', 'access', OffsetDateTime.parse(TIME), 'refresh').toString() == 'Credential[ada@vox.example]'
    }

    def "a token that expires soon is replaced and the next one kept"() {
        given:
        store(expiresAt: OffsetDateTime.now().plusSeconds(20))
        server.on('POST /auth/refresh', 200, tokens(accessToken: 'access-2', refreshToken: 'refresh-2'))
        server.on('GET /me', 200, [user: user()])

        when:
        vox().me().getMe()
        vox().me().getMe()

        then:
        server.calls*.toString() == ['POST /auth/refresh', 'GET /me', 'GET /me']
        server.calls[0].json == [refreshToken: 'refresh-1']
        server.calls[1..2]*.token == ['access-2', 'access-2']
        new CredentialStore(home, '').find(URI.create(server.url)).get().refreshToken() == 'refresh-2'
    }

    def "several that need a new token at once use the refresh token once"() {
        given:
        store(expiresAt: OffsetDateTime.now().minusSeconds(1))
        server.on('POST /auth/refresh', 200, tokens(accessToken: 'access-2', refreshToken: 'refresh-2'))
        server.on('GET /me', 200, [user: user()])
        def threads = Executors.newFixedThreadPool(8)

        when:
        (1..8).collect { threads.submit { vox().me().getMe() } }*.get()

        then:
        server.calls.count { it.path == '/auth/refresh' } == 1
        server.calls.findAll { it.path == '/me' }*.token.unique() == ['access-2']

        cleanup:
        threads.shutdownNow()
    }

    def "a session that has ended is forgotten"() {
        given:
        store(expiresAt: OffsetDateTime.now().plusDays(1))
        server.problem('GET /me', 401, 'unauthenticated')
        server.problem('POST /auth/refresh', 401, 'refresh_token_invalid')

        when:
        vox().me().getMe()

        then:
        thrown(UnauthenticatedException)
        new CredentialStore(home, '').find(URI.create(server.url)).empty
    }

    def "a token without a session is used as it is"() {
        given:
        new CredentialStore(home, '').save(URI.create(server.url), Credential.of('ada@vox.example', 'kept'))
        server.problem('GET /me', 401, 'unauthenticated')

        when:
        vox().me().getMe()

        then:
        thrown(UnauthenticatedException)
        server.calls*.token == ['kept']
        new CredentialStore(home, '').find(URI.create(server.url)).present
    }

    private void store(Map values) {
        new CredentialStore(home, '').save(URI.create(server.url), new Credential('ada@vox.example', 'access-1', values.expiresAt, 'refresh-1'))
    }

    private Vox vox() {
        def anonymous = Vox.at(server.url)
        anonymous.toBuilder().tokens(new StoredTokens(new CredentialStore(home, ''), anonymous)).build()
    }
}

package io.vox.server

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** VOX-RULE-02: everything that is secret is used once, and then nothing of it is in the whole database. */
class StolenDumpSpec extends Specification {
    @Shared
    @AutoCleanup
    TestServer server = TestServer.start([:])

    @Shared
    List<String> secrets = [PASSWORD]

    @Shared
    String dump

    void setupSpec() {
        Fixture fixture = server.fixture()
        Map setup = fixture.setUp()
        Api api = server.api()
        secrets << (setup.scoutActivation.token as String)
        ['jwt', 'master', 'init-code'].each { secrets << Files.readString(server.home.resolve("keys/$it")).strip() }
        secrets << secrets[3].replaceAll(/.*:/, '')

        Map waiting = api.post('/auth/register', [email: 'ada@vox.example', name: 'Ada', password: 'the password of Ada']).ok as Map
        Map mail = fixture.mailTo('ada@vox.example')
        Map tokens = api.post('/auth/verify', [verificationId: waiting.id, code: mail.code]).ok as Map
        api.post('/auth/password-reset', [email: 'ada@vox.example'])
        Map reset = fixture.mailTo('ada@vox.example', 2)
        secrets.addAll(['the password of Ada', mail.token, reset.token, tokens.accessToken, tokens.refreshToken] as List<String>)

        Api ada = server.api(tokens.accessToken as String)
        Map key = ada.post('/api-keys', [name: 'key'], ['Idempotency-Key': 'the-key-of-ada']).ok as Map
        Map rotated = ada.post("/api-keys/$key.key.id/rotate", [overlapSeconds: 3600]).ok as Map
        secrets.addAll([key.secret, rotated.secret] as List<String>)
        secrets << server.fixture().agentToken(fixture.person())
        ada.put('/secrets/SHOP_PASSWORD', [value: 'the secret of the shop']).ok
        fixture.admin().api.put('/admin/settings/mail.smtp-password', [value: 'the password of the mail server']).ok
        secrets.addAll(['the secret of the shop', 'the password of the mail server'])
        dump = TestPostgres.open(server.database).withCloseable { TestPostgres.dump(it) }
    }

    def "no secret is in the dump"() {
        expect:
        dump.contains('ada@vox.example')
        secrets.every { it.length() >= 12 }
        secrets.findAll { dump.contains(it) } == []
        secrets.findAll { dump.contains(it.bytes.encodeHex().toString()) } == []
    }

    def "a code of 6 digits cannot be found by trying them all"() {
        given:
        List<Map> registrations = server.rows('select id, code_hash from registration')
        server.api().post('/auth/register', [email: 'grace@vox.example', name: 'Grace', password: PASSWORD]).ok
        String code = server.fixture().mailTo('grace@vox.example').code
        Map row = server.rows("select id, code_hash from registration where email = 'grace@vox.example'")[0]

        expect: "a digest without our key is another"
        registrations != null
        [code, row.id + code, "$row.id $code" as String].every { java.security.MessageDigest.getInstance('SHA-256').digest(it.bytes) != row.code_hash }
    }

    def "nothing that is in the dump lets anybody in"() {
        given:
        List<String> hashes = ['select encode(token_hash, \'hex\') as h from refresh_token', 'select encode(secret_hash, \'hex\') as h from api_key_secret',
                               'select encode(token_hash, \'hex\') as h from challenge', 'select encode(token_hash, \'hex\') as h from eval_agent_token',
                               'select password_hash as h from app_user where password_hash is not null'].collectMany { server.rows(it)*.h as List<String> }

        expect:
        hashes.size() >= 6
        hashes.every { hash ->
            ['', 'vox_live_', 'vox_eat_', 'vox_ref_'].every { server.api(it + hash).get('/me').status == 401 } &&
                    server.api().post('/auth/refresh', [refreshToken: hash.take(200)]).status == 401 &&
                    server.api().post('/auth/password-reset/confirm', [token: hash.take(200), password: PASSWORD]).status == 401 &&
                    server.api().post('/auth/activate', [token: hash.take(200), password: PASSWORD]).status == 401
        }
        server.rows('select email, password_hash from app_user where password_hash is not null').every {
            server.api().post('/auth/login', [email: it.email, password: (it.password_hash as String).take(128)]).code == 'credentials_wrong'
        }
    }
}

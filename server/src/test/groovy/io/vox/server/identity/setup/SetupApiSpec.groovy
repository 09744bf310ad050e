package io.vox.server.identity.setup

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class SetupApiSpec extends Specification {
    @AutoCleanup
    TestServer server = TestServer.start([:])

    Api api = server.api()

    void setup() {
        new PollingConditions(timeout: 60).eventually {
            assert Files.exists(server.home.resolve('keys/init-code'))
        }
    }

    def "a new server makes the administrator, the Scout, providers and regions"() {
        given:
        assert api.get('/setup').ok == [completed: false]

        when:
        Map result = api.post('/setup', server.fixture().setupRequest()).ok as Map

        then:
        with(result) {
            admin.email == Fixture.ADMIN_EMAIL
            admin.isAdmin
            admin.status == 'ACTIVE'
            scout.role == 'PRINCIPAL'
            !scout.isAdmin
            scout.status == 'PENDING'
            scoutActivation.token ==~ /[0-9A-Za-z]{43}/
        }
        api.get('/setup').ok == [completed: true]

        and:
        server.rows('select name from provider where workspace_id is null order by name')*.name ==
                ['Agora ConvoAI Engine', 'ElevenLabs Agents', 'LiveKit Agents']
        server.rows('select id from provider').every { it.id ==~ /[0-9A-Za-z]{12}/ }
        server.rows('select slug from region')*.slug as Set == [
            'na-east', 'na-west', 'eu-west', 'eu-central', 'ap-southeast', 'ap-northeast', 'ap-south', 'sa-east'] as Set

        and: "each of the two a workspace with a project"
        server.rows('select w.kind, m.role from membership m join workspace w on w.id = m.workspace_id join project p on p.workspace_id = w.id where p.is_default')
                .collect { it.values() as List } == [['PERSONAL', 'OWNER']] * 2
    }

    def "the Scout comes in by its token, once"() {
        given:
        String token = api.post('/setup', server.fixture().setupRequest()).ok.scoutActivation.token

        expect:
        api.post('/auth/login', [email: Fixture.SCOUT_EMAIL, password: Fixture.PASSWORD]).code == 'credentials_wrong'

        when:
        Map tokens = api.post('/auth/activate', [token: token, password: 'another long password']).ok as Map

        then:
        tokens.user.status == 'ACTIVE'
        server.api(tokens.accessToken as String).get('/me').ok.user.role == 'PRINCIPAL'
        api.post('/auth/login', [email: 'Scout@Vox.example', password: 'another long password']).status == 200

        and:
        with(api.post('/auth/activate', [token: token, password: 'yet another password'])) {
            status == 401
            code == 'activation_token_invalid'
        }
    }

    def "an activation token that is too old is refused"() {
        given:
        String token = api.post('/setup', server.fixture().setupRequest()).ok.scoutActivation.token
        server.execute("update challenge set expires_at = now() - interval '1 second'")

        expect:
        api.post('/auth/activate', [token: token, password: 'another long password']).code == 'activation_token_invalid'
    }

    def "who does not know the init code changes nothing"() {
        expect:
        with(api.post('/setup', [*: server.fixture().setupRequest(), initCode: 'something else'])) {
            status == 401
            code == 'init_code_wrong'
        }
        api.get('/setup').ok == [completed: false]
    }

    def "setup is done once, also when asked for twice at the same time"() {
        given:
        Map request = server.fixture().setupRequest()
        Callable<Api.Answer> ask = { api.post('/setup', request) }

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll([ask] * 4)*.get()
        }

        then:
        answers*.status.sort() == [200, 409, 409, 409]
        answers.findAll { it.status == 409 }*.code.unique() == ['setup_already_completed']
        server.rows('select id from app_user').size() == 2
    }

    def "administrator and Scout are two accounts"() {
        given:
        Map request = server.fixture().setupRequest()

        expect:
        api.post('/setup', [*: request, scoutEmail: request.adminEmail.toUpperCase()]).code == 'email_taken'
        api.get('/setup').ok == [completed: false]
    }

    def "until then everything else but health says that setup is required"() {
        expect:
        with(api.get('/me')) {
            status == 409
            code == 'setup_required'
        }
        api.post('/auth/login', [email: 'a@b.example', password: 'x']).code == 'setup_required'
        api.get('/health/ready').status == 200
        api.get('/nothing').code == 'not_found'
    }

    def "the init code is in a file that only its owner may read, and so is the key of access tokens"() {
        expect:
        ['init-code', 'jwt'].every { PosixFilePermissions.toString(Files.getPosixFilePermissions(server.home.resolve("keys/$it"))) == 'rw-------' }
        PosixFilePermissions.toString(Files.getPosixFilePermissions(server.home.resolve('keys'))) == 'rwx------'
    }

    def "the init code can be configured"() {
        given:
        TestServer configured = TestServer.start(['vox.identity.init-code': 'a-code-of-mine'])

        expect:
        configured.api().post('/setup', [*: server.fixture().setupRequest(), initCode: 'a-code-of-mine']).status == 200
        !Files.exists(configured.home.resolve('keys/init-code'))

        cleanup:
        configured?.close()
    }
}

package io.vox.server

import ch.qos.logback.classic.Level
import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.classic.spi.ThrowableProxyUtil
import ch.qos.logback.core.AppenderBase
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.nio.file.Files
import java.util.concurrent.CopyOnWriteArrayList
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Nothing that lets somebody in is ever logged, even where everything of ours is. */
class LogSecretsSpec extends Specification {
    List<String> lines = new CopyOnWriteArrayList<>()
    Logger root = LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) as Logger
    Logger ours = LoggerFactory.getLogger('io.vox') as Logger
    AppenderBase<ILoggingEvent> appender = new AppenderBase<ILoggingEvent>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines << event.formattedMessage + (event.throwableProxy == null ? '' : ThrowableProxyUtil.asString(event.throwableProxy)) + event.MDCPropertyMap
        }
    }

    Level rootLevel = root.level
    Level ourLevel = ours.level

    void setup() {
        appender.start()
        root.addAppender(appender)
        root.level = Level.INFO
        ours.level = Level.TRACE
    }

    void cleanup() {
        root.detachAppender(appender)
        root.level = rootLevel
        ours.level = ourLevel
    }

    def "from setup to log-out no secret is in the log"() {
        given:
        List<String> secrets = [Fixture.PASSWORD, 'a wrong password of somebody']
        TestServer server = TestServer.start([:])
        Api api = server.api()

        when:
        Map setup = server.fixture().setUp()
        secrets << Files.readString(server.home.resolve('keys/init-code')).strip() << Files.readString(server.home.resolve('keys/jwt')).strip()
        secrets << (setup.scoutActivation.token as String)

        and: "all goes well"
        Map tokens = api.post('/auth/activate', [token: setup.scoutActivation.token, password: Fixture.PASSWORD]).ok as Map
        Map next = api.post('/auth/refresh', [refreshToken: tokens.refreshToken]).ok as Map
        secrets.addAll([tokens.accessToken, tokens.refreshToken, next.accessToken, next.refreshToken] as List<String>)
        server.api(next.accessToken as String).get('/me').ok

        Map waiting = api.post('/auth/register', [email: 'ada@vox.example', name: 'Ada', password: 'the password of Ada']).ok as Map
        Map mail = server.fixture().mailTo('ada@vox.example')
        api.post('/auth/verify', [verificationId: waiting.id, code: mail.code]).ok
        api.post('/auth/password-reset', [email: 'ada@vox.example'])
        Map reset = server.fixture().mailTo('ada@vox.example', 2)
        Map changed = api.post('/auth/password-reset/confirm', [token: reset.token, password: 'another password of Ada']).ok as Map
        Map key = server.api(changed.accessToken as String).post('/api-keys', [name: 'key']).ok as Map
        server.api(key.secret as String).get('/me').ok
        secrets.addAll(['the password of Ada', 'another password of Ada', mail.token, reset.token, changed.accessToken, changed.refreshToken, key.secret] as List<String>)
        secrets << Files.readString(server.home.resolve('keys/master')).strip()

        and: "all goes wrong"
        api.post('/auth/verify', [token: mail.token])
        api.post('/auth/verify', [verificationId: waiting.id, code: mail.code])
        api.post('/auth/password-reset/confirm', [token: reset.token, password: 'the password of Ada'])
        server.api(key.secret + 'x').get('/me')
        server.api(key.secret as String).post('/projects', [name: 'x'])
        api.post('/setup', server.fixture().setupRequest())
        api.post('/auth/login', [email: Fixture.ADMIN_EMAIL, password: 'a wrong password of somebody'])
        api.post('/auth/login', [email: Fixture.ADMIN_EMAIL, password: ['a wrong password of somebody']])
        api.post('/auth/login', '{"password": "a wrong password of somebody", "email": ')
        api.post('/auth/refresh', [refreshToken: tokens.refreshToken])
        api.post('/auth/activate', [token: setup.scoutActivation.token, password: Fixture.PASSWORD])
        server.api(next.accessToken as String).delete('/me')
        Fixture.Person person = server.fixture().person()
        String agentToken = server.fixture().agentToken(person)
        secrets.addAll([person.token, agentToken])
        server.api(agentToken).get('/me')
        server.api(agentToken + 'x').get('/me')
        api.post('/auth/logout', [refreshToken: next.refreshToken])

        then:
        lines.any { it.contains('credentials_wrong') }
        lines.findAll { String line -> secrets.any { line.contains(it) } } == []
        lines.findAll { it =~ /\b${mail.code}\b/ } == []

        cleanup:
        server?.close()
    }

    def "what a request led to has its trace id, in the log as in its answer"() {
        given:
        TestServer server = TestServer.shared()

        when:
        Api.Answer answer = server.api().post('/auth/login', [email: Fixture.ADMIN_EMAIL, password: 'wrong'])

        then:
        lines.any { it.contains('credentials_wrong') && it.contains("traceId:${answer.header('X-Request-Id')}") }
    }

    def "the code that setup needs is announced by its place"() {
        when:
        TestServer server = TestServer.start([:])
        server.api().get('/me')

        then:
        new PollingConditions(timeout: 60).eventually {
            assert lines.any { it.contains('not set up yet') && it.contains("$server.home/keys/init-code") }
        }

        cleanup:
        server?.close()
    }
}

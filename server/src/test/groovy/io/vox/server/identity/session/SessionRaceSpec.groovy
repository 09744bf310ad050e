package io.vox.server.identity.session

import static io.vox.server.support.Fixture.PASSWORD

import groovy.sql.Sql
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** What ends sessions ends also those that are begun or renewed at that moment: requests that meet at a locked account, in turn. */
class SessionRaceSpec extends Specification {
    static final Map<String, Closure<Api.Answer>> REQUESTS = [
        'a renewal': { TestServer it, Map tokens -> it.api().post('/auth/refresh', [refreshToken: tokens.refreshToken]) },
        'logging out': { TestServer it, Map tokens -> it.api().post('/auth/logout', [refreshToken: tokens.refreshToken]) },
        'logging out everywhere': { TestServer it, Map tokens -> it.api(tokens.accessToken as String).post('/auth/logout/everywhere') },
        'a log-in': { TestServer it, Map tokens -> it.api().post('/auth/login', [email: tokens.user.email, password: PASSWORD]) },
    ]

    @Shared
    TestServer server = TestServer.shared()

    @AutoCleanup('shutdown')
    ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()

    @AutoCleanup
    Sql holder = TestPostgres.open(server.database)

    PollingConditions soon = new PollingConditions(timeout: 60)

    Fixture.Person person = server.fixture().person()
    Map tokens = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map

    void setup() {
        holder.connection.autoCommit = false
        holder.rows('select id from app_user where id = ? for no key update', [person.user.id().value()])
    }

    void cleanup() {
        holder.rollback()
    }

    def "#first, then #second: no session is left"() {
        when:
        List<Future<Api.Answer>> answers = [first, second].withIndex().collect { String what, int others ->
            Future<Api.Answer> answer = pool.submit({ REQUESTS[what](server, tokens) } as Callable<Api.Answer>)
            soon.eventually { assert waiting() == others + 1 }
            answer
        }
        holder.commit()

        then:
        answers*.get()*.status == statuses
        sessions() == 0

        and: "nor does any access token work"
        [tokens, answers*.get().find { it.status == 200 }?.json].findAll().every { server.api(it.accessToken as String).get('/me').status == 401 }

        where:
        first                    | second                   || statuses
        'a renewal'              | 'logging out everywhere' || [200, 204]
        'a renewal'              | 'logging out'            || [200, 204]
        'a renewal'              | 'a renewal'              || [200, 401]
        'logging out everywhere' | 'a renewal'              || [204, 401]
        'logging out'            | 'a renewal'              || [204, 401]
        'a log-in'               | 'logging out everywhere' || [200, 204]
        'logging out everywhere' | 'a log-in'               || [204, 401]
    }

    def "who logs in with a password that is changed meanwhile gets no session"() {
        given:
        int before = sessions()

        when:
        Future<Api.Answer> answer = pool.submit({ REQUESTS['a log-in'](server, tokens) } as Callable<Api.Answer>)
        soon.eventually { assert waiting() == 1 }
        holder.execute("update app_user set password_hash = 'another', token_epoch = token_epoch + 1 where id = ?", [person.user.id().value()])
        holder.commit()

        then:
        answer.get().code == 'credentials_wrong'
        sessions() == before
    }

    /** How many requests wait for a lock of accounts. */
    private int waiting() {
        server.rows("""select count(*) as n from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like '%app_user%'""")[0].n as int
    }

    private int sessions() {
        server.rows('select count(*) as n from refresh_token where user_id = ? and revoked_at is null and rotated_at is null', [person.user.id().value()])[0].n as int
    }
}

package io.vox.server.identity.account

import static io.vox.server.support.Fixture.PASSWORD

import groovy.sql.Sql
import io.vox.server.identity.user.AccountOrigin
import io.vox.server.identity.user.Plan
import io.vox.server.identity.user.Standing
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** VOX-USER-04, -05, -06, -07, -12, -13, -16, ACS-ADMIN-03. */
class AdminUsersApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture fixture = server.fixture()

    @Shared
    Api admin = fixture.admin().api

    def "somebody whom an administrator makes activates the account by the link of a mail, once"() {
        given:
        String email = fixture.newEmail()

        when:
        Api.Answer made = admin.post('/admin/users', [email: email.toUpperCase(), name: 'Grace Hopper', standing: 'PRINCIPAL'])

        then:
        made.status == 201
        made.header('Location') == "/api/v1/admin/users/$made.json.id"
        with(made.json as Map) {
            it.email == email
            status == 'PENDING'
            standing == 'PRINCIPAL'
            role == 'PRINCIPAL'
            origin == 'ADMIN'
            !isAdmin
            lastLogInAt == null
        }

        when:
        String token = fixture.mailTo(email).token
        Map tokens = server.api().post('/auth/activate', [token: token, password: PASSWORD]).ok as Map

        then:
        tokens.user.status == 'ACTIVE'
        server.api().post('/auth/activate', [token: token, password: PASSWORD]).code == 'activation_token_invalid'
        admin.get("/admin/users/$made.json.id").ok.lastLogInAt != null

        and: "there is no second account with the address, nor a second activation"
        admin.post('/admin/users', [email: email, name: 'Grace']).code == 'email_taken'
        admin.post("/admin/users/$made.json.id/activation").code == 'user_not_pending'
    }

    def "of several accounts that are made at once for an address one is"() {
        given:
        Map account = [email: fixture.newEmail(), name: 'Grace']

        expect:
        Executors.newVirtualThreadPerTaskExecutor().withCloseable { pool ->
            pool.invokeAll([{ admin.post('/admin/users', account) } as Callable<Api.Answer>] * 6)*.get()*.status.sort()
        } == [201, 409, 409, 409, 409, 409]
    }

    def "another activation link ends the one before"() {
        given:
        String email = fixture.newEmail()
        Map account = admin.post('/admin/users', [email: email, name: 'Grace']).ok as Map
        String first = fixture.mailTo(email).token

        when:
        admin.post("/admin/users/$account.id/activation").status == 204
        String second = fixture.mailTo(email, 2).token

        then:
        server.api().post('/auth/activate', [token: first, password: PASSWORD]).code == 'activation_token_invalid'
        server.api().post('/auth/activate', [token: second, password: PASSWORD]).status == 200

        and: "an account that waits is neither enabled nor suspended"
        Map waiting = admin.post('/admin/users', [email: fixture.newEmail(), name: 'Grace']).ok as Map
        admin.patch("/admin/users/$waiting.id", [status: 'ACTIVE']).code == 'user_not_active'
        admin.patch("/admin/users/$waiting.id", [status: 'SUSPENDED']).code == 'user_not_active'
    }

    def "users are found by what they are and by parts of their names"() {
        given:
        Fixture.Person person = fixture.person(standing: Standing.FELLOW)
        String part = person.email.replaceAll(/@.*/, '')

        expect:
        ids("search=$part") == [person.user.id().value()]
        ids("search=${part.toUpperCase()}&role=FELLOW&status=ACTIVE") == [person.user.id().value()]
        ids("search=$part&role=BASIC") == []
        ids("search=$part&status=SUSPENDED") == []

        and: "nothing in a search is a pattern, or SQL"
        ids('search=%25') == []
        ids("search=${URLEncoder.encode("' or '1'='1", 'UTF-8')}") == []
        ['%00', 'ada%00', '%00%0a'].every { admin.get("/admin/users?search=$it").pointers == ['query/search'] }
    }

    def "users are listed in pages, newest first"() {
        given:
        List<String> made = (1..3).collect { fixture.person().user.id().value() }

        when:
        Map first = admin.get('/admin/users?limit=2').ok as Map
        Map second = admin.get("/admin/users?limit=2&cursor=$first.nextCursor").ok as Map

        then:
        (first.data + second.data)*.id.take(3) == made.reverse()
        admin.get("/admin/users?limit=2&search=x&cursor=$first.nextCursor").code == 'cursor_invalid'
    }

    def "Fellow is for everybody, Principal for internal people, and neither changes what is paid"() {
        given:
        Fixture.Person external = fixture.person(plan: Plan.PREMIUM)
        Fixture.Person internal = fixture.person(origin: AccountOrigin.ADMIN)

        expect:
        change(external, [standing: 'FELLOW']).ok.with { role == 'FELLOW' && plan == 'PREMIUM' }
        change(external, [standing: 'MEMBER']).ok.with { role == 'PREMIUM' && plan == 'PREMIUM' }
        change(external, [standing: 'PRINCIPAL']).code == 'user_not_internal'
        change(internal, [standing: 'PRINCIPAL']).ok.role == 'PRINCIPAL'
    }

    def "nobody is made an administrator"() {
        given:
        Fixture.Person person = fixture.person()

        expect:
        change(person, [isAdmin: true]).with { status == 400 || !it.ok.isAdmin }
        change(person, [standing: 'ADMIN']).code == 'validation_failed'
    }

    def "the only administrator cannot be suspended, nor go"() {
        given:
        TestServer alone = TestServer.start([:])
        alone.fixture().setUp()
        Map tokens = alone.api().post('/auth/admin/login', [email: Fixture.ADMIN_EMAIL, password: PASSWORD]).ok as Map
        Api only = alone.api(tokens.accessToken as String)

        expect:
        only.patch("/admin/users/$tokens.user.id", [status: 'SUSPENDED']).code == 'last_admin'
        only.delete('/me').code == 'last_admin'

        when:
        alone.fixture().admin()

        then:
        only.delete('/me').status == 204

        cleanup:
        alone?.close()
    }

    def "administrators have an entry of their own, which is closed to others as to who has a wrong password"() {
        expect:
        server.api().post('/auth/admin/login', [email: fixture.admin().email, password: PASSWORD]).ok.user.isAdmin
        server.api().post('/auth/admin/login', [email: fixture.person().email, password: PASSWORD]).code == 'credentials_wrong'
        server.api().post('/auth/admin/login', [email: fixture.newEmail(), password: PASSWORD]).code == 'credentials_wrong'
    }

    def "#what is not found"() {
        expect:
        admin.get("/admin/users/$id").code == 'user_not_found'
        admin.patch("/admin/users/$id", [status: 'ACTIVE']).code == 'user_not_found'

        where:
        what            | id
        'nobody'        | 'usr_01kaj3qd6v0m5r8y2b4n7c9e1f'
        'a deleted one' | deleted()
    }

    def "who deletes the account while it is suspended or enabled stays gone"() {
        given:
        Fixture.Person person = fixture.person()
        List<Object> id = [person.user.id().value()]
        Sql deletion = TestPostgres.open(server.database)
        deletion.connection.autoCommit = false
        deletion.execute("update app_user set status = 'DELETED', password_hash = null, is_admin = false where id = ?", id)

        when:
        Future<Api.Answer> answer = Executors.newVirtualThreadPerTaskExecutor().withCloseable { pool ->
            Future<Api.Answer> asked = pool.submit({ change(person, [status: status]) } as Callable<Api.Answer>)
            new PollingConditions(timeout: 60).eventually {
                assert server.rows("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%app_user%'")
            }
            deletion.commit()
            asked
        }

        then:
        answer.get().code == 'user_not_found'
        server.rows('select status from app_user where id = ?', id)*.status == ['DELETED']

        cleanup:
        deletion?.close()

        where:
        status << ['SUSPENDED', 'ACTIVE']
    }

    def "every change is written down: who, what, from where, and no secret"() {
        given:
        Fixture.Person person = fixture.person()
        Fixture.Person administrator = fixture.admin()

        when:
        administrator.api.patch("/admin/users/${person.user.id()}", [standing: 'FELLOW', status: 'SUSPENDED']).ok
        administrator.api.patch("/admin/users/${person.user.id()}", [status: 'ACTIVE']).ok
        List<Map> events = server.rows('select * from audit_event where target_id = ? order by id', [person.user.id().value()])

        then:
        events*.action == ['user.standing_changed', 'user.suspended', 'user.enabled']
        events*.actor_id.unique() == [administrator.user.id().value()]
        events*.actor_kind.unique() == ['USER']
        events*.address.unique() == ['127.0.0.1']
        events*.trace_id.every { it ==~ /[0-9a-f]{32}/ }
        events[0].changes.toString() == '{"standing": "FELLOW"}'
    }

    private String deleted() {
        Fixture.Person person = fixture.person()
        assert person.api.delete('/me').status == 204
        person.user.id().value()
    }

    private Api.Answer change(Fixture.Person person, Map patch) {
        admin.patch("/admin/users/${person.user.id()}", patch)
    }

    private List<String> ids(String query) {
        admin.get("/admin/users?$query").ok.data*.id
    }
}

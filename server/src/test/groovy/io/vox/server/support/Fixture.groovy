package io.vox.server.support

import io.vox.server.evaluation.agenttoken.AgentTokenSecret
import io.vox.server.identity.session.AccessTokens
import io.vox.server.identity.session.PasswordHash
import io.vox.server.identity.user.AccountOrigin
import io.vox.server.identity.user.PersonalWorkspaces
import io.vox.server.identity.user.Plan
import io.vox.server.identity.user.Standing
import io.vox.server.identity.user.User
import io.vox.server.identity.user.UserRepository
import io.vox.server.identity.user.UserStatus
import io.vox.server.platform.access.UserId
import io.vox.server.platform.access.WorkspaceId
import io.vox.server.platform.id.Ulid
import io.vox.server.platform.secret.RandomToken
import java.nio.file.Files
import java.time.Instant
import java.util.concurrent.atomic.AtomicInteger
import spock.util.concurrent.PollingConditions

/** People and tokens for specs: new ones for each, so that specs do not meet. */
class Fixture {
    static final String ADMIN_EMAIL = 'admin@vox.example'
    static final String SCOUT_EMAIL = 'scout@vox.example'
    static final String PASSWORD = 'correct horse battery staple'
    private static final AtomicInteger COUNT = new AtomicInteger()
    private static String passwordHash

    private final TestServer server

    Fixture(TestServer server) {
        this.server = server
    }

    /** What first-run setup is asked with. */
    Map setupRequest() {
        [
            initCode: Files.readString(server.home.resolve('keys/init-code')).strip(),
            adminEmail: ADMIN_EMAIL, adminName: 'Ada Admin', adminPassword: PASSWORD, scoutEmail: SCOUT_EMAIL,
        ]
    }

    /** Sets the server up. */
    Map setUp() {
        // The code is made by whoever first looks for it, as the server itself does beside its start.
        server.api().get('/me')
        server.api().post('/setup', [*: setupRequestWhenThere()]).ok as Map
    }

    private Map setupRequestWhenThere() {
        soon().eventually { assert Files.exists(server.home.resolve('keys/init-code')) }
        setupRequest()
    }

    /** Somebody who runs the platform. */
    Person admin() {
        person(admin: true)
    }

    /** Somebody internal, who may curate the mainline. */
    Person principal() {
        person(standing: Standing.PRINCIPAL)
    }

    /** Somebody who pays. */
    Person premium() {
        person(plan: Plan.PREMIUM)
    }

    /** Somebody with a personal workspace, signed in; Basic and active unless said otherwise. The password is PASSWORD. */
    Person person(Map traits = [:]) {
        Instant now = Instant.now()
        UserStatus status = traits.status ?: UserStatus.ACTIVE
        int number = COUNT.incrementAndGet()
        String email = "user$number-${RandomToken.random(6).toLowerCase()}@vox.example"
        User user = new User(
                UserId.create(), email, User.username(email), "User $number" as String,
                status == UserStatus.PENDING && !traits.password ? null : hash(),
                traits.plan ?: Plan.BASIC, traits.standing ?: Standing.MEMBER, traits.admin ?: false, status,
                traits.origin ?: AccountOrigin.REGISTRATION, 0, now, now)
        server.bean(UserRepository).save(user)
        WorkspaceId workspaceId = server.bean(PersonalWorkspaces).create(user)
        String token = server.bean(AccessTokens).issue(user, workspaceId).value()
        new Person(server, user, workspaceId, token)
    }

    /** The token of eval agents of a workspace, as if an administrator had made it. */
    String agentToken(Person owner, Map traits = [:]) {
        String token = AgentTokenSecret.create()
        server.execute('''insert into eval_agent_token (id, workspace_id, name, region, fleet, token_hash, prefix, created_by, expires_at, revoked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)''', [
            Ulid.create(Ulid.EVAL_AGENT_TOKEN), owner.workspaceId.value(), 'token', traits.region ?: 'eu-west',
            traits.fleet ?: 'WORKSPACE', RandomToken.hash(token), token.take(12), owner.user.id().value(),
            traits.expiresAt?.toString(), traits.revokedAt?.toString(),
        ])
        token
    }

    /** The newest mail to somebody, waiting for it: {@code text}, {@code subject} and, where it has them, {@code code} and {@code token}. */
    Map mailTo(String email, int number = 1) {
        Api administrator = admin().api
        List<Map> found = []
        soon().eventually {
            found = administrator.get('/admin/mails?limit=100').ok.data.findAll { it.recipient == email }
            assert found.size() >= number
        }
        String text = administrator.get("/admin/mails/${found[0].id}").ok.text
        [*: found[0], text: text, code: (text =~ /(?m)^(\d{6})$/).with { it.find() ? it.group(1) : null },
            token: (text =~ /#(\w+)/).with { it.find() ? it.group(1) : null }]
    }

    /** How many mails there are to somebody. */
    int mailsTo(String email) {
        server.rows('select count(*) as n from mail where recipient = ?', [email])[0].n as int
    }

    /** A new address. */
    String newEmail() {
        "new${COUNT.incrementAndGet()}-${RandomToken.random(6).toLowerCase()}@vox.example"
    }

    private static PollingConditions soon() {
        new PollingConditions(timeout: 60, delay: 0.01)
    }

    private static synchronized String hash() {
        passwordHash = passwordHash ?: new PasswordHash().hash(PASSWORD)
    }

    /** Somebody with an account. */
    static class Person {
        final User user
        final WorkspaceId workspaceId
        final String token
        private final TestServer server

        Person(TestServer server, User user, WorkspaceId workspaceId, String token) {
            this.server = server
            this.user = user
            this.workspaceId = workspaceId
            this.token = token
        }

        Api getApi() {
            server.api(token)
        }

        String getEmail() {
            user.email()
        }
    }
}

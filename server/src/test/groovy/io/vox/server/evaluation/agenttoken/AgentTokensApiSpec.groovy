package io.vox.server.evaluation.agenttoken

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class AgentTokensApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    JobFixture fixture = new JobFixture(server)
    Fixture.Person person = fixture.person

    def "the secret of a token is shown once, and only its digest is kept (VOX-AGENT-01)"() {
        given:
        Map headers = ['Idempotency-Key': 'token-' + UUID.randomUUID()]

        when:
        Api.Answer answer = create([:], headers)
        String secret = answer.ok.secret

        then:
        answer.status == 201
        secret ==~ /vox_eat_[0-9A-Za-z]{49}/
        answer.json.token.subMap('name', 'fleet', 'region', 'prefix', 'expiresAt', 'revokedAt', 'lastUsedAt') ==
                [name: 'Frankfurt', fleet: 'WORKSPACE', region: fixture.region, prefix: secret.take(12), expiresAt: null, revokedAt: null, lastUsedAt: null]
        register(secret).status == 200
        create([:], headers).code == 'secret_already_shown'
        !person.api.get('/eval-agent-tokens').text.contains(secret)
        !server.rows('select * from eval_agent_token where workspace_id = ?', [person.workspaceId.value()]).toString().contains(secret)
        !server.rows('select * from idempotency_key where principal = ?', [person.user.id().value()]).toString().contains(secret)
    }

    def "a revoked token is refused at once, everywhere, and the job held with it goes back when its lease ends (VOX-AGENT-12)"() {
        given:
        Map created = create().ok as Map
        JobFixture.Agent agent = new JobFixture.Agent(server.api(created.secret as String), 'runner-1')
        fixture.job()
        Map held = agent.claim()

        when:
        Api.Answer revoked = person.api.delete("/eval-agent-tokens/$created.token.id")

        then:
        revoked.status == 204
        [agent.tryClaim(), agent.heartbeat(held), agent.progress(held, [[number: 1, type: 'NOTICE', message: 'x']]), agent.complete(held), agent.release(held), register(created.secret as String)]
                .every { it.status == 401 && it.code == 'agent_token_invalid' }
        fixture.status(held.jobId) == 'RUNNING'
        person.api.delete("/eval-agent-tokens/$created.token.id").status == 204
        person.api.get('/eval-agent-tokens').ok.data[0].revokedAt != null
    }

    def "a token ceases to work when it expires"() {
        given:
        Map created = create(expiresAt: Instant.now().plusSeconds(3600).toString()).ok as Map

        expect:
        register(created.secret as String).status == 200

        when:
        server.execute("update eval_agent_token set expires_at = vox_now() - interval '1 second' where id = ?", [created.token.id])

        then:
        register(created.secret as String).code == 'agent_token_invalid'
    }

    def "a token of somebody who is suspended is refused until that is over, and of somebody gone for good"() {
        given:
        Fixture.Person owner = server.fixture().premium()
        String userId = owner.user.id().value()
        String token = server.fixture().agentToken(owner, [region: fixture.region])

        expect:
        register(token).status == 200

        when:
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [userId])

        then:
        register(token).code == 'agent_token_invalid'

        when:
        server.execute("update app_user set status = 'ACTIVE' where id = ?", [userId])

        then:
        register(token).status == 200

        when:
        server.execute("update app_user set status = 'DELETED', password_hash = null where id = ?", [userId])

        then:
        register(token).code == 'agent_token_invalid'
    }

    def "only administrators make tokens of the public fleet"() {
        expect:
        create(fleet: 'PUBLIC').code == 'forbidden'
        server.fixture().admin().api.post('/eval-agent-tokens', [name: 'Fleet', region: fixture.region, fleet: 'PUBLIC']).ok.token.fleet == 'PUBLIC'
    }

    def "a token for #what is refused: #code"() {
        given:
        server.execute("insert into region (slug, name, active) values ('closed-t', 'Closed', false) on conflict do nothing")

        expect:
        with(create(change)) {
            it.status == status
            it.code == code
        }

        where:
        what                        | change                                             || status | code
        'a region that is none'     | [region: 'atlantis']                               || 404    | 'region_not_found'
        'a region that is closed'   | [region: 'closed-t']                               || 409    | 'region_inactive'
        'the past'                  | [expiresAt: '2020-01-01T00:00:00Z']                || 400    | 'validation_failed'
        'nobody'                    | [name: '']                                         || 400    | 'validation_failed'
        'another kind of fleet'     | [fleet: 'NAVY']                                    || 400    | 'validation_failed'
    }

    def "tokens of another workspace are not there"() {
        given:
        Map created = create().ok as Map
        Fixture.Person stranger = server.fixture().premium()

        expect:
        stranger.api.get('/eval-agent-tokens').ok.data == []
        with(stranger.api.delete("/eval-agent-tokens/$created.token.id")) {
            status == 404
            code == 'eval_agent_token_not_found'
        }
        register(created.secret as String).status == 200
    }

    def "tokens are listed newest first, page by page"() {
        given:
        List<String> ids = (1..3).collect { create(name: "Token $it" as String).ok.token.id }

        when:
        Map first = person.api.get('/eval-agent-tokens?limit=2').ok as Map
        Map second = person.api.get("/eval-agent-tokens?limit=2&cursor=${URLEncoder.encode(first.nextCursor as String, 'UTF-8')}").ok as Map

        then:
        first.data*.id + second.data*.id == ids.reverse()
    }

    private Api.Answer create(Map traits = [:], Map headers = [:]) {
        person.api.post('/eval-agent-tokens', [name: 'Frankfurt', region: fixture.region] + traits, headers)
    }

    private Api.Answer register(String token) {
        server.api(token).post('/eval-agents/register', [name: 'runner-1', version: '0.1.0', host: [os: 'Linux 6.1', cores: 2, browser: null]])
    }
}

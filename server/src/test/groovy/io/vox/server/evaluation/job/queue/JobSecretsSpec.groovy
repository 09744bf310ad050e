package io.vox.server.evaluation.job.queue

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** RES-40: who holds the lease of a job gets the secrets that its workflow names, and nobody else does. */
class JobSecretsSpec extends Specification {
    static final String STEPS = '''- {action: fill, selector: "#name", text: "${secrets.SHOP_NAME}"}
- {action: type, selector: "#password", text: "${secrets.SHOP_PASSWORD} and ${secrets.SHOP_NAME}"}
'''

    @Shared
    TestServer server = TestServer.shared()

    JobFixture fixture = new JobFixture(server)
    JobFixture.Agent agent = fixture.agent()
    Fixture.Person person = fixture.person
    Catalog catalog = new Catalog(person.api)

    void setup() {
        [SHOP_NAME: 'the name at the shop', SHOP_PASSWORD: 'the password at the shop', ELSE: 'what no job names'].each { name, value ->
            person.api.put("/secrets/$name", [value: value]).ok
        }
    }

    def "an agent of the workspace gets those that the job's version names, while it holds the lease"() {
        given:
        Map workflow = workflow()
        run(workflow)
        person.api.put("/workflows/$workflow.id", catalog.newWorkflow(name: workflow.name, providerId: workflow.version.provider.id)).ok
        Map claimed = agent.claim()

        expect: "nothing of it came with the job"
        !claimed.toString().contains('at the shop')

        and: "the version counts that the job was made with"
        secrets(agent, claimed).ok.secrets.sort { it.name } == [[name: 'SHOP_NAME', value: 'the name at the shop'], [name: 'SHOP_PASSWORD', value: 'the password at the shop']]

        and: "not without the lease, with another, or by another agent"
        secrets(agent, [*: claimed, lease: 'x' * 43]).code == 'lease_lost'
        agent.api.get("/jobs/$claimed.jobId/secrets").status == 400
        secrets(new JobFixture(server).agent(region: fixture.region), claimed).code == 'job_not_found'
        secrets(fixture.agent(name: 'runner-2', token: server.fixture().agentToken(person, [region: fixture.region])), claimed).code == 'lease_lost'
        person.api.get("/jobs/$claimed.jobId/secrets", ['Vox-Lease': claimed.lease]).status == 403

        and: "and not when it is over"
        agent.release(claimed).ok
        secrets(agent, claimed).code == 'lease_lost'
    }

    def "a lease that has run out opens nothing"() {
        given:
        run(workflow())
        Map claimed = agent.claim()

        when:
        fixture.expire(claimed.jobId as String)

        then:
        secrets(agent, claimed).code == 'lease_lost'
    }

    def "a workflow that names none gets none, and a secret that is gone is not there"() {
        given:
        run(catalog.workflow())
        Map plain = agent.claim()

        expect:
        secrets(agent, plain).ok.secrets == []

        when:
        run(workflow())
        Map claimed = agent.claim()
        person.api.delete('/secrets/SHOP_NAME')

        then:
        secrets(agent, claimed).ok.secrets*.name == ['SHOP_PASSWORD']
    }

    def "an agent of everyone's gets none of somebody who is #what"() {
        given:
        JobFixture.Agent helper = fixture.agent(fleet: 'PUBLIC')
        run(workflow())
        Map claimed = helper.claim()

        expect:
        secrets(helper, claimed).ok.secrets.size() == 2

        when:
        end(server, person)

        then:
        secrets(helper, claimed).ok.secrets == []

        where:
        what        | end
        'suspended' | { TestServer it, Fixture.Person owner -> it.execute("update app_user set status = 'SUSPENDED' where id = ?", [owner.user.id().value()]) }
        'gone'      | { TestServer it, Fixture.Person owner -> it.api(it.api().post('/auth/login', [email: owner.email, password: Fixture.PASSWORD]).ok.accessToken as String).delete('/me').ok }
    }

    def "nobody runs the public workflow of another workspace that names secrets, whatever is there under the same name"() {
        given:
        Map workflow = workflow()
        Fixture.Person stranger = server.fixture().premium()
        stranger.api.put('/secrets/SHOP_NAME', [value: 'of the stranger']).ok
        stranger.api.put('/secrets/SHOP_PASSWORD', [value: 'of the stranger']).ok

        expect:
        run(workflow, stranger.api).code == 'workflow_needs_secrets'
        run(workflow, server.fixture().admin().api).code == 'workflow_needs_secrets'
    }

    def "a run is not made when a secret is missing"() {
        given:
        Map workflow = workflow()
        person.api.delete('/secrets/SHOP_PASSWORD')

        when:
        Api.Answer answer = run(workflow)

        then:
        answer.code == 'secret_missing'
        answer.json.detail.contains('SHOP_PASSWORD')
        !answer.json.detail.contains('SHOP_NAME')
    }

    private Map workflow() {
        catalog.workflow(stepsYaml: STEPS)
    }

    private Api.Answer run(Map workflow, Api api = person.api, Map evalSet = catalog.evalSet()) {
        api.post('/runs', [workflowId: workflow.id, evalSetId: evalSet.id, regions: [fixture.region]])
    }

    private static Api.Answer secrets(JobFixture.Agent agent, Map claimed) {
        agent.api.get("/jobs/$claimed.jobId/secrets", ['Vox-Lease': claimed.lease as String])
    }
}

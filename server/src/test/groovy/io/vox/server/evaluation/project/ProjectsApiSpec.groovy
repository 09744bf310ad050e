package io.vox.server.evaluation.project

import io.vox.server.platform.id.Ulid
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification

class ProjectsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().person()
    Fixture.Person stranger = server.fixture().person()

    def "a workspace has a default project from the beginning, which can be renamed"() {
        when:
        List<Map> projects = person.api.get('/projects').ok.data

        then:
        projects.size() == 1
        projects[0].findAll { !(it.key in ['id', 'createdAt']) } == [name: 'Default', isDefault: true, workflowCount: 0, workflowLimit: 10]
        person.api.patch("/projects/${projects[0].id}", [name: 'Mine']).ok == [*: projects[0], name: 'Mine']
        person.api.get("/projects/${projects[0].id}").ok.name == 'Mine'
    }

    def "projects are listed with the number of their workflows, the oldest first"() {
        given:
        Catalog catalog = new Catalog(person.api)
        Map project = catalog.project()
        Map workflow = catalog.workflow(projectId: project.id)
        catalog.workflow(projectId: project.id)
        person.api.delete("/workflows/$workflow.id").ok

        when:
        Map first = person.api.get('/projects?limit=1').ok
        Map second = person.api.get("/projects?limit=1&cursor=$first.nextCursor").ok

        then:
        first.data*.isDefault == [true]
        second.data == [[*: project, workflowCount: 1]]
        second.nextCursor == null
        person.api.get('/regions?limit=1').ok.nextCursor.with { person.api.get("/projects?cursor=$it").code } == 'cursor_invalid'
    }

    def "an empty project can be deleted, one that holds workflows cannot"() {
        given:
        Catalog catalog = new Catalog(person.api)
        Map project = catalog.project()
        Map workflow = catalog.workflow(projectId: project.id)

        when:
        Api.Answer refused = person.api.delete("/projects/$project.id")

        then:
        refused.status == 409
        refused.code == 'project_not_empty'
        refused.json.detail == 'The project holds 1 workflow; delete or move them first.'

        when: "the workflow is only hidden, and yet the project goes"
        person.api.delete("/workflows/$workflow.id").ok

        then:
        person.api.delete("/projects/$project.id").status == 204
        person.api.get("/projects/$project.id").code == 'project_not_found'
        person.api.delete("/projects/$project.id").code == 'project_not_found'
    }

    def "the default project cannot be deleted"() {
        expect:
        person.api.delete("/projects/${person.api.get('/projects').ok.data[0].id}").code == 'project_is_default'
    }

    def "a project of another workspace is not there"() {
        given:
        String id = new Catalog(stranger.api).project().id

        expect:
        person.api.get("/projects/$id").code == 'project_not_found'
        person.api.patch("/projects/$id", [name: 'mine']).code == 'project_not_found'
        person.api.delete("/projects/$id").code == 'project_not_found'
        stranger.api.get("/projects/$id").ok.name != 'mine'
    }

    def "#who may have #limit projects of #workflows workflows, also when asked at once"() {
        given:
        Fixture.Person owner = server.fixture().person(traits)

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll((1..limit + 3).collect { i ->
                { -> owner.api.post('/projects', [name: "Project $i"]) } as Callable<Api.Answer>
            })*.get()
        }
        List<Api.Answer> refused = answers.findAll { it.status != 201 }

        then: "one is there from the beginning"
        refused.size() == 4
        refused*.code.unique() == ['limit_reached']
        refused*.status.unique() == [422]
        refused*.json*.limit.unique() == [limit]
        refused*.json*.count.unique() == [limit]
        owner.api.get('/projects').ok.data.size() == limit
        owner.api.get('/projects').ok.data*.workflowLimit.unique() == [workflows]

        where:
        who       | traits                                         || limit | workflows
        'Basic'   | [:]                                            || 5     | 10
        'Premium' | [plan: io.vox.server.identity.user.Plan.PREMIUM] || 20    | 20
    }

    def "who belongs to an organization may have more"() {
        given:
        String organization = Ulid.create(Ulid.WORKSPACE)
        server.execute('insert into workspace (id, kind, name) values (?, ?, ?)', [organization, 'ORGANIZATION', 'Shop'])
        server.execute('insert into membership (workspace_id, user_id, role) values (?, ?, ?)', [organization, person.user.id().value(), 'MEMBER'])

        expect:
        person.api.get('/projects').ok.data*.workflowLimit == [20]
    }

    def "sent twice with a key, a project is made once"() {
        when:
        List<Map> made = (1..2).collect { person.api.post('/projects', [name: 'Shop'], ['Idempotency-Key': 'make-shop']).ok as Map }

        then:
        made[0] == made[1]
        person.api.get('/projects').ok.data.size() == 2
    }

    def "a change that changes nothing is refused"() {
        expect:
        person.api.patch("/projects/${person.api.get('/projects').ok.data[0].id}", body).code == 'validation_failed'

        where:
        body << [[:], [name: null], [name: ''], [name: '\n']]
    }
}

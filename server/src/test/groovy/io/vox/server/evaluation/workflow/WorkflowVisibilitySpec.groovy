package io.vox.server.evaluation.workflow

import static io.vox.server.support.Catalog.update

import io.vox.server.support.Catalog
import io.vox.server.support.CatalogSpecification

/** Who may see a workflow, and what curators make the benchmark of. */
class WorkflowVisibilitySpec extends CatalogSpecification {
    def "others see what is public, without the project, and may not change it"() {
        given:
        Map workflow = catalog.workflow()

        expect:
        basic.api.get("/workflows/$workflow.id").ok == [*: workflow, projectId: null]
        basic.api.get('/workflows').ok.data.find { it.id == workflow.id }.projectId == null
        basic.api.get("/workflows/$workflow.id/versions").ok.data == [workflow.version]
        basic.api.put("/workflows/$workflow.id", update(workflow)).code == 'forbidden'
        basic.api.put("/workflows/$workflow.id/visibility", [visibility: 'PUBLIC']).code == 'forbidden'
        basic.api.delete("/workflows/$workflow.id").code == 'forbidden'
    }

    def "nobody else sees what is private, curators and administrators neither"() {
        given:
        Map workflow = catalog.workflow(visibility: 'PRIVATE')

        expect:
        [basic, scout, server.fixture().admin()].every { other ->
            ['', '/versions', "/versions/$workflow.version.id"].every { other.api.get("/workflows/$workflow.id$it").code == 'workflow_not_found' } &&
                    other.api.put("/workflows/$workflow.id", update(workflow)).code == 'workflow_not_found' &&
                    other.api.put("/workflows/$workflow.id/visibility", [visibility: 'PUBLIC']).code == 'workflow_not_found' &&
                    other.api.put("/workflows/$workflow.id/mainline", [mainline: true]).code == 'workflow_not_found' &&
                    other.api.delete("/workflows/$workflow.id").code == 'workflow_not_found' &&
                    !other.api.get('/workflows?limit=100').ok.data*.id.contains(workflow.id)
        }
    }

    def "private is for Premium and up"() {
        given:
        Map workflow = new Catalog(basic.api).workflow()

        expect:
        basic.api.post('/workflows', new Catalog(basic.api).newWorkflow(visibility: 'PRIVATE')).code == 'plan_required'
        basic.api.put("/workflows/$workflow.id/visibility", [visibility: 'PRIVATE']).code == 'plan_required'
        catalog.workflow(visibility: 'PRIVATE').visibility == 'PRIVATE'

        and:
        person.api.put("/workflows/${catalog.workflow().id}/visibility", [visibility: 'PRIVATE']).ok.visibility == 'PRIVATE'
        person.api.put("/workflows/${catalog.workflow(visibility: 'PRIVATE').id}/visibility", [visibility: 'PUBLIC']).ok.visibility == 'PUBLIC'
    }

    def "curators put public workflows of whatever workspace into the benchmark and take them out"() {
        given:
        Map workflow = catalog.workflow()

        when:
        Map curated = scout.api.put("/workflows/$workflow.id/mainline", [mainline: true]).ok

        then:
        curated == [*: workflow, projectId: null, mainline: true, updatedAt: curated.updatedAt]
        person.api.put("/workflows/$workflow.id/mainline", [mainline: false]).code == 'forbidden'
        server.fixture().admin().api.put("/workflows/$workflow.id/mainline", [mainline: false]).code == 'forbidden'
        scout.api.put("/workflows/$workflow.id/mainline", [mainline: false]).ok.mainline == false
    }

    def "what is private does not become mainline, nor what is mainline private"() {
        given:
        Map own = new Catalog(scout.api).workflow(visibility: 'PRIVATE')
        Map curated = catalog.workflow()
        scout.api.put("/workflows/$curated.id/mainline", [mainline: true]).ok

        expect:
        scout.api.put("/workflows/$own.id/mainline", [mainline: true]).code == 'mainline_needs_public'
        person.api.put("/workflows/$curated.id/visibility", [visibility: 'PRIVATE']).code == 'mainline_needs_public'
    }

    def "a version that no curator saved is not mainline, a new name does not matter"() {
        given:
        Map workflow = catalog.workflow()
        scout.api.put("/workflows/$workflow.id/mainline", [mainline: true]).ok

        expect:
        person.api.put("/workflows/$workflow.id", update(workflow, [name: 'Renamed'])).ok.mainline
        !person.api.put("/workflows/$workflow.id", update(workflow, [stepsYaml: ''])).ok.mainline

        when:
        Map curators = new Catalog(scout.api).workflow()
        scout.api.put("/workflows/$curators.id/mainline", [mainline: true]).ok

        then:
        scout.api.put("/workflows/$curators.id", update(curators, [stepsYaml: ''])).ok.mainline
    }
}

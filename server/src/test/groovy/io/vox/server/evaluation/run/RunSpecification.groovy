package io.vox.server.evaluation.run

import io.vox.server.support.Catalog
import io.vox.server.support.CatalogSpecification

/** What specs of runs share beside people: what they ask with. */
abstract class RunSpecification extends CatalogSpecification {
    static final Map PROVIDER = [name: 'Shop assistant', sku: 'CONVO_AI', url: 'https://shop.example']

    Catalog theirs = new Catalog(basic.api)

    protected static Map inline(Map traits) {
        [name: 'Shop', target: [kind: 'URL', url: 'https://shop.example/talk'], *: traits]
    }

    /** What a request makes a run of. A trait that is null is left out. */
    protected Map request(Map traits = [:]) {
        [
            *: traits.containsKey('workflowId') ? [:] : [workflowId: catalog.workflow().id],
            *: traits.containsKey('evalSetId') ? [:] : [evalSetId: catalog.evalSet().id],
            regions: ['eu-west'], *: traits,
        ].findAll { it.value != null }
    }

    protected Map run(Map traits) {
        person.api.post('/runs', request(traits)).ok as Map
    }
}

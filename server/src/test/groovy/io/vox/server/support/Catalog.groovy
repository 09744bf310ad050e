package io.vox.server.support

import java.util.concurrent.atomic.AtomicInteger

/** Makes, over HTTP, what there has to be before something can be run. */
class Catalog {
    static final String SETUP = '- action: click\n  selector: "#call"\n'
    static final String TALK = '- action: speak\n  corpus: q_hours\n- action: wait_for_silence\n'
    private static final AtomicInteger COUNT = new AtomicInteger()

    private final Api api

    Catalog(Api api) {
        this.api = api
    }

    Map provider(Map traits = [:]) {
        api.post('/providers', [name: name('Provider'), sku: 'CONVO_AI', url: 'https://shop.example', *: traits]).ok as Map
    }

    Map project() {
        api.post('/projects', [name: name('Project')]).ok as Map
    }

    /** What a request makes a workflow of. */
    Map newWorkflow(Map traits = [:]) {
        [
            name: name('Workflow'),
            providerId: traits.providerId ?: provider().id,
            target: [kind: 'URL', url: 'https://shop.example/talk'],
            stepsYaml: SETUP,
            *: traits,
        ]
    }

    Map workflow(Map traits = [:]) {
        api.post('/workflows', newWorkflow(traits)).ok as Map
    }

    /** What a request makes an eval set of. */
    static Map newEvalSet(Map traits = [:]) {
        [name: name('Eval set'), scenarios: [[name: 'hours', stepsYaml: TALK]], *: traits]
    }

    Map evalSet(Map traits = [:]) {
        api.post('/eval-sets', newEvalSet(traits)).ok as Map
    }

    /** What changes a workflow as said and leaves the rest of it. */
    static Map updateWorkflow(Map workflow, Map change = [:]) {
        [
            projectId: null, name: workflow.name, providerId: workflow.version.provider.id, target: workflow.version.target,
            stepsYaml: workflow.version.stepsYaml, *: change,
        ]
    }

    /** What changes an eval set as said and leaves the rest of it. */
    static Map updateEvalSet(Map evalSet, Map change = [:]) {
        [name: evalSet.name, repeats: evalSet.version.repeats, scenarios: evalSet.version.scenarios, *: change]
    }

    private static String name(String kind) {
        "$kind ${COUNT.incrementAndGet()}"
    }
}

package io.vox.agent.scenario

import java.nio.file.Files
import java.nio.file.Path

/** Documents that the parser and the published JSON Schema must judge alike. */
final class ScenarioDocuments {

    /** The schema a document belongs to. */
    enum Kind { APPLICATION, SCENARIO, VOX }

    private static final String ACTIONS = ' (actions: click, fill, type, select, wait, wait_for_element, ' +
        'wait_for_voice, wait_for_silence, speak, listen, sleep, screenshot, barge_in, backchannel, pause)'

    private ScenarioDocuments() {
    }

    /** Fills a folder with the files that the good documents name. */
    static void writeFiles(Path folder) {
        Files.writeString(folder.resolve('hello.mp3'), 'not decoded here')
        Files.writeString(folder.resolve('page.html'), '<button id="start">Call</button>')
        Files.createDirectories(folder.resolve('assets'))
        Files.writeString(folder.resolve('assets/noise.mp3'), 'not decoded here')
    }

    /** Rows of kind and text. */
    static final List<List<Object>> GOOD = [
        [Kind.APPLICATION, 'url: http://localhost:8080'],
        [Kind.APPLICATION, 'url: HTTPS://agent.example/call?x=1#/talk'],
        [Kind.APPLICATION, 'url: "https://agent.example/?id={{assistantId}}"'],
        [Kind.APPLICATION, 'html: "<p>Hello</p>"'],
        [Kind.APPLICATION, 'html: page.html'],
        [Kind.APPLICATION, 'name: Shop\nurl: http://localhost\ntags: [a, b]'],
        [Kind.APPLICATION, '{url: http://localhost, steps: [{action: click, selector: "#start"}]}'],
        [Kind.SCENARIO, step('action: click\nselector: "telnyx-ai-agent >>> button"')],
        [Kind.SCENARIO, step('action: fill\nselector: input\ntext: ""')],
        [Kind.SCENARIO, step('action: type\nselector: input\ntext: "42"')],
        [Kind.SCENARIO, step('action: type\nselector: input\ntext: " "')],
        [Kind.SCENARIO, step('action: select\nselector: select\nvalue: ""')],
        [Kind.SCENARIO, step('action: select\nselector: select\nvalues: [a, b]')],
        [Kind.SCENARIO, step('action: select\nselector: select\ntext: English')],
        [Kind.SCENARIO, step('action: select\nselector: input\nchecked: false')],
        [Kind.SCENARIO, step('action: select\nselector: input')],
        [Kind.SCENARIO, step('action: wait\nselector: p')],
        [Kind.SCENARIO, step('action: wait_for_element\nselector: p\ntimeout: 600000')],
        [Kind.SCENARIO, step('action: wait_for_voice\nmetrics: elapsed_time')],
        [Kind.SCENARIO, step('action: wait_for_voice\nmetrics: [elapsed_time]\ntimeout: 1\noptional: true')],
        [Kind.SCENARIO, step('action: wait_for_silence\ntimeout: 1500.0\noptional: false')],
        [Kind.SCENARIO, step('action: wait_for_silence\ntimeout: 0x10')],
        [Kind.SCENARIO, step('action: speak\nfile: hello.mp3')],
        [Kind.SCENARIO, step('action: speak\nfile: noise.mp3')],
        [Kind.SCENARIO, step('action: speak\ntext: Hello\nvoice: anna')],
        [Kind.SCENARIO, step('action: speak\ncorpus: q_hours\nvoice: anna\nexpects: nothing\ntags: [tool]')],
        [Kind.SCENARIO, step('action: listen')],
        [Kind.SCENARIO, step('action: listen\nevaluation: It greets\nmetrics: score')],
        [Kind.SCENARIO, step('action: listen\nevaluation: It greets\ncontains: [nine, five]\ntimeout: 9000')],
        [Kind.SCENARIO, step('action: listen\nevaluation: It greets\nmetrics: [elapsed_time, score]')],
        [Kind.SCENARIO, step('action: sleep\ntime: 1000')],
        [Kind.SCENARIO, step('action: screenshot')],
        [Kind.SCENARIO, step('action: screenshot\nfilename: after-call.png')],
        [Kind.SCENARIO, step('action: barge_in\ncorpus: barge_in')],
        [Kind.SCENARIO, step('action: barge_in\ntext: Stop\nafter: 1000\ntimeout: 5000')],
        [Kind.SCENARIO, step('action: backchannel')],
        [Kind.SCENARIO, step('action: backchannel\ncorpus: cough\nafter: 0')],
        [Kind.SCENARIO, step('action: pause\nfirst: {corpus: q_pause_a}\nthen: {text: two, voice: v}\nms: 300')],
        [Kind.SCENARIO, 'background: noise.mp3\nsteps: [{action: listen}]'],
        [Kind.SCENARIO, 'background: {file: noise.mp3, level: 0.25}\nsteps: [{action: listen}]'],
        [Kind.SCENARIO, 'steps:\n  - &one {action: listen}\n  - *one'],
        [Kind.VOX, 'application: {url: http://localhost}\nscenario: {steps: [{action: listen}]}'],
        [Kind.VOX, 'application: {html: <p>}'],
        [Kind.VOX, 'scenario: {steps: [{action: listen}]}'],
    ]

    /** Rows of kind, text and the exact problems. */
    static final List<List<Object>> BAD = [
        [Kind.APPLICATION, 'url: http://localhost\nhtml: <p>', [
            "bad.yaml:2: both 'url' and 'html' are given, keep one"]],
        [Kind.APPLICATION, 'url: agent.example', [
            "bad.yaml:1: field 'url' must start with http:// or https:// and name a host"]],
        [Kind.APPLICATION, 'url: file:///etc/passwd', [
            "bad.yaml:1: field 'url' must start with http:// or https:// and name a host"]],
        [Kind.APPLICATION, 'url: 7', [
            "bad.yaml:1: field 'url' must be a text, was 7, put it in quotes"]],
        [Kind.APPLICATION, 'html: ""', [
            "bad.yaml:1: field 'html' is empty"]],
        [Kind.APPLICATION, 'url: http://localhost\nsteps: []', [
            "bad.yaml:2: field 'steps' is empty"]],
        [Kind.APPLICATION, 'url: http://localhost\nsteps:', [
            "bad.yaml:2: field 'steps' must be a list, was nothing"]],
        [Kind.APPLICATION, 'url: http://localhost\nstep: []', [
            "bad.yaml:2: unknown field 'step', did you mean 'steps'?"]],
        [Kind.APPLICATION, 'url: http://localhost\nbackground: x', [
            "bad.yaml:2: unknown field 'background', known are html, name, steps, tags, url"]],
        [Kind.SCENARIO, 'tags: [a]', [
            "bad.yaml:1: missing field 'steps'"]],
        [Kind.SCENARIO, 'tags: one\nsteps: [{action: listen}]', [
            "bad.yaml:1: field 'tags' must be a list of texts, was the text 'one'"]],
        [Kind.SCENARIO, 'tags: [one, 2, ""]\nsteps: [{action: listen}]', [
            "bad.yaml:1: field 'tags' must be a text, was 2, put it in quotes",
            "bad.yaml:1: field 'tags' has an empty item"]],
        [Kind.SCENARIO, 'name: " "\nsteps: [{action: listen}]', [
            "bad.yaml:1: field 'name' is empty"]],
        [Kind.SCENARIO, 'steps: 3', [
            "bad.yaml:1: field 'steps' must be a list, was 3"]],
        [Kind.SCENARIO, 'steps:\n- listen', [
            "bad.yaml:2: step 1: a step must have an 'action' and fields, was the text 'listen'"]],
        [Kind.SCENARIO, 'steps:\n- selector: p', [
            "bad.yaml:2: step 1: missing field 'action'"]],
        [Kind.SCENARIO, 'steps:\n- action: [click]', [
            "bad.yaml:2: step 1: field 'action' must be a text, was a list"]],
        [Kind.SCENARIO, step('action: wait_for_voices'), [
            "bad.yaml:2: step 1 (wait_for_voices): unknown action 'wait_for_voices', did you mean 'wait_for_voice'?"
            + ACTIONS]],
        [Kind.SCENARIO, step('action: barge-in'), [
            "bad.yaml:2: step 1 (barge-in): unknown action 'barge-in', did you mean 'barge_in'?" + ACTIONS]],
        [Kind.SCENARIO, step('action: dance'), [
            "bad.yaml:2: step 1 (dance): unknown action 'dance'" + ACTIONS]],
        [Kind.SCENARIO, step('action: click'), [
            "bad.yaml:2: step 1 (click): missing field 'selector'"]],
        [Kind.SCENARIO, step('action: click\nselectr: p\nselector: p'), [
            "bad.yaml:3: step 1 (click): unknown field 'selectr', did you mean 'selector'?"]],
        [Kind.SCENARIO, step('action: click\nselector: p\nforce: true'), [
            "bad.yaml:4: step 1 (click): unknown field 'force', known are action, metrics, selector"]],
        [Kind.SCENARIO, step('action: click\nselector:'), [
            "bad.yaml:3: step 1 (click): field 'selector' must be a text, was nothing"]],
        [Kind.SCENARIO, step('action: fill\nselector: p'), [
            "bad.yaml:2: step 1 (fill): missing field 'text'"]],
        [Kind.SCENARIO, step('action: type\nselector: p\ntext: ""'), [
            "bad.yaml:4: step 1 (type): field 'text' is empty"]],
        [Kind.SCENARIO, step('action: fill\nselector: p\ntext: 0123'), [
            "bad.yaml:4: step 1 (fill): field 'text' must be a text, was 0123, put it in quotes"]],
        [Kind.SCENARIO, step('action: select\nselector: p\nvalue: a\ntext: b'), [
            "bad.yaml:5: step 1 (select): field 'text' cannot stand beside 'value', choose in one way"]],
        [Kind.SCENARIO, step('action: select\nselector: p\nvalues: []'), [
            "bad.yaml:4: step 1 (select): field 'values' is empty"]],
        [Kind.SCENARIO, step('action: select\nselector: p\nchecked: yes'), [
            "bad.yaml:4: step 1 (select): field 'checked' must be true or false, was the text 'yes'"]],
        [Kind.SCENARIO, step('action: wait_for_voice\ntimeout: -1'), [
            "bad.yaml:3: step 1 (wait_for_voice): field 'timeout' must be from 1 to 600000 ms, was -1"]],
        [Kind.SCENARIO, step('action: wait_for_voice\nmetrics: elapsed'), [
            "bad.yaml:3: step 1 (wait_for_voice): field 'metrics' has no 'elapsed' here, possible: elapsed_time"]],
        [Kind.SCENARIO, step('action: wait_for_voice\nmetrics: score'), [
            "bad.yaml:3: step 1 (wait_for_voice): field 'metrics' has no 'score' here, possible: elapsed_time"]],
        [Kind.SCENARIO, step('action: speak'), [
            "bad.yaml:2: step 1 (speak): needs exactly one of file, text and corpus, has none"]],
        [Kind.SCENARIO, step('action: speak\ntext: a\nfile: hello.mp3'), [
            "bad.yaml:2: step 1 (speak): needs exactly one of file, text and corpus, has file and text"]],
        [Kind.SCENARIO, step('action: speak\nfile: hello.mp3\nvoice: anna'), [
            "bad.yaml:4: step 1 (speak): field 'voice' cannot stand beside 'file', a recording has its own"]],
        [Kind.SCENARIO, step('action: speak\ncorpus: q_hour'), [
            "bad.yaml:3: step 1 (speak): field 'corpus' has no 'q_hour', did you mean 'q_hours'?"]],
        [Kind.SCENARIO, step('action: speak\ntext: a\nexpects: joy'), [
            "bad.yaml:4: step 1 (speak): field 'expects' must be answer or nothing, was 'joy'"]],
        [Kind.SCENARIO, step('action: listen\nmetrics: score'), [
            "bad.yaml:3: step 1 (listen): field 'metrics' asks for a score, which needs the field 'evaluation'"]],
        [Kind.SCENARIO, step('action: listen\ncontains: nine'), [
            "bad.yaml:3: step 1 (listen): field 'contains' must be a list of texts, was the text 'nine'"]],
        [Kind.SCENARIO, step('action: sleep'), [
            "bad.yaml:2: step 1 (sleep): missing field 'time'"]],
        [Kind.SCENARIO, step('action: sleep\ntime: -5'), [
            "bad.yaml:3: step 1 (sleep): field 'time' must be from 1 to 600000 ms, was -5"]],
        [Kind.SCENARIO, step('action: sleep\ntime: "5"'), [
            "bad.yaml:3: step 1 (sleep): field 'time' must be a whole number of milliseconds, was the text '5'"]],
        [Kind.SCENARIO, step('action: sleep\ntime: 0.5'), [
            "bad.yaml:3: step 1 (sleep): field 'time' must be a whole number of milliseconds, was 0.5"]],
        [Kind.SCENARIO, step('action: sleep\ntime: 99999999999999999999'), [
            "bad.yaml:3: step 1 (sleep): field 'time' must be from 1 to 600000 ms, was 99999999999999999999"]],
        [Kind.SCENARIO, step('action: screenshot\nfilename: ../x.png'), [
            "bad.yaml:3: step 1 (screenshot): field 'filename' must be a name of letters, digits, '.', '_' and '-' "
            + "that ends with '.png'"]],
        [Kind.SCENARIO, step('action: barge_in\ntext: a\nafter: 999'), [
            "bad.yaml:4: step 1 (barge_in): field 'after' must be from 1000 to 60000 ms, was 999"]],
        [Kind.SCENARIO, step('action: barge_in'), [
            "bad.yaml:2: step 1 (barge_in): needs exactly one of file, text and corpus, has none"]],
        [Kind.SCENARIO, step('action: backchannel\nvoice: anna'), [
            "bad.yaml:3: step 1 (backchannel): field 'voice' needs a 'text' or a 'corpus' to speak"]],
        [Kind.SCENARIO, step('action: pause\nfirst: {text: a}\nms: 299'), [
            "bad.yaml:2: step 1 (pause): missing field 'then'",
            "bad.yaml:4: step 1 (pause): field 'ms' must be from 300 to 5000 ms, was 299"]],
        [Kind.SCENARIO, step('action: pause\nfirst: a\nthen: {text: b, after: 3}'), [
            "bad.yaml:3: step 1 (pause): field 'first' must have fields of its own, was the text 'a'",
            "bad.yaml:4: step 1 (pause): unknown field 'after', known are corpus, file, text, voice"]],
        [Kind.SCENARIO, 'background: [noise.mp3]\nsteps: [{action: listen}]', [
            "bad.yaml:1: field 'background' must be a file or have fields of its own, was a list"]],
        [Kind.SCENARIO, 'background: {file: noise.mp3, level: 1.5}\nsteps: [{action: listen}]', [
            "bad.yaml:1: field 'level' must be above 0 and at most 1, was 1.5"]],
        [Kind.SCENARIO, 'background: {level: 0.5}\nsteps: [{action: listen}]', [
            "bad.yaml:1: missing field 'file'"]],
        [Kind.SCENARIO, 'steps:\n' + '- action: listen\n' * 501, [
            "bad.yaml:502: has 501 steps, at most 500 are allowed"]],
        [Kind.SCENARIO, 'steps:\n- action: clik\n- action: sleep\n  time: 0\n- action: speak\n  txt: Hi', [
            "bad.yaml:2: step 1 (clik): unknown action 'clik', did you mean 'click'?" + ACTIONS,
            "bad.yaml:4: step 2 (sleep): field 'time' must be from 1 to 600000 ms, was 0",
            "bad.yaml:5: step 3 (speak): needs exactly one of file, text and corpus, has none",
            "bad.yaml:6: step 3 (speak): unknown field 'txt', did you mean 'text'?"]],
        [Kind.VOX, 'application: {url: http://localhost}\nscenarios: []', [
            "bad.yaml:2: unknown field 'scenarios', did you mean 'scenario'?"]],
        [Kind.VOX, 'application: {tags: [a]}\nscenario: {tags: [b]}', [
            "bad.yaml:1: neither 'url' nor 'html' is given",
            "bad.yaml:2: missing field 'steps'"]],
        [Kind.VOX, 'application: app.yaml', [
            "bad.yaml:1: field 'application' must have fields of its own, was the text 'app.yaml'"]],
    ]

    private static String step(String fields) {
        "steps:\n- ${fields.replace('\n', '\n  ')}".toString()
    }
}

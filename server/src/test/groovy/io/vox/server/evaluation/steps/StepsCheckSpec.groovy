package io.vox.server.evaluation.steps

import io.vox.server.platform.problem.ProblemCode
import spock.lang.Specification

class StepsCheckSpec extends Specification {
    StepsCheck check = new StepsCheck()

    def "steps that an eval agent can carry out are taken: #yaml"() {
        when:
        check.require([new StepsText('/stepsYaml', yaml, use)])

        then:
        noExceptionThrown()

        where:
        use             | yaml
        StepsUse.SETUP  | ''
        StepsUse.SETUP  | ' \n'
        StepsUse.SETUP  | '- action: click\n  selector: "#call"\n'
        StepsUse.SETUP  | '- action: wait_for_voice\n  timeout: 5000\n  optional: true'
        StepsUse.TALK   | '- action: speak\n  corpus: q_hours\n- action: wait_for_silence'
        StepsUse.TALK   | '- action: sleep\n  time: 0x10'
        StepsUse.TALK   | '- action: sleep\n  time: 1000.0'
        StepsUse.TALK   | '- {action: pause, first: {corpus: q_pause_a}, then: {text: "and now?"}, ms: 900}'
        StepsUse.TALK   | '- action: listen\n  contains: [day]\n  metrics: [elapsed_time, score]\n  evaluation: It asks.'
        StepsUse.TALK   | '- &a {action: backchannel, corpus: cough}\n- *a'
        StepsUse.TALK   | '- action: select\n  selector: "#a"\n  checked: TRUE'
    }

    def "a secret can be typed by a workflow, and nothing else: #yaml"() {
        when:
        check.require([new StepsText('/stepsYaml', yaml, use)])

        then:
        StepsInvalidException refused = thrown()
        refused.details()*.reason() == [reason]

        where:
        use            | yaml                                                             | reason
        StepsUse.SETUP | '- {action: fill, selector: "${secrets.A}", text: x}'            | "line 1: step 1 (fill): a secret can only be typed, in 'text' of 'fill' and 'type' of a workflow"
        StepsUse.SETUP | '- {action: wait_for_element, selector: "#${secrets.A}"}'        | "line 1: step 1 (wait_for_element): a secret can only be typed, in 'text' of 'fill' and 'type' of a workflow"
        StepsUse.SETUP | '- {action: type, selector: a, text: "${secrets.a}"}'            | 'line 1: step 1 (type): a secret is written ${secrets.NAME}, its name in upper-case letters'
        StepsUse.SETUP | '- {action: type, selector: a, text: "${secrets.A} ${secrets}"}' | 'line 1: step 1 (type): a secret is written ${secrets.NAME}, its name in upper-case letters'
        StepsUse.TALK  | '- {action: speak, text: "${secrets.A}"}'                        | "line 1: step 1 (speak): a secret can only be typed, in 'text' of 'fill' and 'type' of a workflow"
        StepsUse.TALK  | '- {action: type, selector: a, text: "\\u0024{secrets.A}"}'      | "line 1: step 1 (type): a secret can only be typed, in 'text' of 'fill' and 'type' of a workflow"
    }

    def "the secrets that steps name are found as they are read"() {
        expect:
        StepSecrets.named(yaml) == names as Set

        where:
        yaml                                                                                                                   | names
        ''                                                                                                                     | []
        '- {action: click, selector: a}\n# ${secrets.NOT}'                                                                     | []
        '- {action: fill, selector: a, text: "${secrets.A} ${secrets.B_2}"}\n- {action: type, selector: a, text: "${secrets.A}"}' | ['A', 'B_2']
        '- {action: type, selector: a, text: "\\u0024{secrets.A}"}'                                                            | ['A']
    }

    def "#yaml is refused: #reason"() {
        expect:
        refused(yaml) == [reason]

        where:
        yaml                                                          | reason
        ''                                                            | 'line 1: there are no steps'
        '# nothing'                                                   | 'line 1: there are no steps'
        '[]'                                                          | 'line 1: there are no steps'
        'steps: []'                                                   | "line 1: must be a list of steps, each with an 'action'"
        'hello'                                                       | "line 1: must be a list of steps, each with an 'action'"
        '- hello'                                                     | "line 1: step 1: a step must have an 'action' and fields"
        '- text: hello'                                               | "line 1: step 1: missing field 'action'"
        '- action: spek'                                              | "line 1: step 1: unknown action 'spek', did you mean 'speak'? (actions: backchannel, barge_in, click, fill, listen, pause, screenshot, select, sleep, speak, type, wait, wait_for_element, wait_for_silence, wait_for_voice)"
        '- action: wait_for_silence\n- action: wait_for_voice\n  timout: 3' | "line 3: step 2 (wait_for_voice): unknown field 'timout', did you mean 'timeout'?"
        '- action: sleep\n  time: 4\n  colour: red'                   | "line 3: step 1 (sleep): unknown field 'colour', known are action, metrics, time"
        '- action: click'                                             | "line 1: step 1 (click): missing field 'selector'"
        '- action: click\n  selector: " "'                            | "line 2: step 1 (click): field 'selector' is empty"
        '- action: speak'                                             | "line 1: step 1 (speak): needs exactly one of 'file', 'text', 'corpus'"
        '- action: speak\n  text: a\n  corpus: cough'                 | "line 1: step 1 (speak): needs exactly one of 'file', 'text', 'corpus'"
        '- action: speak\n  text: 5'                                  | "line 2: step 1 (speak): field 'text' must be a text, put it in quotes"
        '- action: speak\n  text:'                                    | "line 2: step 1 (speak): field 'text' must be a text"
        '- action: speak\n  text: a\n  tags: x'                       | "line 3: step 1 (speak): field 'tags' must be a list"
        '- action: speak\n  file: hello.wav'                          | "line 2: step 1 (speak): field 'file' is not possible here, since no files come with it: use 'corpus' or 'text'"
        '- action: pause\n  first:\n    corpus: q_pause_a\n  then:\n    file: /etc/passwd' | "line 5: step 1 (pause): field 'file' is not possible here, since no files come with it: use 'corpus' or 'text'"
        '- action: pause\n  first: {corpus: q_pause_a}\n  then:\n    corpus: q_hour' | "line 4: step 1 (pause): field 'then.corpus' must be one of greeting, q_hours, q_table, q_order, q_price, q_pause_a, q_pause_b, long_request, barge_in, barge_in_2, mm_hm, cough, thanks_bye"
        '- action: pause\n  first: {corpus: q_pause_a, speed: 2}\n  then: {corpus: q_pause_b}' | "line 2: step 1 (pause): in 'first': unknown field 'speed'"
        '- action: backchannel\n  voice: amy'                         | "line 1: step 1 (backchannel): the step has not what is possible here"
        '- action: select\n  selector: a\n  value: x\n  text: y'      | "line 1: step 1 (select): 'value' and 'text' cannot stand together"
        '- action: sleep\n  time: 4.5'                                | "line 2: step 1 (sleep): field 'time' must be a whole number"
        '- action: sleep\n  time: 0'                                  | "line 2: step 1 (sleep): field 'time' must be at least 1"
        '- action: sleep\n  time: 1e9'                                | "line 2: step 1 (sleep): field 'time' must be at most 600000"
        '- action: sleep\n  time: 1e999999999'                        | "line 2: '1e999999999' is no number that can be used"
        '- action: sleep\n  time: .inf'                               | "line 2: '.inf' is no number that can be used"
        '- action: screenshot\n  filename: ../a'                      | 'line 2: step 1 (screenshot): field \'filename\' must have the form ^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\\.png$'
        '- action: click\n  selector: a\n  metrics: foo'              | "line 3: step 1 (click): field 'metrics' has not what is possible here"
        '- action: click\n  selector: a\n  selector: b'               | "line 3: duplicate field 'selector', first on line 2"
        '- action: listen\n  metrics: score'                          | "line 1: step 1 (listen): missing field 'evaluation'"
        '- action: !ruby/object:Gem x'                                | "line 1: the tag '!ruby/object:Gem' is not supported"
        '- <<: {action: click}'                                       | 'line 1: merge keys (<<) are not supported, write the fields out'
        '- action: click\n---\n- action: click'                       | 'line 2: there is one document, a second one starts here'
        '- [a'                                                        | "line 1: not valid YAML: expected ',' or ']', but got <stream end>"
        '-\taction: click\n\tselector: a'                             | 'line 1: not valid YAML: a tab is used for indentation, use spaces'
        '[' * 30_000                                                  | 'line 1: is nested deeper than 20 levels'
    }

    def "all that is wrong is told at once, in the order of the steps"() {
        when:
        check.require([
            new StepsText('/scenarios/0/stepsYaml', '- action: sleep\n- action: click\n  sel: a', StepsUse.TALK),
            new StepsText('/scenarios/1/stepsYaml', '- action: listen', StepsUse.TALK),
            new StepsText('/scenarios/2/stepsYaml', '{', StepsUse.TALK),
        ])

        then:
        StepsInvalidException invalid = thrown()
        invalid.code() == ProblemCode.STEPS_INVALID
        invalid.publicDetail() == "scenarios/0/stepsYaml: line 1: step 1 (sleep): missing field 'time' (and 3 more)"
        invalid.details()*.pointer() == ['/scenarios/0/stepsYaml'] * 3 + ['/scenarios/2/stepsYaml']
        invalid.details()*.reason()*.take(14) == ['line 1: step 1', 'line 2: step 2', 'line 3: step 2', 'line 1: not va']
    }

    def "a workflow does not talk: #action"() {
        expect:
        refused("- action: $action\n  corpus: cough", StepsUse.SETUP) ==
                ["line 1: step 1 ($action): a workflow only brings the agent to listen; what is said belongs into an eval set"]

        where:
        action << ['speak', 'barge_in', 'backchannel', 'pause', 'listen']
    }

    def "500 steps are taken and 501 are not"() {
        given:
        String step = '- {action: sleep, time: 1}\n'

        expect:
        check.require([new StepsText('/s', step * 500, StepsUse.TALK)]) == null
        refused(step * 501) == ['line 501: has 501 steps, at most 500 are allowed']
    }

    def "aliases that grow without end are refused: #what"() {
        expect:
        refused(yaml)[0].contains(reason)

        where:
        what             | yaml                                                                                                | reason
        'of themselves'  | '- &a [*a]'                                                                                         | 'is nested deeper'
        'of aliases'     | '- &a [' + 'x,' * 90 + 'x]\n- &b [' + '*a,' * 30 + '*a]\n- &c [' + '*b,' * 30 + '*b]\n- [' + '*c,' * 30 + '*c]' | 'is too large'
        'more than many' | '- &a x\n' + '- *a\n' * 101                                                                         | 'has more than 100 aliases'
    }

    def "what somebody wrote is shown short and on one line"() {
        expect:
        refused('- action: "a\\n\\e[31m' + 'x' * 100 + '"')[0].startsWith("line 1: step 1: unknown action 'a??[31mxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' (")
    }

    private List<String> refused(String yaml, StepsUse use = StepsUse.TALK) {
        try {
            check.require([new StepsText('/stepsYaml', yaml, use)])
            []
        } catch (StepsInvalidException e) {
            assert e.details()*.pointer().every { it == '/stepsYaml' }
            e.details()*.reason()
        }
    }
}

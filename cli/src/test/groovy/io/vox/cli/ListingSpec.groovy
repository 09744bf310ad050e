package io.vox.cli

import static io.vox.cli.Documents.*

/** Every list, in both formats. */
class ListingSpec extends CommandSpecification {
    static final List<List> LISTS = [
        [['regions', 'list'], 'GET /regions', region(), ['REGION   NAME     TAKES JOBS', 'eu-west  Ireland  yes']],
        [['providers', 'list'], 'GET /providers', provider(),
         ['ID            NAME            SKU       SCOPE     WEBSITE', '7hKq2MzP0aXv  LiveKit Agents  CONVO_AI  PLATFORM  https://livekit.example']],
        [['projects', 'list'], 'GET /projects', project(), ['ID     NAME  DEFAULT  WORKFLOWS', 'prj_1  Shop  no       2 of 10']],
        [['workflows', 'list'], 'GET /workflows', workflowSummary(),
         ['ID     NAME          PROVIDER        VERSION  VISIBILITY  MAINLINE  TARGET', 'wfl_1  Shop, German  LiveKit Agents  3        PUBLIC      no        https://shop.example/talk']],
        [['workflows', 'versions', 'wfl_1'], 'GET /workflows/wfl_1/versions', workflowVersion(),
         ['VERSION  ID     PROVIDER        TARGET                     CREATED', '3        wfv_1  LiveKit Agents  https://shop.example/talk  2026-11-21 14:30:00Z']],
        [['eval-sets', 'list'], 'GET /eval-sets', evalSetSummary(),
         ['ID     NAME           SCENARIOS  VERSION  VISIBILITY  MAINLINE', 'evs_1  Opening hours  1          2        PUBLIC      yes']],
        [['eval-sets', 'versions', 'evs_1'], 'GET /eval-sets/evs_1/versions', evalSetVersion(),
         ['VERSION  ID     SCENARIOS  REPEATS  CREATED', '2        esv_1  1          3        2026-11-21 14:30:00Z']],
        [['runs', 'list'], 'GET /runs', run([job(), job(id: 'job_2', region: 'na-east')]),
         ['ID     STATUS   WORKFLOW      EVAL SET       REGIONS           CREATED', 'run_1  RUNNING  Shop, German  Opening hours  eu-west, na-east  2026-11-21 14:30:00Z']],
        [['jobs', 'list'], 'GET /jobs', job(),
         ['ID     STATUS   REGION   PROVIDER        WORKFLOW      EVAL SET       CREATED', 'job_1  RUNNING  eu-west  LiveKit Agents  Shop, German  Opening hours  2026-11-21 14:30:00Z']],
        [['jobs', 'events', 'job_1'], 'GET /jobs/job_1/events', event(1, 'CREATED', 'Created'),
         ['NUMBER  TIME                  TYPE     MESSAGE', '1       2026-11-21 14:30:01Z  CREATED  Created']],
        [['jobs', 'calls', 'job_1'], 'GET /jobs/job_1/calls', call(1, [fault: fault('HARNESS_FAULT', 'browser_died'), counted: false]),
         ['NUMBER  SCENARIO       REPEAT  NETWORK  COUNTED  TURNS  LENGTH    REMARKS', '1       opening hours  1       clean    no       0      75000 ms  harness fault: What browser_died means.']],
        [['jobs', 'files', 'job_1'], 'GET /jobs/job_1/artifacts', artifact(),
         ['ID     KIND       NAME           CONVERSATION  ATTEMPT  BYTES', 'art_1  RECORDING  recording.wav  1             1        4']],
        [['results', 'list'], 'GET /results', result(),
         ['ID     PROVIDER        REGION   RESPONSE  P95          INTERRUPT  TURN SUCCESS  MEASURED', 'res_1  LiveKit Agents  eu-west  812 ms    >= 10000 ms  -          94 %          2026-11-21 14:30:00Z']],
        [['eval-agents', 'list'], 'GET /eval-agents', evalAgent(),
         ['ID     NAME   REGION   FLEET      STATE  VERSION  LAST SEEN', 'eva_1  lab-1  eu-west  WORKSPACE  IDLE   0.1.0    2026-11-21 14:30:00Z']],
        [['keys', 'list'], 'GET /api-keys', apiKey(),
         ['ID     NAME     PREFIX         SCOPES     REQUESTS  LAST USED             EXPIRES  REVOKED', 'key_1  nightly  vox_live_Zk3f  READ, RUN  412       2026-11-21 14:30:00Z  -        -']],
        [['users', 'list'], 'GET /admin/users', account(),
         ['ID     EMAIL            NAME          ROLE    ADMIN  STATUS  LAST LOGIN', 'usr_1  ada@vox.example  Ada Lovelace  FELLOW  no     ACTIVE  2026-11-21 14:30:00Z']],
        [['secrets', 'list'], 'GET /secrets', secret(), ['NAME           UPDATED               BY', 'SHOP_PASSWORD  2026-11-21 14:30:00Z  usr_1']],
        [['settings', 'list'], 'GET /admin/settings', setting(),
         ['KEY                    VALUE  SET  WHAT IT IS', 'limits.key-per-minute  200    yes  Requests a minute.']],
        [['audit', 'list'], 'GET /audit-events', auditEvent(),
         ['TIME                  ACTION           TARGET  ACTOR  KEY  FROM', '2026-11-21 14:30:00Z  api_key.created  key_1   usr_1  -    192.0.2.7']],
        [['audit', 'list', '--everywhere'], 'GET /admin/audit-events', auditEvent(),
         ['TIME                  ACTION           TARGET  ACTOR  KEY  FROM', '2026-11-21 14:30:00Z  api_key.created  key_1   usr_1  -    192.0.2.7']],
        [['mails', 'list'], 'GET /admin/mails', mail(),
         ['ID     TO               SUBJECT               STATUS  TRIES  CREATED', 'mai_1  ada@vox.example  Confirm your address  SENT    1      2026-11-21 14:30:00Z']],
        [['tokens', 'list'], 'GET /eval-agent-tokens', evalAgentToken(),
         ['ID     NAME   REGION   FLEET      PREFIX        LAST USED             EXPIRES  REVOKED', 'eat_1  lab-1  eu-west  WORKSPACE  vox_eat_Zk3f  2026-11-21 14:30:00Z  -        -']],
    ]

    def "#command prints a table"() {
        given:
        server.list(operation, [entry])

        expect:
        vox(*command) == 0
        out.readLines() == lines
        err == ''
        asked() == [operation + '?' + (operation.endsWith('/events') ? 'limit=51' : 'limit=51')]
        server.calls[0].token == 'secret'

        where:
        [command, operation, entry, lines] << LISTS
    }

    def "#command prints a document"() {
        given:
        server.list(operation, [entry])

        expect:
        vox(*command, '--json') == 0
        json().keySet() == ['data', 'more'] as Set
        json().more == false
        json().data.size() == 1
        normal(json().data[0]) == normal(entry)
        err == ''

        where:
        [command, operation, entry, lines] << LISTS
    }

    def "#command of nothing has nothing on stdout"() {
        given:
        server.list(operation, [])

        expect:
        vox(*command) == 0
        out == ''
        err ==~ /No [a-z ]+\.\n/

        and:
        vox(*command, '--json') == 0
        json() == [data: [], more: false]
        err == ''

        where:
        [command, operation, entry, lines] << LISTS
    }

    def "a list ends at its limit and says if there is more"() {
        given:
        server.on('GET /projects', 200, [data: (1..3).collect { project(id: "prj_$it" as String) }, nextCursor: 'c1'])

        expect:
        vox('projects', 'list', '--limit', '2') == 0
        out.readLines().size() == 3
        err == 'There are more projects: --limit N or --all shows them.\n'
        asked() == ['GET /projects?limit=3']

        and:
        vox('projects', 'list', '--limit', '2', '--json') == 0
        json().more == true
        json().data*.id == ['prj_1', 'prj_2']
    }

    def "all of a list is read page by page"() {
        given:
        server.on('GET /projects', 200, [data: [project(id: 'prj_1')], nextCursor: 'c1'])
        server.on('GET /projects', 200, [data: [project(id: 'prj_2')], nextCursor: null])

        expect:
        vox('projects', 'list', '--all') == 0
        out.readLines().size() == 3
        asked() == ['GET /projects?limit=100', 'GET /projects?limit=100&cursor=c1']
    }

    def "filters are asked for: #command"() {
        given:
        server.list(operation, [])

        expect:
        vox(*command) == 0
        (server.calls[0].query.tokenize('&') - 'limit=51') as Set == query as Set

        where:
        command                                                                                       | operation           || query
        ['providers', 'list', '--sku', 'rtc']                                                         | 'GET /providers'    || ['sku=RTC']
        ['workflows', 'list', '--own', '--project', 'prj_1', '--provider', 'p', '--mainline']         | 'GET /workflows'    || ['own=true', 'projectId=prj_1', 'providerId=p', 'mainline=true']
        ['eval-sets', 'list', '--own', '--mainline']                                                  | 'GET /eval-sets'    || ['own=true', 'mainline=true']
        ['jobs', 'list', '--run', 'r', '--status', 'running', '--region', 'eu-west', '--provider', 'p', '--workflow', 'w', '--eval-set', 'e', '--project', 'j'] | 'GET /jobs' || ['runId=r', 'status=RUNNING', 'region=eu-west', 'providerId=p', 'workflowId=w', 'evalSetId=e', 'projectId=j']
        ['jobs', 'list', '--since', '2026-11-21T00:00:00Z', '--until', '2026-11-22T00:00:00+01:00']    | 'GET /jobs'         || ['createdFrom=2026-11-21T00%3A00%3A00Z', 'createdTo=2026-11-22T00%3A00%3A00%2B01%3A00']
        ['jobs', 'events', 'job_1', '--after', '7']                                                   | 'GET /jobs/job_1/events' || ['after=7']
        ['results', 'list', '--run', 'r', '--job', 'j', '--region', 'eu-west', '--provider', 'p', '--workflow', 'w'] | 'GET /results' || ['runId=r', 'jobId=j', 'region=eu-west', 'providerId=p', 'workflowId=w']
        ['eval-agents', 'list', '--region', 'eu-west', '--state', 'idle']                             | 'GET /eval-agents'  || ['region=eu-west', 'state=IDLE']
    }

    /** Without what is null, which a document may leave out, and with all numbers of one kind. */
    private static Object normal(Object value) {
        switch (value) {
            case Map: return value.findAll { it.value != null }.collectEntries { k, v -> [k, normal(v)] }
            case List: return value.collect { normal(it) }
            case Number: return value.doubleValue()
            default: return value
        }
    }
}

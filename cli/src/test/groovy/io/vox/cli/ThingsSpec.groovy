package io.vox.cli

import static io.vox.cli.Documents.*

/** Commands that show, make, change and remove things, in both formats. */
class ThingsSpec extends CommandSpecification {
    static final List<List> SHOWN = [
        [['providers', 'show', '7hKq2MzP0aXv'], 'GET /providers/7hKq2MzP0aXv', provider(), ['Id           7hKq2MzP0aXv', 'Name         LiveKit Agents', 'Sku          CONVO_AI',
         'Website      https://livekit.example', 'Scope        PLATFORM', 'Calibration  no', 'Created      2026-11-21 14:30:00Z']],
        [['projects', 'show', 'prj_1'], 'GET /projects/prj_1', project(), ['Id         prj_1', 'Name       Shop', 'Default    no', 'Workflows  2 of 10', 'Created    2026-11-21 14:30:00Z']],
        [['workflows', 'show', 'wfl_1'], 'GET /workflows/wfl_1', workflow(), ['Id          wfl_1', 'Name        Shop, German', 'Project     prj_1', 'Visibility  PUBLIC',
         'Mainline    no', 'Updated     2026-11-21 14:30:00Z', 'Version     3', 'Version id  wfv_1', 'Provider    LiveKit Agents', 'Target      https://shop.example/talk',
         'Created     2026-11-21 14:30:00Z', '', '- action: click', '  selector: "#start"']],
        [['workflows', 'show', 'wfl_1', '--version-id', 'wfv_1'], 'GET /workflows/wfl_1/versions/wfv_1', workflowVersion(stepsYaml: ''), ['Version     3', 'Version id  wfv_1',
         'Provider    LiveKit Agents', 'Target      https://shop.example/talk', 'Created     2026-11-21 14:30:00Z']],
        [['eval-sets', 'show', 'evs_1'], 'GET /eval-sets/evs_1', evalSet(), ['Id          evs_1', 'Name        Opening hours', 'Visibility  PUBLIC', 'Mainline    yes',
         'Updated     2026-11-21 14:30:00Z', 'Version     2', 'Version id  esv_1', 'Repeats     3', 'Created     2026-11-21 14:30:00Z', '', 'Scenario opening hours:', '',
         '- action: speak', '  corpus: hours']],
        [['eval-sets', 'show', 'evs_1', '--version-id', 'esv_1'], 'GET /eval-sets/evs_1/versions/esv_1', evalSetVersion(scenarios: []), ['Version     2', 'Version id  esv_1',
         'Repeats     3', 'Created     2026-11-21 14:30:00Z']],
        [['runs', 'show', 'run_1'], 'GET /runs/run_1', run([job(resultId: 'res_1')]), ['Id        run_1', 'Status    RUNNING', 'Created   2026-11-21 14:30:00Z', 'Finished  -', '',
         'JOB    REGION   STATUS   RESULT', 'job_1  eu-west  RUNNING  res_1']],
        [['jobs', 'show', 'job_1'], 'GET /jobs/job_1', job(fault: fault('AGENT_FAULT', 'no_agent_audio')), ['Id             job_1', 'Status         RUNNING',
         'Fault          What no_agent_audio means. (no_agent_audio)', 'Result         -', 'Run            run_1', 'Region         eu-west', 'Provider       LiveKit Agents',
         'Workflow       Shop, German (wfv_1)', 'Eval set       Opening hours (esv_1)', 'Visibility     PUBLIC', 'Mainline       no', 'Priority       50', 'Attempt        1 of 3',
         'Eval agent     eva_1', 'Asked to stop  no', 'Created        2026-11-21 14:30:00Z', 'Due            2026-11-21 14:30:00Z', 'Started        2026-11-21 14:30:00Z', 'Finished       -']],
        [['eval-agents', 'show', 'eva_1'], 'GET /eval-agents/eva_1', evalAgent(), ['Id         eva_1', 'Name       lab-1', 'Region     eu-west', 'Fleet      WORKSPACE', 'State      IDLE',
         'Version    0.1.0', 'Token      eat_1', 'Last seen  2026-11-21 14:30:00Z', 'Last job   -', 'Created    2026-11-21 14:30:00Z', 'Expires    -']],
        [['keys', 'show', 'key_1'], 'GET /api-keys/key_1', apiKey(), ['Id         key_1', 'Name       nightly', 'Prefix     vox_live_Zk3f', 'Scopes     READ, RUN', 'Requests   412',
         'Made by    usr_1', 'Created    2026-11-21 14:30:00Z', 'Expires    -', 'Last used  2026-11-21 14:30:00Z', 'Rotated    -', 'Revoked    -']],
        [['keys', 'usage', 'key_1'], 'GET /api-keys/key_1/usage', [keyId: 'key_1', total: 412, days: [[day: '2026-11-21', requests: 12]]],
         ['DAY         REQUESTS', '2026-11-21  12', 'ever        412']],
        [['users', 'show', 'usr_1'], 'GET /admin/users/usr_1', account(), ['Id             usr_1', 'Email          ada@vox.example', 'Username       ada-lovelace',
         'Name           Ada Lovelace', 'Role           FELLOW', 'Plan           BASIC', 'Standing       FELLOW', 'Administrator  no', 'Status         ACTIVE',
         'Origin         REGISTRATION', 'Last login     2026-11-21 14:30:00Z', 'Created        2026-11-21 14:30:00Z']],
        [['mails', 'show', 'mai_1'], 'GET /admin/mails/mai_1', [mail: mail(), text: 'Hello Ada,\n\n402917', html: '<p>402917</p>'], ['To       ada@vox.example',
         'Subject  Confirm your address', 'Status   SENT', 'Created  2026-11-21 14:30:00Z', 'Sent     2026-11-21 14:30:00Z', '', 'Hello Ada,', '', '402917']],
        [['results', 'show', 'res_1'], 'GET /results/res_1', result(), ['Result         res_1', 'Job            job_1', 'Provider       LiveKit Agents', 'Region         eu-west',
         'Conversations  4 held, 3 counted, 1 harness fault', 'Method         2026-11-21', 'Measured       2026-11-21 14:30:00Z', '',
         'METRIC            MEDIAN, RATE  P95          SD     95 % INTERVAL  N   REMARKS',
         'Response latency  812 ms        >= 10000 ms  96 ms  745 to 885 ms  18  1 missing, hop changed',
         'Turn success      94 %          -            -      75 to 99 %     18  -',
         'Not measured, no judge: naturalness.', '', 'Answers in 0.8 s, as people do.']],
    ]

    /** Command, operation, answer, body that is sent, stdout as text, talk. */
    static final List<List> MADE = [
        [['regions', 'create', 'eu-north', '--name', 'Stockholm'], 'POST /regions', region(slug: 'eu-north', name: 'Stockholm'),
         [slug: 'eu-north', name: 'Stockholm'], 'eu-north', 'Made region Stockholm.'],
        [['providers', 'create', 'Shop', '--sku', 'convo-ai', '--website', 'https://shop.example'], 'POST /providers', provider(name: 'Shop'),
         [name: 'Shop', sku: 'CONVO_AI', url: 'https://shop.example', scope: 'WORKSPACE'], '7hKq2MzP0aXv', 'Made provider Shop.'],
        [['projects', 'create', 'Shop'], 'POST /projects', project(), [name: 'Shop'], 'prj_1', 'Made project Shop.'],
        [['workflows', 'create', 'Shop, German', '--provider', 'p', '--target', 'https://shop.example/talk', '--project', 'prj_1', '--steps', '-', '--private'], 'POST /workflows', workflow(),
         [name: 'Shop, German', providerId: 'p', target: [kind: 'URL', url: 'https://shop.example/talk'], projectId: 'prj_1', stepsYaml: '- action: speak\n', visibility: 'PRIVATE'],
         'wfl_1', 'Made workflow Shop, German.'],
        [['eval-sets', 'create', 'Opening hours', '--scenario', 'hours=-', '--repeats', '5'], 'POST /eval-sets', evalSet(),
         [name: 'Opening hours', repeats: 5, scenarios: [[name: 'hours', stepsYaml: '- action: speak\n']]], 'evs_1', 'Made eval set Opening hours.'],
        [['tokens', 'create', 'lab-1', '--region', 'eu-west', '--expires', '2027-01-31T12:00:00Z'], 'POST /eval-agent-tokens', [token: evalAgentToken(), secret: 'vox_eat_secret'],
         [name: 'lab-1', region: 'eu-west', fleet: 'WORKSPACE', expiresAt: '2027-01-31T12:00:00Z'], 'vox_eat_secret', 'Made token eat_1; its secret is not shown again.'],
        [['keys', 'create', 'nightly', '--scope', 'read', '--scope', 'write', '--expires', '2027-01-31T12:00:00Z'], 'POST /api-keys', [key: apiKey(), secret: 'vox_live_secret'],
         [name: 'nightly', scopes: ['READ', 'WRITE'], expiresAt: '2027-01-31T12:00:00Z'], 'vox_live_secret', 'Made key key_1; its secret is not shown again.'],
        [['users', 'create', 'ada@vox.example', '--name', 'Ada', '--standing', 'principal'], 'POST /admin/users', account(),
         [email: 'ada@vox.example', name: 'Ada', standing: 'PRINCIPAL'], 'usr_1', 'Made user ada@vox.example, who is sent a link.'],
        [['run', '--workflow', 'wfl_1', '--eval-set', 'evs_1', '--region', 'eu-west', '--region', 'na-east', '--priority', '70', '--at', '2027-01-31T12:00:00Z'], 'POST /runs', run([job()]),
         [workflowId: 'wfl_1', evalSetId: 'evs_1', regions: ['eu-west', 'na-east'], priority: 70, runAt: '2027-01-31T12:00:00Z'],
         'run_1', "Asked for run run_1; 'vox runs show' tells how it goes."],
    ]

    static final List<List> CHANGED = [
        [['providers', 'update', 'p', '--name', 'New'], 'PATCH /providers/p', provider(name: 'New'), [name: 'New'], 'Changed provider New.'],
        [['keys', 'rename', 'key_1', 'New'], 'PATCH /api-keys/key_1', apiKey(name: 'New'), [name: 'New'], 'Renamed key to New.'],
        [['users', 'standing', 'usr_1', 'fellow'], 'PATCH /admin/users/usr_1', account(), [standing: 'FELLOW'], 'ada@vox.example is FELLOW now.'],
        [['users', 'suspend', 'usr_1'], 'PATCH /admin/users/usr_1', account(), [status: 'SUSPENDED'], 'ada@vox.example is shut out.'],
        [['users', 'enable', 'usr_1'], 'PATCH /admin/users/usr_1', account(), [status: 'ACTIVE'], 'ada@vox.example can log in again.'],
        [['projects', 'rename', 'prj_1', 'New'], 'PATCH /projects/prj_1', project(name: 'New'), [name: 'New'], 'Renamed project to New.'],
        [['workflows', 'mainline', 'wfl_1', 'on'], 'PUT /workflows/wfl_1/mainline', workflow(mainline: true), [mainline: true], 'Shop, German is mainline.'],
        [['workflows', 'visibility', 'wfl_1', 'private'], 'PUT /workflows/wfl_1/visibility', workflow(visibility: 'PRIVATE'), [visibility: 'PRIVATE'], 'Shop, German is private.'],
        [['eval-sets', 'mainline', 'evs_1', 'off'], 'PUT /eval-sets/evs_1/mainline', evalSet(mainline: false), [mainline: false], 'Opening hours is not mainline.'],
        [['eval-sets', 'visibility', 'evs_1', 'public'], 'PUT /eval-sets/evs_1/visibility', evalSet(), [visibility: 'PUBLIC'], 'Opening hours is public.'],
        [['jobs', 'cancel', 'job_1'], 'POST /jobs/job_1/cancel', job(cancelRequested: true), null, "Asked job job_1 to stop; 'vox jobs watch' tells when it has."],
        [['jobs', 'cancel', 'job_1'], 'POST /jobs/job_1/cancel', job(status: 'CANCELED'), null, 'Canceled job job_1.'],
    ]

    static final List<List> REMOVED = [
        [['projects', 'delete', 'prj_1'], 'DELETE /projects/prj_1', 'prj_1', 'Deleted project prj_1.'],
        [['workflows', 'delete', 'wfl_1'], 'DELETE /workflows/wfl_1', 'wfl_1', 'Deleted workflow wfl_1.'],
        [['eval-sets', 'delete', 'evs_1'], 'DELETE /eval-sets/evs_1', 'evs_1', 'Deleted eval set evs_1.'],
        [['secrets', 'delete', 'SHOP_PASSWORD'], 'DELETE /secrets/SHOP_PASSWORD', 'SHOP_PASSWORD', 'Deleted secret SHOP_PASSWORD.'],
        [['keys', 'revoke', 'key_1'], 'DELETE /api-keys/key_1', 'key_1', 'Revoked key key_1.'],
        [['tokens', 'revoke', 'eat_1'], 'DELETE /eval-agent-tokens/eat_1', 'eat_1', 'Revoked token eat_1.'],
    ]

    def "#command shows a thing in lines"() {
        given:
        server.on(operation, 200, document)

        expect:
        vox(*command) == 0
        out.readLines() == lines
        err == ''
        asked() == [operation]

        where:
        [command, operation, document, lines] << SHOWN
    }

    def "#command shows a thing as a document"() {
        given:
        server.on(operation, 200, document)

        expect:
        vox(*command, '--json') == 0
        json().findAll { it.value != null }.keySet() == document.findAll { it.value != null }.keySet()
        err == ''

        where:
        [command, operation, document, lines] << SHOWN
    }

    def "#command makes a thing and prints what the next command needs, json #asJson"() {
        given:
        terminal.stdin = '- action: speak\n'
        server.on(operation, 201, document)

        expect:
        vox(*command, *(asJson ? ['--json'] : [])) == 0
        asJson ? json().keySet() == document.findAll { true }.keySet() : out == stdout + '\n'
        err == talk + '\n'
        asked() == [operation]
        server.calls[0].json == body
        server.calls[0].headers['idempotency-key']

        where:
        [[command, operation, document, body, stdout, talk], asJson] << [MADE, [false, true]].combinations()
    }

    def "#command changes a thing, json #asJson"() {
        given:
        server.on(operation, 200, document)

        expect:
        vox(*command, *(asJson ? ['--json'] : [])) == 0
        asJson ? json().id == document.id : out == ''
        err == talk + '\n'
        asked() == [operation]
        body == null || server.calls[0].json == body

        where:
        [[command, operation, document, body, talk], asJson] << [CHANGED, [false, true]].combinations()
    }

    def "#command removes a thing, json #asJson"() {
        given:
        server.on(operation, 204, null)

        expect:
        vox(*command, *(asJson ? ['--json'] : [])) == 0
        asJson ? json() == [id: id, removed: true] : out == ''
        err == talk + '\n'
        asked() == [operation]

        where:
        [[command, operation, id, talk], asJson] << [REMOVED, [false, true]].combinations()
    }

    def "updating a workflow keeps what is not given and does not undo what others changed"() {
        given:
        server.on('GET /workflows/wfl_1', 200, workflow(), [ETag: '"7"'])
        server.on('PUT /workflows/wfl_1', 200, workflow(version: workflowVersion(number: 4)))
        def steps = file('steps.yaml', '- action: speak\n')

        expect:
        vox('workflows', 'update', 'wfl_1', '--steps', steps.toString()) == 0
        err == 'Workflow Shop, German is at version 4.\n'
        server.calls[1].headers['if-match'] == '"7"'
        server.calls[1].json == [projectId: 'prj_1', name: 'Shop, German', providerId: '7hKq2MzP0aXv',
                                 target: [kind: 'URL', url: 'https://shop.example/talk'], stepsYaml: '- action: speak\n']
    }

    def "updating an eval set keeps what is not given"() {
        given:
        server.on('GET /eval-sets/evs_1', 200, evalSet(), [ETag: '"2"'])
        server.on('PUT /eval-sets/evs_1', 200, evalSet())

        expect:
        vox('eval-sets', 'update', 'evs_1', '--repeats', '9', '--json') == 0
        json().id == 'evs_1'
        server.calls[1].headers['if-match'] == '"2"'
        server.calls[1].json == [name: 'Opening hours', repeats: 9, scenarios: [[name: 'opening hours', stepsYaml: '- action: speak\n  corpus: hours\n']]]
    }

    def "an update of nothing is a usage error"() {
        expect:
        vox('providers', 'update', 'p') == 2
        err == 'vox: nothing to change: give --name, --sku or --website\n'
    }

    def "a file that is not there is a usage error"() {
        expect:
        vox('eval-sets', 'create', 'Hours', '--scenario', 'hours=nowhere.yaml') == 2
        err == 'vox: there is no file nowhere.yaml\n'
        server.calls.empty
    }

    def "a job is canceled only if it waits, where that is asked for"() {
        given:
        server.on('DELETE /jobs/job_1', 204, null)
        server.on('GET /jobs/job_1', 200, job(status: 'CANCELED'))
        server.problem('DELETE /jobs/job_2', 409, 'job_not_pending')

        expect:
        vox('jobs', 'cancel', 'job_1', '--if-pending', '--json') == 0
        json().status == 'CANCELED'
        vox('jobs', 'cancel', 'job_2', '--if-pending') == 2
        err == 'vox: Said job_not_pending. (job_not_pending)\n'
    }

    def "a file of a job is downloaded"() {
        given:
        server.on('GET /artifacts/art_1', 200, artifact())
        server.handle('GET /artifacts/art_1/content') { exchange ->
            exchange.sendResponseHeaders(200, 4)
            exchange.responseBody << 'test'
            exchange.close()
        }
        def target = folder.resolve('copy.wav')

        expect:
        vox('jobs', 'download', 'art_1', target.toString()) == 0
        target.toFile().text == 'test'
        err == "Wrote $target.\n"
        vox('jobs', 'download', 'art_1', folder.resolve('no/where.wav').toString()) == 5
        err.startsWith('vox: cannot write ')
    }
}

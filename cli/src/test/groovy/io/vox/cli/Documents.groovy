package io.vox.cli

/** Documents as a server answers them. */
class Documents {
    static final String TIME = '2026-11-21T14:30:00Z'

    static Map user(Map more = [:]) {
        [id: 'usr_1', email: 'ada@vox.example', username: 'ada-lovelace', name: 'Ada Lovelace', role: 'BASIC', isAdmin: false, status: 'ACTIVE', createdAt: TIME] + more
    }

    static Map me(Map more = [:]) {
        [user: user(more), workspace: [id: 'wsp_1', kind: 'PERSONAL', name: 'Ada'], workspaceRole: 'OWNER']
    }

    static Map tokens(Map more = [:]) {
        [accessToken: 'access-1', accessTokenExpiresAt: '2999-01-01T00:00:00Z', refreshToken: 'refresh-1',
         refreshTokenExpiresAt: '2999-01-01T00:00:00Z', user: user()] + more
    }

    static Map region(Map more = [:]) {
        [slug: 'eu-west', name: 'Ireland', active: true, createdAt: TIME] + more
    }

    static Map providerReference() {
        [id: '7hKq2MzP0aXv', name: 'LiveKit Agents', sku: 'CONVO_AI', calibration: false]
    }

    static Map provider(Map more = [:]) {
        providerReference() + [url: 'https://livekit.example', scope: 'PLATFORM', createdAt: TIME] + more
    }

    static Map project(Map more = [:]) {
        [id: 'prj_1', name: 'Shop', isDefault: false, workflowCount: 2, workflowLimit: 10, createdAt: TIME] + more
    }

    static Map workflowVersion(Map more = [:]) {
        [id: 'wfv_1', workflowId: 'wfl_1', number: 3, provider: providerReference(), target: [kind: 'URL', url: 'https://shop.example/talk'],
         stepsYaml: '- action: click\n  selector: "#start"\n', createdAt: TIME] + more
    }

    static Map workflow(Map more = [:]) {
        [id: 'wfl_1', workspaceId: 'wsp_1', projectId: 'prj_1', name: 'Shop, German', visibility: 'PUBLIC', mainline: false,
         version: workflowVersion(), createdAt: TIME, updatedAt: TIME] + more
    }

    static Map workflowSummary() {
        [id: 'wfl_1', workspaceId: 'wsp_1', projectId: 'prj_1', name: 'Shop, German', provider: providerReference(), url: 'https://shop.example/talk',
         visibility: 'PUBLIC', mainline: false, versionId: 'wfv_1', versionNumber: 3, createdAt: TIME, updatedAt: TIME]
    }

    static Map evalSetVersion(Map more = [:]) {
        [id: 'esv_1', evalSetId: 'evs_1', number: 2, repeats: 3, scenarios: [[name: 'opening hours', stepsYaml: '- action: speak\n  corpus: hours\n']], createdAt: TIME] + more
    }

    static Map evalSet(Map more = [:]) {
        [id: 'evs_1', workspaceId: 'wsp_1', name: 'Opening hours', visibility: 'PUBLIC', mainline: true, version: evalSetVersion(), createdAt: TIME, updatedAt: TIME] + more
    }

    static Map evalSetSummary() {
        [id: 'evs_1', workspaceId: 'wsp_1', name: 'Opening hours', visibility: 'PUBLIC', mainline: true, versionId: 'esv_1', versionNumber: 2,
         scenarioCount: 1, createdAt: TIME, updatedAt: TIME]
    }

    static Map job(Map more = [:]) {
        [id: 'job_1', runId: 'run_1', status: 'RUNNING', region: 'eu-west', priority: 50, runAt: TIME, provider: providerReference(), workflowId: 'wfl_1',
         workflowVersionId: 'wfv_1', workflowName: 'Shop, German', evalSetId: 'evs_1', evalSetVersionId: 'esv_1', evalSetName: 'Opening hours',
         projectId: 'prj_1', visibility: 'PUBLIC', mainline: false, attempt: 1, maxAttempts: 3, evalAgentId: 'eva_1', cancelRequested: false, fault: null,
         resultId: null, createdBy: 'usr_1', createdAt: TIME, startedAt: TIME, finishedAt: null] + more
    }

    static Map run(List<Map> jobs, Map more = [:]) {
        [id: 'run_1', status: 'RUNNING', jobs: jobs, createdBy: 'usr_1', createdAt: TIME, finishedAt: null] + more
    }

    static Map event(int seq, String type, String message, Map more = [:]) {
        [seq: seq, type: type, at: "2026-11-21T14:30:0${seq}Z" as String, attempt: 1, message: message, conversation: null, conversations: null, scenario: null, turn: null] + more
    }

    static Map metric(String key, String unit, Map stats, Map more = [:]) {
        [key: key, unit: unit, n: 18, nMissing: 0, nConversations: 3, methodVersion: '2026-11-21', reason: null, flags: [], stats: stats] + more
    }

    static Map statistic(Number value, Number low = null, Number high = null, boolean censored = false) {
        [value: value, ciLow: low, ciHigh: high, censored: censored]
    }

    static List<Map> metrics() {
        [
            metric('responseLatency', 'ms', [median: statistic(812, 745, 885), sd: statistic(96.4), p95: statistic(10000, null, null, true)], [nMissing: 1, flags: ['hop_changed']]),
            metric('turnSuccessRate', 'ratio', [rate: statistic(0.944, 0.75, 0.99)]),
            metric('naturalness', 'mos', [:], [n: 0, reason: 'no_judge']),
        ]
    }

    static Map counts(Map more = [:]) {
        [held: 4, counted: 3, agentFaults: 0, harnessFaults: 1, unavailable: 0, canceled: 0] + more
    }

    static Map result(Map more = [:]) {
        [id: 'res_1', jobId: 'job_1', runId: 'run_1', attempt: 1, provider: providerReference(), region: 'eu-west', workflowId: 'wfl_1', workflowVersionId: 'wfv_1',
         evalSetId: 'evs_1', evalSetVersionId: 'esv_1', visibility: 'PUBLIC', mainline: false, evalAgentId: 'eva_1', tool: [version: '0.1.0', methodVersion: '2026-11-21'],
         host: [os: 'Linux 6.1', cores: 2, browser: 'Chromium 142'], calibration: null, conversations: counts(), metrics: metrics(),
         verdicts: ['Answers in 0.8 s, as people do.'], measuredAt: TIME, createdAt: TIME] + more
    }

    static Map call(int number, Map more = [:]) {
        [id: "cal_$number" as String, jobId: 'job_1', attempt: 1, number: number, scenario: 'opening hours', repeat: number, condition: [network: 'clean', noiseType: null, snrDb: null],
         methodVersion: '2026-11-21', startedAt: TIME, durationMs: 75000, sampleRate: 48000, counted: true, fault: null, flags: [], verdicts: [], checks: [], steps: [],
         notices: [], network: null, caller: null, agent: null, turns: [], recordingArtifactId: null] + more
    }

    static Map fault(String kind, String code) {
        [kind: kind, code: code, message: "What $code means." as String]
    }

    static Map artifact() {
        [id: 'art_1', jobId: 'job_1', attempt: 1, conversation: 1, kind: 'RECORDING', name: 'recording.wav', contentType: 'audio/wav', sizeBytes: 4,
         sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', state: 'READY', createdAt: TIME]
    }

    static Map evalAgent() {
        [id: 'eva_1', name: 'lab-1', region: 'eu-west', fleet: 'WORKSPACE', state: 'IDLE', tokenId: 'eat_1', version: '0.1.0', createdAt: TIME, expiresAt: null,
         lastSeenAt: TIME, lastJobAt: null]
    }

    static Map evalAgentToken() {
        [id: 'eat_1', name: 'lab-1', region: 'eu-west', fleet: 'WORKSPACE', prefix: 'vox_eat_Zk3f', createdAt: TIME, expiresAt: null, revokedAt: null, lastUsedAt: TIME]
    }

    static Map apiKey(Map more = [:]) {
        [id: 'key_1', name: 'nightly', prefix: 'vox_live_Zk3f', scopes: ['READ', 'RUN'], usageCount: 412, createdBy: 'usr_1', createdAt: TIME, expiresAt: null,
         lastUsedAt: TIME, rotatedAt: null, revokedAt: null] + more
    }

    static Map account(Map more = [:]) {
        [id: 'usr_1', email: 'ada@vox.example', username: 'ada-lovelace', name: 'Ada Lovelace', role: 'FELLOW', plan: 'BASIC', standing: 'FELLOW', isAdmin: false,
         status: 'ACTIVE', origin: 'REGISTRATION', lastLogInAt: TIME, createdAt: TIME, updatedAt: TIME] + more
    }

    static Map secret(Map more = [:]) {
        [name: 'SHOP_PASSWORD', createdAt: TIME, updatedAt: TIME, updatedBy: 'usr_1'] + more
    }

    static Map setting(Map more = [:]) {
        [key: 'limits.key-per-minute', description: 'Requests a minute.', isSecret: false, isSet: true, value: '200', updatedAt: TIME, updatedBy: 'usr_1'] + more
    }

    static Map auditEvent(Map more = [:]) {
        [id: 'aud_1', at: TIME, workspaceId: 'wsp_1', actorKind: 'USER', actorId: 'usr_1', keyId: null, action: 'api_key.created', targetId: 'key_1',
         changes: [scopes: '[READ]'], address: '192.0.2.7', traceId: null] + more
    }

    static Map mail(Map more = [:]) {
        [id: 'mai_1', recipient: 'ada@vox.example', subject: 'Confirm your address', status: 'SENT', attempts: 1, createdAt: TIME, sentAt: TIME] + more
    }

    static Map leaderboard(List<Map> rows) {
        [asOf: TIME, window: 'WEEK', region: null, metric: 'responseLatency', data: rows]
    }

    static Map boardRow(Map more = [:]) {
        [provider: providerReference(), state: 'RANKED', reasons: [], rank: [best: 1, worst: 2], conversations: counts(counted: 60), nTurns: 480, nDays: 5, metrics: metrics()] + more
    }
}

package io.vox.server.platform.access

import groovy.json.JsonOutput
import io.vox.server.identity.session.AccessTokens
import io.vox.server.identity.user.UserStatus
import io.vox.server.platform.problem.ForbiddenException
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import org.yaml.snakeyaml.Yaml
import spock.lang.Shared
import spock.lang.Specification

/**
 * Walks every operation of the contract with every kind of principal. Which of them pass is written here a second time, by
 * hand: an operation without a row, or one whose row says something else than the server does, fails the build.
 */
class AuthorizationCoverageSpec extends Specification {
    static final Map CONTRACT = new Yaml().load(AuthorizationCoverageSpec.getResourceAsStream('/io/vox/api/openapi.yaml').text) as Map

    static final Profile PROFILE = new Profile('ada@vox.example', 'ada', 'Ada', Instant.EPOCH, 'PERSONAL', 'Ada')

    /** Operations that are not answered yet. */
    static final Set<String> TO_COME = (AuthorizationCoverageSpec.getResourceAsStream('/operations-to-come.txt')?.readLines() ?: []) as Set

    /** Who passes, beside administrators: they pass wherever a person does. */
    static final Map<String, List<String>> PASSES = [
        READ: ['basic', 'premium', 'fellow', 'member', 'operator', 'viewer', 'key READ', 'key all'],
        RUN: ['basic', 'premium', 'fellow', 'member', 'key RUN', 'key all'],
        WRITE: ['basic', 'premium', 'fellow', 'member', 'key WRITE', 'key all'],
        ARRANGE: ['basic', 'premium', 'fellow', 'key WRITE', 'key all'],
        MANAGE: ['basic', 'premium', 'fellow', 'key ADMIN', 'key all'],
        KEYS: ['basic', 'premium', 'fellow', 'member', 'operator', 'viewer', 'key ADMIN', 'key all'],
        SESSION: ['basic', 'premium', 'fellow', 'member', 'operator', 'viewer'],
        PLATFORM: ['admin key ADMIN'],
        PLATFORM_SESSION: [],
        AGENT: ['agent'],
    ]

    static final Map<String, List<String>> OPERATIONS = [
        PUBLIC: ['getSetup', 'completeSetup', 'getLiveness', 'getReadiness', 'getContract', 'activateAccount', 'logIn', 'logInAdmin', 'refreshTokens',
                 'logOut', 'registerAccount', 'verifyEmail', 'requestCode', 'requestPasswordReset', 'confirmPasswordReset', 'exchangeToken',
                 'getRealtimeMetrics', 'getLeaderboard', 'listRegions', 'getOAuthProviders', 'startOAuth', 'finishOAuth'],
        OPTIONAL: ['listProviders', 'getProvider'],
        READ: ['getMe', 'listProjects', 'getProject', 'listWorkflows', 'getWorkflow', 'listWorkflowVersions', 'getWorkflowVersion', 'listEvalSets',
               'getEvalSet', 'listEvalSetVersions', 'getEvalSetVersion', 'listRuns', 'getRun', 'listJobs', 'getJob', 'listJobCalls', 'listJobEvents',
               'streamJobEvents', 'listJobArtifacts', 'listResults', 'getResult', 'getArtifact', 'downloadArtifact', 'listEvalAgents', 'getEvalAgent',
               'listApiKeys', 'getApiKey', 'getApiKeyUsage'],
        RUN: ['createRun', 'cancelJob', 'deleteJob'],
        WRITE: ['createProvider', 'updateProvider', 'createWorkflow', 'updateWorkflow', 'deleteWorkflow', 'setWorkflowMainline', 'setWorkflowVisibility',
                'createEvalSet', 'updateEvalSet', 'deleteEvalSet', 'setEvalSetMainline', 'setEvalSetVisibility'],
        ARRANGE: ['createProject', 'updateProject', 'deleteProject'],
        MANAGE: ['listEvalAgentTokens', 'createEvalAgentToken', 'revokeEvalAgentToken', 'listSecrets', 'setSecret', 'deleteSecret', 'listAuditEvents',
                 'downloadAuditEvents'],
        KEYS: ['createApiKey', 'updateApiKey', 'revokeApiKey', 'rotateApiKey'],
        SESSION: ['logOutEverywhere', 'updateMe', 'deleteMe', 'setMyPassword', 'getCsrfToken', 'getMyIdentities', 'deleteMyIdentity'],
        PLATFORM: ['createRegion', 'listUsers', 'createUser', 'getUser', 'updateUser', 'requestActivation', 'listMails', 'listSettings', 'listAllAuditEvents'],
        PLATFORM_SESSION: ['getMail', 'setSetting', 'deleteSetting', 'resealSecrets'],
        AGENT: ['registerEvalAgent', 'heartbeatEvalAgent', 'claimJob', 'reportJobProgress', 'completeJob', 'failJob', 'releaseJob', 'createArtifact',
                'uploadArtifactContent', 'getArtifactUpload', 'finishArtifact', 'getJobSecrets'],
    ]

    /** Operations that end the caller; over HTTP only their refusals are tried. */
    static final Set<String> ENDS_THE_CALLER = ['logOutEverywhere', 'deleteMe', 'setMyPassword']

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Policy policy = new Policy()

    @Shared
    Map<String, Api> callers = callers()

    def "every operation of the contract has a row, and every row an operation"() {
        expect:
        operations()*.operationId.sort() == OPERATIONS.values().flatten().sort()
    }

    def "what the contract says of #operation.operationId is what its row says"() {
        given:
        String row = row(operation)
        List<String> takes = operation.security*.keySet().flatten()

        expect:
        switch (row) {
            case 'PUBLIC':
                assert operation.security == []
                break
            case 'OPTIONAL':
                assert [:] in operation.security
                break
            case 'AGENT':
                assert takes == ['agentToken']
                break
            case ['SESSION', 'PLATFORM_SESSION']:
                assert takes == ['userToken']
                break
            default:
                assert takes == ['userToken', 'apiKey']
        }

        where:
        operation << operations()
    }

    def "#operation.operationId: #who #outcome"() {
        when:
        boolean passed = true
        try {
            policy.requireOperation(principals()[who], operation.operationId as String)
        } catch (ForbiddenException refused) {
            passed = false
        }

        then:
        passed == expected

        where:
        [operation, who] << [operations().findAll { !(row(it) in ['PUBLIC']) }, principals().keySet()].combinations()
        expected = passes(row(operation), who)
        outcome = expected ? 'passes' : 'is refused'
    }

    def "over HTTP, #operation.operationId: #who #outcome"() {
        when:
        Api.Answer answer = ask(operation, callers[who])

        then:
        switch (expected) {
            case 'passes':
                assert !(answer.status in [401, 403]) || answer.code in ['plan_required', 'lease_lost', 'credentials_wrong'] || itself(answer)
                break
            case 'is told to sign in':
                assert answer.status == 401
                assert answer.code == (row(operation) == 'AGENT' ? 'agent_token_invalid' : 'unauthenticated')
                break
            case 'is suspended':
                assert answer.code == 'suspended'
                break
            default:
                assert answer.status == 403
                assert answer.code in ['forbidden', 'scope_missing']
        }

        where:
        [operation, who] << [operations().findAll { !(row(it) in ['PUBLIC']) && !(it.operationId in TO_COME) && !it.streams }, callerNames()].combinations().findAll { operation, who ->
            !(operation.operationId in ENDS_THE_CALLER && outcomeOverHttp(row(operation), who) == 'passes')
        }
        expected = outcomeOverHttp(row(operation), who)
        outcome = expected
    }

    /** Of what passes, some is refused later for what it is done on: another's mainline, say. */
    private static boolean itself(Api.Answer answer) {
        answer.status == 403 && answer.json.detail =~ /another workspace|belongs to no session|Principals and Fellows|administrator|made a key|Log in again/
    }

    private static String outcomeOverHttp(String row, String who) {
        switch (who) {
            case ['nobody', 'revoked key', 'forged token', 'forged agent']:
                return row == 'OPTIONAL' && who == 'nobody' ? 'passes' : 'is told to sign in'
            case ['suspended', 'suspended key']:
                return 'is suspended'
            default:
                return passes(row, who) ? 'passes' : 'is refused'
        }
    }

    private static boolean passes(String row, String who) {
        if (who == 'admin') {
            return row != 'AGENT'
        }
        if (who == 'admin key ADMIN') {
            return row in ['MANAGE', 'KEYS', 'PLATFORM']
        }
        who in PASSES[row == 'OPTIONAL' ? 'READ' : row]
    }

    private static Api.Answer ask(Map operation, Api api) {
        ask(operation, (operation.path as String).replaceAll(/\{(\w+)}/) { List<String> it -> example(it[1]) }, api)
    }

    private static Api.Answer ask(Map operation, String path, Api api) {
        Map headers = operation.headers + (operation.body instanceof byte[] ? ['Content-Type': 'application/octet-stream'] : [:])
        api.send(operation.method as String, path, operation.body == null || operation.body instanceof byte[] ? operation.body : JsonOutput.toJson(operation.body), headers)
    }

    private static String example(String parameter) {
        CONTRACT.components.parameters.values().find { it.name == parameter && it.in == 'path' }.example
    }

    private static String row(Map operation) {
        OPERATIONS.find { operation.operationId in it.value }.key
    }

    private static Map<String, Principal> principals() {
        Closure<Principal> person = { Role role, WorkspaceRole place, boolean admin, Principal.Proof proof ->
            new Principal.User(UserId.create(), WorkspaceId.create(), role, admin, place, proof, PROFILE)
        }
        Principal.Proof session = new Principal.Session(Instant.EPOCH)
        Closure<Principal> key = { Collection<Scope> scopes, boolean admin -> person(Role.BASIC, WorkspaceRole.OWNER, admin, new Principal.Key('key_x', scopes as Set)) }
        [
            basic: person(Role.BASIC, WorkspaceRole.OWNER, false, session),
            premium: person(Role.PREMIUM, WorkspaceRole.OWNER, false, session),
            fellow: person(Role.FELLOW, WorkspaceRole.ADMIN, false, session),
            member: person(Role.PREMIUM, WorkspaceRole.MEMBER, false, session),
            operator: person(Role.PREMIUM, WorkspaceRole.OPERATOR, false, session),
            viewer: person(Role.PREMIUM, WorkspaceRole.VIEWER, false, session),
            admin: person(Role.BASIC, WorkspaceRole.OWNER, true, session),
            'key READ': key([Scope.READ], false),
            'key RUN': key([Scope.RUN], false),
            'key WRITE': key([Scope.WRITE], false),
            'key ADMIN': key([Scope.ADMIN], false),
            'key all': key(Scope.values().toList(), false),
            'admin key ADMIN': key([Scope.ADMIN], true),
            agent: new Principal.EvalAgent('eat_x', WorkspaceId.create(), 'eu-west', false),
        ]
    }

    private static List<String> callerNames() {
        ['nobody', 'forged token', 'forged agent', 'basic', 'viewer', 'admin', 'key READ', 'key all', 'revoked key', 'suspended', 'suspended key', 'agent']
    }

    private Map<String, Api> callers() {
        Fixture fixture = server.fixture()
        Fixture.Person basic = fixture.person()
        Fixture.Person viewer = fixture.person()
        Fixture.Person suspended = fixture.person()
        server.execute("insert into membership (workspace_id, user_id, role) values (?, ?, 'VIEWER')", [basic.workspaceId.value(), viewer.user.id().value()])
        Closure<Api> key = { Fixture.Person person, List<String> scopes -> server.api(person.api.post('/api-keys', [name: 'x', scopes: scopes]).ok.secret as String) }
        Map revoked = basic.api.post('/api-keys', [name: 'x']).ok as Map
        basic.api.delete("/api-keys/$revoked.key.id")
        Api suspendedKey = key(suspended, ['READ', 'RUN', 'WRITE', 'ADMIN'])
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [suspended.user.id().value()])
        [
            nobody: server.api(), 'forged token': server.api('eyJhbGciOiJub25lIn0.e30.'), 'forged agent': server.api('vox_eat_' + 'a' * 49), basic: basic.api,
            viewer: server.api(server.bean(AccessTokens).issue(viewer.user, basic.workspaceId).value()),
            admin: fixture.admin().api, 'key READ': key(basic, ['READ']), 'key all': key(basic, ['READ', 'RUN', 'WRITE', 'ADMIN']),
            'revoked key': server.api(revoked.secret as String), suspended: suspended.api, 'suspended key': suspendedKey,
            agent: server.api(fixture.agentToken(basic)),
        ]
    }

    private static List<Map> operations() {
        CONTRACT.paths.collectMany { String path, Map item ->
            item.findAll { it.key in ['get', 'post', 'put', 'patch', 'delete'] }.collect { String method, Map operation ->
                Map content = operation.requestBody?.content ?: [:]
                Object body = content['application/json']?.schema?.with { it.$ref ? CONTRACT.components.schemas[it.$ref.split('/').last()].example : null }
                [
                    operationId: operation.operationId, method: method.toUpperCase(), path: path,
                    security: operation.security == null ? CONTRACT.security : operation.security,
                    streams: (operation.responses['200']?.content ?: [:]).containsKey('text/event-stream') || operation.operationId == 'claimJob',
                    body: content.containsKey('application/octet-stream') ? 'x'.bytes : body,
                    headers: (operation.parameters ?: []).collect { resolve(it) }.findAll { it.in == 'header' && it.required }.collectEntries { [it.name, it.example as String] },
                ]
            }
        }
    }

    private static Map resolve(Map parameter) {
        parameter.$ref ? parameter.$ref.split('/').drop(1).inject(CONTRACT) { Map node, String name -> node[name] as Map } : parameter
    }
}

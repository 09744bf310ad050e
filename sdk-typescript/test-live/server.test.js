// The SDK against a real server that is not set up yet, which test/sdk-typescript-live-test.sh starts. The tests are one
// story: each goes on where the one before ended.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {
  all,
  BadRequestError,
  NotFoundError,
  NotModifiedError,
  PreconditionFailedError,
  UnauthenticatedError,
  UnprocessableError,
  Vox,
} from '@vox/sdk';

const email = 'ada@vox.example';
const password = 'correct horse battery staple';
const steps = '- action: speak\n  corpus: q_hours\n- action: wait_for_silence\n';
const nobody = '01kaj3qd6v0m5r8y2b4n7c9e1f';

/** Addresses of the requests since it was last emptied. */
const asked = [];
const vox = Vox.fromEnvironment({
  fetch: (input, init) => {
    asked.push(String(input));
    return fetch(input, init);
  },
});
let tokens;

async function collect(iterable) {
  const entries = [];
  for await (const entry of iterable) {
    entries.push(entry);
  }
  return entries;
}

test('a new server wants to be set up first', async () => {
  assert.equal((await vox.setup.getSetup()).completed, false);
  await assert.rejects(vox.me.getMe(), {name: 'ConflictError', code: 'setup_required'});
});

test('it is set up once, by who has the init code', async () => {
  const setupRequest = {
    initCode: 'wrong-init-code',
    adminEmail: email,
    adminName: 'Ada',
    adminPassword: password,
    scoutEmail: 'scout@vox.example',
  };
  await assert.rejects(vox.setup.completeSetup({setupRequest}), {name: 'UnauthenticatedError', code: 'init_code_wrong'});
  setupRequest.initCode = readFileSync(process.env.VOX_INIT_CODE_FILE, 'utf8').trim();
  const result = await vox.setup.completeSetup({setupRequest});
  assert.equal(result.admin.email, email);
  assert.ok(result.scoutActivation.expiresAt instanceof Date);
  await assert.rejects(vox.setup.completeSetup({setupRequest}), {name: 'ConflictError', code: 'setup_already_completed'});
});

test('a person logs in', async () => {
  await assert.rejects(vox.me.getMe(), UnauthenticatedError);
  await assert.rejects(vox.auth.logIn({logInRequest: {email, password: 'wrong'}}), {
    name: 'UnauthenticatedError',
    code: 'credentials_wrong',
  });
  tokens = await vox.auth.logIn({logInRequest: {email, password}});
  vox.use(tokens);
  const me = await vox.me.getMe();
  assert.deepEqual([me.user.email, me.user.isAdmin, me.workspace.kind], [email, true, 'PERSONAL']);
});

test('a token that the server refuses is refreshed, and the old refresh token works no more', async () => {
  const told = [];
  const other = Vox.fromEnvironment({
    token: 'not.a.token',
    refreshToken: tokens.refreshToken,
    onTokens: (next) => void told.push(next),
  });
  const answers = await Promise.all([other.me.getMe(), other.me.getMe(), other.projects.listProjects()]);
  assert.equal(answers[0].user.email, email);
  assert.equal(told.length, 1);
  await assert.rejects(vox.auth.refreshTokens({refreshTokenRequest: {refreshToken: tokens.refreshToken}}), {
    code: 'refresh_token_invalid',
  });
  // That was a reuse, which ends the whole session.
  tokens = await vox.auth.logIn({logInRequest: {email, password}});
  vox.use(tokens);
});

test('what is made with a key is made once', async () => {
  const request = {newProject: {name: 'Shop'}, idempotencyKey: 'shop-of-this-test'};
  const first = await vox.projects.createProject(request);
  const replay = await vox.projects.createProjectRaw(request);
  assert.deepEqual(await replay.value(), first);
  assert.equal(replay.raw.headers.get('Idempotent-Replayed'), 'true');
  await assert.rejects(vox.projects.createProject({...request, newProject: {name: 'Another'}}), {
    name: 'UnprocessableError',
    code: 'idempotency_key_reused',
  });
  const projects = await collect(all((cursor) => vox.projects.listProjects({cursor})));
  assert.deepEqual(projects.map((project) => project.name), ['Default', 'Shop']);
});

test('a list of more than one page is gone through', async () => {
  const made = [];
  for (let i = 0; i < 12; i++) {
    const newEvalSet = {name: `Hours ${i}`, scenarios: [{name: 'hours', stepsYaml: steps}]};
    made.unshift((await vox.evalSets.createEvalSet({newEvalSet})).id);
  }
  asked.length = 0;
  const found = await collect(all((cursor) => vox.evalSets.listEvalSets({own: true, limit: 5, cursor})));
  assert.deepEqual(found.map((evalSet) => evalSet.id), made);
  assert.equal(asked.length, 3);
});

test('problems have types, codes and places', async () => {
  await assert.rejects(vox.runs.getRun({runId: `run_${nobody}`}), (error) => {
    assert.ok(error instanceof NotFoundError);
    assert.deepEqual([error.status, error.code], [404, 'run_not_found']);
    assert.match(error.traceId, /^[0-9a-f]{32}$/);
    return true;
  });
  await assert.rejects(vox.runs.createRun({newRun: {regions: ['eu-west', 'eu-west']}}), (error) => {
    assert.ok(error instanceof BadRequestError);
    assert.deepEqual(error.details.map((detail) => detail.pointer), ['/workflow', '/evalSet', '/regions/1']);
    return true;
  });
  await assert.rejects(vox.projects.listProjects({cursor: 'nonsense'}), {name: 'BadRequestError', code: 'cursor_invalid'});
  const [{id}] = (await vox.projects.listProjects()).data;
  await assert.rejects(vox.projects.deleteProject({projectId: id}), {name: 'ConflictError', code: 'project_is_default'});
  const more = async () => {
    for (;;) {
      await vox.projects.createProject({newProject: {name: 'More'}});
    }
  };
  await assert.rejects(more(), (error) => {
    assert.ok(error instanceof UnprocessableError);
    assert.deepEqual([error.code, error.limit, error.count], ['limit_reached', 5, 5]);
    return true;
  });
});

test('what was changed meanwhile is not overwritten', async () => {
  const [{id}] = (await vox.evalSets.listEvalSets({own: true})).data;
  const answer = await vox.evalSets.getEvalSetRaw({evalSetId: id});
  const ifMatch = answer.raw.headers.get('ETag');
  const {version} = await answer.value();
  const evalSetUpdate = {name: 'Renamed', repeats: version.repeats, scenarios: version.scenarios};
  assert.equal((await vox.evalSets.updateEvalSet({evalSetId: id, ifMatch, evalSetUpdate})).name, 'Renamed');
  await assert.rejects(vox.evalSets.updateEvalSet({evalSetId: id, ifMatch, evalSetUpdate}), PreconditionFailedError);
  const now = (await vox.evalSets.getEvalSetRaw({evalSetId: id})).raw.headers.get('ETag');
  await assert.rejects(vox.evalSets.getEvalSet({evalSetId: id, ifNoneMatch: now}), NotModifiedError);
});

test('a job is followed from its beginning to its end', {timeout: 60_000}, async () => {
  const [{id: evalSetId}] = (await vox.evalSets.listEvalSets({own: true})).data;
  const run = await vox.runs.createRun({
    newRun: {
      workflow: {
        name: 'Shop',
        provider: {name: 'Shop assistant', sku: 'CONVO_AI', url: 'https://shop.example'},
        target: {kind: 'URL', url: 'https://shop.example/talk'},
      },
      evalSetId,
      regions: ['eu-west', 'na-east'],
    },
  });
  assert.deepEqual(run.jobs.map((job) => [job.region, job.status]), [['eu-west', 'PENDING'], ['na-east', 'PENDING']]);
  const [{id: jobId}] = run.jobs;
  const types = [];
  for await (const event of vox.followJob(jobId)) {
    assert.equal(event.seq, types.length + 1);
    types.push(event.type);
    // Only now, so that the end comes through a stream that is open.
    if (event.type === 'CREATED') {
      await vox.jobs.cancelJob({jobId});
    }
  }
  assert.deepEqual(types, ['CREATED', 'CANCELED']);
  assert.deepEqual((await collect(vox.followJob(jobId, {after: 1}))).map((event) => event.type), ['CANCELED']);
  assert.equal((await vox.jobs.getJob({jobId})).status, 'CANCELED');
  assert.equal((await vox.runs.getRun({runId: run.id})).status, 'PENDING');
  await assert.rejects(vox.jobs.cancelJob({jobId}), {name: 'ConflictError', code: 'job_finished', state: 'CANCELED'});
  await assert.rejects(collect(vox.followJob(`job_${nobody}`)), {name: 'NotFoundError', code: 'job_not_found'});
});

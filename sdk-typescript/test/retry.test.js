import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ConnectionError, NotModifiedError, RateLimitedError, ServerError, TimeoutError, Vox, VoxError} from '@vox/sdk';
import {broken, cut, fakeServer, ids, json, problem, project, silent} from './fake-server.js';

const empty = json({data: [], nextCursor: null});

const failures = {
  'a problem of 500': problem(500, 'internal_error'),
  'a problem of 503': problem(503, 'unavailable', {}, {'Retry-After': '0'}),
  'a page of a proxy': (request, response) => response.writeHead(502, {'Content-Type': 'text/html'}).end('<h1>Bad'),
  'too many requests': problem(429, 'rate_limited', {}, {'Retry-After': '0'}),
  'a connection that breaks': broken,
  'an answer that is cut': cut,
};

for (const [name, failure] of Object.entries(failures)) {
  test(`a GET is sent again after ${name}`, async (context) => {
    const server = await fakeServer(context, failure, empty);
    assert.deepEqual(await new Vox({url: server.url}).projects.listProjects(), {data: [], nextCursor: null});
    assert.equal(server.requests.length, 2);
  });

  test(`what creates is sent again with the same key after ${name}`, async (context) => {
    const server = await fakeServer(context, failure, json(project('Shop'), 201));
    await new Vox({url: server.url}).projects.createProject({newProject: {name: 'Shop'}});
    const keys = server.requests.map((request) => request.headers['idempotency-key']);
    assert.match(keys[0], /^[0-9a-f-]{36}$/);
    assert.deepEqual(keys, [keys[0], keys[0]]);
    assert.equal(server.requests[1].body, '{"name":"Shop"}');
  });
}

for (const name of ['a problem of 500', 'a connection that breaks', 'an answer that is cut']) {
  test(`another POST is not sent again after ${name}`, async (context) => {
    const server = await fakeServer(context, failures[name]);
    await assert.rejects(new Vox({url: server.url, token: 'secret'}).jobs.cancelJob({jobId: ids.job}), VoxError);
    assert.equal(server.requests.length, 1);
  });
}

test('another POST is sent again after 429, since nothing was done', async (context) => {
  const server = await fakeServer(context, failures['too many requests'], problem(409, 'job_finished'));
  await assert.rejects(new Vox({url: server.url}).jobs.cancelJob({jobId: ids.job}), {code: 'job_finished'});
  assert.equal(server.requests.length, 2);
});

test('two calls have two keys, and a caller may give one', async (context) => {
  const server = await fakeServer(context, json(project('Shop'), 201));
  const vox = new Vox({url: server.url});
  await vox.projects.createProject({newProject: {name: 'Shop'}});
  await vox.projects.createProject({newProject: {name: 'Shop'}});
  await vox.projects.createProject({newProject: {name: 'Shop'}, idempotencyKey: 'order-4711'});
  const keys = server.requests.map((request) => request.headers['idempotency-key']);
  assert.notEqual(keys[0], keys[1]);
  assert.equal(keys[2], 'order-4711');
});

test('a request that the server still works on is asked for again', async (context) => {
  const server = await fakeServer(context, problem(409, 'idempotency_in_flight'), json(project('Shop'), 201));
  await new Vox({url: server.url}).projects.createProject({newProject: {name: 'Shop'}});
  assert.equal(server.requests.length, 2);
});

test('Retry-After is waited for', async (context) => {
  const server = await fakeServer(context, problem(503, 'unavailable', {}, {'Retry-After': '1'}), empty);
  const began = performance.now();
  await new Vox({url: server.url}).projects.listProjects();
  assert.ok(performance.now() - began >= 990);
});

test('a wait that is too long is the caller\'s to decide', async (context) => {
  const server = await fakeServer(context, problem(429, 'rate_limited', {}, {'Retry-After': '3600'}));
  await assert.rejects(new Vox({url: server.url}).projects.listProjects(), (error) => {
    return error instanceof RateLimitedError && error.retryAfterSeconds === 3600;
  });
  assert.equal(server.requests.length, 1);
});

test('after the last try it says what went wrong', async (context) => {
  const server = await fakeServer(context, problem(500, 'internal_error'));
  await assert.rejects(new Vox({url: server.url, retries: 2}).projects.listProjects(), ServerError);
  assert.equal(server.requests.length, 3);
});

test('with retries 0 there is one try', async (context) => {
  const server = await fakeServer(context, broken);
  await assert.rejects(new Vox({url: server.url, retries: 0}).projects.listProjects(), ConnectionError);
  assert.equal(server.requests.length, 1);
});

test('a server that is not there is told with the reason', async () => {
  const vox = new Vox({url: 'http://127.0.0.1:9', retries: 0});
  await assert.rejects(vox.projects.listProjects(), (error) => {
    return error instanceof ConnectionError && error.message !== 'The server could not be reached: fetch failed.';
  });
});

test('a server that never answers is given up', async (context) => {
  const server = await fakeServer(context, silent);
  await assert.rejects(new Vox({url: server.url, retries: 1, timeoutMs: 50}).projects.listProjects(), TimeoutError);
  assert.equal(server.requests.length, 2);
});

test('a caller can give up, with a reason', async (context) => {
  const server = await fakeServer(context, silent);
  const reason = new Error('enough');
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  await assert.rejects(new Vox({url: server.url}).projects.listProjects({}, {signal: controller.signal}), reason);
  assert.equal(server.requests.length, 1);
});

test('a caller can give up while it waits for the next try', async (context) => {
  const controller = new AbortController();
  const server = await fakeServer(context, (request, response) => {
    problem(503, 'unavailable', {}, {'Retry-After': '20'})(request, response);
    response.on('close', () => setImmediate(() => controller.abort()));
  });
  const began = performance.now();
  const call = new Vox({url: server.url}).projects.listProjects({}, {signal: controller.signal});
  await assert.rejects(call, {name: 'AbortError'});
  assert.ok(performance.now() - began < 10_000);
});

test('an answer that is no JSON is told as such', async (context) => {
  const server = await fakeServer(context, (request, response) => response.end('<h1>Welcome'));
  await assert.rejects(new Vox({url: server.url}).projects.listProjects(), (error) => {
    return error instanceof VoxError && /address/.test(error.message);
  });
});

test('a token does not follow a redirect', async (context) => {
  const other = await fakeServer(context, empty);
  const server = await fakeServer(context, (request, response) => response.writeHead(302, {Location: other.url}).end());
  await assert.rejects(new Vox({url: server.url, token: 'secret'}).projects.listProjects(), VoxError);
  assert.equal(other.requests.length, 0);
});

test('304 is told apart from failures', async (context) => {
  const server = await fakeServer(context, (request, response) => response.writeHead(304).end());
  await assert.rejects(new Vox({url: server.url}).metrics.getLeaderboard({ifNoneMatch: '"1"'}), NotModifiedError);
  assert.equal(server.requests[0].headers['if-none-match'], '"1"');
});

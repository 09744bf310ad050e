import assert from 'node:assert/strict';
import {test} from 'node:test';
import {optionsFromEnvironment, Vox, VoxError} from '@vox/sdk';
import {fakeServer, json, project} from './fake-server.js';

function withEnvironment(context, values) {
  for (const [name, value] of Object.entries(values)) {
    const before = process.env[name];
    context.after(() => (before === undefined ? delete process.env[name] : (process.env[name] = before)));
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}

test('address and token come from the environment', async (context) => {
  const server = await fakeServer(context, json({data: [], nextCursor: null}));
  withEnvironment(context, {VOX_URL: server.url, VOX_TOKEN: 'secret'});
  await Vox.fromEnvironment().projects.listProjects();
  assert.equal(server.requests[0].url, '/api/v1/projects');
  assert.equal(server.requests[0].headers.authorization, 'Bearer secret');
  assert.match(server.requests[0].headers['user-agent'], /^vox-typescript\/\d/);
});

test('options go before the environment', (context) => {
  withEnvironment(context, {VOX_URL: 'http://one.example', VOX_TOKEN: 'one'});
  assert.deepEqual(optionsFromEnvironment({token: 'two'}), {url: 'http://one.example', token: 'two'});
});

test('without an address it says what to set', (context) => {
  withEnvironment(context, {VOX_URL: undefined});
  assert.throws(() => Vox.fromEnvironment(), (error) => error instanceof VoxError && /VOX_URL/.test(error.message));
});

for (const url of ['shop', 'ftp://shop.example', '']) {
  test(`an address such as "${url}" is refused`, () => assert.throws(() => new Vox({url}), VoxError));
}

for (const suffix of ['', '/', '/api/v1', '/api/v1/']) {
  test(`an address may end in "${suffix}"`, async (context) => {
    const server = await fakeServer(context, json({data: [], nextCursor: null}));
    await new Vox({url: server.url + suffix}).regions.listRegions();
    assert.equal(server.requests[0].url, '/api/v1/regions');
  });
}

test('a server may live below a path', async (context) => {
  const server = await fakeServer(context, json({data: [], nextCursor: null}));
  await new Vox({url: `${server.url}/vox/`}).regions.listRegions();
  assert.equal(server.requests[0].url, '/vox/api/v1/regions');
});

test('public operations carry no token', async (context) => {
  const server = await fakeServer(context, json({data: [], nextCursor: null}));
  await new Vox({url: server.url, token: 'secret'}).regions.listRegions();
  assert.equal(server.requests[0].headers.authorization, undefined);
});

test('times are dates, and what is null stays null', async (context) => {
  const server = await fakeServer(context, json({data: [project('Shop')], nextCursor: null}));
  const page = await new Vox({url: server.url}).projects.listProjects();
  assert.deepEqual(page.data[0].createdAt, new Date('2026-11-21T14:30:00Z'));
  assert.equal(page.nextCursor, null);
});

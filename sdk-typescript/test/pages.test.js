import assert from 'node:assert/strict';
import {test} from 'node:test';
import {all, Vox, VoxError} from '@vox/sdk';
import {collect, fakeServer, json, project} from './fake-server.js';

const three = [
  json({data: [project('a'), project('b')], nextCursor: 'c1'}),
  json({data: [], nextCursor: 'c2'}),
  json({data: [project('c')], nextCursor: null}),
];

test('all pages are gone through, in order, with the filters of the caller', async (context) => {
  const server = await fakeServer(context, ...three);
  const vox = new Vox({url: server.url});
  const found = await collect(all((cursor) => vox.projects.listProjects({limit: 2, cursor})));
  assert.deepEqual(found.map((each) => each.name), ['a', 'b', 'c']);
  assert.deepEqual(
    server.requests.map((request) => request.url),
    ['/api/v1/projects?limit=2', '/api/v1/projects?limit=2&cursor=c1', '/api/v1/projects?limit=2&cursor=c2'],
  );
});

test('a page is fetched only when it is needed', async (context) => {
  const server = await fakeServer(context, ...three);
  const vox = new Vox({url: server.url});
  for await (const each of all((cursor) => vox.projects.listProjects({cursor}))) {
    assert.equal(each.name, 'a');
    break;
  }
  assert.equal(server.requests.length, 1);
});

test('a page that comes again and again is an error, not an endless loop', async (context) => {
  const server = await fakeServer(context, json({data: [], nextCursor: 'c1'}));
  const vox = new Vox({url: server.url});
  await assert.rejects(collect(all(() => vox.projects.listProjects())), VoxError);
});

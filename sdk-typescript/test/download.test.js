import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NotFoundError, Vox} from '@vox/sdk';
import {fakeServer, ids, problem} from './fake-server.js';

test('a file is a stream of its bytes', async (context) => {
  const bytes = Buffer.from(Array.from({length: 100_000}, (_, index) => index % 256));
  const server = await fakeServer(context, (request, response) => response.end(bytes));
  const response = await new Vox({url: server.url, token: 'secret'}).download(ids.artifact);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  assert.equal(server.requests[0].url, `/api/v1/artifacts/${ids.artifact}/content`);
  assert.equal(server.requests[0].headers.authorization, 'Bearer secret');
});

test('the time limit is for the beginning of a file, not for all of it', async (context) => {
  const server = await fakeServer(context, (request, response) => {
    response.write('one ');
    setTimeout(() => response.end('two'), 150);
  });
  const response = await new Vox({url: server.url, timeoutMs: 100}).download(ids.artifact);
  assert.equal(await response.text(), 'one two');
});

test('a file that does not exist is a problem', async (context) => {
  const server = await fakeServer(context, problem(404, 'artifact_not_found'));
  await assert.rejects(new Vox({url: server.url}).download(ids.artifact), NotFoundError);
});

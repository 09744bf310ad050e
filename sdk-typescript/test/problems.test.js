import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as sdk from '@vox/sdk';
import {fakeServer, ids, problem} from './fake-server.js';

const types = {
  400: sdk.BadRequestError,
  401: sdk.UnauthenticatedError,
  403: sdk.ForbiddenError,
  404: sdk.NotFoundError,
  405: sdk.ProblemError,
  409: sdk.ConflictError,
  412: sdk.PreconditionFailedError,
  413: sdk.PayloadTooLargeError,
  422: sdk.UnprocessableError,
  429: sdk.RateLimitedError,
  500: sdk.ServerError,
  507: sdk.ServerError,
};

for (const [status, type] of Object.entries(types)) {
  test(`${status} is a ${type.name}`, async (context) => {
    const server = await fakeServer(context, problem(Number(status), 'some_code'));
    await assert.rejects(new sdk.Vox({url: server.url, retries: 0}).jobs.getJob({jobId: ids.job}), (error) => {
      assert.equal(error.constructor, type);
      assert.ok(error instanceof sdk.ProblemError && error instanceof sdk.VoxError && error instanceof Error);
      assert.equal(error.name, type.name);
      assert.equal(error.status, Number(status));
      assert.equal(error.code, 'some_code');
      assert.equal(error.message, 'A detail.');
      assert.equal(error.traceId, '4bf92f3577b34da6a3ce929d0e0e4736');
      return true;
    });
  });
}

test('what is wrong with which field can be read', async (context) => {
  const details = [{pointer: '/name', reason: 'must not be blank'}];
  const server = await fakeServer(context, problem(400, 'validation_failed', {details}));
  const call = new sdk.Vox({url: server.url}).projects.createProject({newProject: {name: ''}});
  await assert.rejects(call, (error) => assert.deepEqual(error.details, details) ?? true);
});

test('limit, count and state can be read', async (context) => {
  const server = await fakeServer(context, problem(422, 'limit_reached', {limit: 5, count: 5, state: null}));
  const call = new sdk.Vox({url: server.url}).projects.createProject({newProject: {name: 'Shop'}});
  await assert.rejects(call, {limit: 5, count: 5, state: undefined});
});

for (const [name, body] of Object.entries({'is cut': '{"code": "jo', 'is no object': 'null', 'is empty': ''})) {
  test(`a problem whose body ${name} still has its status`, async (context) => {
    const server = await fakeServer(context, (request, response) => {
      response.writeHead(404, {'Content-Type': 'application/problem+json'}).end(body);
    });
    const call = new sdk.Vox({url: server.url}).jobs.getJob({jobId: ids.job});
    await assert.rejects(call, {name: 'NotFoundError', code: 'unexpected_answer', status: 404});
  });
}

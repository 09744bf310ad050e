import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ConnectionError, UnauthenticatedError, Vox} from '@vox/sdk';
import {broken, fakeServer, json, problem, tokens, user} from './fake-server.js';

const me = {
  user,
  workspace: {id: 'wsp_01kaj3qd6v0m5r8y2b4n7c9e1f', kind: 'PERSONAL', name: 'Ada'},
  workspaceRole: 'OWNER',
};

/** Knows one access token and one refresh token at a time, as the real one does. */
function accounts(valid, refreshToken) {
  const state = {valid, refreshToken, refreshes: 0, refresh: undefined};
  state.answer = (request, response, {url, body}) => {
    if (url === '/api/v1/auth/refresh') {
      state.refreshes++;
      if (state.refresh) {
        return state.refresh(request, response);
      }
      if (JSON.parse(body).refreshToken !== state.refreshToken) {
        return problem(401, 'refresh_token_invalid')(request, response);
      }
      state.valid = `access-${state.refreshes}`;
      state.refreshToken = `refresh-${state.refreshes}`;
      return json(tokens(state.valid, state.refreshToken))(request, response);
    }
    const good = request.headers.authorization === `Bearer ${state.valid}`;
    return (good ? json(me) : problem(401, 'unauthenticated'))(request, response);
  };
  return state;
}

test('an expired token is refreshed once, however many requests meet it', async (context) => {
  const state = accounts('new', 'refresh-0');
  const server = await fakeServer(context, state.answer);
  const told = [];
  const vox = new Vox({
    url: server.url,
    token: 'old',
    refreshToken: 'refresh-0',
    onTokens: (next) => void told.push(next.refreshToken),
  });
  const answers = await Promise.all(Array.from({length: 8}, () => vox.me.getMe()));
  assert.ok(answers.every((answer) => answer.user.email === user.email));
  assert.equal(state.refreshes, 1);
  assert.deepEqual(told, ['refresh-1']);
  const refresh = server.requests.find((request) => request.url === '/api/v1/auth/refresh');
  assert.equal(refresh.headers.authorization, undefined);
});

test('the next expiry uses the next refresh token', async (context) => {
  const state = accounts('new', 'refresh-0');
  const server = await fakeServer(context, state.answer);
  const vox = new Vox({url: server.url, token: 'old', refreshToken: 'refresh-0'});
  await vox.me.getMe();
  state.valid = 'expired again';
  await vox.me.getMe();
  assert.equal(state.refreshes, 2);
});

test('a refresh that is refused ends the session', async (context) => {
  const state = accounts('new', 'another');
  const server = await fakeServer(context, state.answer);
  const vox = new Vox({url: server.url, token: 'old', refreshToken: 'refresh-0'});
  await assert.rejects(vox.me.getMe(), {name: 'UnauthenticatedError', code: 'refresh_token_invalid'});
  await assert.rejects(vox.me.getMe(), {name: 'UnauthenticatedError', code: 'unauthenticated'});
  assert.equal(state.refreshes, 1);
});

test('a refresh that does not reach the server may be tried again later', async (context) => {
  const state = accounts('new', 'refresh-0');
  state.refresh = broken;
  const server = await fakeServer(context, state.answer);
  const vox = new Vox({url: server.url, token: 'old', refreshToken: 'refresh-0'});
  await assert.rejects(vox.me.getMe(), ConnectionError);
  assert.equal(state.refreshes, 1);
  state.refresh = undefined;
  await vox.me.getMe();
});

test('without a refresh token 401 is thrown at once', async (context) => {
  const server = await fakeServer(context, problem(401, 'unauthenticated'));
  await assert.rejects(new Vox({url: server.url, token: 'old'}).me.getMe(), UnauthenticatedError);
  assert.equal(server.requests.length, 1);
});

test('a token that is refused after a refresh too is not refreshed for ever', async (context) => {
  const state = accounts('new', 'refresh-0');
  const server = await fakeServer(context, (request, response, asked) => {
    if (asked.url === '/api/v1/auth/refresh') {
      return state.answer(request, response, asked);
    }
    return problem(401, 'unauthenticated')(request, response);
  });
  const vox = new Vox({url: server.url, token: 'old', refreshToken: 'refresh-0'});
  await assert.rejects(vox.me.getMe(), UnauthenticatedError);
  assert.equal(state.refreshes, 1);
});

test('a caller may have tokens of their own making', async (context) => {
  const state = accounts('second');
  const server = await fakeServer(context, state.answer);
  const asked = [];
  const token = async (refused) => {
    asked.push(refused);
    return refused === undefined ? 'first' : 'second';
  };
  await new Vox({url: server.url, token}).me.getMe();
  assert.deepEqual(asked, [undefined, 'first']);
});

test('a log-in is gone on with, and left', async (context) => {
  const state = accounts('access', 'refresh');
  const server = await fakeServer(context, state.answer);
  const vox = new Vox({url: server.url});
  await assert.rejects(vox.me.getMe(), UnauthenticatedError);
  vox.use(tokens('access', 'refresh'));
  await vox.me.getMe();
  vox.use(undefined);
  await assert.rejects(vox.me.getMe(), UnauthenticatedError);
});

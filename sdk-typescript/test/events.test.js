import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ConnectionError, NotFoundError, Vox} from '@vox/sdk';
import {broken, collect, fakeServer, ids, json, problem, silent, tokens} from './fake-server.js';

const event = (seq, type = 'NOTICE') => ({
  seq,
  type,
  at: '2026-11-21T14:30:05Z',
  attempt: 1,
  message: `event ${seq}`,
  conversation: null,
  conversations: null,
  scenario: null,
  turn: null,
});

const text = (...events) => events.map((each) => `id: ${each.seq}\nevent: job\ndata: ${JSON.stringify(each)}\n\n`).join('');

/** Sends pieces of a stream, and ends or breaks it. */
const stream =
  (pieces, end = 'end') =>
  async (request, response) => {
    response.writeHead(200, {'Content-Type': 'text/event-stream'});
    for (const piece of pieces) {
      await new Promise((written) => response.write(piece, written));
    }
    if (end === 'end') {
      response.end();
    } else if (end === 'break') {
      response.destroy();
    }
  };

const numbers = (events) => events.map((each) => each.seq);

test('events come in order until the job has ended', async (context) => {
  const server = await fakeServer(context, stream([text(event(1, 'CREATED'), event(2), event(3, 'COMPLETED'))], 'open'));
  const events = await collect(new Vox({url: server.url, token: 'secret'}).followJob(ids.job));
  assert.deepEqual(numbers(events), [1, 2, 3]);
  assert.deepEqual(events[0].at, new Date('2026-11-21T14:30:05Z'));
  const [request] = server.requests;
  assert.equal(request.url, `/api/v1/jobs/${ids.job}/events/stream`);
  assert.equal(request.headers.authorization, 'Bearer secret');
  assert.match(request.headers.accept, /^text\/event-stream/);
  assert.equal(request.headers['last-event-id'], undefined);
});

for (const end of ['end', 'break']) {
  test(`a stream that ${end}s goes on after the last whole event`, async (context) => {
    const half = text(event(3)).slice(0, 40);
    const server = await fakeServer(
      context,
      stream([text(event(1), event(2)), half], end),
      stream([text(event(3), event(4, 'FAILED'))]),
    );
    assert.deepEqual(numbers(await collect(new Vox({url: server.url}).followJob(ids.job))), [1, 2, 3, 4]);
    assert.equal(server.requests[1].headers['last-event-id'], '2');
  });
}

test('what is sent twice comes once', async (context) => {
  const server = await fakeServer(
    context,
    stream([text(event(1), event(2))], 'break'),
    stream([text(event(2), event(3, 'CANCELED'))]),
  );
  assert.deepEqual(numbers(await collect(new Vox({url: server.url}).followJob(ids.job))), [1, 2, 3]);
});

test('the stream begins after the event that the caller has', async (context) => {
  const server = await fakeServer(context, stream([text(event(8, 'COMPLETED'))]));
  assert.deepEqual(numbers(await collect(new Vox({url: server.url}).followJob(ids.job, {after: 7}))), [8]);
  assert.equal(server.requests[0].headers['last-event-id'], '7');
});

test('a caller who has all events of a job that has ended gets none', async (context) => {
  const job = {id: ids.job, status: 'COMPLETED', provider: {}, fault: null};
  const server = await fakeServer(context, stream([]), json(job));
  assert.deepEqual(await collect(new Vox({url: server.url}).followJob(ids.job, {after: 8})), []);
});

test('a stream may come in pieces of any size, with comments and any line ends', async (context) => {
  const whole = Buffer.from(
    ': welcome\r\n\r\n' +
      text(event(1)).replaceAll('\n', '\r\n') +
      ':\n\n' +
      text({...event(2), message: 'später'}).replaceAll('\n', '\r') +
      'event: ping\n\n' +
      text(event(3, 'COMPLETED')),
  );
  const bytes = Array.from(whole, (byte) => Buffer.from([byte]));
  const server = await fakeServer(context, stream(bytes));
  const events = await collect(new Vox({url: server.url}).followJob(ids.job));
  assert.deepEqual(numbers(events), [1, 2, 3]);
  assert.equal(events[1].message, 'später');
});

test('a connection that falls silent is made anew', async (context) => {
  const server = await fakeServer(context, stream([text(event(1))], 'open'), stream([text(event(2, 'COMPLETED'))]));
  const events = await collect(new Vox({url: server.url}).followJob(ids.job, {longestSilenceMs: 100}));
  assert.deepEqual(numbers(events), [1, 2]);
});

test('a comment is a sign of life', async (context) => {
  let beats = 0;
  const server = await fakeServer(context, (request, response) => {
    response.writeHead(200, {'Content-Type': 'text/event-stream'});
    const timer = setInterval(() => {
      response.write(':\n\n');
      if (++beats === 8) {
        response.end(text(event(1, 'COMPLETED')));
        clearInterval(timer);
      }
    }, 50);
  });
  const events = await collect(new Vox({url: server.url}).followJob(ids.job, {longestSilenceMs: 250}));
  assert.deepEqual(numbers(events), [1]);
  assert.equal(server.requests.length, 1);
});

test('a server that ends quiet streams after minutes is not given up', async (context) => {
  const server = await fakeServer(
    context,
    ...Array.from({length: 5}, () => [stream([]), json({id: ids.job, status: 'PENDING', provider: {}, fault: null})]).flat(),
    stream([text(event(1, 'COMPLETED'))]),
  );
  let now = 0;
  context.mock.method(Date, 'now', () => (now += 60_000));
  assert.deepEqual(numbers(await collect(new Vox({url: server.url}).followJob(ids.job))), [1]);
});

test('a server that is gone is told after the last try', async (context) => {
  const server = await fakeServer(context, stream([text(event(1))], 'break'), broken);
  const events = new Vox({url: server.url, retries: 1}).followJob(ids.job);
  assert.equal((await events.next()).value.seq, 1);
  await assert.rejects(events.next(), ConnectionError);
});

test('a job that does not exist is told at once', async (context) => {
  const server = await fakeServer(context, problem(404, 'job_not_found'));
  await assert.rejects(collect(new Vox({url: server.url}).followJob(ids.job)), NotFoundError);
  assert.equal(server.requests.length, 1);
});

test('a token that has expired is refreshed for a stream too', async (context) => {
  const server = await fakeServer(
    context,
    problem(401, 'unauthenticated'),
    json(tokens('new', 'next')),
    stream([text(event(1, 'COMPLETED'))]),
  );
  const vox = new Vox({url: server.url, token: 'old', refreshToken: 'refresh'});
  assert.deepEqual(numbers(await collect(vox.followJob(ids.job))), [1]);
  assert.equal(server.requests[2].headers.authorization, 'Bearer new');
});

test('a caller who has seen enough gives the connection back', async (context) => {
  let closed;
  const over = new Promise((resolve) => (closed = resolve));
  const server = await fakeServer(context, (request, response) => {
    response.on('close', closed);
    return stream([text(event(1), event(2))], 'open')(request, response);
  });
  for await (const each of new Vox({url: server.url}).followJob(ids.job)) {
    assert.equal(each.seq, 1);
    break;
  }
  await over;
});

test('a caller can give up on a stream', async (context) => {
  const controller = new AbortController();
  const server = await fakeServer(context, stream([text(event(1))], 'open'));
  const events = new Vox({url: server.url}).followJob(ids.job, {signal: controller.signal});
  await events.next();
  setImmediate(() => controller.abort());
  await assert.rejects(events.next(), {name: 'AbortError'});
});

test('a server that does not begin a stream is given up', async (context) => {
  const server = await fakeServer(context, silent);
  const vox = new Vox({url: server.url, retries: 0, timeoutMs: 50});
  await assert.rejects(collect(vox.followJob(ids.job)), ConnectionError);
});

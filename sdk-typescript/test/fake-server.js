// A server on loopback that answers what a test tells it to, request by request, and remembers what it was asked.
import {once} from 'node:events';
import {createServer} from 'node:http';

export const ids = {
  job: 'job_01kaj3qd6v0m5r8y2b4n7c9e1f',
  artifact: 'art_01kaj3qd6v0m5r8y2b4n7c9e1f',
};

/** Answers JSON. */
export const json = (body, status = 200, headers = {}) => (request, response) => {
  response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(body));
};

/** Answers a problem. */
export const problem = (status, code, members = {}, headers = {}) => (request, response) => {
  response.writeHead(status, {'Content-Type': 'application/problem+json', ...headers});
  response.end(
    JSON.stringify({
      type: `https://vox.example/problems/${code}`,
      title: 'A title',
      status,
      detail: 'A detail.',
      code,
      timestamp: '2026-11-21T14:30:00Z',
      details: [],
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      ...members,
    }),
  );
};

/** Breaks the connection before any answer. */
export const broken = (request, response) => response.destroy();

/** Promises an answer and breaks the connection in the middle of it. */
export const cut = (request, response) => {
  response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': '1000'});
  response.write('{"data":', () => response.destroy());
};

/** Never answers. */
export const silent = () => {};

/** Starts a server; each answer is used once, in order, the last one for ever. */
export async function fakeServer(context, ...answers) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    requests.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer(request, response, requests.at(-1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${server.address().port}`, requests};
}

export async function collect(iterable) {
  const entries = [];
  for await (const entry of iterable) {
    entries.push(entry);
  }
  return entries;
}

export const user = {
  id: 'usr_01kaj3qd6v0m5r8y2b4n7c9e1f',
  email: 'ada@vox.example',
  name: 'Ada Lovelace',
  role: 'BASIC',
  isAdmin: false,
  status: 'ACTIVE',
  createdAt: '2026-11-21T14:30:00Z',
};

export const tokens = (accessToken, refreshToken) => ({
  accessToken,
  accessTokenExpiresAt: '2026-11-21T14:45:00Z',
  refreshToken,
  refreshTokenExpiresAt: '2026-12-21T14:30:00Z',
  user,
});

export const project = (name) => ({
  id: 'prj_01kaj3qd6v0m5r8y2b4n7c9e1f',
  name,
  isDefault: false,
  workflowCount: 0,
  workflowLimit: 10,
  createdAt: '2026-11-21T14:30:00Z',
});

import {ConnectionError, NotModifiedError, problemOf, TimeoutError, VoxError} from './errors.js';
import type {Session} from './session.js';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
const withoutBody = [204, 304];

export interface TransportOptions {
  retries: number;
  timeoutMs: number;
  fetch: typeof fetch;
}

/**
 * Sends requests: each try within a time limit, again after a failure if that is safe, with a new token if the old one has
 * expired. Whoever asks gets an answer of 2xx or an error of this library.
 */
export class Transport {
  constructor(
    private readonly options: TransportOptions,
    private readonly session: Session,
  ) {}

  /** Sends and reads the whole answer, so that a connection that breaks in the middle of it is a failed try too. */
  readonly send = (url: string | URL | Request, init: RequestInit = {}): Promise<Response> =>
    this.exchange(url, init, async (signal) => {
      const response = await this.options.fetch(url, {...init, signal, redirect: 'manual'});
      const body = await response.arrayBuffer();
      const {status, statusText, headers} = response;
      if (response.type === 'opaqueredirect') {
        return response;
      }
      return new Response(withoutBody.includes(status) ? null : body, {status, statusText, headers});
    });

  /** Sends and answers as soon as the answer begins; its body is the caller's, without a time limit. */
  open(url: string, init: RequestInit): Promise<Response> {
    return this.exchange(url, init, async (signal, begun) => {
      const response = await this.options.fetch(url, {...init, signal, redirect: 'manual'});
      if (response.ok) {
        begun();
      }
      return response;
    });
  }

  private async exchange(
    url: string | URL | Request,
    init: RequestInit,
    attempt: (signal: AbortSignal, begun: () => void) => Promise<Response>,
  ): Promise<Response> {
    const headers = new Headers(init.headers);
    // Changed in place when the token is renewed.
    init.headers = headers;
    const repeatable = isRepeatable(init, headers);
    let renewed = false;
    for (let failures = 0; ; ) {
      const failure = await this.attempt(init, attempt);
      if (failure instanceof Response) {
        return failure;
      }
      const refused = headers.get('Authorization')?.replace(/^Bearer /, '');
      if (failure.error instanceof VoxError && failure.status === 401 && refused && !renewed) {
        renewed = true;
        const token = await this.session.renew(refused);
        if (token === undefined) {
          throw failure.error;
        }
        headers.set('Authorization', `Bearer ${token}`);
        continue;
      }
      const waitMs = failure.waitMs ?? backoff(failures);
      const again = failure.status === 429 || (repeatable && failure.retryable);
      if (!again || failures >= this.options.retries || waitMs > LONGEST_WAIT_MS) {
        throw failure.error;
      }
      failures++;
      await pause(waitMs, init.signal);
    }
  }

  /** One try: the answer, or why it failed. Throws what the caller's signal says if that ended it. */
  private async attempt(
    init: RequestInit,
    attempt: (signal: AbortSignal, begun: () => void) => Promise<Response>,
  ): Promise<Response | Failure> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.options.timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, limit.signal]) : limit.signal;
    try {
      const response = await attempt(signal, () => clearTimeout(timer));
      if (response.ok) {
        return response;
      }
      return await failureOf(response);
    } catch (cause) {
      init.signal?.throwIfAborted();
      if (cause instanceof VoxError) {
        throw cause;
      }
      const error = limit.signal.aborted
        ? new TimeoutError(`The server did not answer within ${this.options.timeoutMs} ms.`, {cause})
        : new ConnectionError(`The server could not be reached: ${reason(cause)}.`, {cause});
      return {error, retryable: true};
    } finally {
      clearTimeout(timer);
    }
  }
}

interface Failure {
  error: VoxError;
  retryable: boolean;
  status?: number;
  waitMs?: number | undefined;
}

async function failureOf(response: Response): Promise<Failure> {
  if (response.status === 304) {
    return {error: new NotModifiedError('It was not modified.'), retryable: false};
  }
  if (response.status < 400) {
    const target = response.headers.get('Location') ?? 'another address';
    return {error: new VoxError(`The server points to ${target}; use that address.`), retryable: false};
  }
  const error = await problemOf(response);
  return {
    error,
    status: response.status,
    retryable: response.status >= 500 || error.code === 'idempotency_in_flight',
    waitMs: error.retryAfterSeconds === undefined ? undefined : error.retryAfterSeconds * 1000,
  };
}

/** Whether to send twice does what to send once does. */
function isRepeatable(init: RequestInit, headers: Headers): boolean {
  if (typeof ReadableStream !== 'undefined' && init.body instanceof ReadableStream) {
    return false;
  }
  return (init.method ?? 'GET').toUpperCase() !== 'POST' || headers.has('Idempotency-Key');
}

/** Grows from failure to failure, by chance, so that many clients do not come back at once. */
export function backoff(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);
}

/** Waits; throws what the signal says if that ends it. */
export function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) {
      stop();
    } else {
      signal?.addEventListener('abort', stop, {once: true});
    }
  });
}

/** The innermost reason, since "fetch failed" alone helps nobody. */
function reason(cause: unknown): string {
  let innermost = cause;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  if (!(innermost instanceof Error)) {
    return String(innermost);
  }
  const code = (innermost as {code?: unknown}).code;
  return innermost.message || (typeof code === 'string' ? code : innermost.name);
}

import type {Problem, ProblemDetail} from './generated/models/index.js';
import type {ProblemCode} from './generated/problem-codes.js';

/** Whatever this library throws, except what a caller's own signal gives as the reason to abort. */
export class VoxError extends Error {
  constructor(message: string, options?: {cause?: unknown}) {
    super(message, options as ErrorOptions);
    this.name = new.target.name;
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends VoxError {}

/** The server took longer than `timeoutMs`. */
export class TimeoutError extends ConnectionError {}

/** What `ifNoneMatch` names is still right; there is nothing new to read. */
export class NotModifiedError extends VoxError {}

/** The server says that something went wrong; `code` says what. */
export class ProblemError extends VoxError {
  readonly status: number;
  /** What to decide by. A newer server may answer codes that are not listed yet. */
  readonly code: ProblemCode | 'unexpected_answer' | (string & {});
  readonly title: string;
  /** One line for people. */
  readonly detail: string;
  /** What is wrong with which field, with `validation_failed`. */
  readonly details: ProblemDetail[];
  /** Give it when you ask for help; undefined if something before the server answered. */
  readonly traceId: string | undefined;
  /** The state in which the thing was, with codes that speak of a state. */
  readonly state: string | undefined;
  readonly limit: number | undefined;
  readonly count: number | undefined;
  /** How long to wait before another try, s. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Partial<Problem>, retryAfterSeconds?: number) {
    const detail = problem.detail ?? `The server answered ${status} without saying why.`;
    super(detail);
    this.status = status;
    this.code = problem.code ?? 'unexpected_answer';
    this.title = problem.title ?? `Status ${status}`;
    this.detail = detail;
    this.details = problem.details ?? [];
    this.traceId = problem.traceId;
    this.state = problem.state ?? undefined;
    this.limit = problem.limit ?? undefined;
    this.count = problem.count ?? undefined;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 400: the request is not valid. */
export class BadRequestError extends ProblemError {}

/** 401: credentials are missing or wrong. */
export class UnauthenticatedError extends ProblemError {}

/** 403: this is not allowed. */
export class ForbiddenError extends ProblemError {}

/** 404: there is no such thing, or it is another workspace's. */
export class NotFoundError extends ProblemError {}

/** 409: the state of the thing does not allow this. */
export class ConflictError extends ProblemError {}

/** 412: it was changed since. */
export class PreconditionFailedError extends ProblemError {}

/** 413: the body is too large. */
export class PayloadTooLargeError extends ProblemError {}

/** 422: a limit is reached, or what was sent contradicts what was sent before. */
export class UnprocessableError extends ProblemError {}

/** 429: too many requests. */
export class RateLimitedError extends ProblemError {}

/** 500 and above: the server, or what it needs, does not work. */
export class ServerError extends ProblemError {}

const byStatus = new Map<number, typeof ProblemError>([
  [400, BadRequestError],
  [401, UnauthenticatedError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [409, ConflictError],
  [412, PreconditionFailedError],
  [413, PayloadTooLargeError],
  [422, UnprocessableError],
  [429, RateLimitedError],
]);

/** The error that stands for an answer of 4xx or 5xx. Reads the body. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const type = byStatus.get(response.status) ?? (response.status >= 500 ? ServerError : ProblemError);
  let problem: Partial<Problem> = {};
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    // A body that is cut or no JSON still leaves the status to tell.
    const body: unknown = await response.json().catch(() => undefined);
    if (body !== null && typeof body === 'object') {
      problem = body;
    }
  }
  return new type(response.status, problem, retryAfter(response));
}

/** What `Retry-After` says, s: a number or a date. */
function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('Retry-After');
  if (header === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

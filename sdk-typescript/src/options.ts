import {VoxError} from './errors.js';
import type {Tokens} from './generated/models/index.js';

/**
 * Answers the token for `Authorization: Bearer`, or undefined for none. Asked for each request; with the token that the
 * server refused it must answer another one, or undefined to give up.
 */
export type TokenSource = (refused?: string) => string | undefined | Promise<string | undefined>;

export interface VoxOptions {
  /** Address of the server, such as `https://vox.example`, with or without `/api/v1`. */
  url: string;
  /** Access token or eval agent token, or where to get one; without it only public operations can be called. */
  token?: string | TokenSource;
  /** Gets new tokens when the access token has expired. Works once: keep the next one by `onTokens`. */
  refreshToken?: string;
  /** Told the tokens of each refresh, before the request that needed them is sent again. */
  onTokens?: (tokens: Tokens) => void | Promise<void>;
  /** How often a request is sent again, at most; 3 unless given, 0 = never. */
  retries?: number;
  /** How long one try of a request may take, ms; 60,000 unless given. A followed stream has no such limit. */
  timeoutMs?: number;
  /** The function that sends; the platform's `fetch` unless given. */
  fetch?: typeof fetch;
}

/** The options that the environment gives: `VOX_URL` and `VOX_TOKEN`. Other options may be given beside them. */
export function optionsFromEnvironment(options: Partial<VoxOptions> = {}): VoxOptions {
  const environment = (globalThis as {process?: {env?: Record<string, string | undefined>}}).process?.env ?? {};
  const url = options.url ?? environment['VOX_URL'];
  if (!url) {
    throw new VoxError('No server is named: set VOX_URL, for example to http://127.0.0.1:8080, or give the option url.');
  }
  const token = options.token ?? (environment['VOX_TOKEN'] || undefined);
  return {...options, url, ...(token === undefined ? {} : {token})};
}

/** The address that operations are relative to. */
export function basePath(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new VoxError(`${url} is not an address; it must be like https://vox.example.`);
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new VoxError(`${url} must begin with http:// or https://.`);
  }
  const path = parsed.pathname.replace(/\/+$/, '');
  return parsed.origin + (path.endsWith('/api/v1') ? path : `${path}/api/v1`);
}

import {ConnectionError, VoxError} from './errors.js';
import {readEvents} from './events.js';
import {
  AdminAuditEventsApi,
  AdminMailsApi,
  AdminSettingsApi,
  AdminUsersApi,
  ApiKeysApi,
  ArtifactsApi,
  AuditEventsApi,
  AuthApi,
  DaemonApi,
  EvalAgentsApi,
  EvalAgentTokensApi,
  EvalSetsApi,
  HealthApi,
  JobsApi,
  MeApi,
  MetricsApi,
  OAuthApi,
  ProjectsApi,
  ProvidersApi,
  RegionsApi,
  ResultsApi,
  RunsApi,
  SecretsApi,
  SetupApi,
  WorkflowsApi,
} from './generated/apis/index.js';
import {type JobEvent, JobEventFromJSON, type Tokens} from './generated/models/index.js';
import {type BaseAPI, Configuration, FetchError} from './generated/runtime.js';
import {basePath, optionsFromEnvironment, type VoxOptions} from './options.js';
import {Session} from './session.js';
import {backoff, pause, Transport} from './transport.js';
import {VERSION} from './version.js';

const DEFAULT_RETRIES = 3;
const DEFAULT_TIMEOUT_MS = 60_000;
/** The server sends a comment every 15 s. */
const LONGEST_SILENCE_MS = 45_000;

/** The server ends what lasts for minutes, for the client to prove again who it is: that is no failure. */
const LASTING_MS = 60_000;

export interface FollowOptions {
  /** Number of the last event that you have; 0 = from the first one. */
  after?: number;
  /** Ends the following; its reason is thrown. */
  signal?: AbortSignal;
  /** After how long without a sign of life the connection is given up and made anew, ms. */
  longestSilenceMs?: number;
}

/**
 * A Vox server. Operations are methods of the properties, one property for each tag of the contract; what fails throws a
 * {@link VoxError}.
 */
export class Vox {
  readonly adminAuditEvents: AdminAuditEventsApi;
  readonly adminMails: AdminMailsApi;
  readonly adminSettings: AdminSettingsApi;
  readonly adminUsers: AdminUsersApi;
  readonly apiKeys: ApiKeysApi;
  readonly artifacts: ArtifactsApi;
  readonly auditEvents: AuditEventsApi;
  readonly auth: AuthApi;
  readonly daemon: DaemonApi;
  readonly evalAgents: EvalAgentsApi;
  readonly evalAgentTokens: EvalAgentTokensApi;
  readonly evalSets: EvalSetsApi;
  readonly health: HealthApi;
  readonly jobs: JobsApi;
  readonly me: MeApi;
  readonly metrics: MetricsApi;
  readonly oAuth: OAuthApi;
  readonly projects: ProjectsApi;
  readonly providers: ProvidersApi;
  readonly regions: RegionsApi;
  readonly results: ResultsApi;
  readonly runs: RunsApi;
  readonly secrets: SecretsApi;
  readonly setup: SetupApi;
  readonly workflows: WorkflowsApi;

  private readonly basePath: string;
  private readonly session: Session;
  private readonly transport: Transport;
  private readonly retries: number;

  constructor(options: VoxOptions) {
    this.basePath = basePath(options.url);
    this.retries = options.retries ?? DEFAULT_RETRIES;
    this.session = new Session(
      options.token,
      options.refreshToken,
      (refreshToken) => this.auth.refreshTokens({refreshTokenRequest: {refreshToken}}),
      options.onTokens ?? (() => undefined),
    );
    this.transport = new Transport(
      {
        retries: this.retries,
        timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        // Called as a function of nothing: browsers refuse fetch as a method of another object.
        fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      },
      this.session,
    );
    const configuration = new Configuration({
      basePath: this.basePath,
      // Asked for by operations that need a token only.
      accessToken: async () => (await this.session.current()) ?? '',
      fetchApi: this.transport.send,
      headers: this.headers(),
    });
    this.adminAuditEvents = guarded(new AdminAuditEventsApi(configuration));
    this.adminSettings = guarded(new AdminSettingsApi(configuration));
    this.adminMails = guarded(new AdminMailsApi(configuration));
    this.adminUsers = guarded(new AdminUsersApi(configuration));
    this.apiKeys = guarded(new ApiKeysApi(configuration));
    this.artifacts = guarded(new ArtifactsApi(configuration));
    this.auditEvents = guarded(new AuditEventsApi(configuration));
    this.auth = guarded(new AuthApi(configuration));
    this.daemon = guarded(new DaemonApi(configuration));
    this.evalAgents = guarded(new EvalAgentsApi(configuration));
    this.evalAgentTokens = guarded(new EvalAgentTokensApi(configuration));
    this.evalSets = guarded(new EvalSetsApi(configuration));
    this.health = guarded(new HealthApi(configuration));
    this.jobs = guarded(new JobsApi(configuration));
    this.me = guarded(new MeApi(configuration));
    this.metrics = guarded(new MetricsApi(configuration));
    this.oAuth = guarded(new OAuthApi(configuration));
    this.projects = guarded(new ProjectsApi(configuration));
    this.providers = guarded(new ProvidersApi(configuration));
    this.regions = guarded(new RegionsApi(configuration));
    this.results = guarded(new ResultsApi(configuration));
    this.runs = guarded(new RunsApi(configuration));
    this.secrets = guarded(new SecretsApi(configuration));
    this.setup = guarded(new SetupApi(configuration));
    this.workflows = guarded(new WorkflowsApi(configuration));
  }

  /** A server as `VOX_URL` and `VOX_TOKEN` say. */
  static fromEnvironment(options: Partial<VoxOptions> = {}): Vox {
    return new Vox(optionsFromEnvironment(options));
  }

  /** Goes on with the tokens of a log-in, or, with undefined, without any. */
  use(tokens: Tokens | undefined): void {
    this.session.use(tokens);
  }

  /**
   * Follows the events of a job until it has ended. A connection that breaks or falls silent is made anew and goes on
   * after the last event, so each event comes once and none is lost.
   */
  async *followJob(jobId: string, options: FollowOptions = {}): AsyncGenerator<JobEvent, void, void> {
    let after = options.after ?? 0;
    for (let failures = 0; ; failures++) {
      const before = after;
      const began = Date.now();
      let failure: unknown;
      try {
        for await (const event of this.jobEvents(jobId, after, options)) {
          if (event.seq > after) {
            after = event.seq;
            yield event;
          }
          if (isLast(event)) {
            return;
          }
        }
        if (after === before && (await this.hasEnded(jobId, options.signal))) {
          return;
        }
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!(error instanceof ConnectionError)) {
          throw error;
        }
        failure = error;
      }
      if (after > before || Date.now() - began >= LASTING_MS) {
        failures = 0;
      }
      if (failures >= this.retries) {
        throw failure ?? new ConnectionError('The stream of events ended again and again before the job did.');
      }
      await pause(backoff(failures), options.signal);
    }
  }

  /** The content of a file; read its `body`, which is a stream, or `blob()`. */
  async download(artifactId: string, options: {signal?: AbortSignal} = {}): Promise<Response> {
    return this.open(`/artifacts/${encodeURIComponent(artifactId)}/content`, 'application/octet-stream', {}, options.signal);
  }

  private async *jobEvents(jobId: string, after: number, options: FollowOptions): AsyncGenerator<JobEvent, void, void> {
    const silence = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, silence.signal]) : silence.signal;
    const lastEvent: Record<string, string> = after > 0 ? {'Last-Event-ID': String(after)} : {};
    const path = `/jobs/${encodeURIComponent(jobId)}/events/stream`;
    const response = await this.open(path, 'text/event-stream', lastEvent, signal);
    if (response.body === null) {
      throw new ConnectionError('The stream of events has no body.');
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), options.longestSilenceMs ?? LONGEST_SILENCE_MS);
    };
    heard();
    try {
      for await (const event of readEvents(response.body, heard)) {
        yield JobEventFromJSON(JSON.parse(event.data));
      }
    } catch (cause) {
      throw new ConnectionError('The stream of events broke.', {cause});
    } finally {
      clearTimeout(timer);
    }
  }

  private async open(
    path: string,
    accept: string,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const token = await this.session.current();
    return this.transport.open(this.basePath + path, {
      method: 'GET',
      headers: {
        ...this.headers(),
        ...headers,
        Accept: `${accept}, application/problem+json`,
        ...(token ? {Authorization: `Bearer ${token}`} : {}),
      },
      ...(signal ? {signal} : {}),
    });
  }

  private async hasEnded(jobId: string, signal: AbortSignal | undefined): Promise<boolean> {
    const job = await this.jobs.getJob({jobId}, signal ? {signal} : {});
    return job.status !== 'PENDING' && job.status !== 'RUNNING';
  }

  /** Browsers name themselves. */
  private headers(): Record<string, string> {
    return 'document' in globalThis ? {} : {'User-Agent': `vox-typescript/${VERSION}`};
  }
}

function isLast(event: JobEvent): boolean {
  return event.type === 'COMPLETED' || event.type === 'FAILED' || event.type === 'CANCELED';
}

/**
 * Gives what creates something an idempotency key unless the caller did, so that it can be sent again; and throws what
 * went wrong itself, not the generated code's wrapping of it.
 */
function guarded<T extends BaseAPI>(api: T): T {
  return new Proxy(api, {
    get(target, name, receiver): unknown {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || typeof name !== 'string') {
        return member;
      }
      return (...parameters: unknown[]): unknown => {
        if (name.startsWith('create')) {
          parameters[0] = {...(parameters[0] as object)};
          (parameters[0] as {idempotencyKey?: string}).idempotencyKey ??= globalThis.crypto.randomUUID();
        }
        const answer: unknown = Reflect.apply(member, target, parameters);
        return answer instanceof Promise ? answer.catch(unwrapped) : answer;
      };
    },
  });
}

function unwrapped(error: unknown): never {
  if (error instanceof FetchError) {
    throw error.cause;
  }
  if (error instanceof SyntaxError) {
    throw new VoxError('The answer is not what a Vox server answers; is the address right?', {cause: error});
  }
  throw error;
}


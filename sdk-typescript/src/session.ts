import {ProblemError} from './errors.js';
import type {Tokens} from './generated/models/index.js';
import type {TokenSource} from './options.js';

/**
 * Holds the tokens of one user. However many requests find the access token expired at once, the refresh token is used
 * once: using it twice would end the session.
 */
export class Session {
  private token: string | TokenSource | undefined;
  private refreshToken: string | undefined;
  private running: Promise<string | undefined> | undefined;

  constructor(
    token: string | TokenSource | undefined,
    refreshToken: string | undefined,
    private readonly refresh: (refreshToken: string) => Promise<Tokens>,
    private readonly onTokens: (tokens: Tokens) => void | Promise<void>,
  ) {
    this.token = token;
    this.refreshToken = refreshToken;
  }

  use(tokens: Tokens | undefined): void {
    this.token = tokens?.accessToken;
    this.refreshToken = tokens?.refreshToken;
  }

  async current(): Promise<string | undefined> {
    return typeof this.token === 'function' ? this.token() : this.token;
  }

  /** Answers another token than the refused one, or undefined if there is none to be had. */
  async renew(refused: string): Promise<string | undefined> {
    if (typeof this.token === 'string' && this.token !== refused) {
      return this.token;
    }
    this.running ??= this.renewed(refused).finally(() => {
      this.running = undefined;
    });
    const token = await this.running;
    return token === refused ? undefined : token;
  }

  private async renewed(refused: string): Promise<string | undefined> {
    if (typeof this.token === 'function') {
      return this.token(refused);
    }
    const refreshToken = this.refreshToken;
    if (refreshToken === undefined) {
      return undefined;
    }
    let tokens: Tokens;
    try {
      tokens = await this.refresh(refreshToken);
    } catch (error) {
      // What the server has refused once it refuses for ever. If it could not be reached, another try may go well.
      if (error instanceof ProblemError && error.status < 500 && this.refreshToken === refreshToken) {
        this.refreshToken = undefined;
      }
      throw error;
    }
    // Unless somebody logged in or out meanwhile.
    if (this.refreshToken === refreshToken) {
      this.use(tokens);
      await this.onTokens(tokens);
    }
    return tokens.accessToken;
  }
}

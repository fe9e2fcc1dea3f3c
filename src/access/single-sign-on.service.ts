import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Settings } from '../config/settings.js';
import { minutesBetween } from '../kernel/instant.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { SealingService } from './sealing.service.js';

/** Who a directory says that somebody is. */
export type DirectoryPerson = {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the directory has verified it. */
  readonly email: string | null;
};

/** `unreachable`: the directory does not answer. `not-completed`: the person turned back, or what came back is not ours. */
export type DirectoryRefusal = 'not-set-up' | 'unreachable' | 'not-completed';

export type Departure = {
  /** Where to send the browser. */
  readonly address: string;
  /** What the browser keeps until it comes back; sealed. */
  readonly baggage: string;
};

type Baggage = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly leftAt: string;
};

const longestAwayMinutes = 15;
const sealedFor = 'single sign-on';
const scope = 'openid email profile';
export const directoryReturnPath = '/sign-in/directory/return';

/** Sends people to the directory of a council or an inspectorate, and reads who comes back (OpenID Connect, code flow). */
@Injectable()
export class SingleSignOnService {
  #directory: oidc.Configuration | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly sealing: SealingService,
    private readonly clock: Clock,
  ) {}

  /** What the button says, or null where there is no directory. */
  get name(): string | null {
    return this.settings.values.singleSignOn?.name ?? null;
  }

  async depart(returnTo: string): Promise<Result<Departure, DirectoryRefusal>> {
    const directory = await this.#find();
    if (!directory.ok) return directory;
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const address = oidc.buildAuthorizationUrl(directory.value, {
      redirect_uri: this.#returnAddress,
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const baggage: Baggage = { state, nonce, verifier, returnTo, leftAt: this.clock.now() };
    return ok({ address: address.href, baggage: this.sealing.seal(JSON.stringify(baggage), sealedFor) });
  }

  /** Who came back: `query` is that of the address to which the directory sent the browser, with its question mark. */
  async arrive(
    query: string,
    baggage: string | null,
  ): Promise<Result<{ readonly person: DirectoryPerson; readonly returnTo: string }, DirectoryRefusal>> {
    if (!this.settings.values.singleSignOn) return refused('not-set-up');
    const packed = baggage === null ? null : this.sealing.open(baggage, sealedFor);
    if (packed === null) return refused('not-completed');
    const { state, nonce, verifier, returnTo, leftAt } = JSON.parse(packed) as Baggage;
    if (minutesBetween(leftAt, this.clock.now()) > longestAwayMinutes) return refused('not-completed');
    const directory = await this.#find();
    if (!directory.ok) return directory;
    try {
      const tokens = await oidc.authorizationCodeGrant(directory.value, new URL(`${this.#returnAddress}${query}`), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return refused('not-completed');
      const told =
        claims.email === undefined
          ? await oidc.fetchUserInfo(directory.value, tokens.access_token, claims.sub)
          : claims;
      const isVerified = told.email_verified === true && typeof told.email === 'string';
      const person = { issuer: claims.iss, subject: claims.sub, email: isVerified ? (told.email ?? null) : null };
      return ok({ person, returnTo });
    } catch (error) {
      if (isRefusedByProtocol(error)) return refused('not-completed');
      return refused('unreachable');
    }
  }

  async #find(): Promise<Result<oidc.Configuration, 'not-set-up' | 'unreachable'>> {
    const wanted = this.settings.values.singleSignOn;
    if (!wanted) return refused('not-set-up');
    try {
      this.#directory ??= await oidc.discovery(
        new URL(wanted.issuer),
        wanted.clientId,
        wanted.clientSecret,
        undefined,
        {
          timeout: 10,
          // Only an issuer on this machine may be asked without https; the settings see to that.
          execute: wanted.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
        },
      );
      return ok(this.#directory);
    } catch {
      return refused('unreachable');
    }
  }

  get #returnAddress(): string {
    return `${this.settings.values.publicUrl}${directoryReturnPath}`;
  }
}

/** What the directory or the checks of the protocol refused, other than a directory that does not answer. */
const isRefusedByProtocol = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.ResponseBodyError ||
  error instanceof oidc.ClientError;

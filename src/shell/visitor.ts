import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { EndedWhy } from '../access/data/account.row.js';
import type { Account } from '../access/domain/account.js';
import type { Role } from '../access/domain/roles.js';
import type { SessionsService } from '../access/sessions.service.js';

/** Whoever asks: known from their session, or nobody in particular. */
export type Visitor = {
  readonly account: Account | null;
  readonly sessionId: string | null;
  /** Whose eyes an administrator looks through, in words; null: their own. */
  readonly viewingAs: string | null;
  /** Whose session has ended, where the visitor still sends its token. */
  readonly ended: Account | null;
  /** Why it ended before its time; null: its time was over. */
  readonly endedWhy: EndedWhy | null;
  /** Roles that sleep until the person has set up a second factor. */
  readonly rolesAsleep: readonly Role[];
  readonly requestId: string;
  /** What each form of this visitor carries. A visitor who is not signed in is given a cookie when first asked. */
  readonly formToken: () => string;
  /** Whether a form that was posted carried this visitor's token. */
  readonly owns: (token: unknown) => boolean;
};

const visitors = new WeakMap<Request, Visitor>();

const nobody: Visitor = {
  account: null,
  sessionId: null,
  viewingAs: null,
  ended: null,
  endedWhy: null,
  rolesAsleep: [],
  requestId: '',
  formToken: () => '',
  owns: () => false,
};

export const visitorOf = (request: Request): Visitor => visitors.get(request) ?? nobody;

/** `__Host-` binds a cookie to this very address; browsers take it on https only. */
export const cookieNames = (isHttps: boolean) => {
  const prefix = isHttps ? '__Host-' : '';
  return {
    session: `${prefix}turnaround`,
    visit: `${prefix}turnaround-visit`,
    /** Between the password and the one-time code. */
    step: `${prefix}turnaround-step`,
    /** On the way to a directory and back. */
    journey: `${prefix}turnaround-journey`,
  } as const;
};

const tokenShape = /^[\w-]{43}$/;

export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export function setCookie(response: Response, name: string, value: string, isHttps: boolean): void {
  response.append('Set-Cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`);
}

export function clearCookie(response: Response, name: string, isHttps: boolean): void {
  response.append('Set-Cookie', `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isHttps ? '; Secure' : ''}`);
}

/** Derived from a cookie that no script and no other site can read, so that nothing has to be kept. */
const formTokenOf = (secret: string): string => createHmac('sha256', secret).update('form').digest('base64url');

const isSame = (given: unknown, wanted: string): boolean => {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};

type Wanted = { readonly sessions: () => Pick<SessionsService, 'read'>; readonly isHttps: boolean };

/** Says who asks, before anything else looks at the request. */
export function visitorMiddleware({ sessions, isHttps }: Wanted): RequestHandler {
  const names = cookieNames(isHttps);
  const tokenIn = (request: Request, name: string): string | null => {
    const token = readCookie(request.headers.cookie, name);
    return token && tokenShape.test(token) ? token : null;
  };

  async function meet(request: Request, response: Response): Promise<void> {
    const sessionToken = tokenIn(request, names.session);
    const signed = sessionToken ? await sessions().read(sessionToken) : null;
    let secret = (signed ? sessionToken : null) ?? tokenIn(request, names.visit);
    // What one person may see is kept by nobody: neither by us nor by a browser that others use after them.
    if (signed) response.setHeader('Cache-Control', 'no-store');
    visitors.set(request, {
      account: signed?.live ? signed.account : null,
      sessionId: signed?.live ? signed.sessionId : null,
      viewingAs: signed?.live ? signed.viewingAs : null,
      ended: signed && !signed.live ? signed.account : null,
      endedWhy: signed?.endedWhy ?? null,
      rolesAsleep: signed?.live ? signed.rolesAsleep : [],
      requestId: randomUUID(),
      formToken: () => {
        if (!secret) {
          secret = randomBytes(32).toString('base64url');
          setCookie(response, names.visit, secret, isHttps);
        }
        return formTokenOf(secret);
      },
      owns: (token) => secret !== null && isSame(token, formTokenOf(secret)),
    });
  }

  return (request, response, next) => {
    meet(request, response).then(() => next(), next);
  };
}

import type { Request, RequestHandler, Response } from 'express';
import type { ApiTokensService } from '../access/api-tokens.service.js';
import { holdsToken, type TokenScope } from '../access/domain/api-token.js';
import type { GuessingService } from '../access/guessing.service.js';
import { bearerOf, setBearer } from './bearer.js';
import { sendProblem } from './json-answer.js';
import { visitorOf } from './visitor.js';

type Wanted = {
  readonly tokens: () => Pick<ApiTokensService, 'read'>;
  readonly guessing: () => Pick<GuessingService, 'count'>;
};

const realm = 'Bearer realm="Turnaround"';
/** Seconds to wait for whoever showed too many wrong tokens. */
const wait = 300;

/** What stands after the scheme; null: another scheme, or nothing. The scheme is the same in any case (RFC 9110). */
function shownIn(header: string): string | null {
  const [scheme = '', token = '', ...more] = header.trim().split(' ');
  return scheme.toLowerCase() === 'bearer' && token !== '' && more.length === 0 ? token : null;
}

/**
 * Stands before the addresses for machines. A good token says for whom to read; a wrong one is refused rather than
 * answered as if none had come, and counted, so that nobody tries many. Without one everything goes on as for
 * everybody. No cookie comes of it.
 */
export function bearerDoor({ tokens, guessing }: Wanted): RequestHandler {
  /** Whether the request goes on. */
  async function meet(request: Request, response: Response): Promise<boolean> {
    // The page that explains it all is a page, and pages know no tokens.
    if (request.path === '/') return true;
    if (holdsToken(request.url)) {
      sendProblem(response, {
        status: 400,
        title: 'A token does not belong in an address',
        messages: [
          'Send a token in the header “Authorization: Bearer”, never in an address: addresses are kept in logs. Revoke this one and make another.',
        ],
      });
      return false;
    }
    const header = request.headers.authorization;
    if (header === undefined) return true;
    const shown = shownIn(header);
    const bearer = shown === null ? null : await tokens().read(shown);
    if (bearer) {
      setBearer(request, bearer);
      return true;
    }
    const address = request.ip ?? null;
    const { requestId } = visitorOf(request);
    const counted = await guessing().count({ kind: 'token', about: address ?? '', who: 'none', address, requestId });
    if (counted.ok) refuseUnknown(response);
    else refuseTooMany(response);
    return false;
  }

  return (request, response, next) => {
    meet(request, response).then((goesOn) => {
      if (goesOn) next();
    }, next);
  };
}

function refuseUnknown(response: Response): void {
  response.setHeader('WWW-Authenticate', `${realm}, error="invalid_token"`);
  sendProblem(response, {
    status: 401,
    title: 'Not a token that works',
    messages: ['There is no such token, or it is over or revoked. Make another on your account page.'],
  });
}

function refuseTooMany(response: Response): void {
  response.setHeader('Retry-After', String(wait));
  sendProblem(response, {
    status: 429,
    title: 'Too many wrong tokens',
    messages: [`Too many tokens that do not work came from your address. Wait ${wait / 60} minutes.`],
  });
}

/**
 * Refuses whoever may not read what `scope` stands for; true where it did. What everybody may read needs no token, but
 * a token that was not given it does not read it either.
 */
export function refusedFor(scope: TokenScope, request: Request, response: Response): boolean {
  const bearer = bearerOf(request);
  if (bearer?.scopes.includes(scope) || (bearer === null && scope === 'record')) return false;
  if (bearer === null) {
    response.setHeader('WWW-Authenticate', `${realm}, scope="${scope}"`);
    sendProblem(response, {
      status: 401,
      title: 'This needs a token',
      messages: [
        `This is not for everybody. Show a token that may read “${scope}”: you make one on your account page.`,
      ],
    });
    return true;
  }
  response.setHeader('WWW-Authenticate', `${realm}, error="insufficient_scope", scope="${scope}"`);
  sendProblem(response, {
    status: 403,
    title: 'This token may not read it',
    messages: [
      `The token may not read “${scope}”: it was not given that, or its person no longer may. Make another on your account page.`,
    ],
  });
  return true;
}

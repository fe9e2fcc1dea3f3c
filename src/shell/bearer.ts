import type { Request } from 'express';
import type { Bearer } from '../access/api-tokens.service.js';
import type { Actor } from '../access/audit.service.js';
import { actingRole, type Account, type Reach, noReach, reachOf } from '../access/domain/account.js';
import { type TokenScope, tokenScopes } from '../access/domain/api-token.js';

const bearers = new WeakMap<Request, Bearer>();

/** A token was shown and is good: set once, where the addresses for machines begin. */
export const setBearer = (request: Request, bearer: Bearer): void => {
  bearers.set(request, bearer);
};

/** Whose token came with the request; null: none did. Only the addresses for machines ask: a token opens no page. */
export const bearerOf = (request: Request): Bearer | null => bearers.get(request) ?? null;

/** For whom to read what `scope` lets through; null: for everybody. */
export const readerWith = (bearer: Bearer | null, scope: TokenScope): Account | null =>
  bearer?.scopes.includes(scope) ? bearer.account : null;

export const reachWith = (bearer: Bearer | null, scope: TokenScope): Reach => {
  const account = readerWith(bearer, scope);
  return account ? reachOf(account, tokenScopes[scope]) : noReach;
};

const taken = new WeakMap<Request, TokenScope>();

/** What is answered is not for everybody, and a token lets it through: whose it was goes into the trail. */
export const markTaken = (request: Request, scope: TokenScope): void => {
  taken.set(request, scope);
};

/** Whose token took something that is not for everybody, acting under the role that lets them; null: nothing such. */
export function takenBy(request: Request, requestId: string): { readonly actor: Actor; readonly token: string } | null {
  const bearer = bearerOf(request);
  const scope = taken.get(request);
  if (!bearer || !scope) return null;
  const { account, ref } = bearer;
  const role = actingRole(account, tokenScopes[scope]) ?? 'signed-in';
  return { actor: { name: account.ref, role, requestId, account }, token: ref };
}

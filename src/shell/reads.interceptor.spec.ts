import type { ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { lastValueFrom, of, throwError } from 'rxjs';
import type { Actor } from '../access/audit.service.js';
import type { Read, ReadsService } from '../access/reads.service.js';
import type { SessionsService } from '../access/sessions.service.js';
import type { Log } from './log.token.js';
import { markTaken, setBearer } from './bearer.js';
import { ReadsInterceptor, ReadsRestricted } from './reads.interceptor.js';
import { visitorMiddleware } from './visitor.js';

class Handlers {
  list(): void {}

  @ReadsRestricted()
  concern(): void {}
}

const handlerOf = (name: keyof Handlers): (() => void) =>
  Object.getOwnPropertyDescriptor(Handlers.prototype, name)?.value as () => void;

const session = {
  live: true,
  account: { id: 'account-1', ref: 'AC-0001', name: 'Sam', email: 'sam@turnaround.example', grants: [] },
  sessionId: 'session-1',
  viewingAs: null,
  rolesAsleep: [],
};

/** What is noted when somebody (a person, or nobody in particular) is given an answer by a handler. */
async function noted({
  isSignedIn = true,
  handler = handlerOf('list'),
  address = '/risks.csv?state=open',
  disposition = 'attachment; filename="risks.csv"',
  status = 200,
  method = 'GET',
  fails = false,
  shows = null,
}: {
  readonly isSignedIn?: boolean;
  readonly handler?: () => void;
  readonly address?: string;
  readonly disposition?: string | null;
  readonly status?: number;
  readonly method?: string;
  readonly fails?: boolean;
  /** A token, and whether what it lets through is not for everybody. */
  readonly shows?: 'plans' | 'record' | null;
} = {}) {
  const headers = isSignedIn ? { cookie: `turnaround=${'x'.repeat(43)}` } : {};
  const request = { headers, method, originalUrl: address } as unknown as Request;
  const response = {
    statusCode: status,
    setHeader: () => undefined,
    append: () => undefined,
    getHeader: () => disposition ?? undefined,
  } as unknown as Response;
  const sessions = () => ({ read: () => Promise.resolve(session) }) as unknown as Pick<SessionsService, 'read'>;
  await new Promise<void>((resolve, reject) => {
    visitorMiddleware({ sessions, isHttps: false })(request, response, (error?: unknown) =>
      error ? reject(error) : resolve(),
    );
  });
  if (shows) setBearer(request, { tokenId: 'token-1', ref: 'TK-0007', account: session.account, scopes: [shows] });
  if (shows === 'plans') markTaken(request, 'plans');
  const lines: (Read & { readonly by: string })[] = [];
  const told: string[] = [];
  const reads = {
    note: (actor: Actor, read: Read) => {
      if (fails) return Promise.reject(new Error('The disk is full'));
      lines.push({ ...read, by: actor.name });
      return Promise.resolve();
    },
  } as unknown as ReadsService;
  const log = { to: { error: (_: unknown, words: string) => told.push(words) } } as unknown as Log;
  const context = {
    getHandler: () => handler,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  } as unknown as ExecutionContext;
  const answer = status === 404 ? throwError(() => new Error('Not there')) : of('answered');
  await lastValueFrom(new ReadsInterceptor(reads, log).intercept(context, { handle: () => answer })).catch(() => null);
  await new Promise((resolve) => setImmediate(resolve));
  return { lines, told };
}

describe('what was read', () => {
  it('is noted of a file, with who took it and what was asked for', async () => {
    expect((await noted()).lines).toEqual([
      { kind: 'export', address: '/risks.csv?state=open', viewingAs: null, by: 'AC-0001' },
    ]);
  });

  it('is noted of restricted words, whatever the page looks like', async () => {
    const { lines } = await noted({
      handler: handlerOf('concern'),
      address: '/concerns/CN-0001',
      disposition: null,
    });
    expect(lines).toMatchObject([{ kind: 'restricted', address: '/concerns/CN-0001' }]);
  });

  it('does not hold the key of a calendar', async () => {
    const { lines } = await noted({ address: '/deadlines.ics?key=secret&state=open' });
    expect(lines).toMatchObject([{ address: '/deadlines.ics?state=open' }]);
  });

  it('is not noted of a page, of what was not given, of what was posted, or of who is nobody in particular', async () => {
    expect((await noted({ disposition: null })).lines).toEqual([]);
    expect((await noted({ status: 404 })).lines).toEqual([]);
    expect((await noted({ status: 304 })).lines).toEqual([]);
    expect((await noted({ method: 'POST' })).lines).toEqual([]);
    expect((await noted({ isSignedIn: false })).lines).toEqual([]);
  });

  it('is noted of what a token lets through that is not for everybody, with the token, and of nothing else', async () => {
    const own = { isSignedIn: false, address: '/api/v1/plans', disposition: null } as const;
    const line = { kind: 'export', address: '/api/v1/plans', viewingAs: null, token: 'TK-0007', by: 'AC-0001' };
    expect((await noted({ ...own, shows: 'plans' })).lines).toEqual([line]);
    expect((await noted({ ...own, shows: 'plans', isSignedIn: true })).lines).toEqual([line]);
    expect((await noted({ ...own, shows: 'plans', status: 304 })).lines).toEqual([]);
    expect((await noted({ ...own, shows: 'plans', status: 404 })).lines).toEqual([]);
    expect((await noted({ ...own, shows: 'record' })).lines).toEqual([]);
  });

  it('is told as a fault of the service where it cannot be written', async () => {
    expect((await noted({ fails: true })).told).toEqual(['what was read could not be written into the trail']);
  });
});

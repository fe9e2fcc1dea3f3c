import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import Handlebars from 'handlebars';
import multer from 'multer';
import { ApiTokensService } from '../../src/access/api-tokens.service.js';
import { AuditService } from '../../src/access/audit.service.js';
import { AuthorityService } from '../../src/access/authority.service.js';
import { GuessingService } from '../../src/access/guessing.service.js';
import { PasswordRulesService } from '../../src/access/password-rules.service.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { ReadsService } from '../../src/access/reads.service.js';
import { SentFormsService } from '../../src/access/sent-forms.service.js';
import { SessionsService } from '../../src/access/sessions.service.js';
import { AccessGuard } from '../../src/shell/access.guard.js';
import { CostlyGuard } from '../../src/shell/costly.guard.js';
import { CsrfGuard } from '../../src/shell/csrf.guard.js';
import { ErrorPageFilter } from '../../src/shell/error-page.filter.js';
import { FormPipe } from '../../src/shell/form/form.pipe.js';
import { fieldsOf } from '../../src/shell/form/fields.js';
import { everyReference } from './every-reference.js';
import { cellsThatDiffer, doorsAgree } from './matrix.js';
import { sealedByTriggers, tamperedTrail } from './proofs/audit.js';
import { tokensAreTold, tokensEnd, tokensOpenNoPage, tokensReadNoMore, wrongTokens } from './proofs/bearers.js';
import {
  cookies,
  forgedForms,
  headersEverywhere,
  keptByNobody,
  noOtherOrigins,
  openRedirects,
  readingChangesNothing,
  sealedOnly,
} from './proofs/browser.js';
import {
  brokenDatabase,
  charsets,
  hiddenFiles,
  largeBodies,
  otherMethods,
  smuggling,
  strangeHosts,
} from './proofs/http.js';
import {
  everyFormHasItsKey,
  repeatedFields,
  storedAddresses,
  storedFormulas,
  storedWords,
  strangeFields,
  strangeQuestions,
} from './proofs/input.js';
import {
  behindAProxy,
  costlyWork,
  fewCostly,
  guessesAtOneAccount,
  guessesFromOneAddress,
  peopleBehindAProxy,
} from './proofs/limits.js';
import { formsOfFiles, namesOfFiles, strangeFiles } from './proofs/files.js';
import { sentTwice } from './proofs/once.js';
import { passwordRules, secondFactors } from './proofs/passwords.js';
import {
  passwordHashes,
  quietLogs,
  sameAnswer,
  sessionsAreEnded,
  sessionsEnd,
  toldInTheTrail,
  tokens,
} from './proofs/sessions.js';
import { replace } from './replaceable.js';
import { aConfidentialInspection, guessedAddresses } from './scope.js';
import { openSite, type Proof, type Site } from './site.js';

/** What takes the time of a sign-in is counted, not timed. */
jest.mock('@node-rs/argon2', () =>
  jest.requireActual<typeof import('./watched-argon2.js')>('./watched-argon2').watchedArgon2(),
);

jest.mock('../../src/app.module.js', () =>
  jest
    .requireActual<typeof import('./planted.js')>('./planted.js')
    .withPlanted(jest.requireActual('../../src/app.module.js')),
);
jest.mock('../../src/shell/security-headers.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/security-headers.js')),
);
jest.mock('../../src/shell/layout.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/layout.js')),
);
jest.mock('../../src/database/data-source-options.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/database/data-source-options.js')),
);
jest.mock('../../src/inspections/domain/relation.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/inspections/domain/relation.js')),
);
jest.mock('../../src/shell/door.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/door.js')),
);
jest.mock('../../src/shell/return-to.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/return-to.js')),
);
jest.mock('../../src/shell/links.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/links.js')),
);
jest.mock('../../src/shell/csv.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/csv.js')),
);
jest.mock('../../src/shell/visitor.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/visitor.js')),
);
jest.mock('../../src/shell/once.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/once.js')),
);
jest.mock('../../src/access/domain/session-life.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/session-life.js')),
);
jest.mock('../../src/access/domain/permissions.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/permissions.js')),
);
jest.mock('../../src/access/domain/audit-chain.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/audit-chain.js')),
);
jest.mock('../../src/shell/budget.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/budget.js')),
);
jest.mock('../../src/access/domain/throttle.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/throttle.js')),
);
jest.mock('../../src/access/domain/password.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/password.js')),
);
jest.mock('../../src/access/domain/totp.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/totp.js')),
);
jest.mock('../../src/office/domain/file-kind.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/office/domain/file-kind.js')),
);
jest.mock('../../src/shell/send-file.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/send-file.js')),
);
jest.mock('../../src/shell/uploads.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/uploads.js')),
);
jest.mock('../../src/access/domain/account.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/account.js')),
);

jest.mock('../../src/access/domain/api-token.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/access/domain/api-token.js')),
);
jest.mock('../../src/shell/bearer-door.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/bearer-door.js')),
);
jest.mock('../../src/shell/bearer.js', () =>
  jest
    .requireActual<typeof import('./replaceable.js')>('./replaceable.js')
    .replaceable(jest.requireActual('../../src/shell/bearer.js')),
);

type Undo = () => void;
type Removal = {
  readonly control: string;
  /** Before the service starts, unless it works on a running one. */
  readonly remove?: () => Undo | readonly Undo[];
  readonly afterStart?: (site: Site) => Promise<void> | void;
  readonly proof: Proof;
  readonly onHttps?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** The service itself finds it out, and says so instead of starting. */
  readonly refusesToStart?: RegExp;
};

type Actual = Readonly<Record<string, (...given: unknown[]) => unknown>>;
const actually = (path: string): Actual => jest.requireActual(`../../src/${path}.js`);

/** A method of a class does something else instead. */
function instead(of: object, method: string, by: (this: unknown, ...given: never[]) => unknown): Undo {
  const spy = jest.spyOn(of as Record<string, () => unknown>, method).mockImplementation(by);
  return () => spy.mockRestore();
}

type Sent = Record<string, unknown>;

/** Every answer leaves without a header, or with another in its place. */
function withoutHeader(name: string, by?: (value: string) => string): Undo {
  const actual = actually('shell/security-headers');
  return replace('securityHeaders', ((isHttps: boolean) => {
    const usual = actual.securityHeaders?.(isHttps) as (a: Request, b: Response, c: NextFunction) => void;
    return (request: Request, response: Response, next: NextFunction) => {
      const set = response.setHeader.bind(response);
      const changed = (value: unknown): unknown => {
        if (!by) return null;
        return Array.isArray(value) ? value.map((one) => by(String(one))) : by(String(value));
      };
      response.setHeader = ((key: string, value: never) => {
        if (key.toLowerCase() !== name) return set(key, value);
        const other = changed(value);
        return other === null ? response : set(key, other as string);
      }) as never;
      usual(request, response, next);
    };
  }) as never);
}

const withHeader = (name: string, value: string): Undo => {
  const actual = actually('shell/security-headers');
  return replace('securityHeaders', ((isHttps: boolean) => {
    const usual = actual.securityHeaders?.(isHttps) as (a: Request, b: Response, c: NextFunction) => void;
    return (request: Request, response: Response, next: NextFunction) => {
      usual(request, response, () => {
        response.setHeader(name, value);
        next();
      });
    };
  }) as never);
};

const policyWith = (change: (policy: string) => string): Undo => withoutHeader('content-security-policy', change);

/** Forms are read by other rules than ours. */
function reading(options: object): Undo {
  const actual = express.urlencoded;
  const spy = jest.spyOn(express, 'urlencoded').mockImplementation(() => actual(options));
  return () => spy.mockRestore();
}

/** A form takes what it is given, passing over what it does not know and taking the last of what comes twice. */
const takeAnything = (keep: (body: Sent, known: ReadonlySet<string>) => Sent): Undo => {
  const actual = FormPipe.prototype.transform;
  return instead(FormPipe.prototype, 'transform', function (this: FormPipe<object>, body: Sent = {}) {
    const { form } = this as unknown as { form: { prototype: object } };
    const known = new Set([...fieldsOf(form.prototype).values()].flatMap(({ names }) => names));
    return actual.call(this, keep({ ...body }, known));
  } as never);
};

const removals: readonly Removal[] = [
  // Who may come in
  {
    control: 'the guard of permissions',
    remove: () => instead(AccessGuard.prototype, 'canActivate', () => true),
    proof: doorsAgree,
  },
  {
    control: 'the table of permissions: a cell that says any instead of nothing',
    remove: () => replace('extentFor', () => 'any'),
    proof: async () => cellsThatDiffer(),
  },
  {
    control: 'the table of permissions, as the guard asks it',
    remove: () =>
      replace('extentFor', (permission: never, role: never) =>
        role === 'researcher' ? 'any' : actually('access/domain/permissions').extentFor?.(permission, role),
      ),
    proof: async () => cellsThatDiffer(),
  },
  {
    control: 'asking what somebody is to an inspection',
    remove: () => [
      replace('relationTo', () => ({
        part: 'lead',
        onVisit: false,
        isInspectorHere: true,
        isAdministrator: true,
      })),
      replace('mayRead', () => true),
    ],
    proof: async (site) => guessedAddresses(site, await aConfidentialInspection(site)),
  },
  {
    control: 'the bounds of a role',
    remove: () =>
      replace('reachOf', (...given: unknown[]) => ({
        ...(actually('access/domain/account').reachOf?.(...given) as object),
        any: true,
      })),
    proof: everyReference,
  },
  {
    control: 'asking whether a body lies within them',
    remove: () => replace('reachesOrganisation', () => true),
    proof: everyReference,
  },
  // Forms
  {
    control: 'the guard of forms',
    remove: () => instead(CsrfGuard.prototype, 'canActivate', () => true),
    proof: forgedForms,
  },
  {
    control: 'asking where a form comes from',
    remove: () => {
      const actual = CsrfGuard.prototype.canActivate;
      return instead(CsrfGuard.prototype, 'canActivate', function (
        this: CsrfGuard,
        context: { switchToHttp(): { getRequest(): Request } },
      ) {
        const { headers } = context.switchToHttp().getRequest();
        for (const name of ['origin', 'sec-fetch-site']) Reflect.deleteProperty(headers, name);
        return actual.call(this, context as never);
      } as never);
    },
    proof: forgedForms,
  },
  {
    control: 'asking for the token of a form',
    remove: () =>
      replace('visitorOf', (request: never) => ({
        ...(actually('shell/visitor').visitorOf?.(request) as object),
        owns: () => true,
      })),
    proof: forgedForms,
  },
  {
    control: 'a token of its own for each visitor',
    remove: () =>
      replace('visitorOf', (request: never) => ({
        ...(actually('shell/visitor').visitorOf?.(request) as object),
        owns: (token: unknown) => typeof token === 'string' && token.length === 43,
      })),
    proof: forgedForms,
  },
  {
    control: 'refusing a field that the form has not',
    remove: () =>
      takeAnything((body, known) => Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name)))),
    proof: strangeFields,
  },
  {
    control: 'refusing a field that comes twice',
    remove: () =>
      takeAnything((body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
        ),
      ),
    proof: repeatedFields,
  },
  {
    control: 'claiming the key of a form',
    remove: () => instead(SentFormsService.prototype, 'claim', async () => true),
    proof: sentTwice,
  },
  {
    control: 'the key that a form is known by',
    remove: () => replace('onceOf', () => null),
    proof: sentTwice,
  },
  {
    control: 'the key in the forms themselves',
    remove: () =>
      replace('frame', (...given: unknown[]) => ({
        ...(actually('shell/layout').frame?.(...given) as object),
        once: '',
      })),
    proof: everyFormHasItsKey,
  },
  {
    control: 'the limit of a form',
    remove: () => reading({ extended: false, limit: '100mb', parameterLimit: 1_000_000 }),
    proof: largeBodies,
  },
  // Words
  {
    control: 'printing words as words',
    remove: () => {
      const { Utils } = Handlebars as unknown as { Utils: { escapeExpression: (text: unknown) => string } };
      const actual = Utils.escapeExpression;
      const runtime = jest.requireActual<{ escapeExpression: unknown }>('handlebars/dist/cjs/handlebars/utils');
      const before = runtime.escapeExpression;
      runtime.escapeExpression = String;
      Utils.escapeExpression = String;
      return () => {
        Utils.escapeExpression = actual;
        runtime.escapeExpression = before;
      };
    },
    proof: storedWords,
  },
  {
    control: 'linking only to what is an address',
    remove: () => replace('outsideHref', (text: string) => text),
    proof: storedAddresses,
  },
  {
    control: 'text that no spreadsheet runs',
    remove: () => {
      return replace('csvFile', (columns: { header: string; value(row: unknown): unknown }[], rows: unknown[]) => ({
        headers: columns.map(({ header }) => header),
        records: rows.map((row) => columns.map(({ value }) => value(row))),
      }));
    },
    proof: storedFormulas,
  },
  {
    control: 'leading back to this site only',
    remove: () => replace('safeReturn', (text: string, otherwise: string) => text || otherwise),
    proof: openRedirects,
  },
  // What every answer carries
  { control: 'nosniff', remove: () => withoutHeader('x-content-type-options'), proof: headersEverywhere },
  { control: 'the policy of referrers', remove: () => withoutHeader('referrer-policy'), proof: headersEverywhere },
  {
    control: 'the policy of contents',
    remove: () => withoutHeader('content-security-policy'),
    proof: headersEverywhere,
  },
  ...['default-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'].map((directive): Removal => ({
    control: `${directive} in the policy of contents`,
    remove: () =>
      policyWith((policy) =>
        policy
          .split(';')
          .filter((part) => !part.trim().startsWith(directive))
          .join(';'),
      ),
    proof: headersEverywhere,
  })),
  {
    control: 'a policy without unsafe-inline',
    remove: () => policyWith((policy) => policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
    proof: headersEverywhere,
  },
  {
    control: 'nothing said about what the service runs on',
    remove: () => withHeader('X-Powered-By', 'Express'),
    proof: headersEverywhere,
  },
  {
    control: 'no word to other sites',
    remove: () => withHeader('Access-Control-Allow-Origin', '*'),
    proof: noOtherOrigins,
  },
  {
    control: 'being taken in by this site only',
    remove: () => withoutHeader('cross-origin-resource-policy'),
    proof: noOtherOrigins,
  },
  {
    control: 'saying for how long an answer may be kept',
    remove: () => withoutHeader('cache-control', () => 'public, max-age=3600'),
    proof: keptByNobody,
  },
  {
    control: 'saying what letters a text is in',
    remove: () => withoutHeader('content-type', (type) => type.replace(/;.*$/, '')),
    proof: charsets,
  },
  { control: 'https only', remove: () => withoutHeader('strict-transport-security'), proof: sealedOnly, onHttps: true },
  {
    control: 'https only, for a year',
    remove: () => withoutHeader('strict-transport-security', () => 'max-age=60'),
    proof: sealedOnly,
    onHttps: true,
  },
  ...['Secure', 'HttpOnly', 'SameSite=Lax'].map((attribute): Removal => ({
    control: `${attribute} on the cookie`,
    remove: () => withoutHeader('set-cookie', (cookie) => cookie.replace(`; ${attribute}`, '')),
    proof: cookies,
    onHttps: true,
  })),
  {
    control: '__Host- before the cookie',
    remove: () => withoutHeader('set-cookie', (cookie) => cookie.replace('__Host-', '')),
    proof: cookies,
    onHttps: true,
  },
  // HTTP
  ...(['strangeHosts', 'otherMethods', 'largeBodies'] as const).map((name): Removal => ({
    control: `the door, as ${{ strangeHosts: 'strange hosts', otherMethods: 'other methods', largeBodies: 'endless bodies' }[name]} find it`,
    remove: () => replace('door', () => (_request: unknown, _response: unknown, next: () => void) => next()),
    proof: { strangeHosts, otherMethods, largeBodies }[name],
  })),
  {
    control: 'the strict reader of requests',
    afterStart: (site) => {
      const server = site.test.app.getHttpServer() as {
        insecureHTTPParser?: boolean;
        on: (name: string, listener: (socket: { parser?: { initialize?: unknown } }) => void) => void;
      };
      Object.getOwnPropertySymbols(server);
      server.insecureHTTPParser = true;
    },
    proof: smuggling,
  },
  {
    control: 'telling of a fault without its insides',
    remove: () =>
      instead(
        ErrorPageFilter.prototype,
        'catch',
        (error: Error, host: { switchToHttp(): { getResponse(): Response } }) => {
          host.switchToHttp().getResponse().status(500).type('text/html').send(`<pre>${error.stack}</pre>`);
        },
      ),
    proof: brokenDatabase,
  },
  {
    control: 'serving assets only',
    afterStart: (site) => {
      const server = site.test.app.getHttpAdapter().getInstance() as {
        use(handler: unknown): void;
        router: { stack: unknown[] };
      };
      server.use(express.static(process.cwd(), { dotfiles: 'allow' }));
      server.router.stack.unshift(server.router.stack.pop());
    },
    proof: hiddenFiles,
  },
  {
    control: 'reading without changing',
    afterStart: ({ test }) => {
      const { rows } = test.database;
      jest.spyOn(test.database, 'rows').mockImplementation((async (query: never) => {
        await test.database.writer.query("UPDATE reference_counter SET next = next + 1 WHERE prefix = 'AC'");
        return rows.call(test.database, query);
      }) as never);
    },
    proof: readingChangesNothing,
  },
  {
    control: 'binding what somebody asks for',
    afterStart: ({ test }) => {
      const { rows } = test.database;
      jest.spyOn(test.database, 'rows').mockImplementation((async (query: {
        bind(place: () => string): { text: string; values: unknown[] };
      }) => {
        const { text, values } = query.bind(() => '?');
        if (!/^\s*(SELECT|WITH)/.test(text)) return rows.call(test.database, query as never);
        let at = 0;
        return test.database.reader.query(
          text.replaceAll('?', () => {
            const value = values[at++];
            return typeof value === 'string' ? `'${value}'` : JSON.stringify(value ?? null);
          }),
        );
      }) as never);
    },
    proof: strangeQuestions,
  },
  // Files
  {
    control: 'looking at what a file is',
    remove: () => [replace('whyNotKept', () => null), replace('kindOf', () => 'pdf')],
    proof: strangeFiles,
  },
  {
    control: 'the own name of a file',
    remove: () => replace('ownName', (name: string) => name),
    proof: namesOfFiles,
  },
  {
    control: 'saving a file instead of showing it',
    remove: () =>
      replace(
        'sendFile',
        (response: Response, { contentType, content }: { contentType: string; content: Uint8Array }) => {
          response.setHeader('Content-Type', contentType);
          response.end(content);
        },
      ),
    proof: namesOfFiles,
  },
  {
    control: 'the limits of a form of files',
    remove: () => replace('uploadReader', () => multer({ storage: multer.memoryStorage() }).any()),
    proof: formsOfFiles,
  },
  // How much and how often
  {
    control: 'the limit of costly work',
    remove: () => instead(CostlyGuard.prototype, 'canActivate', () => true),
    settings: fewCostly,
    proof: costlyWork,
  },
  {
    control: 'counting costly work for each person and each address',
    remove: () =>
      replace('spend', (purse: unknown) => ({ purse: purse ?? { left: 0, at: 0 }, waitSeconds: purse ? 1 : null })),
    settings: fewCostly,
    proof: costlyWork,
  },
  {
    control: 'believing nobody about where they come from, for guesses',
    afterStart: ({ test }) => void test.app.getHttpAdapter().getInstance().set('trust proxy', true),
    proof: guessesFromOneAddress,
  },
  {
    control: 'believing nobody about where they come from, for downloads',
    afterStart: ({ test }) => void test.app.getHttpAdapter().getInstance().set('trust proxy', true),
    settings: fewCostly,
    proof: costlyWork,
  },
  {
    control: 'believing a proxy that is named',
    afterStart: ({ test }) => void test.app.getHttpAdapter().getInstance().set('trust proxy', false),
    settings: behindAProxy,
    proof: peopleBehindAProxy,
  },
  {
    control: 'counting guesses',
    remove: () =>
      instead(GuessingService.prototype, 'count', async () => ({
        ok: true,
        value: { id: 'none', kind: 'password', keyHash: 'none' },
      })),
    proof: guessesAtOneAccount,
  },
  {
    control: 'counting guesses from one address',
    remove: () => replace('countedAddress', () => Math.random().toString(36).slice(2, 40)),
    proof: guessesFromOneAddress,
  },
  {
    control: 'the rules of passwords',
    remove: () =>
      instead(PasswordRulesService.prototype, 'accept', (password: string) => ({ ok: true, value: password })),
    proof: passwordRules,
  },
  {
    control: 'the list of common passwords',
    remove: () =>
      replace('acceptPassword', (password: string, circumstances: object) =>
        actually('access/domain/password').acceptPassword?.(password, { ...circumstances, isCommon: () => false }),
      ),
    proof: passwordRules,
  },
  {
    control: 'taking a code of a second factor once',
    remove: () =>
      replace('acceptCode', (typed: string, check: object) =>
        actually('access/domain/totp').acceptCode?.(typed, { ...check, lastStep: null }),
      ),
    proof: secondFactors,
  },
  {
    control: 'counting wrong codes',
    remove: () => {
      const actual = GuessingService.prototype.count;
      return instead(GuessingService.prototype, 'count', async function (
        this: GuessingService,
        attempt: { kind: string },
      ) {
        return attempt.kind === 'code'
          ? { ok: true, value: { id: 'none', kind: 'code', keyHash: 'none' } }
          : actual.call(this, attempt as never);
      } as never);
    },
    proof: secondFactors,
  },
  // Sessions
  {
    control: 'the end of a session by itself',
    remove: () => replace('sessionState', () => 'live'),
    proof: sessionsEnd,
  },
  {
    control: 'ending a session',
    remove: () => instead(SessionsService.prototype, 'end', async () => undefined),
    proof: sessionsAreEnded,
  },
  {
    control: 'ending all sessions of an account',
    remove: () => instead(SessionsService.prototype, 'endAllOf', async () => undefined),
    proof: sessionsAreEnded,
  },
  {
    control: 'a new token for each session',
    remove: () => {
      const actual = SessionsService.prototype.start;
      let given: Promise<string> | null = null;
      return instead(SessionsService.prototype, 'start', function (
        this: SessionsService,
        id: string,
        device: string | null,
      ) {
        if (device !== null && device.includes('Firefox on Linux')) return actual.call(this, id, device);
        given ??= actual.call(this, id, device);
        return given;
      } as never);
    },
    proof: tokens,
  },
  {
    control: 'hashing passwords slowly',
    remove: () =>
      instead(PasswordsService.prototype, 'hash', async () => `$argon2id$v=19$m=64,t=1,p=1$${Math.random()}`),
    proof: (site) => passwordHashes(site).catch(() => ['a hash cannot be read']),
  },
  {
    control: 'the same time for whoever is not there',
    remove: () => {
      const actual = PasswordsService.prototype.matches;
      return instead(PasswordsService.prototype, 'matches', async function (
        this: PasswordsService,
        password: string,
        hash: string | null,
      ) {
        return hash === null ? false : actual.call(this, password, hash);
      } as never);
    },
    proof: sameAnswer,
  },
  // Tokens for programs
  {
    control: 'asking whether a token still works',
    remove: () => replace('tokenState', () => 'live'),
    proof: tokensEnd,
  },
  {
    control: 'ending the tokens with the password and the account',
    remove: () => instead(ApiTokensService.prototype, 'revokeAllOf', async () => 0),
    proof: tokensEnd,
  },
  {
    control: 'ending the tokens that rest on a role',
    remove: () => instead(ApiTokensService.prototype, 'revokeRestingOn', async () => undefined),
    proof: tokensEnd,
  },
  {
    control: 'giving a token no more than its person may',
    remove: () => replace('scopesFor', () => ['record', 'plans', 'measures', 'comparisons']),
    proof: tokensReadNoMore,
  },
  {
    control: 'asking what a token was given',
    remove: () => replace('refusedFor', () => false),
    proof: tokensReadNoMore,
  },
  {
    control: 'holding a token to the grants of the day that it was made',
    remove: () => {
      const actual = AuthorityService.prototype.of;
      return instead(AuthorityService.prototype, 'of', function (this: AuthorityService, id: string, today: never) {
        return actual.call(this, id, today);
      } as never);
    },
    proof: tokensReadNoMore,
  },
  {
    control: 'reading by a token within the reach of its person',
    remove: () =>
      replace('reachWith', () => ({ any: true, organisationIds: [], inspectorateIds: [], accountId: null })),
    proof: tokensReadNoMore,
  },
  {
    control: 'refusing a wrong token',
    remove: () => replace('bearerDoor', () => (_request: unknown, _response: unknown, next: () => void) => next()),
    proof: wrongTokens,
  },
  {
    control: 'refusing a token in an address',
    remove: () => replace('holdsToken', () => false),
    proof: wrongTokens,
  },
  {
    control: 'counting wrong tokens',
    remove: () => {
      const actual = GuessingService.prototype.count;
      return instead(GuessingService.prototype, 'count', async function (
        this: GuessingService,
        attempt: { kind: string },
      ) {
        return attempt.kind === 'token'
          ? { ok: true, value: { id: 'none', kind: 'token', keyHash: 'none' } }
          : actual.call(this, attempt as never);
      } as never);
    },
    proof: wrongTokens,
  },
  {
    control: 'saying that an answer to a token is for it alone',
    remove: () => withoutHeader('cache-control', () => 'public, no-cache'),
    proof: tokensOpenNoPage,
  },
  {
    control: 'writing down what a token took',
    remove: () => instead(ReadsService.prototype, 'note', async () => undefined),
    proof: tokensAreTold,
  },
  {
    control: 'marking what a token took that is not for everybody',
    remove: () => replace('markTaken', () => undefined),
    proof: tokensAreTold,
  },
  // What was said to be kept
  {
    control: 'waiting until the disk has what was written',
    remove: () =>
      replace('writerOptions', (...given: unknown[]) => {
        const options = actually('database/data-source-options').writerOptions?.(...given) as {
          prepareDatabase(connection: { pragma(text: string): void }): void;
        };
        return {
          ...options,
          prepareDatabase: (connection: { pragma(text: string): void }) => {
            options.prepareDatabase(connection);
            connection.pragma('synchronous = NORMAL');
          },
        };
      }),
    refusesToStart: /synchronous/,
    proof: async () => [],
  },
  // The trail
  {
    control: 'writing down who signs in',
    remove: () => instead(AuditService.prototype, 'record', async () => undefined),
    proof: toldInTheTrail,
  },
  {
    control: 'keeping secrets out of the trail',
    remove: () => {
      const actual = AuditService.prototype.record;
      return instead(AuditService.prototype, 'record', function (
        this: AuditService,
        actor: never,
        act: { action: string },
      ) {
        return actual.call(this, actor, {
          ...act,
          ...(act.action === 'sign_in.refused' ? { reason: 'a long walk along the seeded harbour' } : {}),
        } as never);
      } as never);
    },
    proof: quietLogs,
  },
  {
    control: 'looking whether the trail follows',
    remove: () => replace('findFault', () => null),
    proof: tamperedTrail,
  },
  {
    control: 'the triggers of the trail',
    afterStart: async ({ test }) => {
      const triggers = (await test.database.writer.query(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'",
      )) as { name: string }[];
      for (const { name } of triggers) await test.database.writer.query(`DROP TRIGGER "${name}"`);
    },
    proof: sealedByTriggers,
  },
];

const minutes = 60_000;

describe('a control that is taken out', () => {
  const caught: string[] = [];
  afterAll(() => {
    process.stdout.write(`controls removed and caught ${caught.length}/${removals.length}\n`);
  });
  afterEach(() => jest.restoreAllMocks());

  it.each(removals.map((removal) => [removal.control, removal] as const))(
    'is missed at once: %s',
    async (control, { remove, afterStart, proof, onHttps = false, settings = {}, refusesToStart }) => {
      const undone = remove?.() ?? [];
      let site: Site | null = null;
      try {
        site = await openSite({
          fewPeople: true,
          settings,
          ...(onHttps ? { publicUrl: 'https://turnaround.example' } : {}),
        });
        await afterStart?.(site);
        expect(refusesToStart).toBeUndefined();
        expect((await proof(site)).length).toBeGreaterThan(0);
        caught.push(control);
      } catch (error) {
        if (site !== null || !refusesToStart?.test(String(error))) throw error;
        caught.push(control);
      } finally {
        for (const undo of Array.isArray(undone) ? undone : [undone]) undo();
        jest.restoreAllMocks();
        await site?.close();
      }
    },
    2 * minutes,
  );
});

import request, { type Test } from 'supertest';
import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import type { Grant, Role } from '../../src/access/domain/roles.js';
import { SessionsService } from '../../src/access/sessions.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { attributeOf, named, readHtml } from './html.js';
import type { TestApp } from './test-app.js';

/** A grant without an end, since long ago. */
export const aGrant = (grant: Partial<Grant> & { readonly role: Role }): Grant => ({
  organisationId: null,
  inspectorateId: null,
  chair: false,
  fromOn: day('2020-01-01'),
  toOn: null,
  ...grant,
});

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A file as a person picks it. */
export type Picked = { readonly name: string; readonly content: Buffer | string; readonly type?: string };

export type Person = {
  readonly account: { readonly id: string; readonly ref: string; readonly name: string };
  readonly cookie: string;
  /** As this person. */
  readonly get: (path: string) => Test;
  /**
   * Fills in a form as a browser would: reads the page at `from` (the address posted to, unless told), takes what the
   * form at `path` carries out of sight, and sends the fields with it.
   */
  readonly post: (path: string, fields?: Fields, options?: { readonly from?: string }) => Promise<Awaited<Test>>;
  /** As `post`, for an answer that is a file: its `body` is the bytes. */
  readonly download: (path: string, fields?: Fields, options?: { readonly from?: string }) => Promise<Awaited<Test>>;
  /** The same for a form with files: each by the name of its field. */
  readonly upload: (
    path: string,
    fields: Fields,
    files: Readonly<Record<string, Picked>>,
    options?: { readonly from?: string },
  ) => Promise<Awaited<Test>>;
};

/** What the form that posts to `action` carries out of sight, or only the token where the page has no such form. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const page = readHtml(html);
  const forms = named(page, 'form').filter((form) => (attributeOf(form, 'method') ?? '').toLowerCase() === 'post');
  const wanted = forms.find((form) => attributeOf(form, 'action') === action) ?? forms[0];
  if (!wanted) throw new Error(`The page has no form to post: ${action}`);
  const within = named(page, 'input').filter((input) => {
    for (let outer = input.parent; outer; outer = outer.parent) if (outer === wanted) return true;
    return false;
  });
  const hidden = within.filter((input) => attributeOf(input, 'type') === 'hidden');
  const isWanted = attributeOf(wanted, 'action') === action;
  return Object.fromEntries(
    hidden
      .map((input) => [attributeOf(input, 'name') ?? '', attributeOf(input, 'value') ?? ''] as const)
      .filter(([name]) => isWanted || name === '_csrf'),
  );
}

/** The body of a form as a browser writes it. */
export function encodeForm(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  return body.toString();
}

let made = 0;

/** A new account with a session, as if its person had signed in. */
export async function aPerson(
  test: TestApp,
  { name, grants, email }: { readonly name?: string; readonly email?: string; readonly grants: readonly Grant[] },
): Promise<Person> {
  made += 1;
  const known = name ?? `Person ${made}`;
  const account = await test.app
    .get(AccountsService)
    .add(
      theService,
      { name: known, email: email ?? `person-${made}@turnaround.example`, passwordHash: null, status: 'active' },
      grants,
    );
  return signedIn(test, { ...account, name: known });
}

/** A person with a new session: also one whose last session is over. */
export async function signedIn(test: TestApp, account: Person['account']): Promise<Person> {
  const token = await test.app.get(SessionsService).start(account.id, 'Firefox on Linux');
  const cookie = `turnaround=${token}`;
  const get = (path: string): Test => request(test.url).get(path).set('Cookie', cookie);
  return {
    account,
    cookie,
    get,
    post: async (path, fields = {}, { from = path } = {}) => {
      const page = await get(from);
      const hidden = hiddenFields(page.text, path);
      return request(test.url)
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .send(encodeForm({ ...hidden, ...fields }));
    },
    download: async (path, fields = {}, { from = path } = {}) => {
      const page = await get(from);
      return request(test.url)
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .buffer(true)
        .parse((response, done) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () => done(null, Buffer.concat(pieces)));
        })
        .send(encodeForm({ ...hiddenFields(page.text, path), ...fields }));
    },
    upload: async (path, fields, files, { from = path } = {}) => {
      const page = await get(from);
      const sending = request(test.url).post(path).set('Cookie', cookie);
      for (const [field, value] of Object.entries({ ...hiddenFields(page.text, path), ...fields }))
        for (const one of typeof value === 'string' ? [value] : value) sending.field(field, one);
      for (const [field, { name: filename, content, type }] of Object.entries(files))
        sending.attach(field, Buffer.from(content), { filename, contentType: type ?? 'application/octet-stream' });
      return sending;
    },
  };
}

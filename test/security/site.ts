import { createConnection } from 'node:net';
import request, { type Response } from 'supertest';
import type { Role } from '../../src/access/domain/roles.js';
import { roles } from '../../src/access/domain/roles.js';
import { sql } from '../../src/database/sql.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { OrganisationIndexService } from '../../src/organisations/organisation-index.service.js';
import { Source } from '../../src/sources/data/source.entity.js';
import { aGrant, aPerson, encodeForm, type Person } from '../builders/a-person.js';
import { plantRecords } from '../builders/planted-records.js';
import { anOrganisation, kept, untouched } from '../builders/record-rows.js';
import { type Handler, handlersOf } from '../builders/routes.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

/** What proves something: what was found wrong, each in words. Nothing: the control holds. */
export type Proof = (site: Site) => Promise<readonly string[]>;

/** A whole service with two organisations, everything that a record can hold about both, and people in every role. */
export type Site = {
  readonly test: TestApp;
  readonly handlers: readonly Handler[];
  /** Every role at once, at Northwick: more than any person may have, so that every door opens. */
  readonly everybody: Person;
  /** A person who is signed in and may do nothing. */
  readonly guest: Person;
  /** Every role at Northwick, and the same at Eastmere. */
  readonly people: ReadonlyMap<Role, { readonly northwick: Person; readonly eastmere: Person }>;
  readonly northwick: string;
  readonly eastmere: string;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly publicUrl?: string;
  readonly library?: boolean;
  /** More of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Nobody but everybody at once and the guest: it is quicker. */
  readonly fewPeople?: boolean;
};

export async function openSite({
  publicUrl,
  library = false,
  fewPeople = false,
  settings = {},
}: Options = {}): Promise<Site> {
  const test = await startTestApp({ ...(publicUrl ? { publicUrl } : {}), library, settings });
  const { database } = test;
  const [northwick, eastmere] = ['northwick', 'eastmere'];
  const framework = await database.row<{ id: string; gradeId: string }>(sql`
    SELECT framework.id, rating_grade.id AS "gradeId"
      FROM framework
      JOIN rating_grade ON rating_grade.scale_id = framework.scale_id AND rating_grade.key = 'inadequate'
     WHERE framework.key = 'ofsted_ilacs_2018'`);
  const inspectorates = await database.rows<{ id: string }>(sql`
    SELECT inspectorate.id FROM inspectorate ORDER BY inspectorate.key`);
  if (!framework || inspectorates.length < 2) throw new Error('The reference data is not there');
  await database.transaction(() =>
    database.insert(Organisation, [
      anOrganisation({ id: northwick, name: 'Northwick Council' }),
      anOrganisation({ id: eastmere, name: 'Eastmere Council' }),
    ]),
  );
  await database.transaction(() => test.app.get(OrganisationIndexService).renew([northwick, eastmere]));
  const sourceId = await addRegister(test);
  for (const [word, organisationId, otherId] of [
    ['northern', northwick, eastmere],
    ['eastern', eastmere, northwick],
  ] as const)
    await database.transaction(() =>
      plantRecords(database, { word, organisationId, otherId, kept, sourceId, framework }),
    );
  await test.app.get(DerivingEpisodesService).rederive([northwick, eastmere]);

  const everywhere = (organisationId: string, inspectorateId: string | undefined) => (role: Role) =>
    aGrant({ role, organisationId, inspectorateId: inspectorateId ?? null, chair: true });
  const here = everywhere(northwick, inspectorates[0]?.id);
  const there = everywhere(eastmere, inspectorates[1]?.id);
  const people = new Map<Role, { northwick: Person; eastmere: Person }>();
  for (const role of fewPeople ? [] : roles)
    people.set(role, {
      northwick: await aPerson(test, { name: `${role} at Northwick`, grants: [here(role)] }),
      eastmere: await aPerson(test, { name: `${role} at Eastmere`, grants: [there(role)] }),
    });
  return {
    test,
    handlers: handlersOf(test.app),
    everybody: await aPerson(test, { name: 'Everybody at once', grants: roles.map(here) }),
    guest: await aPerson(test, { name: 'Nobody in particular', grants: [] }),
    people,
    northwick,
    eastmere,
    close: test.close,
  };
}

/** What everything planted rests on. */
async function addRegister({ database }: TestApp): Promise<string> {
  const id = 'register';
  const nothing = { publisher: null, author: null, publishedOn: null, accessedOn: null, url: null, archiveUrl: null };
  await database.transaction(() =>
    database.insert(Source, [
      {
        id,
        ref: 'SO-0900',
        title: 'The register',
        ...nothing,
        licence: null,
        kind: 'press',
        tier: null,
        supports: null,
        ...untouched,
        verified: 1,
        kept,
      },
    ]),
  );
  return id;
}

/** An address of a route whose open places hold `value`: by itself one that leads to nothing. */
export const addressOf = (path: string, value = 'XX-9999'): string => path.replace(/:\w+/g, value);

export const get = (site: Site, path: string): ReturnType<TestApp['get']> => site.test.get(path);

/** The token that a person's forms carry, from any page of theirs. */
export async function tokenOf(site: Site, person: Pick<Person, 'get'>): Promise<string> {
  const { text } = await person.get('/about');
  const token = /name="_csrf" value="([\w-]+)"/.exec(text)?.[1];
  if (!token) throw new Error('The page carries no token');
  return token;
}

type Posting = {
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
};

export async function post(
  site: Site,
  path: string,
  { cookie, headers = {}, fields = {} }: Posting,
): Promise<Response> {
  const sending = request(site.test.url).post(path).type('form');
  if (cookie) sending.set('Cookie', cookie);
  for (const [name, value] of Object.entries(headers)) sending.set(name, value);
  return sending.send(encodeForm(fields));
}

/** A stamp that is another as soon as anything at all was committed. */
export const stampOf = (site: Site): Promise<string> => site.test.database.version();

/** Sends these very bytes and gives all that came back until the other side closed or fell silent. */
export function sendRaw(site: Site, bytes: string, patience = 3_000): Promise<{ text: string; closed: boolean }> {
  const { port, hostname } = new URL(site.test.url);
  return new Promise((resolve) => {
    const socket = createConnection(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    let text = '';
    const done = (closed: boolean): void => {
      socket.destroy();
      resolve({ text, closed });
    };
    socket.setTimeout(patience, () => done(false));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.once('close', () => done(true));
    socket.on('error', () => undefined);
  });
}

export const statusIn = (text: string): number => Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);

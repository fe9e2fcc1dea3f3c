import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, permissions } from '../../src/access/domain/permissions.js';
import { type Role, roles } from '../../src/access/domain/roles.js';
import { rootFolder } from '../../src/config/paths.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { b5, columnNames } from './b5.js';
import { cellOf, cellsThatDiffer, expected, knock, permissionsPage } from './matrix.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;
const document = join(rootFolder, 'docs/permissions.md');

describe('every route, for everybody', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  }, minutes);
  afterAll(() => site.close());

  it('is there', () => {
    expect(site.handlers.length).toBeGreaterThan(30);
    expect(site.handlers.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
  });

  it.each([...roles, 'guest', 'visitor'] as const)(
    'opens or stays shut as the table of permissions says: %s',
    async (who) => {
      const wrong: string[] = [];
      for (const handler of site.handlers) {
        // A form may end a session: each is sent by somebody new.
        const person = who === 'visitor' ? null : handler.method === 'POST' ? await fresh(site, who) : known(site, who);
        const answer = await knock(site, handler, person);
        const wanted = expected(handler.permission as Permission, who);
        if (answer !== wanted) wrong.push(`${handler.method} ${handler.path}: ${answer}, not ${wanted}`);
      }
      expect(wrong).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    2 * minutes,
  );

  it('stays shut to a grant that has ended or has not begun', async () => {
    const ended = await aPerson(site.test, {
      grants: roles.map((role) => aGrant({ role, chair: true, toOn: '2020-01-02' as never })),
    });
    const later = await aPerson(site.test, {
      grants: roles.map((role) => aGrant({ role, chair: true, fromOn: '2099-01-01' as never })),
    });
    const wrong: string[] = [];
    for (const handler of site.handlers.filter(({ method }) => method === 'GET'))
      for (const [name, person] of Object.entries({ ended, later })) {
        const answer = await knock(site, handler, person);
        const wanted = expected(handler.permission as Permission, 'guest');
        if (answer !== wanted) wrong.push(`${handler.path} for a grant that is ${name}: ${answer}, not ${wanted}`);
      }
    expect(wrong).toEqual([]);
  });

  it('stays shut to a member of a board who does not chair it, where only the chair may', async () => {
    const member = await aPerson(site.test, {
      grants: [aGrant({ role: 'board_member', organisationId: site.northwick })],
    });
    const wrong: string[] = [];
    for (const handler of site.handlers.filter(
      ({ permission }) => cellOf(permission as Permission, 'board_member') === 'c',
    )) {
      const answer = await knock(site, handler, member);
      if (answer !== 'refused') wrong.push(`${handler.method} ${handler.path}: ${answer}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is written down for people to read, as it is now', () => {
    const page = permissionsPage(site.handlers);
    if (process.env.WRITE_DOCS === '1') writeFileSync(document, page);
    expect(existsSync(document) ? readFileSync(document, 'utf8') : '').toBe(page);
  });
});

describe('the table of permissions', () => {
  it('agrees cell by cell with what the design asks for', () => {
    expect(cellsThatDiffer()).toEqual([]);
  });

  it('has no key that the design does not know: add a new one to its line in test/security/b5.ts', () => {
    const written = new Set(b5.flatMap(({ keys }) => keys));
    expect(permissions.filter((key) => !written.has(key))).toEqual([]);
  });

  it('has each key on one line, and each line with all its cells', () => {
    const keys = b5.flatMap((line) => line.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(b5.filter(({ cells }) => cells.length !== columnNames.length).map(({ action }) => action)).toEqual([]);
    expect(b5.flatMap(({ cells }) => cells).filter((cell) => !['●', '○', 'c', '–'].includes(cell))).toEqual([]);
  });

  it('lets nobody change the content of a judgement, minutes or a flag', () => {
    expect(b5.find(({ action }) => action.startsWith('Change content'))?.keys).toEqual([]);
  });
});

function known(site: Site, who: Role | 'guest'): Person {
  const person = who === 'guest' ? site.guest : site.people.get(who)?.northwick;
  if (!person) throw new Error(`Nobody is ${who}`);
  return person;
}

const fresh = (site: Site, who: Role | 'guest'): Promise<Person> =>
  aPerson(site.test, {
    grants: who === 'guest' ? [] : [aGrant({ role: who, organisationId: site.northwick, chair: true })],
  });

import type { Reach } from '../../src/access/domain/account.js';
import type { Database } from '../../src/database/database.js';
import { CasesQueries } from '../../src/episodes/data/cases.queries.js';
import { OrganisationStanding } from '../../src/episodes/data/episode.entity.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { scansOf } from '../builders/query-plans.js';
import { anOrganisation, aStanding } from '../builders/record-rows.js';
import { Statements } from '../builders/test-app.js';
import { closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  const bodies = [
    anOrganisation({ id: 'westshire', name: 'Westshire Council' }),
    anOrganisation({ id: 'eastshire', name: 'Eastshire Council' }),
    anOrganisation({ id: 'services', name: 'Children’s services', kind: 'council_service', parentId: 'westshire' }),
  ];
  await db.transaction(async () => {
    await db.insert(Organisation, bodies);
    await db.insert(
      OrganisationStanding,
      bodies.map((body) => aStanding(body)),
    );
  });
});
afterAll(() => closeTestDatabase(db));

const reach = (organisationIds: readonly string[], any = false): Reach => ({
  any,
  organisationIds,
  inspectorateIds: [],
  accountId: null,
});
const namesFor = async (whose: Reach, name = '', limit = 10): Promise<string[]> =>
  (await new CasesQueries(db).bodiesFor(whose, name, limit)).map((body) => body.name);

describe('the bodies for which a case may be opened', () => {
  it('are those of the reach with their services, in the order of names', async () => {
    expect(await namesFor(reach(['westshire']))).toEqual(['Children’s services', 'Westshire Council']);
    expect(await namesFor(reach(['westshire']), 'WEST')).toEqual(['Westshire Council']);
    expect(await namesFor(reach([], true), 'shire', 1)).toEqual(['Eastshire Council']);
    expect(await namesFor(reach([]))).toEqual([]);
  });

  if (testedKind === 'sqlite')
    it('are asked of named bodies along their index, however many others there are', async () => {
      const statements = new Statements();
      db.reader.setOptions({ logger: statements, logging: ['query'] });
      await namesFor(reach(['westshire']));
      const [asked] = statements.take();
      const plan: { detail: string }[] = asked
        ? await db.reader.query(`EXPLAIN QUERY PLAN ${asked.text}`, [...asked.values])
        : [];
      expect(plan.length).toBeGreaterThan(0);
      expect(plan.filter(({ detail }) => detail.startsWith('SCAN'))).toEqual([]);
      expect(asked ? await scansOf(db, asked) : null).toEqual([]);
    });
});

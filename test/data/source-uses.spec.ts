import type { Database } from '../../src/database/database.js';
import { SourceFactsQueries } from '../../src/overview/data/source-facts.queries.js';
import { Statements } from '../builders/test-app.js';
import { closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => closeTestDatabase(db));

if (testedKind === 'sqlite')
  describe('the page of a source that stands behind a million facts', () => {
    it.each(['uses', 'counts', 'conflicts'] as const)(
      'reads its %s along an index and sorts no million of them',
      async (what) => {
        const statements = new Statements();
        db.reader.setOptions({ logger: statements, logging: ['query'] });
        const facts = new SourceFactsQueries(db);
        if (what === 'uses') await facts.uses('source', { limit: 50, offset: 100 });
        else await facts[what]('source');
        const [asked] = statements.take();
        const steps: { detail: string }[] = await db.reader.query(`EXPLAIN QUERY PLAN ${asked?.text ?? ''}`, [
          ...(asked?.values ?? []),
        ]);
        const plan = steps.map(({ detail }) => detail);
        expect(plan.filter((step) => /^SCAN (?!used\b)/.test(step))).toEqual([]);
        expect(plan.join('\n')).toContain('IX_source_link_source');
        const sorts = plan.filter((step) => step.includes('TEMP B-TREE'));
        expect(what === 'conflicts' ? [] : sorts).toEqual([]);
      },
    );
  });
else
  it('asks PostgreSQL for what rests on a source', async () => {
    expect(await new SourceFactsQueries(db).uses('source', { limit: 50, offset: 0 })).toEqual([]);
  });

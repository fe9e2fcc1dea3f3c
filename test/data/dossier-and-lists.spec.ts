import { sql } from '../../src/database/sql.js';
import { standingOf } from '../../src/episodes/domain/standing.js';
import { day } from '../../src/kernel/calendar-day.js';
import { DossierQueries } from '../../src/overview/data/dossier.queries.js';
import { LifeLineQueries } from '../../src/overview/data/life-lines.queries.js';
import { standingFactsOf } from '../../src/overview/domain/case-facts.js';
import { lifeLineRowsOf } from '../../src/overview/domain/dossier-life-line.js';
import { derivedAnew } from '../../src/overview/domain/judged.js';
import type { Dossier } from '../../src/overview/domain/dossier.js';
import { lifeLineOf } from '../../src/overview/domain/life-line-of.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

/** What a dossier tells and what lists tell are read by different statements: here each is held against the other. */
describe('a dossier and the lists', () => {
  const today = day('2026-11-23');
  let test: TestApp;
  let dossiers: readonly Dossier[];

  beforeAll(async () => {
    test = await startTestApp({ library: true, today });
    const slugs = await test.database.rows<{ slug: string }>(
      sql`SELECT organisation.slug FROM organisation ORDER BY organisation.slug`,
    );
    const queries = new DossierQueries(test.database);
    const found = await Promise.all(slugs.map(({ slug }) => queries.bySlug(slug)));
    dossiers = found.flatMap((dossier) => dossier ?? []);
  });

  afterAll(() => test.close());

  it('tell the same state of every organisation', async () => {
    const rows = await test.database.rows<{ id: string; state: string }>(sql`
      SELECT organisation_standing.organisation_id AS id, organisation_standing.state FROM organisation_standing`);
    const listed = new Map(rows.map(({ id, state }) => [id, state]));
    expect(dossiers.length).toBeGreaterThan(9);
    const told = dossiers.map((dossier) => [
      dossier.self.slug,
      standingOf(standingFactsOf(dossier, dossier.self.id), today).state,
    ]);
    expect(told).toEqual(dossiers.map(({ self }) => [self.slug, listed.get(self.id)]));
  });

  it('draw the same life line of a body that nothing came before or after', async () => {
    const alone = dossiers.filter(({ self, family, bodies }) =>
      family.every((id) => id === self.id || bodies.find((body) => body.id === id)?.parentId === self.id),
    );
    expect(alone.map(({ self }) => self.slug)).toContain('west-sussex-childrens-services');
    const lines = await new LifeLineQueries(test.database).of(alone.map(({ self }) => self.id));
    const scale = { from: day('2000-01-01'), to: today };
    for (const dossier of alone) {
      expect(lifeLineOf(lifeLineRowsOf(dossier), scale)).toEqual(lifeLineOf(lines.get(dossier.self.id) ?? [], scale));
    }
  });

  it('tell the same episodes when they are derived anew from all that is known', () => {
    const told = (dossier: Dossier) => dossier.episodes.map(({ ref, derived }) => [ref, derived]);
    for (const dossier of dossiers) expect(told(derivedAnew(dossier))).toEqual(told(dossier));
  });
});

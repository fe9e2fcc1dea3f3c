import { theService } from '../../src/access/audit.service.js';
import { AuditService } from '../../src/access/audit.service.js';
import { libraryFolder } from '../../src/config/paths.js';
import type { Database } from '../../src/database/database.js';
import { fixed, sql } from '../../src/database/sql.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import { CaseLibraryService } from '../../src/exchange/case-library.service.js';
import { readCaseLibrary } from '../../src/exchange/data/case-library-files.js';
import type { CaseLibrary } from '../../src/exchange/domain/case-library.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { monthsBetween, period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import { lessons } from '../../src/vocabulary/domain/lessons.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'A record keeper', role: 'record keeper', requestId: null };

/** Every table that the library fills, and those that follow from it. */
const tables = [
  'source',
  'source_link',
  'source_conflict',
  'source_claim',
  'source_conflict_subject',
  'organisation',
  'organisation_name',
  'organisation_code',
  'organisation_slug',
  'organisation_link',
  'organisation_gap',
  'post_holding',
  'inspection',
  'judgement',
  'intervention',
  'planned_end',
  'intervention_overlap',
  'exit_criterion',
  'warning_sign',
  'peer_support',
  'peer_finding',
  'structural_change',
  'sustainment_check',
  'failure_episode',
  'episode_fact',
  'episode_impact',
  'episode_cause',
  'outcome',
  'measure',
  'measure_definition',
  'measure_value',
  'organisation_standing',
  'lesson_evidence',
  'programme',
  'programme_element',
  'funding_stream',
  'adoption',
  'adoption_stage',
  'adoption_fidelity',
  'outcome_claim',
  'claim_conflict',
  'programme_use',
  'library_entry',
  'search_entry',
  'audit_entry',
  'reference_counter',
] as const;

async function countsOf(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const row = await database.row<{ rows: number }>(
      sql`SELECT CAST(count(*) AS integer) AS rows FROM ${fixed(table)}`,
    );
    counts[table] = row?.rows ?? -1;
  }
  return counts;
}

type EpisodeRow = {
  ref: string;
  title: string;
  origin: string;
  status: string | null;
  state: string;
  derivedTriggerOn: string | null;
  derivedNotFailingOn: string | null;
  relapseOf: string | null;
  derivedRelapseOf: string | null;
};

const episodesOf = (database: Database, slug: string): Promise<EpisodeRow[]> =>
  database.rows<EpisodeRow>(sql`
    SELECT failure_episode.ref, failure_episode.title, failure_episode.origin, failure_episode.status,
           failure_episode.state, failure_episode.derived_trigger_on AS "derivedTriggerOn",
           failure_episode.derived_not_failing_on AS "derivedNotFailingOn", told.ref AS "relapseOf",
           derived.ref AS "derivedRelapseOf"
      FROM failure_episode
      JOIN organisation ON organisation.id = failure_episode.organisation_id
      LEFT JOIN failure_episode AS told ON told.id = failure_episode.relapse_of_id
      LEFT JOIN failure_episode AS derived ON derived.id = failure_episode.derived_relapse_of_id
     WHERE organisation.slug = ${slug}
       AND failure_episode.withdrawn_at IS NULL
     ORDER BY failure_episode.trigger_day, failure_episode.ref`);

async function idOf(database: Database, slug: string): Promise<string> {
  const row = await database.row<{ id: string }>(
    sql`SELECT organisation.id FROM organisation WHERE organisation.slug = ${slug}`,
  );
  return row?.id ?? '';
}

let library: CaseLibrary;
beforeAll(async () => {
  library = await readCaseLibrary(libraryFolder('exchange'));
});

describe('the case library at a first start', () => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await openTestRecord({ library: true });
  });
  afterAll(() => record.close());

  it('lands every entry of every file', async () => {
    const counts = await countsOf(record.database);
    expect(counts).toMatchObject({
      organisation: library.organisations.length,
      organisation_link: library.links.length,
      post_holding: library.posts.length,
      inspection: library.inspections.length,
      judgement: library.inspections.flatMap(({ judgements }) => judgements).length,
      warning_sign: library.warnings.length,
      intervention: library.interventions.length,
      peer_support: library.peerSupport.length,
      structural_change: library.structuralChanges.length,
      sustainment_check: library.sustainmentChecks.length,
      episode_impact: library.episodes.flatMap(({ impacts }) => impacts).length,
      episode_cause: library.episodes.flatMap(({ causes }) => causes).length,
      outcome: library.outcomes.length,
      measure: library.measures.length,
      measure_definition: library.measures.filter(({ definition }) => definition !== null).length,
      measure_value: library.measures.flatMap(({ values }) => values).length,
      lesson_evidence: library.lessonEvidence.length,
      source_conflict: library.conflicts.length,
      programme: library.programmes.length,
      programme_element: library.programmeElements.length,
      funding_stream: library.funding.length,
      adoption: library.adoptions.length,
      adoption_stage: library.adoptionStages.length,
      adoption_fidelity: library.adoptionFidelity.length,
      outcome_claim: library.outcomeClaims.length,
      claim_conflict: library.claimConflicts.length,
      programme_use: library.programmeUses.length,
    });
    const frameworks = await record.database.row<{ rows: number }>(
      sql`SELECT CAST(count(*) AS integer) AS rows FROM framework`,
    );
    expect(counts.search_entry).toBe(
      [
        counts.organisation,
        counts.inspection,
        counts.failure_episode,
        counts.source,
        counts.programme,
        frameworks?.rows,
        lessons.length,
      ]
        .map(Number)
        .reduce((sum, each) => sum + each),
    );
    expect(counts.library_entry).toBe(
      [
        library.sources,
        library.organisations,
        library.links,
        library.posts,
        library.inspections,
        library.warnings,
        library.interventions,
        library.peerSupport,
        library.structuralChanges,
        library.sustainmentChecks,
        library.episodes,
        library.outcomes,
        library.measures,
        library.measures.flatMap(({ values }) => values),
        library.lessonEvidence,
        library.conflicts,
        library.programmes,
        library.programmeElements,
        library.funding,
        library.adoptions,
        library.adoptionStages,
        library.adoptionFidelity,
        library.outcomeClaims,
        library.claimConflicts,
        library.programmeUses,
      ].flat().length,
    );
  });

  it('rests every fact on its sources', async () => {
    const facts = [
      ['inspection', 'inspection'],
      ['intervention', 'intervention'],
      ['warning_sign', 'warning_sign'],
      ['peer_support', 'peer_support'],
      ['structural_change', 'structural_change'],
      ['outcome', 'outcome'],
      ['measure', 'measure'],
      ['measure_value', 'measure_value'],
      ['sustainment_check', 'sustainment_check'],
      ['lesson_evidence', 'lesson_evidence'],
      ['organisation_link', 'organisation_link'],
      ['post_holding', 'post_holding'],
      ['organisation', 'organisation'],
      ['episode_impact', 'episode_impact'],
      ['episode_cause', 'episode_cause'],
      ['source_claim', 'source_claim'],
      ['programme', 'programme'],
      ['programme_element', 'programme_element'],
      ['funding_stream', 'funding_stream'],
      ['adoption_stage', 'adoption_stage'],
      ['outcome_claim', 'outcome_claim'],
    ] as const;
    for (const [table, kind] of facts) {
      const without = await record.database.rows<{ id: string }>(sql`
        SELECT ${fixed(table)}.id
          FROM ${fixed(table)}
         WHERE NOT EXISTS (SELECT 1 FROM source_link
                            WHERE source_link.record_id = ${fixed(table)}.id AND source_link.record_kind = ${kind})`);
      expect([table, without]).toEqual([table, []]);
    }
  });

  it('leaves no link to a record that is not there', async () => {
    const strays = await record.database.rows(sql`
      SELECT source_link.record_kind
        FROM source_link
       WHERE source_link.record_kind IN ('inspection', 'intervention', 'organisation')
         AND source_link.record_id NOT IN (SELECT inspection.id FROM inspection
                                            UNION SELECT intervention.id FROM intervention
                                            UNION SELECT organisation.id FROM organisation)`);
    expect(strays).toEqual([]);
  });

  it('derives the two episodes of West Sussex, the second a relapse of the first after 74.7 months', async () => {
    const [first, second, ...more] = await episodesOf(record.database, 'west-sussex-childrens-services');
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      derivedTriggerOn: '2010-12-17',
      derivedNotFailingOn: '2013-02',
      derivedRelapseOf: null,
    });
    expect(second).toMatchObject({
      derivedTriggerOn: '2019-05-08',
      derivedNotFailingOn: '2023-05-11',
      relapseOf: first?.ref,
      derivedRelapseOf: first?.ref,
    });
    expect(monthsBetween(period(first?.derivedNotFailingOn ?? ''), period(second?.derivedTriggerOn ?? '')).months).toBe(
      74.7,
    );
  });

  it('tells Doncaster apart: how the council was run, and children’s services twice, with its trust', async () => {
    const episodes = await episodesOf(record.database, 'doncaster-council');
    expect(episodes.map(({ derivedTriggerOn, status }) => [derivedTriggerOn, status])).toEqual([
      ['2008-12', 'relapsed'],
      ['2010-04-19', 'recovered'],
      ['2012-11-16', null],
    ]);
    expect(await episodesOf(record.database, 'doncaster-childrens-services-trust')).toEqual([]);
  });

  it('keeps what the library told beside what judgements say', async () => {
    const [basildon] = await episodesOf(record.database, 'basildon-and-thurrock-hospitals');
    expect(basildon).toMatchObject({ status: 'relapsed', state: 'relapsed', derivedTriggerOn: null });
    const [maternity] = await episodesOf(record.database, 'mid-and-south-essex-hospitals');
    expect(maternity).toMatchObject({ relapseOf: basildon?.ref, derivedRelapseOf: null, derivedTriggerOn: '2020-08' });
  });

  it('adds an episode from judgements that the library does not tell', async () => {
    const untold = (await episodesOf(record.database, 'mid-and-south-essex-hospitals')).filter(
      ({ origin }) => origin === 'judgements',
    );
    expect(untold.map(({ title, status, state }) => ({ title, status, state }))).toEqual([
      {
        title: 'Safety and quality of care: medical care at three hospitals, 2023',
        status: null,
        state: 'not_failing',
      },
    ]);
  });

  it('says how each body stands', async () => {
    const rows = await record.database.rows<{ slug: string; state: string }>(sql`
      SELECT organisation.slug, organisation_standing.state
        FROM organisation
        LEFT JOIN organisation_standing ON organisation_standing.organisation_id = organisation.id`);
    expect(Object.fromEntries(rows.map(({ slug, state }) => [slug, state]))).toMatchObject({
      'doncaster-council': 'beyond_watch',
      'west-sussex-childrens-services': 'watch',
      'west-sussex-county-council': 'watch',
      'eltham-foundation-school': 'closed',
      'harris-federation': 'not_judged',
      'north-yorkshire-council': 'never_failed',
      'mid-and-south-essex-hospitals': 'in_failure',
    });
  });

  it('changes nothing when it is loaded again, not even the trail', async () => {
    const before = await countsOf(record.database);
    expect(await record.get(CaseLibraryService).load(theService)).toEqual({ added: 0, byKind: {} });
    expect(await countsOf(record.database)).toEqual(before);
  });

  it('derives the same again, and writes nothing', async () => {
    const before = await countsOf(record.database);
    const ids = await record.database.rows<{ id: string }>(sql`SELECT organisation.id FROM organisation`);
    await record.get(DerivingEpisodesService).rederive(ids.map(({ id }) => id));
    expect(await countsOf(record.database)).toEqual(before);
  });

  it('keeps the trail whole', async () => {
    expect(await record.get(AuditService).verify()).toMatchObject({ fault: null });
  });
});

describe('the case library on a record that people have worked on', () => {
  let record: TestRecord;
  beforeEach(async () => {
    record = await openTestRecord({ library: true });
  });
  afterEach(() => record.close());

  it('leaves alone what a person changed, and what a person took away', async () => {
    const { database } = record;
    await record
      .get(OrganisationsService)
      .rename(someone, await idOf(database, 'doncaster-council'), 'City of Doncaster Council');
    await database.transaction(() =>
      database.run(
        sql`UPDATE warning_sign SET text = 'As a person put it', withdrawn_at = '2026-11-23T09:00:00.000Z' WHERE warning_sign.ref = 'WS-0001'`,
      ),
    );
    expect(await record.get(CaseLibraryService).load(someone)).toEqual({ added: 0, byKind: {} });
    expect(await idOf(database, 'doncaster-council')).toBe('');
    expect(await idOf(database, 'city-of-doncaster-council')).not.toBe('');
    expect(
      await database.row(sql`SELECT warning_sign.text FROM warning_sign WHERE warning_sign.ref = 'WS-0001'`),
    ).toEqual({
      text: 'As a person put it',
    });
  });

  it('adds what a later edition brings, and only that', async () => {
    const [first] = library.warnings;
    if (!first) throw new Error('The library has no warning');
    const later = { ...library, warnings: [...library.warnings, { ...first, key: 'w-new', text: 'A new warning.' }] };
    expect(await record.get(CaseLibraryService).load(someone, later)).toEqual({
      added: 1,
      byKind: { warning_sign: 1 },
    });
    expect((await countsOf(record.database)).warning_sign).toBe(library.warnings.length + 1);
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    const before = await countsOf(record.database);
    const [source] = library.sources;
    const [conflict] = library.conflicts;
    if (!source || !conflict) throw new Error('The library is empty');
    const broken = {
      ...library,
      sources: [...library.sources, { ...source, key: 'new-source', url: 'https://example.org/new' }],
      conflicts: [
        ...library.conflicts,
        { ...conflict, key: 'c-new', about: [{ kind: 'episode' as const, key: 'nowhere' }] },
      ],
    };
    await expect(record.get(CaseLibraryService).load(someone, broken)).rejects.toThrow(
      'The case library names the episode nowhere, which it does not hold',
    );
    expect(await countsOf(record.database)).toEqual(before);
  });
});

describe('the case library after an import', () => {
  let record: TestRecord;
  beforeEach(async () => {
    record = await openTestRecord();
  });
  afterEach(() => record.close());

  it('meets the bodies and inspections that are there, and ends as it would have without them', async () => {
    const { database } = record;
    const [source] = await record.get(SourcesService).addMany(someone, [{ title: 'A file', kind: 'data_file' }]);
    const [council, doncaster] = await record.get(OrganisationsService).registerMany(someone, [
      {
        name: 'West Sussex',
        kind: 'council',
        sector: 'councils',
        names: [{ name: 'west sussex', kind: 'published' }],
        codes: [{ scheme: 'ofsted-la', value: '938' }],
      },
      { name: 'Doncaster', kind: 'council', sector: 'councils', codes: [{ scheme: 'ons', value: 'E08000017' }] },
    ]);
    const inspection = (organisationId: string, published: string, grade: string) => ({
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full' as const,
      graded: true,
      publishedOn: period(published),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
      sources: [{ sourceId: source?.id ?? '' }],
    });
    await record
      .get(InspectionsService)
      .recordMany(someone, [
        inspection(council?.id ?? '', '2019-05-08', 'inadequate'),
        inspection(doncaster?.id ?? '', '2022-04-05', 'requires_improvement'),
        inspection(doncaster?.id ?? '', '2020-03-03', 'good'),
      ]);
    const [derived] = await episodesOf(database, 'west-sussex');
    expect(derived).toMatchObject({ origin: 'judgements', title: "Children's services, 2019", state: 'open' });

    const { byKind } = await record.get(CaseLibraryService).load(theService);
    expect(byKind).toMatchObject({
      organisation: library.organisations.length,
      inspection: library.inspections.length,
    });
    expect(await countsOf(database)).toMatchObject({
      organisation: library.organisations.length,
      inspection: library.inspections.length + 1,
    });
    expect(await idOf(database, 'west-sussex-county-council')).toBe(council?.id);
    expect(
      await database.row(
        sql`SELECT organisation_slug.organisation_id AS id FROM organisation_slug WHERE organisation_slug.slug = 'west-sussex'`,
      ),
    ).toEqual({
      id: council?.id,
    });
    expect(await episodesOf(database, 'west-sussex-county-council')).toEqual([]);
    const [first, second, ...more] = await episodesOf(database, 'west-sussex-childrens-services');
    expect(more).toEqual([]);
    expect(second).toMatchObject({
      ref: derived?.ref,
      origin: 'library',
      derivedTriggerOn: '2019-05-08',
      relapseOf: first?.ref,
    });

    const [met] = await database.rows<{ sources: number; areas: number }>(sql`
      SELECT CAST((SELECT count(*) FROM source_link WHERE source_link.record_id = inspection.id) AS integer) AS sources,
             CAST((SELECT count(*) FROM judgement WHERE judgement.inspection_id = inspection.id) AS integer) AS areas
        FROM inspection
       WHERE inspection.published_on = '2019-05-08'`);
    const told = library.inspections.find(({ key }) => key === 'ws-ilacs-2019');
    expect(met).toEqual({
      sources: (told?.sources.length ?? 0) + 1,
      areas: told?.judgements.filter(({ area }) => area !== null).length,
    });
    expect(await record.get(CaseLibraryService).load(theService)).toEqual({ added: 0, byKind: {} });
  });
});

import { sql } from '../../src/database/sql.js';
import { CorrectingInspectionsService } from '../../src/inspections/correcting-inspections.service.js';
import type { NewInspection } from '../../src/inspections/domain/new-inspection.js';
import { InspectionNews } from '../../src/inspections/inspection-news.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'A record keeper', role: 'record keeper', requestId: null };

let record: TestRecord;
let inspections: InspectionsService;
let correcting: CorrectingInspectionsService;
beforeAll(async () => {
  record = await openTestRecord();
  inspections = record.get(InspectionsService);
  correcting = record.get(CorrectingInspectionsService);
});
afterAll(() => record.close());

let ashire = '';
let bodies = 0;
beforeEach(async () => {
  bodies += 1;
  const [made] = await record
    .get(OrganisationsService)
    .registerMany(someone, [{ name: `Ashire ${bodies}`, kind: 'council', sector: 'councils' }]);
  ashire = made?.id ?? '';
});

const ilacs = (published: string, grade: string, more: Partial<NewInspection> = {}): NewInspection => ({
  organisationId: ashire,
  framework: 'ofsted_ilacs_2018',
  inspectorateName: 'Ofsted',
  subject: 'Children’s services',
  type: 'full',
  graded: true,
  publishedOn: period(published),
  overallLabel: grade,
  judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
  ...more,
});

type Row = {
  ref: string;
  area: string;
  judgedOn: string;
  judgedDay: string;
  knownOn: string;
  status: string;
  supersededBy: string | null;
  edition: number;
};
const rowsOf = (organisationId: string): Promise<Row[]> =>
  record.database.rows<Row>(sql`
    SELECT inspection.ref, inspection.area, inspection.judged_on AS "judgedOn", inspection.judged_day AS "judgedDay",
           inspection.known_on AS "knownOn", inspection.status, inspection.edition, later.ref AS "supersededBy"
      FROM inspection
      LEFT JOIN inspection AS later ON later.id = inspection.superseded_by_id
     WHERE inspection.organisation_id = ${organisationId}
     ORDER BY inspection.judged_day, inspection.ref`);

const episodesOf = (): Promise<{ triggerOn: string }[]> =>
  record.database.rows(sql`
    SELECT failure_episode.trigger_on AS "triggerOn"
      FROM failure_episode
     WHERE failure_episode.organisation_id = ${ashire} AND failure_episode.withdrawn_at IS NULL`);

describe('recording inspections', () => {
  it('dates a judgement by its publication, otherwise by the last day of the visit', async () => {
    await inspections.recordMany(someone, [
      ilacs('2019-05-08', 'inadequate', { endedOn: period('2019-03-01') }),
      ilacs('2023', 'good', { endedOn: period('2023-02') }),
    ]);
    expect(await rowsOf(ashire)).toMatchObject([
      { area: 'children', judgedOn: '2019-05-08', judgedDay: '2019-05-08', knownOn: '2019-05-08' },
      { judgedOn: '2023-02', judgedDay: '2023-02-15', knownOn: '2023' },
    ]);
  });

  it('lets the later of one framework family supersede the earlier, whichever is recorded first', async () => {
    await inspections.recordMany(someone, [ilacs('2023-05-11', 'good'), ilacs('2019-05-08', 'inadequate')]);
    await inspections.recordMany(someone, [
      ilacs('2021-01-10', 'inadequate'),
      ilacs('2020-01-10', 'good', { type: 'focused' }),
      ilacs('2016-01-10', 'good', { framework: 'ofsted_sif_2013' }),
    ]);
    const rows = await rowsOf(ashire);
    const ref = (index: number): string => rows[index]?.ref ?? '';
    expect(rows.map(({ judgedOn, status, supersededBy }) => [judgedOn, status, supersededBy])).toEqual([
      ['2016-01-10', 'published', null],
      ['2019-05-08', 'superseded', ref(3)],
      ['2020-01-10', 'published', null],
      ['2021-01-10', 'superseded', ref(4)],
      ['2023-05-11', 'published', null],
    ]);
  });

  it('keeps a grade or a reason for having none, and never both', async () => {
    await inspections.recordMany(someone, [
      ilacs('2019-05-08', 'good', {
        judgements: [
          { area: 'overall', areaText: 'Overall', grade: 'good', absence: 'not_yet_rated' },
          { area: 'leaders_impact', areaText: 'Leaders', grade: null, absence: 'insufficient_evidence' },
          { area: null, areaText: 'Something else' },
        ],
      }),
    ]);
    expect(
      await record.database.rows(sql`
      SELECT judgement.is_overall AS "isOverall", rating_grade.key AS grade, judgement.absence
        FROM inspection
        JOIN judgement ON judgement.inspection_id = inspection.id
        LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
       WHERE inspection.organisation_id = ${ashire}
       ORDER BY judgement.position`),
    ).toEqual([
      { isOverall: 1, grade: 'good', absence: null },
      { isOverall: 0, grade: null, absence: 'insufficient_evidence' },
      { isOverall: 0, grade: null, absence: 'not_in_the_source' },
    ]);
  });

  it.each([
    ['a framework', { framework: 'unheard_of' }, 'There is no framework unheard_of on the record'],
    [
      'an area',
      { judgements: [{ area: 'moon', areaText: 'Moon' }] },
      'The framework ofsted_ilacs_2018 has no area moon',
    ],
    [
      'a grade',
      { judgements: [{ area: 'overall', areaText: 'O', grade: 'superb' }] },
      'The scale oria4 has no grade superb',
    ],
  ])('fails on %s that the record does not have, and keeps nothing of the batch', async (_, more, reason) => {
    await expect(
      inspections.recordMany(someone, [ilacs('2019-05-08', 'good'), ilacs('2020-05-08', 'good', more)]),
    ).rejects.toThrow(reason);
    expect(await rowsOf(ashire)).toEqual([]);
  });

  it('tells those above once for a batch, and is undone when one of them fails', async () => {
    const told: (readonly string[])[] = [];
    let failing = false;
    record.get(InspectionNews).listen('judgement.recorded', async ({ organisationIds }) => {
      told.push(organisationIds);
      if (failing) throw new Error('No room');
    });
    await inspections.recordMany(someone, [ilacs('2019-05-08', 'inadequate'), ilacs('2020-05-08', 'good')]);
    expect(told).toEqual([[ashire]]);

    failing = true;
    await expect(inspections.recordMany(someone, [ilacs('2021-05-08', 'inadequate')])).rejects.toThrow('No room');
    failing = false;
    expect((await rowsOf(ashire)).map(({ judgedOn }) => judgedOn)).toEqual(['2019-05-08', '2020-05-08']);
    const episodes = await record.database.rows(sql`
      SELECT failure_episode.trigger_on AS "triggerOn" FROM failure_episode WHERE failure_episode.organisation_id = ${ashire}`);
    expect(episodes).toEqual([{ triggerOn: '2019-05-08' }]);
  });
});

describe('adding to an inspection', () => {
  it('fills in what it lacks and leaves what is there', async () => {
    const [made] = await inspections.recordMany(someone, [ilacs('2019-05-08', 'good', { headline: 'Ours' })]);
    const more = {
      judgements: [{ area: 'leaders_impact', areaText: 'Leaders', grade: 'good' }],
      reportUrl: 'https://example.org/report',
      headline: 'Theirs',
    };
    await inspections.addJudgements(someone, made?.id ?? '', more);
    expect(
      await record.database.row(sql`
      SELECT inspection.headline, inspection.report_url AS "reportUrl", inspection.version,
             CAST((SELECT count(*) FROM judgement WHERE judgement.inspection_id = inspection.id) AS integer) AS judgements
        FROM inspection WHERE inspection.id = ${made?.id}`),
    ).toEqual({
      headline: 'Ours',
      reportUrl: 'https://example.org/report',
      version: 2,
      judgements: 2,
    });
  });

  it('fills in a grade that was given and not known, and reads a framework that was inferred', async () => {
    const [made] = await inspections.recordMany(someone, [
      ilacs('2016-05-08', 'good', {
        framework: 'ofsted_sif_2013',
        frameworkInferred: true,
        inferred: true,
        overallLabel: null,
        judgements: [{ area: 'overall', areaText: 'Overall', absence: 'not_in_the_source' }],
      }),
    ]);
    expect(await episodesOf()).toEqual([]);
    await inspections.addJudgements(someone, made.id, {
      judgements: [{ area: 'overall', areaText: 'Overall', grade: 'inadequate', label: 'Inadequate' }],
      overallLabel: 'Inadequate',
      readFramework: { framework: 'ofsted_sif_2013' },
    });
    expect(await episodesOf()).toEqual([{ triggerOn: '2016-05-08' }]);
    expect(
      await record.database.row(sql`
        SELECT inspection.framework_inferred AS "frameworkInferred", inspection.inferred,
               inspection.overall_label AS "overallLabel", judgement.label, judgement.absence
          FROM inspection
          JOIN judgement ON judgement.inspection_id = inspection.id
         WHERE inspection.id = ${made.id}`),
    ).toEqual({ frameworkInferred: 0, inferred: 0, overallLabel: 'Inadequate', label: 'Inadequate', absence: null });
  });
});

describe('correcting an inspection', () => {
  it('publishes a new edition and keeps the earlier words in the trail', async () => {
    const [made] = await inspections.recordMany(someone, [ilacs('2019-05-08', 'inadequate')]);
    const corrected = await correcting.correct(someone, {
      inspectionId: made?.id ?? '',
      version: 1,
      changes: {
        publishedOn: period('2019-06-08'),
        judgements: [{ area: 'overall', areaText: 'Overall', grade: 'good' }],
        overallLabel: 'good',
      },
      what: 'The grade and the date were mistyped.',
      why: 'The report says good.',
    });
    expect(corrected).toEqual({ ok: true, value: { edition: 2 } });
    expect(await rowsOf(ashire)).toMatchObject([{ edition: 2, judgedOn: '2019-06-08' }]);
    const line = await record.database.row<{ before: string; reason: string }>(sql`
      SELECT audit_entry.before, audit_entry.reason FROM audit_entry WHERE audit_entry.entity_id = ${made?.id} AND audit_entry.action = 'inspection.corrected'`);
    expect(JSON.parse(line?.before ?? '{}')).toMatchObject({
      publishedOn: '2019-05-08',
      judgements: [{ label: 'inadequate' }],
    });
    expect(line?.reason).toBe('The report says good.');
    expect(
      await record.database.rows(sql`
      SELECT correction.edition, correction.what FROM correction WHERE correction.inspection_id = ${made?.id}`),
    ).toEqual([{ edition: 2, what: 'The grade and the date were mistyped.' }]);
    const live = await record.database.rows(sql`
      SELECT failure_episode.id FROM failure_episode
       WHERE failure_episode.organisation_id = ${ashire} AND failure_episode.withdrawn_at IS NULL`);
    expect(live).toEqual([]);
  });

  it('is refused on a version that somebody has changed since, and for one that is not there', async () => {
    const [made] = await inspections.recordMany(someone, [ilacs('2019-05-08', 'inadequate')]);
    const order = { inspectionId: made?.id ?? '', version: 2, changes: {}, what: 'x', why: 'y' };
    expect(await correcting.correct(someone, order)).toEqual({ ok: false, error: 'stale' });
    expect(await correcting.correct(someone, { ...order, inspectionId: 'nowhere' })).toEqual({
      ok: false,
      error: 'not-found',
    });
  });
});

describe('superseding an inspection', () => {
  it('is refused for itself, for one of another body, and for an earlier one', async () => {
    const [first, second] = await inspections.recordMany(someone, [
      ilacs('2019-05-08', 'good', { framework: 'ofsted_sif_2013' }),
      ilacs('2023-05-08', 'good'),
    ]);
    const [other] = await record
      .get(OrganisationsService)
      .registerMany(someone, [{ name: 'Elsewhere', kind: 'council', sector: 'councils' }]);
    const [abroad] = await inspections.recordMany(someone, [
      ilacs('2024-05-08', 'good', { organisationId: other?.id ?? '' }),
    ]);
    const ids = { first: first?.id ?? '', second: second?.id ?? '', abroad: abroad?.id ?? '' };
    const supersede = (earlierId: string, laterId: string) => correcting.supersede(someone, { earlierId, laterId });
    expect(await supersede(ids.first, ids.first)).toEqual({ ok: false, error: 'itself' });
    expect(await supersede(ids.second, ids.first)).toEqual({ ok: false, error: 'earlier' });
    expect(await supersede(ids.first, ids.abroad)).toEqual({ ok: false, error: 'another-body' });
    expect(await supersede(ids.first, 'nowhere')).toEqual({ ok: false, error: 'not-found' });
    expect(await supersede(ids.first, ids.second)).toEqual({ ok: true, value: null });
    expect(await rowsOf(ashire)).toMatchObject([
      { status: 'superseded', supersededBy: second?.ref },
      { status: 'published' },
    ]);
  });
});

describe('moving inspections to a service of its own', () => {
  it('takes their episodes along, under the references they have', async () => {
    const [made] = await inspections.recordMany(someone, [ilacs('2019-05-08', 'inadequate')]);
    const before = await record.database.row<{ ref: string }>(sql`
      SELECT failure_episode.ref FROM failure_episode WHERE failure_episode.organisation_id = ${ashire}`);
    const [service] = await record
      .get(OrganisationsService)
      .registerMany(someone, [
        { name: 'Children’s services', kind: 'council_service', sector: 'children', parentId: ashire },
      ]);
    await inspections.moveTo(someone, service?.id ?? '', [made?.id ?? '']);
    expect(
      await record.database.rows(sql`
      SELECT failure_episode.ref, failure_episode.organisation_id AS "organisationId"
        FROM failure_episode
       WHERE failure_episode.organisation_id IN (${ashire}, ${service?.id})`),
    ).toEqual([{ ref: before?.ref, organisationId: service?.id }]);
    expect(
      await record.database.rows(sql`
      SELECT organisation_standing.state FROM organisation_standing
       WHERE organisation_standing.organisation_id IN (${ashire}, ${service?.id})`),
    ).toEqual([{ state: 'in_failure' }, { state: 'in_failure' }]);
  });
});

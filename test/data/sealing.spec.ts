import { sql } from '../../src/database/sql.js';
import { AccuracyCheckService } from '../../src/inspections/accuracy-check.service.js';
import type { SealFault } from '../../src/inspections/domain/seal.js';
import { CorrectingInspectionsService } from '../../src/inspections/correcting-inspections.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { PublishingService } from '../../src/inspections/publishing.service.js';
import { VerifyingSealsService } from '../../src/inspections/verifying-seals.service.js';
import { theService } from '../../src/access/audit.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { aTeam, given, inAccuracyCheck, workOf } from '../builders/an-inspection-team.js';
import { testedKind } from '../builders/test-database.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const onSqlite = testedKind === 'sqlite';

let record: TestRecord;
let ref = '';
let imported = '';

beforeEach(async () => {
  record = await openTestRecord();
  const get = record.get;
  const team = await aTeam(get, record.database);
  ref = await inAccuracyCheck(get, team, { grades: { overall: 'inadequate' } });
  given(await get(AccuracyCheckService).finish(team.contact, ref));
  given(
    await get(PublishingService).publish(team.assurer, ref, {
      version: (await workOf(get, ref)).version,
      publishedOn: day('2026-11-23'),
      receivedOn: null,
      clocks: [],
    }),
  );
  const [made] = await get(InspectionsService).recordMany(theService, [
    {
      organisationId: team.organisationId,
      framework: 'ofsted_sif_2013',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period('2015-04-08'),
      judgements: [{ area: 'overall', areaText: 'Overall', grade: 'good', label: 'Good', narrative: 'Good then.' }],
      findings: [{ text: 'A finding', kind: 'strength' }],
    },
  ]);
  imported = made?.ref ?? '';
});
afterEach(() => record.close());

/** As a person with the database file and a prompt would: the triggers are no lock against them. */
const tamper = async (...statements: readonly string[]): Promise<void> => {
  const runner = record.database.writer.createQueryRunner();
  const triggers: { name: string; table: string; made: string }[] = await runner.query(
    onSqlite
      ? `SELECT name, tbl_name AS "table", sql AS made FROM sqlite_master WHERE type = 'trigger'`
      : `SELECT tgname AS name, tgrelid::regclass::text AS "table", '' AS made FROM pg_trigger WHERE NOT tgisinternal`,
  );
  if (onSqlite) await runner.query('PRAGMA foreign_keys = OFF');
  for (const { name, table } of triggers)
    await runner.query(onSqlite ? `DROP TRIGGER "${name}"` : `ALTER TABLE ${table} DISABLE TRIGGER "${name}"`);
  for (const statement of statements) await runner.query(statement);
  if (onSqlite) await runner.query('PRAGMA foreign_keys = ON');
  await runner.release();
};

const faults = async (): Promise<readonly SealFault[]> => (await record.get(VerifyingSealsService).verify()).faults;

const statement = async (text: string): Promise<unknown> => {
  const runner = record.database.writer.createQueryRunner();
  try {
    return await runner.query(text);
  } finally {
    await runner.release();
  }
};

describe('what is published', () => {
  it('is as it was published', async () => {
    expect(await record.get(VerifyingSealsService).verify()).toEqual({ inspections: 2, faults: [] });
  });

  it('is sealed as it lies there, whatever a new inspection says and leaves unsaid', async () => {
    const { organisationId } = (await record.database.row<{ organisationId: string }>(
      sql`SELECT organisation_id AS "organisationId" FROM inspection WHERE ref = ${imported}`,
    )) ?? { organisationId: '' };
    await record.get(InspectionsService).recordMany(theService, [
      {
        organisationId,
        framework: 'ofsted_ilacs_2018',
        frameworkInferred: true,
        publishedFramework: 'ILACS',
        inspectorateName: 'Ofsted',
        subject: 'Children’s services',
        type: 'full',
        graded: true,
        startedOn: period('2018-02'),
        endedOn: period('2018-03-02'),
        publishedOn: period('2018-04-08'),
        receivedOn: period('2018'),
        overallLabel: 'Requires improvement to be good',
        headline: 'Better, \u00a0not yet good \u{1f642}',
        quote: 'Leaders know it.',
        reportUrl: 'https://files.ofsted.gov.uk/v1/file/1',
        knownOn: period('2018-04-08'),
        judgements: [
          {
            area: 'overall',
            areaText: 'Overall effectiveness',
            grade: 'requires_improvement',
            label: 'Requires improvement to be good',
            limiting: true,
          },
          { area: null, areaText: 'Adoption', grade: 'good', label: 'Good', unit: 'The adoption agency' },
          { area: null, areaText: 'Leadership', scale: 'hcc4', grade: 'good', label: 'Good' },
          { area: null, areaText: 'Care leavers', absence: 'not_yet_rated' },
          { area: null, areaText: 'Not said' },
        ],
        findings: [
          { text: 'A finding of an area', area: 'overall', kind: 'priority_action', cause: 'leadership' },
          { text: 'Another', kind: 'strength' },
        ],
        monitoringNote: { improved: 'Caseloads', pace: 'too_slow' },
      },
      {
        organisationId,
        framework: null,
        inspectorateName: 'A peer',
        subject: 'A look that nobody graded',
        type: 'monitoring',
        graded: false,
      },
    ]);
    expect(await record.get(VerifyingSealsService).verify()).toEqual({ inspections: 4, faults: [] });
  });

  const ofPublished = `(SELECT id FROM inspection WHERE visibility = 'public' AND framework_id IS NOT NULL)`;
  it.each([
    [`UPDATE judgement SET label = 'Good' WHERE inspection_id IN ${ofPublished}`],
    [`UPDATE judgement SET grade_id = NULL`],
    [`UPDATE judgement SET narrative = 'Better'`],
    [`DELETE FROM judgement WHERE inspection_id IN ${ofPublished}`],
    [`UPDATE finding SET text = 'Something else'`],
    [`DELETE FROM finding`],
    [`UPDATE inspection SET headline = 'All is well' WHERE visibility = 'public'`],
    [`UPDATE inspection SET published_on = '2020-01-01', judged_on = '2020-01-01' WHERE visibility = 'public'`],
    [`UPDATE inspection SET visibility = 'restricted' WHERE visibility = 'public'`],
    [`DELETE FROM inspection_edition`],
    [`UPDATE inspection_edition SET content = '{}'`],
    [`UPDATE inspection_seal SET hash = 'x'`],
    [`DELETE FROM inspection_seal`],
    ...(onSqlite
      ? [
          [`REPLACE INTO judgement SELECT * FROM judgement`],
          [`REPLACE INTO finding SELECT * FROM finding`],
          [`REPLACE INTO inspection_edition SELECT * FROM inspection_edition`],
          [`REPLACE INTO inspection_seal SELECT * FROM inspection_seal`],
        ]
      : [[`TRUNCATE inspection_edition`], [`TRUNCATE inspection_seal`]]),
  ])('cannot be changed in silence: %s', async (change) => {
    await expect(statement(change)).rejects.toThrow(/put right by a correction|added to, never changed/);
    expect(await faults()).toEqual([]);
  });

  it.each<[string, string]>([
    [
      'a grade',
      `UPDATE judgement SET label = 'Good' WHERE inspection_id = (SELECT id FROM inspection WHERE ref = '$')`,
    ],
    [
      'a narrative',
      `UPDATE judgement SET narrative = 'x' WHERE inspection_id = (SELECT id FROM inspection WHERE ref = '$')`,
    ],
    ['a date', `UPDATE inspection SET judged_on = '2019-01-01' WHERE ref = '$'`],
    ['a framework', `UPDATE inspection SET framework_id = NULL WHERE ref = '$'`],
    ['its body', `UPDATE inspection SET visibility = 'restricted' WHERE ref = '$'`],
    ['its withdrawal', `UPDATE inspection SET withdrawn_at = '2026-11-23T09:00:00.000Z' WHERE ref = '$'`],
    [
      'a judgement more',
      `INSERT INTO judgement (id, inspection_id, position, area_text, is_overall, limiting, version)
       SELECT 'more', id, 99, 'More', 0, 0, 1 FROM inspection WHERE ref = '$'`,
    ],
    [
      'a judgement less',
      `DELETE FROM judgement WHERE position = 0 AND inspection_id = (SELECT id FROM inspection WHERE ref = '$')`,
    ],
  ])('is named when somebody with the file changes %s', async (_what, change) => {
    await tamper(change.replace('$', ref));
    expect(await faults()).toEqual([{ kind: 'changed', ref }]);
  });

  it('is named where it was imported, too', async () => {
    await tamper(`UPDATE finding SET text = 'Nothing'`);
    expect(await faults()).toEqual([{ kind: 'changed', ref: imported }]);
  });

  it('is named when it is gone', async () => {
    const of = `(SELECT id FROM inspection WHERE ref = '${imported}')`;
    await tamper(
      `DELETE FROM finding WHERE inspection_id = ${of}`,
      `DELETE FROM judgement WHERE inspection_id = ${of}`,
      `DELETE FROM inspection WHERE ref = '${imported}'`,
    );
    expect(await faults()).toEqual([{ kind: 'gone', ref: imported }]);
  });

  it('is named when nobody published it', async () => {
    await tamper(
      `INSERT INTO inspection (id, ref, organisation_id, inspectorate_name, subject, type, graded, status, edition,
              recorded_at, recorded_by, version, visibility)
       SELECT 'forged', 'IN-9999', organisation_id, inspectorate_name, subject, type, graded, status, edition,
              recorded_at, recorded_by, version, visibility FROM inspection WHERE ref = '${imported}'`,
    );
    expect(await faults()).toEqual([{ kind: 'never-sealed', ref: 'IN-9999' }]);
  });

  it('cannot be sealed anew without the trail', async () => {
    await tamper(
      `UPDATE judgement SET label = 'Good' WHERE inspection_id = (SELECT id FROM inspection WHERE ref = '${ref}')`,
      `DELETE FROM inspection_seal WHERE ref = '${ref}'`,
    );
    const kinds = (await faults()).map(({ kind }) => kind);
    expect(kinds).toContain('seals-changed');
    expect(kinds).toContain('never-sealed');
  });

  it('keeps its editions', async () => {
    await tamper(`UPDATE inspection_edition SET content = replace(content, 'Inadequate', 'Good')`);
    expect(await faults()).toEqual([{ kind: 'edition-changed', ref, edition: 1 }]);
  });

  it('is sealed anew by everything that puts it right', async () => {
    const [held] = await record.database.rows<{ id: string; version: number; organisationId: string }>(sql`
      SELECT inspection.id, inspection.version, inspection.organisation_id AS "organisationId"
        FROM inspection WHERE inspection.ref = ${imported}`);
    const inspections = record.get(InspectionsService);
    await inspections
      .addJudgements(theService, held?.id ?? '', {
        reportUrl: 'https://reports.example/1',
        judgements: [{ area: 'care', areaText: 'Care', grade: 'good' }],
      })
      .catch(() => undefined);
    await inspections.addJudgements(theService, held?.id ?? '', { judgements: [] });
    const correcting = record.get(CorrectingInspectionsService);
    const [now] = await record.database.rows<{ version: number }>(sql`
      SELECT inspection.version FROM inspection WHERE inspection.ref = ${imported}`);
    given(
      await correcting.correct(theService, {
        inspectionId: held?.id ?? '',
        version: now?.version ?? 0,
        changes: { headline: 'Put right' },
        what: 'The headline',
        why: 'It was wrong',
      }),
    );
    expect(await record.get(VerifyingSealsService).verify()).toEqual({ inspections: 2, faults: [] });
    const amending = await record.database.rows(sql`
      SELECT inspection.ref FROM inspection WHERE inspection.amending = 1`);
    expect(amending).toEqual([]);
  });
});

import type { Database } from '../../src/database/database.js';
import { FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { answering } from '../../src/episodes/domain/standing-row.js';
import { Framework, Inspectorate, RatingGrade, RatingScale } from '../../src/inspections/data/framework.entity.js';
import { Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import {
  Intervention,
  PeerSupport,
  PlannedEnd,
  WarningSign,
} from '../../src/interventions/data/intervention.entity.js';
import { Organisation, OrganisationLink, PostHolding } from '../../src/organisations/data/organisation.entity.js';
import { lineageFrom } from '../../src/organisations/domain/lineage.js';
import { LifeLineQueries } from '../../src/overview/data/life-lines.queries.js';
import {
  aFramework,
  aGrade,
  aJudgement,
  aLink,
  anEpisode,
  anInspection,
  anIntervention,
  anOrganisation,
  aPeerSupport,
  aPlannedEnd,
  aPost,
  aWarning,
  knownOn,
  withdrawn,
} from '../builders/record-rows.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

let db: Database;
let lines: LifeLineQueries;

const service = 'service';
const trust = 'trust';

beforeAll(async () => {
  db = await openTestDatabase();
  lines = new LifeLineQueries(db);
  await db.transaction(async () => {
    await db.insert(Organisation, [
      anOrganisation({ id: 'council' }),
      anOrganisation({ id: 'neighbour' }),
      anOrganisation({ id: 'federation', kind: 'trust' }),
    ]);
    await db.insert(Organisation, [
      anOrganisation({ id: service, kind: 'council_service', parentId: 'council' }),
      anOrganisation({ id: trust, kind: 'company' }),
      anOrganisation({ id: 'agency', kind: 'company' }),
      anOrganisation({ id: 'academy', kind: 'school', parentId: 'federation' }),
    ]);
    await db.insert(OrganisationLink, [
      aLink({ id: 'delivers', fromId: trust, toId: 'council', type: 'delivers_for' }),
      aLink({ id: 'agency-council', fromId: 'agency', toId: 'council', type: 'delivers_for' }),
      aLink({ id: 'agency-neighbour', fromId: 'agency', toId: 'neighbour', type: 'delivers_for' }),
      aLink({ id: 'follows', fromId: 'council', toId: 'neighbour', type: 'successor' }),
    ]);
    await db.insert(Inspectorate, [{ id: 'ofsted', key: 'ofsted', name: 'Ofsted' }]);
    await db.insert(RatingScale, [
      { id: 'scale', key: 'scale', label: 'Four', bandBasis: 'absolute', published: null, verified: 1, note: null },
    ]);
    await db.insert(RatingGrade, [
      aGrade({ id: 'inadequate', scaleId: 'scale', label: 'Inadequate', band: 'failing' }),
      aGrade({ id: 'good', scaleId: 'scale', label: 'Good', band: 'meeting' }),
    ]);
    await db.insert(Framework, [
      aFramework({ id: 'ilacs', inspectorateId: 'ofsted', title: 'ILACS' }),
      aFramework({
        id: 'cgi',
        inspectorateId: 'ofsted',
        episodeArea: 'corporate',
        formalFailure: '{"anyOf":[{"category":"failing_conclusion"}],"note":null}',
      }),
    ]);
    await db.insert(Inspection, [
      anInspection({
        id: 'failed',
        organisationId: 'council',
        frameworkId: 'ilacs',
        judgedOn: '2019-05-08',
        known: knownOn('2019-05-08'),
      }),
      anInspection({ id: 'areas', organisationId: service, frameworkId: 'ilacs', judgedOn: '2026-04' }),
      anInspection({
        id: 'category',
        organisationId: 'council',
        frameworkId: 'cgi',
        judgedOn: '2010-04-19',
        categoryKey: 'failing_conclusion',
      }),
      anInspection({ id: 'unknown', organisationId: 'council', judgedOn: '2011-01-01' }),
      anInspection({ id: 'visit', organisationId: 'council', type: 'monitoring', graded: 0, judgedOn: '2020-01-01' }),
      anInspection({ id: 'gone', organisationId: 'council', judgedOn: '2020-02-01', kept: withdrawn }),
      anInspection({ id: 'dateless', organisationId: 'council' }),
      anInspection({ id: 'trusts', organisationId: trust, judgedOn: '2017' }),
      anInspection({ id: 'agencys', organisationId: 'agency', judgedOn: '2018' }),
      anInspection({ id: 'others', organisationId: 'neighbour', judgedOn: '2017' }),
      anInspection({ id: 'schools', organisationId: 'academy', judgedOn: '2017' }),
    ]);
    await db.insert(Judgement, [
      aJudgement({ id: 'j1', inspectionId: 'failed', gradeId: 'inadequate', label: 'Inadequate' }),
      aJudgement({ id: 'j2', inspectionId: 'failed', position: 1, isOverall: 0, areaKey: 'help', gradeId: 'good' }),
      aJudgement({ id: 'j3', inspectionId: 'areas', isOverall: 0, areaKey: 'help', gradeId: 'inadequate' }),
      aJudgement({ id: 'j4', inspectionId: 'unknown', absence: 'not_in_the_source' }),
    ]);
    await db.insert(Intervention, [
      anIntervention({ id: 'direction', organisationId: 'council', startedOn: '2019-06', known: knownOn('2019-07') }),
    ]);
    await db.insert(PlannedEnd, [
      aPlannedEnd({ id: 'p0', interventionId: 'direction', position: 0, plannedEndOn: '2021' }),
      aPlannedEnd({ id: 'p1', interventionId: 'direction', position: 1, announcedOn: '2020-03', plannedEndOn: '2022' }),
    ]);
    await db.insert(WarningSign, [aWarning({ id: 'warned', organisationId: service, occurredOn: '2018-05' })]);
    await db.insert(PeerSupport, [
      aPeerSupport({
        id: 'helped',
        organisationId: 'council',
        agreedOn: '2019-01',
        sameAsKind: 'intervention',
        sameAsId: 'direction',
      }),
    ]);
    await db.insert(PostHolding, [aPost({ id: 'post', organisationId: 'council', startedOn: '2019', interim: 1 })]);
    await db.insert(FailureEpisode, [
      anEpisode({
        id: 'managed',
        organisationId: 'council',
        area: 'corporate',
        triggerOn: '2010-04-19',
        triggerDay: '2010-04-19',
        recoveredOn: '2014-11-11',
        watchUntil: '2021-11-11',
      }),
      anEpisode({
        id: 'derived',
        organisationId: service,
        triggerOn: '2019-05',
        triggerDay: '2019-05-15',
        derivedTriggerOn: '2019-05-08',
        derivedNotFailingOn: '2023-05',
        notFailingOn: '2023',
        derivedRelapseOfId: 'managed',
      }),
      anEpisode({
        id: 'mistaken',
        organisationId: service,
        triggerOn: '2019',
        triggerDay: '2019-07-01',
        closedOn: '2020',
        closeReason: 'entered_in_error',
      }),
      anEpisode({
        id: 'undone',
        organisationId: service,
        triggerOn: '2019',
        triggerDay: '2019-07-01',
        kept: withdrawn,
      }),
    ]);
  });
});

afterAll(() => closeTestDatabase(db));

const rowsOf = async (organisationId: string, kind: string) =>
  ((await lines.of([organisationId])).get(organisationId) ?? []).filter((row) => row.kind === kind);

describe('the facts of life lines', () => {
  it('gather the body, the services within a council and those who deliver for it', async () => {
    const ids = (await rowsOf('council', 'judgement')).map(({ recordId }) => recordId);
    expect(ids.toSorted()).toEqual(['areas', 'category', 'failed', 'trusts', 'unknown']);
  });

  it('are those of the bodies that the standing of the body is told from', async () => {
    const bodies = [
      { id: 'council', kind: 'council' },
      { id: service, kind: 'council_service' },
      { id: trust, kind: 'company' },
      { id: 'agency', kind: 'company' },
      { id: 'neighbour', kind: 'council' },
    ];
    const link = (fromId: string, type: 'parent' | 'delivers_for', toId: string) => ({ fromId, type, toId, on: null });
    const lineage = lineageFrom([
      link(service, 'parent', 'council'),
      link(trust, 'delivers_for', 'council'),
      link('agency', 'delivers_for', 'council'),
      link('agency', 'delivers_for', 'neighbour'),
    ]);
    const told = answering(['council'], bodies, lineage).get('council') ?? [];
    const owners = new Map([
      ['failed', 'council'],
      ['areas', service],
      ['trusts', trust],
      ['agencys', 'agency'],
      ['others', 'neighbour'],
    ]);
    const drawn = (await rowsOf('council', 'judgement')).flatMap(({ recordId }) => owners.get(recordId) ?? []);
    expect(drawn.toSorted()).toEqual([...told].toSorted());
  });

  it('leave a successor and the schools of a trust their own lines', async () => {
    const of = await lines.of(['neighbour', 'federation', 'academy']);
    expect([...of].map(([id, rows]) => [id, rows.map(({ recordId }) => recordId)])).toEqual([
      ['neighbour', ['others']],
      ['federation', []],
      ['academy', ['schools']],
    ]);
  });

  it('give a fact to each line that it is on', async () => {
    const of = await lines.of(['council', service]);
    const warned = [...of.values()].map((rows) =>
      rows.filter(({ kind }) => kind === 'warning').map(({ organisationId }) => organisationId),
    );
    expect(warned).toEqual([['council'], [service]]);
  });

  it('read a headline, a category that is one, and what is missing, each as what it is', async () => {
    const rows = await rowsOf('council', 'judgement');
    const told = Object.fromEntries(rows.map(({ recordId, code, label, flag }) => [recordId, { code, label, flag }]));
    expect(told).toMatchObject({
      failed: { code: 'failing', label: 'Inadequate', flag: 0 },
      areas: { code: 'none', label: null, flag: 1 },
      category: { code: 'failing', label: 'failing conclusion', flag: 0 },
      unknown: { code: 'none', label: 'grade not known', flag: 0 },
    });
  });

  it('date episodes by judgements where judgements tell, and otherwise by what a person recorded', async () => {
    const rows = await rowsOf('council', 'episode');
    expect(
      rows.map(({ recordId, startsOn, endsOn, code, flag, watchUntil }) => ({
        recordId,
        startsOn,
        endsOn,
        code,
        flag,
        watchUntil,
      })),
    ).toEqual(
      expect.arrayContaining([
        {
          recordId: 'managed',
          startsOn: '2010-04-19',
          endsOn: '2014-11-11',
          code: 'recovered',
          flag: 0,
          watchUntil: '2021-11-11',
        },
        {
          recordId: 'derived',
          startsOn: '2019-05-08',
          endsOn: '2023-05',
          code: 'not-failing',
          flag: 1,
          watchUntil: null,
        },
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  it('know an announced end from its announcement, and another from when the intervention was known', async () => {
    const rows = await rowsOf('council', 'planned-end');
    expect(rows.map(({ position, endsOn, knownOn: known }) => [position, endsOn, known]).toSorted()).toEqual([
      [0, '2021', '2019-07'],
      [1, '2022', '2020-03'],
    ]);
  });

  it('bring interventions, help and posts', async () => {
    expect(await rowsOf('council', 'intervention')).toMatchObject([
      { recordId: 'direction', startsOn: '2019-06', level: 4 },
    ]);
    expect(await rowsOf('council', 'support')).toMatchObject([
      { startsOn: '2019-01', label: 'Another council', detail: 'direction' },
    ]);
    expect(await rowsOf('council', 'post')).toMatchObject([{ startsOn: '2019', code: 'chief_executive', flag: 1 }]);
  });

  it('ask nothing when nobody is asked for', async () => {
    expect([...(await lines.of([]))]).toEqual([]);
  });
});

import type { Database } from '../../src/database/database.js';
import { EpisodeFact, FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { Framework, Inspectorate, RatingGrade, RatingScale } from '../../src/inspections/data/framework.entity.js';
import { Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import { Intervention, PeerSupport, WarningSign } from '../../src/interventions/data/intervention.entity.js';
import { Organisation, OrganisationLink, PostHolding } from '../../src/organisations/data/organisation.entity.js';
import { Plan, PlanVersion } from '../../src/plans/data/plan.entity.js';
import { ComparedFactsQueries } from '../../src/research/data/compared-facts.queries.js';
import { MatchFactsQueries } from '../../src/research/data/match-facts.queries.js';
import { Headcount } from '../../src/organisations/data/headcount.entity.js';
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
  aPost,
  aWarning,
  kept,
  known,
  withdrawn,
} from '../builders/record-rows.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

let db: Database;
let facts: ComparedFactsQueries;
const forBoard = { ...kept, visibility: 'board' as const };

const aFact = (
  id: string,
  episodeId: string,
  role: string,
  recordKind: string,
  recordId: string,
  level: number | null = null,
) => ({
  id,
  episodeId,
  role,
  position: 0,
  recordKind,
  recordId,
  level,
  note: null,
});
const aVersion = (number: number, more: Partial<PlanVersion>): PlanVersion => ({
  id: `version-${number}`,
  planId: 'plan',
  number,
  baseNumber: null,
  state: 'agreed',
  proposedAt: null,
  agreedOn: '2019-06-01',
  decisionId: null,
  decisionRef: null,
  approvedBy: null,
  summaryOfChange: null,
  frozen: null,
  kept,
  ...more,
});
const aCount = (id: string, organisationId: string, more: Partial<Headcount> = {}): Headcount => ({
  id,
  ref: `HC-${id}`,
  organisationId,
  countedOn: '2019-03-31',
  basis: 'headcount',
  value: 500,
  known,
  kept,
  ...more,
});

beforeAll(async () => {
  db = await openTestDatabase();
  facts = new ComparedFactsQueries(db);
  await db.transaction(async () => {
    await db.insert(Organisation, [
      anOrganisation({ id: 'council' }),
      anOrganisation({ id: 'neighbour' }),
      anOrganisation({ id: 'secret', kept: forBoard }),
    ]);
    await db.insert(Organisation, [
      anOrganisation({ id: 'service', kind: 'council_service', parentId: 'council' }),
      anOrganisation({ id: 'hidden-service', kind: 'council_service', parentId: 'council', kept: forBoard }),
      anOrganisation({ id: 'trust', kind: 'company' }),
      anOrganisation({ id: 'agency', kind: 'company' }),
    ]);
    await db.insert(OrganisationLink, [
      aLink({ id: 'delivers', fromId: 'trust', toId: 'council', type: 'delivers_for' }),
      aLink({ id: 'agency-council', fromId: 'agency', toId: 'council', type: 'delivers_for' }),
      aLink({ id: 'agency-neighbour', fromId: 'agency', toId: 'neighbour', type: 'delivers_for' }),
    ]);
    await db.insert(Inspectorate, [{ id: 'ofsted', key: 'ofsted', name: 'Ofsted' }]);
    await db.insert(RatingScale, [
      {
        id: 'scale',
        key: 'four',
        label: 'Four grades',
        bandBasis: 'absolute',
        published: null,
        verified: 1,
        note: null,
      },
    ]);
    await db.insert(RatingGrade, [
      aGrade({ id: 'inadequate', scaleId: 'scale', label: 'Inadequate', band: 'failing' }),
      aGrade({ id: 'good', scaleId: 'scale', label: 'Good', band: 'meeting' }),
    ]);
    await db.insert(Framework, [
      aFramework({ id: 'ilacs', inspectorateId: 'ofsted', title: 'ILACS', scaleId: 'scale' }),
    ]);
    await db.insert(Inspection, [
      anInspection({ id: 'failed', organisationId: 'council', frameworkId: 'ilacs', judgedOn: '2019-05-08' }),
      anInspection({ id: 'better', organisationId: 'trust', frameworkId: 'ilacs', judgedOn: '2022-05-08' }),
      anInspection({
        id: 'gone',
        organisationId: 'council',
        frameworkId: 'ilacs',
        judgedOn: '2020-02-01',
        kept: withdrawn,
      }),
      anInspection({ id: 'agencys', organisationId: 'agency', frameworkId: 'ilacs', judgedOn: '2018' }),
      anInspection({ id: 'hidden', organisationId: 'hidden-service', frameworkId: 'ilacs', judgedOn: '2018' }),
    ]);
    await db.insert(Judgement, [
      aJudgement({ id: 'j1', inspectionId: 'failed', gradeId: 'inadequate', label: 'Inadequate' }),
      aJudgement({ id: 'j2', inspectionId: 'better', gradeId: 'good', label: 'Good' }),
    ]);
    await db.insert(Intervention, [
      anIntervention({ id: 'direction', organisationId: 'council', startedOn: '2019-06', level: 4 }),
      anIntervention({ id: 'elsewhere', organisationId: 'neighbour', startedOn: '2019-07', level: 2 }),
      anIntervention({ id: 'of-secret', organisationId: 'secret', startedOn: '2019-07', level: 2 }),
      anIntervention({ id: 'papers', organisationId: 'council', startedOn: '2019-07', kept: forBoard }),
      anIntervention({ id: 'earlier', organisationId: 'council', startedOn: '2011', level: 3 }),
    ]);
    await db.insert(WarningSign, [
      aWarning({ id: 'warned', organisationId: 'service', occurredOn: '2018-05' }),
      aWarning({ id: 'withdrawn-warning', organisationId: 'council', occurredOn: '2018', kept: withdrawn }),
    ]);
    await db.insert(PeerSupport, [
      aPeerSupport({ id: 'helped', organisationId: 'council', agreedOn: '2019-01', status: 'visited' }),
      aPeerSupport({ id: 'offered', organisationId: 'council', agreedOn: '2019-01', status: 'offered' }),
    ]);
    await db.insert(PostHolding, [
      aPost({ id: 'post', organisationId: 'council', startedOn: '2019', interim: 1 }),
      aPost({ id: 'hidden-post', organisationId: 'council', kept: forBoard }),
    ]);
    await db.insert(FailureEpisode, [
      anEpisode({
        id: 'case',
        organisationId: 'council',
        triggerOn: '2019-05-08',
        triggerDay: '2019-05-08',
        derivedTriggerInspectionId: 'failed',
      }),
      anEpisode({ id: 'before', organisationId: 'council', triggerOn: '2010', triggerDay: '2010-07-01' }),
      anEpisode({ id: 'other', organisationId: 'neighbour', triggerOn: '2015', triggerDay: '2015-07-01' }),
    ]);
    await db.insert(EpisodeFact, [
      aFact('f1', 'case', 'intervention', 'intervention', 'direction', 5),
      aFact('f2', 'case', 'intervention', 'intervention', 'elsewhere'),
      aFact('f3', 'case', 'intervention', 'intervention', 'of-secret'),
      aFact('f4', 'before', 'intervention', 'intervention', 'earlier'),
      aFact('f5', 'case', 'intervention', 'intervention', 'papers'),
    ]);
    await db.insert(Plan, [
      { id: 'plan', ref: 'PL-0001', organisationId: 'council', episodeId: 'case', title: 'The plan', kept: forBoard },
    ]);
    await db.insert(PlanVersion, [
      aVersion(1, {}),
      aVersion(2, { kept: forBoard, agreedOn: '2019-09-01' }),
      aVersion(3, { state: 'draft', agreedOn: null }),
    ]);
    await db.insert(Headcount, [
      aCount('1', 'council'),
      aCount('2', 'council', { kept: forBoard, value: 600 }),
      aCount('3', 'secret'),
    ]);
  });
});
afterAll(() => closeTestDatabase(db));

const rows = async (kind: string, ids: readonly string[] = ['case']) =>
  (await facts.of(ids)).filter((row) => row.kind === kind);
const idsOf = async (kind: string) => (await rows(kind)).map(({ recordId }) => recordId).toSorted();

describe('the facts of a case that is compared', () => {
  it.each([
    ['judgement', ['better', 'failed']],
    ['intervention', ['direction', 'earlier', 'elsewhere']],
    ['support', ['helped']],
    ['warning', ['warned']],
    ['post', ['post']],
    ['plan', ['version-1']],
    ['board', []],
    ['structure', []],
  ])('of the kind %s are what everybody may see, of bodies that everybody may see', async (kind, ids) => {
    expect(await idsOf(kind)).toEqual(ids);
  });

  it('tell which were put down as facts of the episode, which of another, and at which level', async () => {
    const told = (await rows('intervention')).map(({ recordId, isNamed, isOfAnother, level }) => [
      recordId,
      isNamed,
      isOfAnother,
      level,
    ]);
    expect(told.toSorted()).toEqual([
      ['direction', 1, 0, 5],
      ['earlier', 0, 1, 3],
      ['elsewhere', 1, 0, 2],
    ]);
  });

  it('have the published label, its band, its framework and the scale', async () => {
    expect((await rows('judgement')).find(({ recordId }) => recordId === 'failed')).toMatchObject({
      caseId: 'case',
      code: 'failing',
      label: 'Inadequate',
      frameworkTitle: 'ILACS',
      scale: 'four',
      scaleLabel: 'Four grades',
      isNamed: 1,
    });
  });

  it('come once for each case that they are asked for', async () => {
    const both = await rows('intervention', ['case', 'other']);
    expect(
      both.filter(({ recordId }) => recordId === 'elsewhere').map(({ caseId, isNamed }) => [caseId, isNamed]),
    ).toEqual([
      ['case', 1],
      ['other', 0],
    ]);
    expect(await facts.of([])).toEqual([]);
  });
});

describe('what cases are matched on', () => {
  it('is the band of the judgement that opened them', async () => {
    expect(await new MatchFactsQueries(db).bands()).toEqual([{ episodeId: 'case', band: 'failing' }]);
  });

  it('is a count of staff that everybody may see', async () => {
    expect(await new MatchFactsQueries(db).sizes()).toEqual([
      { organisationId: 'council', value: 500, countedOn: '2019-03-31' },
    ]);
  });
});

import { AuditService } from '../../src/access/audit.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { AuditStore } from '../../src/access/data/audit.store.js';
import type { Database } from '../../src/database/database.js';
import {
  EpisodeCause,
  EpisodeFact,
  EpisodeImpact,
  FailureEpisode,
  Outcome,
} from '../../src/episodes/data/episode.entity.js';
import {
  OrganisationEvent,
  SupportTrigger,
  SustainabilityPlan,
} from '../../src/interventions/data/case-work.entity.js';
import { FrameworkPagesQueries } from '../../src/inspections/data/framework-pages.queries.js';
import { FrameworksStore } from '../../src/inspections/data/frameworks.store.js';
import { Finding, Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import { frameworkPage } from '../../src/inspections/pages/framework.page.js';
import { InspectionIndexQueries } from '../../src/inspections/data/inspection-index.queries.js';
import { FrameworkIndexService } from '../../src/inspections/framework-index.service.js';
import { FrameworkLibraryService } from '../../src/inspections/framework-library.service.js';
import {
  Direction,
  ExitCriterion,
  Intervention,
  PeerFinding,
  PeerSupport,
  PlannedEnd,
  StructuralChange,
  SustainmentCheck,
  WarningSign,
} from '../../src/interventions/data/intervention.entity.js';
import { LessonEvidence } from '../../src/lessons/data/lesson-evidence.entity.js';
import { LessonPagesQueries } from '../../src/lessons/data/lesson-pages.queries.js';
import { Measure, MeasureValue } from '../../src/measures/data/measure.entity.js';
import { Headcount } from '../../src/organisations/data/headcount.entity.js';
import {
  Organisation,
  OrganisationCode,
  OrganisationLink,
  PostHolding,
} from '../../src/organisations/data/organisation.entity.js';
import { HoldingsQueries } from '../../src/overview/data/holdings.queries.js';
import { SourceFactsQueries } from '../../src/overview/data/source-facts.queries.js';
import type { CitingRecordRow } from '../../src/overview/data/source-facts.row.js';
import { CitationsQueries } from '../../src/sources/data/citations.queries.js';
import {
  Adoption,
  AdoptionFidelity,
  AdoptionStage,
  FundingStream,
  OutcomeClaim,
  Programme,
  ProgrammeElement,
  ProgrammeUse,
} from '../../src/programmes/data/programme.entity.js';
import { Source, SourceClaim, SourceConflict, SourceLink } from '../../src/sources/data/source.entity.js';
import { SourceMatchingQueries } from '../../src/sources/data/source-matching.queries.js';
import { SourcePagesQueries } from '../../src/sources/data/source-pages.queries.js';
import { SourcesStore } from '../../src/sources/data/sources.store.js';
import { recordKinds } from '../../src/sources/domain/record-kinds.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import { SearchStore } from '../../src/office/data/search.store.js';
import { SearchService } from '../../src/office/search.service.js';
import { SourceIndexQueries } from '../../src/sources/data/source-index.queries.js';
import { SourceIndexService } from '../../src/sources/source-index.service.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import { evidenceStances } from '../../src/vocabulary/domain/evidence-stances.js';
import { lessonNumbers } from '../../src/vocabulary/domain/lessons.js';
import { FixedClock } from '../builders/fixed-clock.js';
import {
  aJudgement,
  aLink,
  aMeasure,
  aMeasureValue,
  anEpisode,
  anInspection,
  anIntervention,
  anOrganisation,
  aPeerSupport,
  aPlannedEnd,
  aPost,
  aWarning,
  kept,
  known,
  untouched,
  withdrawn,
} from '../builders/record-rows.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

let db: Database;

const aSource = (id: string, change: Partial<Source> = {}): Source => ({
  id,
  ref: `SO-${id}`,
  title: `Report ${id}`,
  publisher: 'Somebody',
  author: null,
  publishedOn: '2019-05',
  accessedOn: null,
  url: null,
  archiveUrl: null,
  licence: null,
  ...untouched,
  kind: 'press',
  tier: null,
  supports: null,
  verified: 1,
  kept,
  ...change,
});

const aUse = (
  sourceId: string,
  recordKind: string,
  recordId: string,
  change: Partial<SourceLink> = {},
): SourceLink => ({
  id: `${sourceId} ${recordKind} ${recordId}`.slice(0, 36),
  sourceId,
  recordKind,
  recordId,
  field: null,
  position: 0,
  page: null,
  paragraph: null,
  quote: null,
  ...change,
});

async function loadFrameworks(): Promise<void> {
  const clock = new FixedClock();
  const audit = new AuditService(new AuditStore(db), new AuditQueries(db), clock);
  const search = new SearchService(db, new SearchStore(db), new SearchQueries(db));
  const index = new SourceIndexService(new SourceIndexQueries(db), search);
  const sources = new SourcesService(db, new SourcesStore(db), new SourceMatchingQueries(db), index, audit, clock);
  const frameworkIndex = new FrameworkIndexService(new InspectionIndexQueries(db), search);
  await new FrameworkLibraryService(db, new FrameworksStore(db), sources, frameworkIndex, audit, clock).onModuleInit();
}

/** One record of every kind, each under the code of its kind, all of one council. */
async function recordOneOfEach(): Promise<void> {
  const council = { organisationId: 'organisation' };
  await db.insert(Organisation, [
    anOrganisation({ id: 'organisation', name: 'Somewhere Council' }),
    anOrganisation({ id: 'other' }),
  ]);
  await db.insert(OrganisationCode, [
    { id: 'organisation_code', ...council, scheme: 'ons', value: 'E10000032', verified: 1, note: null },
  ]);
  await db.insert(OrganisationLink, [
    aLink({ id: 'organisation_link', fromId: 'organisation', toId: 'other', type: 'replaced_by' }),
  ]);
  await db.insert(PostHolding, [aPost({ id: 'post_holding', ...council })]);
  await db.insert(Inspection, [anInspection({ id: 'inspection', ...council })]);
  await db.insert(Judgement, [aJudgement({ id: 'judgement', inspectionId: 'inspection', label: 'Inadequate' })]);
  await db.insert(Finding, [
    {
      id: 'finding',
      inspectionId: 'inspection',
      position: 0,
      areaKey: null,
      text: 'A finding',
      kind: 'weakness',
      cause: null,
      status: 'open',
      dueOn: null,
      version: 1,
    },
  ]);
  await db.insert(Intervention, [anIntervention({ id: 'intervention', ...council })]);
  await db.insert(PlannedEnd, [
    aPlannedEnd({ id: 'planned_end', interventionId: 'intervention', position: 0, plannedEndOn: '2015-07-31' }),
  ]);
  await db.insert(Direction, [
    {
      id: 'direction',
      interventionId: 'intervention',
      number: null,
      text: 'Do it',
      dueOn: null,
      status: 'open',
      boardComment: null,
      known,
      kept,
    },
  ]);
  await db.insert(ExitCriterion, [
    {
      id: 'exit_criterion',
      interventionId: 'intervention',
      text: 'A test',
      test: null,
      agreedOn: null,
      ownerPost: null,
      status: null,
      metOn: null,
      known,
      kept,
    },
  ]);
  await db.insert(WarningSign, [aWarning({ id: 'warning_sign', ...council })]);
  await db.insert(PeerSupport, [aPeerSupport({ id: 'peer_support', ...council })]);
  await db.insert(PeerFinding, [
    {
      id: 'peer_finding',
      peerSupportId: 'peer_support',
      text: 'They found it',
      accepted: null,
      reason: null,
      answeredOn: null,
      decisionId: null,
      decisionRef: null,
      decisionOn: null,
      decisionTiedAt: null,
      known,
      kept,
    },
  ]);
  await db.insert(StructuralChange, [
    {
      id: 'structural_change',
      ...council,
      occurredOn: '2012',
      kind: 'merger',
      text: 'A merger',
      reason: null,
      known,
      kept,
    },
  ]);
  await db.insert(OrganisationEvent, [
    {
      id: 'organisation_event',
      ref: 'EV-9001',
      ...council,
      occurredOn: '2013',
      kind: 'publication',
      text: 'A report',
      significant: 1,
      known,
      kept,
    },
  ]);
  await db.insert(Headcount, [
    {
      id: 'headcount',
      ref: 'HC-9001',
      ...council,
      countedOn: '2013-03',
      basis: 'people',
      value: 4_120,
      known,
      kept,
    },
  ]);
  await db.insert(SupportTrigger, [
    {
      id: 'support_trigger',
      ref: 'ST-9001',
      ...council,
      condition: 'measure',
      text: 'Vacancies above a fifth',
      provider: null,
      agreedOn: '2013',
      lastTestedOn: null,
      ownerPost: null,
      kept,
    },
  ]);
  await db.insert(SustainabilityPlan, [
    {
      id: 'sustainability_plan',
      ...council,
      agreedOn: '2015-03-01',
      agreedBy: 'The council',
      text: 'What keeps it going',
      reviewOn: null,
      kept,
    },
  ]);
  await db.insert(SustainmentCheck, [
    {
      id: 'sustainment_check',
      ...council,
      dueOn: null,
      doneOn: '2016',
      byWhom: 'external',
      result: 'held',
      text: 'It held',
      interventionId: null,
      months: null,
      known,
      kept,
    },
  ]);
  await db.insert(FailureEpisode, [
    anEpisode({ id: 'episode', ...council, triggerOn: '2010-04-19', triggerDay: '2010-04-19' }),
  ]);
  await db.insert(EpisodeImpact, [
    { id: 'episode_impact', episodeId: 'episode', position: 0, impact: 'harm', text: 'Harm' },
  ]);
  await db.insert(EpisodeCause, [
    { id: 'episode_cause', episodeId: 'episode', position: 0, cause: 'culture', text: 'Culture' },
  ]);
  await db.insert(EpisodeFact, [
    {
      id: 'episode_fact',
      episodeId: 'episode',
      role: 'warning',
      position: 0,
      recordKind: 'warning_sign',
      recordId: 'warning_sign',
      level: null,
      note: null,
    },
  ]);
  await db.insert(Outcome, [
    {
      id: 'outcome',
      ...council,
      episodeId: 'episode',
      state: 'recovered',
      occurredOn: '2014',
      text: 'It recovered',
      known,
      kept,
    },
  ]);
  await db.insert(Measure, [aMeasure({ id: 'measure', ...council, name: 'Vacancies' })]);
  await db.insert(MeasureValue, [aMeasureValue({ id: 'measure_value', measureId: 'measure', value: 12 })]);
  await db.insert(LessonEvidence, [
    {
      id: 'lesson_evidence',
      lesson: 4,
      ...council,
      episodeId: 'episode',
      stance: 'supports',
      text: 'It was moved',
      occurredOn: '2014',
      page: null,
      known,
      kept,
    },
    {
      id: 'hidden',
      lesson: 4,
      ...council,
      episodeId: null,
      stance: 'supports',
      text: 'Withdrawn',
      occurredOn: null,
      page: null,
      known,
      kept: withdrawn,
    },
  ]);
  await recordOneProgramme();
}

async function recordOneProgramme(): Promise<void> {
  const common = { programmeId: 'programme', known, kept };
  const row = {
    id: 'programme',
    ref: 'PG-0001',
    slug: 'programme',
    name: 'A programme',
    ownerId: null,
    startedOn: null,
    forWhom: null,
    summary: 'What it is',
    status: 'running',
    known,
    kept,
  };
  await db.insert(Programme, [row]);
  await db.insert(ProgrammeElement, [
    {
      id: 'programme_element',
      kind: 'principle',
      position: 0,
      text: 'One key worker',
      place: null,
      code: null,
      number: null,
      occurredOn: null,
      endedOn: null,
      response: null,
      ...common,
    },
  ]);
  await db.insert(FundingStream, [
    {
      id: 'funding_stream',
      siteId: null,
      funder: 'A department',
      amount: null,
      amountWords: null,
      fromOn: null,
      toOn: null,
      purpose: null,
      follows: null,
      staffOnFixedTerm: null,
      ...common,
    },
  ]);
  await db.insert(Adoption, [
    {
      id: 'adoption',
      programmeId: 'programme',
      organisationId: null,
      bodyName: 'Elsewhere Council',
      bodyFolded: 'elsewhere',
      calledThere: null,
      basis: null,
      fidelityWords: null,
      kept,
    },
  ]);
  const ofAdoption = { adoptionId: 'adoption', known, kept };
  await db.insert(AdoptionStage, [
    { id: 'adoption_stage', stage: 'running', occurredOn: '2019', reason: null, ...ofAdoption },
  ]);
  await db.insert(AdoptionFidelity, [
    { id: 'adoption_fidelity', principleId: 'programme_element', fidelity: 'part', ...ofAdoption },
  ]);
  await db.insert(OutcomeClaim, [
    {
      id: 'outcome_claim',
      siteId: null,
      position: 0,
      outcome: 'Going missing',
      text: 'Fewer went missing',
      population: null,
      figure: 'none',
      value: null,
      unit: null,
      numerator: null,
      denominator: null,
      baseline: null,
      occurredOn: null,
      periodWords: null,
      comparison: null,
      claimKind: null,
      ...common,
    },
  ]);
  await db.insert(ProgrammeUse, [
    { id: 'programme_use', episodeId: 'episode', milestoneId: null, occurredOn: null, text: null, ...common },
  ]);
}

beforeAll(async () => {
  db = await openTestDatabase();
  await loadFrameworks();
  await db.transaction(recordOneOfEach);
  const ilacs = await new FrameworkPagesQueries(db).byKey('ofsted_ilacs_2018');
  const frameworkIds = {
    framework: ilacs?.id ?? '',
    framework_area: (await new FrameworkPagesQueries(db).areas(ilacs?.id ?? ''))[0]?.id ?? '',
    framework_fact: (await new FrameworkPagesQueries(db).facts(ilacs?.id ?? ''))[0]?.id ?? '',
    rating_scale: ilacs?.scaleId ?? '',
  };
  const idOf = (kind: string): string => (frameworkIds as Readonly<Record<string, string>>)[kind] ?? kind;
  await db.transaction(async () => {
    await db.insert(Source, [
      aSource('all'),
      aSource('unread', { title: '100% of it', publisher: 'The 50_50 Press', verified: 0 }),
      aSource('gone', { kept: withdrawn }),
    ]);
    await db.insert(SourceConflict, [
      { id: 'conflict', ref: 'SC-0001', topic: 'When', shownFirst: 1, why: 'It was read.', verified: 1, kept },
    ]);
    await db.insert(SourceClaim, [
      { id: 'first', conflictId: 'conflict', position: 0, text: '2011' },
      { id: 'second', conflictId: 'conflict', position: 1, text: '2012' },
    ]);
    await db.insert(SourceLink, [
      ...citedKinds.map((kind) => aUse('all', kind, idOf(kind))),
      aUse('unread', 'outcome', 'outcome', { position: 1, page: '3' }),
      aUse('gone', 'outcome', 'outcome', { position: 2 }),
      aUse('unread', 'lesson_evidence', 'hidden'),
      aUse('unread', 'source_claim', 'first'),
      aUse('all', 'source_claim', 'second'),
    ]);
  });
}, 60_000);
afterAll(() => closeTestDatabase(db));

/** Claims are shown with their disagreement, and a source is not a fact of itself. */
const citedKinds = Object.keys(recordKinds).filter((kind) => kind !== 'source' && kind !== 'source_claim');

describe('what a source is used for', () => {
  it('is told for every kind of record that may cite one', async () => {
    const facts = new SourceFactsQueries(db);
    const source = await facts.byRef('SO-all');
    const uses = await facts.uses(source?.id ?? '', { limit: 50, offset: 0 });
    const records = await facts.records(uses);
    expect(records.map(({ kind }) => kind).toSorted()).toEqual(citedKinds.toSorted());
    const told = (kind: string): CitingRecordRow | undefined => records.find((record) => record.kind === kind);
    expect(told('peer_finding')).toMatchObject({
      organisation: 'Somewhere Council',
      place: 'organisation',
      anchor: 'peer_support',
    });
    expect(told('judgement')).toMatchObject({ code: 'Inadequate', place: 'IN-inspection' });
    expect(told('rating_scale')?.place).not.toBeNull();
  });

  it('is counted by kind, without claims', async () => {
    const counts = await new SourceFactsQueries(db).counts('all');
    expect(counts).toHaveLength(citedKinds.length);
    expect(counts.every(({ count }) => count === 1)).toBe(true);
  });

  it('comes a page at a time without a fact told twice', async () => {
    const facts = new SourceFactsQueries(db);
    const size = 7;
    const pages = await Promise.all(
      Array.from({ length: 6 }, (_unused, index) => facts.uses('all', { limit: size, offset: index * size })),
    );
    const ids = pages.flat().map(({ recordKind }) => recordKind);
    expect(ids.toSorted()).toEqual(citedKinds.toSorted());
  });

  it('tells nothing of a record that was withdrawn', async () => {
    const facts = new SourceFactsQueries(db);
    const uses = await facts.uses('unread', { limit: 50, offset: 0 });
    expect(uses.map(({ recordId }) => recordId)).toContain('hidden');
    expect((await facts.records(uses)).map(({ id }) => id)).toEqual(['outcome']);
  });

  it('shows every claim of a disagreement that it is part of', async () => {
    const claims = await new SourceFactsQueries(db).conflicts('unread');
    expect(claims.map(({ text, shownFirst }) => [text, shownFirst])).toEqual([
      ['2011', 1],
      ['2012', 1],
    ]);
  });

  it('finds no source that was withdrawn', async () => {
    expect(await new SourceFactsQueries(db).byRef('SO-gone')).toBeNull();
  });
});

describe('what records rest on', () => {
  it('comes in the order in which it was given, without withdrawn sources', async () => {
    const citations = await new CitationsQueries(db).of(['outcome', 'nothing']);
    expect(citations.get('outcome')?.map(({ ref, page, verified }) => [ref, page, verified])).toEqual([
      ['SO-all', null, true],
      ['SO-unread', '3', false],
    ]);
    expect(citations.has('nothing')).toBe(false);
  });

  it('is asked for no more than 500 records at a time', async () => {
    const many = Array.from({ length: 1_200 }, (_unused, index) => `record ${index}`);
    expect((await new CitationsQueries(db).of([...many, 'outcome'])).size).toBe(1);
    expect((await new CitationsQueries(db).of([])).size).toBe(0);
  });
});

describe('the list of sources', () => {
  const refs = async (text: string | null, kinds: readonly string[] = []): Promise<string[]> => {
    const rows = await new SourcePagesQueries(db).page({ kinds, text }, { limit: 500, offset: 0 });
    return rows.map(({ ref }) => ref);
  };

  it('finds by title and publisher, whatever the letters’ size, and takes % and _ as they stand', async () => {
    expect(await refs('100% OF')).toEqual(['SO-unread']);
    expect(await refs('50_50')).toEqual(['SO-unread']);
    expect(await refs('50x50')).toEqual([]);
  });

  it('counts exactly what it lists', async () => {
    for (const filter of [
      { kinds: [], text: null },
      { kinds: ['press'], text: null },
      { kinds: ['press'], text: 'report' },
    ]) {
      const listed = await refs(filter.text, filter.kinds);
      expect(await new SourcePagesQueries(db).count(filter)).toBe(listed.length);
    }
  });

  it('downloads all that it lists, once each', async () => {
    const rows: string[] = [];
    for await (const batch of new SourcePagesQueries(db).all({ kinds: [], text: null }))
      rows.push(...batch.map(({ ref }) => ref));
    expect(rows).toEqual(await refs(null));
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('says how many facts rest on each', async () => {
    const [row] = await new SourcePagesQueries(db).page({ kinds: [], text: '100%' }, { limit: 1, offset: 0 });
    expect(row?.facts).toBe(3);
  });
});

describe('the pages of frameworks', () => {
  it('list all that ship', async () => {
    expect(await new FrameworkPagesQueries(db).list()).toHaveLength(79);
  });

  it('can be made for every one of them, with grades from worst to best and a rule in words', async () => {
    const queries = new FrameworkPagesQueries(db);
    const citations = new CitationsQueries(db);
    for (const { key } of await queries.list()) {
      const framework = await queries.byKey(key);
      if (!framework) throw new Error(`${key} is listed and is not there`);
      const [areas, grades, facts] = [
        await queries.areas(framework.id),
        await queries.grades(framework),
        await queries.facts(framework.id),
      ];
      const ids = [framework.id, ...grades.map(({ scaleId }) => scaleId), ...facts.map(({ id }) => id)];
      const cited = await citations.of(ids);
      const page = frameworkPage({ framework, areas, grades, facts, citations: cited, inspectionsCountedTo: 1_000 });
      const main = grades.filter(({ isMain, ordinal }) => isMain === 1 && ordinal !== null);
      expect(main.map(({ ordinal }) => ordinal)).toEqual(
        main.map(({ ordinal }) => ordinal).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
      );
      expect(page.scales[0]?.isMain).toBe(true);
      expect(page.rule.tests.join(' ')).not.toMatch(/“[a-z]+_[a-z_]+”/);
      expect(page.sources?.length).toBe(new Set([...cited.values()].flat().map(({ ref }) => ref)).size);
    }
  }, 30_000);

  it('find no framework that does not exist', async () => {
    expect(await new FrameworkPagesQueries(db).byKey('nothing')).toBeNull();
  });
});

describe('the evidence for a lesson', () => {
  it('leaves out what was withdrawn, and names the body and the episode', async () => {
    const rows = await new LessonPagesQueries(db).evidence(4);
    expect(rows).toMatchObject([
      { id: 'lesson_evidence', organisation: 'Somewhere Council', episodeRef: 'EP-episode' },
    ]);
  });

  it('is counted for every lesson and stance as it is listed', async () => {
    const queries = new LessonPagesQueries(db);
    const counts = await queries.counts(lessonNumbers, Object.keys(evidenceStances));
    expect(counts).toHaveLength(16);
    for (const { lesson, stance, count } of counts) {
      const listed = (await queries.evidence(lesson)).filter((row) => row.stance === stance);
      expect(count).toBe(listed.length);
    }
  });
});

describe('what the record holds', () => {
  it('is counted without what was withdrawn', async () => {
    expect(await new HoldingsQueries(db).counts()).toMatchObject({
      organisations: 2,
      inspections: 1,
      episodes: 1,
      evidence: 1,
      frameworks: 79,
      conflicts: 1,
      measures: 1,
    });
  });
});

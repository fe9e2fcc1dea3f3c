import { day } from '../../src/kernel/calendar-day.js';
import { Organisation, OrganisationLink, OrganisationSlug } from '../../src/organisations/data/organisation.entity.js';
import { Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import {
  Intervention,
  InterventionOverlap,
  PlannedEnd,
  WarningSign,
} from '../../src/interventions/data/intervention.entity.js';
import { EpisodeFact, EpisodeImpact, FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { SourceClaim, SourceConflict, SourceConflictSubject } from '../../src/sources/data/source.entity.js';
import type { Database } from '../../src/database/database.js';
import { DossierQueries } from '../../src/overview/data/dossier.queries.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

const kept = {
  recordedAt: '2026-11-01T09:00:00.000Z',
  recordedBy: 'the record keeper',
  version: 1,
  visibility: 'public' as const,
  publishedAt: '2026-11-01T09:00:00.000Z',
  withdrawnAt: null,
  withdrawnReason: null,
};
const known = (knownOn: string | null) => ({ knownOn, verified: 1, inferred: 0, note: null });

const body = (id: string, more: Partial<Organisation> = {}): Organisation => ({
  id,
  ref: `OR-${id}`,
  slug: id,
  name: `The ${id}`,
  sortName: id,
  kind: 'school',
  kindText: null,
  sector: 'schools',
  region: null,
  country: 'England',
  parentId: null,
  openedOn: null,
  closedOn: null,
  statusNote: null,
  website: null,
  known: known(null),
  kept,
  ...more,
});

const inspection = (id: string, organisationId: string, more: Partial<Inspection> = {}): Inspection => ({
  id,
  ref: `IN-${id}`,
  organisationId,
  frameworkId: null,
  frameworkInferred: 0,
  publishedFramework: null,
  inspectorateName: 'Ofsted',
  subject: 'The whole school',
  area: 'standards',
  unit: null,
  type: 'full',
  typeText: null,
  graded: 1,
  startedOn: null,
  endedOn: null,
  publishedOn: '2010-11-18',
  receivedOn: null,
  judgedOn: '2010-11-18',
  judgedDay: '2010-11-18',
  dateInferred: 0,
  overallLabel: 'Inadequate',
  categoryKey: null,
  headline: null,
  quote: null,
  reportUrl: null,
  reportText: null,
  amending: 0,
  setting: null,
  status: 'published',
  edition: 1,
  supersededById: null,
  importBatchId: null,
  known: known('2010-11-18'),
  kept,
  ...more,
});

const intervention = (id: string, organisationId: string): Intervention => ({
  id,
  ref: `IV-${id}`,
  organisationId,
  kind: 'special_measures',
  typeText: 'Special measures',
  level: 4,
  levelNote: 'Our reading.',
  authority: 'Ofsted',
  legalBasis: null,
  startedOn: '2010-11-18',
  endedOn: '2012-03-01',
  endReason: null,
  powers: null,
  scope: null,
  text: 'Placed in special measures.',
  stage: null,
  replacesId: null,
  area: null,
  known: known('2010-11-18'),
  kept,
});

async function fill(db: Database): Promise<void> {
  await db.transaction(async () => {
    await db.insert(Organisation, [
      body('trust', { kind: 'trust' }),
      body('old-school'),
      body('new-school', { parentId: 'trust' }),
      body('sister-school', { parentId: 'trust' }),
      body('stranger'),
    ]);
    await db.insert(OrganisationSlug, [{ id: 's1', organisationId: 'new-school', slug: 'former-name' }]);
    await db.insert(OrganisationLink, [
      {
        id: 'l1',
        fromId: 'old-school',
        toId: 'new-school',
        type: 'replaced_by',
        onDate: '2012-09',
        known: known('2012-09'),
        kept,
      },
    ]);
    await db.insert(Inspection, [
      inspection('first', 'old-school'),
      inspection('second', 'new-school', { publishedOn: '2014', judgedOn: '2014', judgedDay: '2014-07-01' }),
      inspection('hidden', 'old-school', { kept: { ...kept, visibility: 'board' } }),
      inspection('elsewhere', 'stranger'),
    ]);
    await db.insert(Judgement, [
      {
        id: 'j1',
        unit: null,
        inspectionId: 'first',
        position: 0,
        areaKey: null,
        areaText: 'Overall',
        isOverall: 1,
        gradeId: null,
        label: 'Inadequate',
        absence: null,
        limiting: 0,
        narrative: null,
        version: 1,
      },
    ]);
    await db.insert(Intervention, [intervention('a', 'old-school'), intervention('b', 'old-school')]);
    await db.insert(InterventionOverlap, [{ id: 'o1', interventionId: 'a', otherId: 'b' }]);
    await db.insert(PlannedEnd, [
      { id: 'p1', interventionId: 'a', position: 0, announcedOn: '2010-11-18', plannedEndOn: '2011-11', note: null },
      { id: 'p2', interventionId: 'a', position: 1, announcedOn: null, plannedEndOn: '2012-06', note: 'Extended.' },
    ]);
    await db.insert(WarningSign, [
      {
        id: 'w1',
        ref: 'WS-1',
        organisationId: 'old-school',
        occurredOn: '2010',
        kind: 'staff_voice',
        text: 'Staff said so.',
        respondedOn: null,
        response: null,
        known: known(null),
        kept,
      },
    ]);
    await db.insert(FailureEpisode, [episode]);
    await db.insert(EpisodeFact, [
      {
        id: 'f1',
        episodeId: 'e1',
        role: 'warning',
        position: 0,
        recordKind: 'warning_sign',
        recordId: 'w1',
        level: null,
        note: null,
      },
    ]);
    await db.insert(EpisodeImpact, [
      { id: 'i1', episodeId: 'e1', position: 0, impact: 'disruption', text: 'Teachers left.' },
    ]);
    await db.insert(SourceConflict, [
      {
        id: 'c1',
        ref: 'SC-1',
        topic: 'When it became an academy',
        shownFirst: 1,
        why: 'The report was read.',
        verified: 1,
        kept,
      },
    ]);
    await db.insert(SourceClaim, [
      { id: 'c1a', conflictId: 'c1', position: 0, text: '2011' },
      { id: 'c1b', conflictId: 'c1', position: 1, text: '2012' },
    ]);
    await db.insert(SourceConflictSubject, [
      { id: 'cs1', conflictId: 'c1', recordKind: 'inspection', recordId: 'first' },
    ]);
  });
}

const episode: FailureEpisode = {
  id: 'e1',
  ref: 'EP-0001',
  organisationId: 'old-school',
  area: 'standards',
  unit: null,
  title: 'Old school',
  origin: 'judgements',
  state: 'watch',
  status: null,
  statusReason: null,
  summary: null,
  onsetOn: null,
  onsetBasis: null,
  triggerKind: 'judgement',
  triggerInspectionId: 'first',
  triggerInterventionId: null,
  triggerOn: '2010-11-18',
  triggerDay: '2010-11-18',
  notFailingInspectionId: null,
  notFailingOn: null,
  goodInspectionId: null,
  goodOn: null,
  recoveredOn: null,
  recoveryBasis: null,
  interventionEndedOn: null,
  endedInterventionId: null,
  endedNote: null,
  closedOn: null,
  closeReason: null,
  relapseOfId: null,
  successorId: 'new-school',
  watchUntil: null,
  derivedTriggerInspectionId: 'first',
  derivedTriggerOn: '2010-11-18',
  derivedByArea: 0,
  derivedNotFailingInspectionId: null,
  derivedNotFailingOn: null,
  derivedGoodInspectionId: null,
  derivedGoodOn: null,
  derivedRelapseOfId: null,
  pausedOn: null,
  pauseReason: null,
  known: known(null),
  kept,
};

describe('the dossier', () => {
  let db: Database;
  let queries: DossierQueries;

  beforeAll(async () => {
    db = await openTestDatabase();
    await fill(db);
    queries = new DossierQueries(db);
  });

  afterAll(() => closeTestDatabase(db));

  it('brings what a predecessor left, and leaves out sister schools and strangers', async () => {
    const dossier = await queries.bySlug('new-school');
    expect(dossier?.self.id).toBe('new-school');
    expect(dossier?.family).toEqual(['new-school', 'old-school']);
    expect(dossier?.bodies.map(({ id }) => id).toSorted()).toEqual(['new-school', 'old-school', 'trust']);
    expect(dossier?.inspections.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(dossier?.episodes[0]?.facts).toEqual([
      { id: 'f1', role: 'warning', position: 0, recordKind: 'warning_sign', recordId: 'w1', level: null, note: null },
    ]);
  });

  it('answers to an address that the body once had, with the one it has now', async () => {
    expect((await queries.bySlug('former-name'))?.self.slug).toBe('new-school');
    expect(await queries.bySlug('no-such-place')).toBeNull();
  });

  it('finds the body of an episode', async () => {
    expect((await queries.ofEpisode('EP-0001', day('2026-11-23')))?.self.id).toBe('old-school');
    expect(await queries.ofEpisode('EP-9999', day('2026-11-23'))).toBeNull();
  });

  it('never shows what the public may not read', async () => {
    const dossier = await queries.bySlug('old-school');
    expect(dossier?.inspections.map(({ id }) => id)).not.toContain('hidden');
  });

  it('lays parts beside what they belong to', async () => {
    const dossier = await queries.bySlug('old-school');
    expect(dossier?.inspections[0]?.judgements.map(({ label }) => label)).toEqual(['Inadequate']);
    const [first, second] = dossier?.interventions ?? [];
    expect(first?.plannedEnds.map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(first?.levelNote).toBe('Our reading.');
    // Named once by its source, an overlap holds for both.
    expect([first?.overlapIds, second?.overlapIds]).toEqual([['b'], ['a']]);
    expect(dossier?.warnings[0]?.on).toEqual({ start: '2010-01-01', precision: 'year' });
    expect(dossier?.episodes[0]?.impacts).toEqual([{ id: 'i1', code: 'disruption', text: 'Teachers left.' }]);
    expect(dossier?.conflicts[0]?.claims.map(({ text }) => text)).toEqual(['2011', '2012']);
    expect(dossier?.conflicts[0]?.subjectIds).toEqual(['first']);
  });

  it('asks no more of the database for a large family than for a small one', async () => {
    const asked = jest.spyOn(db, 'rows');
    await queries.bySlug('stranger');
    const few = asked.mock.calls.length;
    asked.mockClear();
    await queries.bySlug('new-school');
    expect(asked.mock.calls.length).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
    asked.mockRestore();
  });
});

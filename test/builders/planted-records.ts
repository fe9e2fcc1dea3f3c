import type { Kept, Known } from '../../src/database/columns.js';
import type { Database } from '../../src/database/database.js';
import {
  EpisodeCause,
  EpisodeFact,
  EpisodeImpact,
  FailureEpisode,
  Outcome,
} from '../../src/episodes/data/episode.entity.js';
import { LibraryEntry } from '../../src/exchange/data/import.entity.js';
import {
  Correction,
  Finding,
  Inspection,
  Judgement,
  MonitoringNote,
} from '../../src/inspections/data/inspection.entity.js';
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
import { Measure, MeasureDefinition, MeasureValue } from '../../src/measures/data/measure.entity.js';
import { OrganisationLink, PostHolding } from '../../src/organisations/data/organisation.entity.js';
import {
  Source,
  SourceClaim,
  SourceConflict,
  SourceConflictSubject,
  SourceLink,
} from '../../src/sources/data/source.entity.js';
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
import {
  aJudgement,
  aLink,
  aMeasure,
  aMeasureValue,
  anEpisode,
  anInspection,
  anIntervention,
  aPeerSupport,
  aPlannedEnd,
  aPost,
  aWarning,
  known as nothingKnown,
  untouched,
} from './record-rows.js';

/** One made-up word stands in all that is planted together, so that it is found wherever any of it is told. */
export type Planting = {
  /** At most 12 letters. */
  readonly word: string;
  readonly organisationId: string;
  /** The body at the other end of the link. */
  readonly otherId: string;
  readonly kept: Kept;
  /** A source is of no body: how the one that is planted is kept; as all is where left out. */
  readonly sourceKept?: Kept;
  /** The word of the planting whose records hold the parts that are records themselves; its own where left out. */
  readonly partsOf?: string;
  /** A source that everybody may see, and that everything planted rests on. */
  readonly sourceId: string;
  readonly framework: { readonly id: string; readonly gradeId: string };
};

/** The kinds of record that are planted, each with text of its own: the word and the kind. */
export const plantedKinds = [
  'post_holding',
  'inspection',
  'judgement',
  'finding',
  'correction',
  'monitoring_note',
  'intervention',
  'planned_end',
  'direction',
  'exit_criterion',
  'warning_sign',
  'peer_support',
  'peer_finding',
  'structural_change',
  'sustainment_check',
  'episode',
  'episode_fact',
  'episode_impact',
  'episode_cause',
  'outcome',
  'measure',
  'measure_value',
  'lesson_evidence',
  'programme',
  'programme_element',
  'funding_stream',
  'adoption_stage',
  'adoption_fidelity',
  'outcome_claim',
  'programme_use',
  'source',
  'source_claim',
  'source_conflict',
] as const;

export const plantedText = (word: string, kind: (typeof plantedKinds)[number]): string => `${word} ${kind}`;

/** A number for a word, so that several words have places of their own. */
const placeOf = (word: string): number =>
  [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);

/** Plants one record of every kind. In a transaction. */
export async function plantRecords(db: Database, planting: Planting): Promise<void> {
  const { word, organisationId, otherId, kept, sourceKept = kept, partsOf = word, sourceId, framework } = planting;
  const id = (kind: string, of = word): string => `${of} ${kind}`;
  const text = (kind: (typeof plantedKinds)[number]): string => plantedText(word, kind);
  const known: Known = { ...nothingKnown, note: `${word} note` };
  const common = { known, kept };
  const ours = { organisationId, ...common };

  await db.insert(Source, [
    {
      id: id('source'),
      ref: `SO-${word}`,
      title: text('source'),
      publisher: word,
      author: word,
      publishedOn: '2019-05',
      accessedOn: null,
      url: `https://${word}.example/`,
      archiveUrl: null,
      licence: word,
      kind: 'press',
      tier: null,
      supports: word,
      ...untouched,
      verified: 1,
      kept: sourceKept,
    },
  ]);
  await db.insert(OrganisationLink, [
    aLink({ id: id('organisation_link'), fromId: organisationId, toId: otherId, type: 'transferred_to', ...common }),
  ]);
  await db.insert(PostHolding, [
    aPost({ id: id('post_holding'), holderName: text('post_holding'), startedOn: '2018', ...ours }),
  ]);
  await db.insert(Inspection, [
    anInspection({
      id: id('inspection'),
      ref: `IN-${word}`,
      subject: text('inspection'),
      typeText: word,
      publishedFramework: word,
      overallLabel: `${word} label`,
      headline: word,
      quote: word,
      reportUrl: `https://${word}.example/report`,
      frameworkId: framework.id,
      area: 'children',
      publishedOn: '2019-05-08',
      judgedOn: '2019-05-08',
      judgedDay: '2019-05-08',
      ...ours,
    }),
  ]);
  await db.insert(Judgement, [
    aJudgement({
      id: id('judgement'),
      inspectionId: id('inspection'),
      areaText: `${word} area`,
      gradeId: framework.gradeId,
      label: `${word} label`,
      narrative: text('judgement'),
    }),
  ]);
  await db.insert(Finding, [
    {
      id: id('finding'),
      inspectionId: id('inspection'),
      position: 0,
      areaKey: null,
      text: text('finding'),
      kind: 'weakness',
      cause: null,
      status: 'open',
      dueOn: null,
      version: 1,
    },
  ]);
  await db.insert(Correction, [
    {
      id: id('correction'),
      inspectionId: id('inspection'),
      edition: 2,
      what: text('correction'),
      why: word,
      onDay: '2020-01-01',
      byRole: 'record keeper',
    },
  ]);
  await db.insert(MonitoringNote, [
    {
      id: id('monitoring_note'),
      inspectionId: id('inspection'),
      improved: text('monitoring_note'),
      notImproved: word,
      pace: null,
      next: word,
      version: 1,
    },
  ]);
  await db.insert(Intervention, [
    anIntervention({
      id: id('intervention'),
      ref: `IV-${word}`,
      typeText: `${word} direction`,
      text: text('intervention'),
      authority: word,
      legalBasis: word,
      startedOn: '2019-06',
      ...ours,
    }),
  ]);
  await db.insert(PlannedEnd, [
    aPlannedEnd({
      id: id('planned_end'),
      interventionId: id('intervention'),
      position: 0,
      announcedOn: '2019-06',
      plannedEndOn: '2021-06',
      note: text('planned_end'),
    }),
  ]);
  await db.insert(Direction, [
    {
      id: id('direction'),
      interventionId: id('intervention', partsOf),
      number: null,
      text: text('direction'),
      dueOn: null,
      status: 'open',
      boardComment: word,
      ...common,
    },
  ]);
  await db.insert(ExitCriterion, [
    {
      id: id('exit_criterion'),
      interventionId: id('intervention', partsOf),
      text: text('exit_criterion'),
      test: word,
      agreedOn: null,
      ownerPost: word,
      status: null,
      metOn: null,
      ...common,
    },
  ]);
  await db.insert(WarningSign, [
    aWarning({
      id: id('warning_sign'),
      ref: `WS-${word}`,
      text: text('warning_sign'),
      occurredOn: '2018-01',
      response: word,
      ...ours,
    }),
  ]);
  await db.insert(PeerSupport, [
    aPeerSupport({
      id: id('peer_support'),
      ref: `PS-${word}`,
      provider: word,
      focus: text('peer_support'),
      startedOn: '2019-07',
      ...ours,
    }),
  ]);
  await db.insert(PeerFinding, [
    {
      id: id('peer_finding'),
      peerSupportId: id('peer_support', partsOf),
      text: text('peer_finding'),
      accepted: null,
      reason: word,
      answeredOn: null,
      decisionId: null,
      decisionRef: null,
      decisionOn: null,
      decisionTiedAt: null,
      ...common,
    },
  ]);
  await db.insert(StructuralChange, [
    {
      id: id('structural_change'),
      occurredOn: '2020',
      kind: 'merger',
      text: text('structural_change'),
      reason: word,
      ...ours,
    },
  ]);
  await db.insert(SustainmentCheck, [
    {
      id: id('sustainment_check'),
      dueOn: null,
      doneOn: '2022',
      byWhom: 'external',
      result: 'held',
      text: text('sustainment_check'),
      interventionId: null,
      months: null,
      ...ours,
    },
  ]);
  await db.insert(FailureEpisode, [
    anEpisode({
      id: id('episode'),
      ref: `EP-${word}`,
      title: text('episode'),
      origin: 'recorded',
      summary: word,
      triggerInspectionId: id('inspection'),
      triggerOn: '2019-05-08',
      triggerDay: '2019-05-08',
      ...ours,
    }),
  ]);
  await db.insert(EpisodeFact, [
    {
      id: id('episode_fact'),
      episodeId: id('episode'),
      role: 'warning',
      position: 0,
      recordKind: 'warning_sign',
      recordId: id('warning_sign'),
      level: null,
      note: text('episode_fact'),
    },
  ]);
  await db.insert(EpisodeImpact, [
    { id: id('episode_impact'), episodeId: id('episode'), position: 0, impact: 'harm', text: text('episode_impact') },
  ]);
  await db.insert(EpisodeCause, [
    { id: id('episode_cause'), episodeId: id('episode'), position: 0, cause: 'culture', text: text('episode_cause') },
  ]);
  await db.insert(Outcome, [
    {
      id: id('outcome'),
      episodeId: id('episode', partsOf),
      state: 'recovered',
      occurredOn: '2021',
      text: text('outcome'),
      ...ours,
    },
  ]);
  await db.insert(Measure, [
    aMeasure({
      id: id('measure'),
      ref: `ME-${word}`,
      name: text('measure'),
      unit: `${word} unit`,
      targetSource: word,
      comparator: word,
      ownerPost: word,
      disclosureReason: word,
      ...ours,
    }),
  ]);
  await db.insert(MeasureDefinition, [
    {
      id: id('measure_definition'),
      measureId: id('measure'),
      edition: 1,
      fromOn: null,
      text: `${word} definition`,
      numerator: word,
      denominator: word,
      reason: null,
    },
  ]);
  await db.insert(MeasureValue, [
    aMeasureValue({
      id: id('measure_value'),
      measureId: id('measure', partsOf),
      // Values of several plantings in one measure stand in places of their own.
      position: placeOf(word),
      occurredOn: '2020',
      value: 12,
      known: { ...known, note: text('measure_value') },
      kept,
    }),
  ]);
  await db.insert(LessonEvidence, [
    {
      id: id('lesson_evidence'),
      lesson: 4,
      episodeId: id('episode', partsOf),
      stance: 'supports',
      text: text('lesson_evidence'),
      occurredOn: '2021',
      page: word,
      ...ours,
    },
  ]);
  const programmeId = id('programme', partsOf);
  await db.insert(Programme, [
    {
      id: id('programme'),
      ref: `PG-${word}`,
      slug: `programme-${word}`,
      name: text('programme'),
      ownerId: organisationId,
      startedOn: '2018',
      forWhom: word,
      summary: word,
      status: 'running',
      ...common,
    },
  ]);
  const nothingMore = { place: null, code: null, number: null, occurredOn: null, endedOn: null, response: null };
  await db.insert(ProgrammeElement, [
    {
      id: id('programme_element'),
      programmeId,
      kind: 'principle',
      position: placeOf(word),
      text: text('programme_element'),
      ...nothingMore,
      ...common,
    },
  ]);
  await db.insert(FundingStream, [
    {
      id: id('funding_stream'),
      programmeId,
      siteId: null,
      funder: text('funding_stream'),
      amount: 1_000,
      amountWords: word,
      fromOn: '2018',
      toOn: '2020',
      purpose: word,
      follows: null,
      staffOnFixedTerm: null,
      ...common,
    },
  ]);
  await db.insert(Adoption, [
    {
      id: id('adoption'),
      programmeId,
      organisationId,
      bodyName: word,
      bodyFolded: word,
      calledThere: word,
      basis: null,
      fidelityWords: word,
      kept,
    },
  ]);
  await db.insert(AdoptionStage, [
    {
      id: id('adoption_stage'),
      adoptionId: id('adoption', partsOf),
      stage: 'running',
      occurredOn: '2019',
      reason: text('adoption_stage'),
      ...common,
    },
  ]);
  await db.insert(AdoptionFidelity, [
    {
      id: id('adoption_fidelity'),
      adoptionId: id('adoption', partsOf),
      principleId: id('programme_element', partsOf),
      fidelity: 'part',
      known: { ...known, note: text('adoption_fidelity') },
      kept,
    },
  ]);
  await db.insert(OutcomeClaim, [
    {
      id: id('outcome_claim'),
      programmeId,
      siteId: null,
      position: placeOf(word),
      outcome: `${word} outcome`,
      text: text('outcome_claim'),
      population: word,
      figure: 'share',
      value: 50,
      unit: '%',
      numerator: null,
      denominator: null,
      baseline: null,
      occurredOn: '2020',
      periodWords: word,
      comparison: null,
      claimKind: null,
      ...common,
    },
  ]);
  await db.insert(ProgrammeUse, [
    {
      id: id('programme_use'),
      programmeId,
      episodeId: id('episode', partsOf),
      milestoneId: null,
      occurredOn: '2020',
      text: text('programme_use'),
      ...common,
    },
  ]);
  await db.insert(SourceConflict, [
    {
      id: id('source_conflict'),
      ref: `SC-${word}`,
      topic: text('source_conflict'),
      shownFirst: 0,
      why: word,
      verified: 1,
      kept,
    },
  ]);
  await db.insert(SourceClaim, [
    { id: id('source_claim'), conflictId: id('source_conflict'), position: 0, text: text('source_claim') },
  ]);
  await db.insert(SourceConflictSubject, [
    { id: id('subject'), conflictId: id('source_conflict'), recordKind: 'inspection', recordId: id('inspection') },
  ]);
  await db.insert(LibraryEntry, [
    { key: `episode:${word}`, recordKind: 'episode', recordId: id('episode'), loadedAt: '2026-01-01T00:00:00.000Z' },
  ]);

  const cited = ['organisation_link', ...plantedKinds].filter(
    (kind) => !['correction', 'monitoring_note', 'source', 'source_conflict'].includes(kind),
  );
  await db.insert(
    SourceLink,
    [sourceId, id('source')].flatMap((source, index) =>
      cited.map((recordKind) => ({
        id: `${index} ${word} ${recordKind}`,
        sourceId: source,
        recordKind,
        recordId: id(recordKind),
        field: null,
        position: index,
        page: word,
        paragraph: word,
        quote: `${word} quote`,
      })),
    ),
  );
}

import type { FailureTest, FrameworkRules } from '../../inspections/domain/framework.js';
import type { Band } from '../../inspections/domain/grade-scale.js';
import type { Grade, JudgedInspection } from '../../inspections/domain/judgement.js';
import { deriveEpisodes, watchMonths } from '../../episodes/domain/derive-episodes.js';
import { watchUntil } from '../../episodes/domain/episode.js';
import { type DerivedSpell, type HeldSpell, matchEpisodes } from '../../episodes/domain/match-episodes.js';
import { type Period, periodMiddle } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { DatedBy, Dossier, EpisodeFactSheet, FrameworkFact, GradeFact, InspectionFact } from './dossier.js';
import { lineageOfBodies } from './family.js';

function testsIn(json: string): readonly FailureTest[] {
  const { anyOf } = JSON.parse(json || '{}') as { anyOf?: readonly FailureTest[] };
  return anyOf ?? [];
}

export const rulesOf = ({ key, formalFailure, seriousFindings, areas }: FrameworkFact): FrameworkRules => ({
  key,
  formalFailure: testsIn(formalFailure),
  seriousFindings: testsIn(seriousFindings),
  areas,
});

const gradeOf = ({ scale, key, band, altBand, isFailing }: GradeFact): Grade => ({
  scale,
  key,
  band: band as Band,
  altBand: altBand as Band | null,
  isFailing,
});

/** Where neither the inspection nor its framework says which work it speaks of: the running of the whole. */
const wholeBody: EpisodeArea = 'corporate';

/** An inspection as the rules of failure read it. */
export const judgedInspection = (fact: InspectionFact): JudgedInspection => ({
  id: fact.id,
  organisationId: fact.organisationId,
  area: (fact.area ?? fact.framework?.episodeArea ?? wholeBody) as EpisodeArea,
  unit: fact.unit,
  judgedOn: fact.judgedOn,
  dateInferred: fact.dateInferred,
  frameworkInferred: fact.frameworkInferred,
  rules: fact.framework && rulesOf(fact.framework),
  type: fact.type as InspectionType,
  judgements: fact.judgements.map(({ areaKey, unit, isOverall, grade, absence }) => ({
    area: areaKey,
    unit,
    isOverall,
    grade: grade && gradeOf(grade),
    absence: absence as GradeAbsence | null,
  })),
  categories: fact.categoryKey ? [fact.categoryKey] : [],
});

/**
 * The dossier with its episodes derived anew from the inspections that it holds: for a record as it was known on an
 * earlier day. Which episode is which is told as on the record itself. Episodes of a person or the library keep their
 * own dates; those from judgements stay only while the judgements known by then open them. One that those judgements
 * open and that has no row (the full record reads them otherwise) is added without a reference.
 */
export function derivedAnew(dossier: Dossier): Dossier {
  const lineage = lineageOfBodies(dossier);
  const derived = deriveEpisodes(dossier.inspections.filter(speaksOfWork).map(judgedInspection), {
    watchMonths,
    lineage,
  });
  const { heldIds } = matchEpisodes(
    derived.map(derivedSpell),
    dossier.episodes.map((episode) => ({
      ...heldSpell(episode),
      organisationId: lineage.answersFor(episode.organisationId),
    })),
  );
  const idOf = (index: number | null): string | null =>
    index === null ? null : (heldIds[index] ?? derived[index]?.trigger.inspectionId ?? null);
  const dated = (turn: { inspectionId: string; on: Period } | null): DatedBy | null =>
    turn && { inspectionId: turn.inspectionId, on: turn.on };

  const kept = dossier.episodes.flatMap((episode): EpisodeFactSheet[] => {
    const found = derived[heldIds.indexOf(episode.id)];
    if (!found) return episode.origin === 'judgements' ? [] : [watched(episode)];
    const { trigger, byArea, notFailing, good, relapseOf } = found;
    return [
      watched({
        ...episode,
        derived: { trigger, byArea, notFailing: dated(notFailing), good: dated(good), relapseOfId: idOf(relapseOf) },
      }),
    ];
  });
  const added = derived.flatMap((found, index): EpisodeFactSheet[] =>
    heldIds[index] ? [] : [watched(withoutRow(found, idOf(found.relapseOf)))],
  );
  return { ...dossier, episodes: [...kept, ...added] };
}

/** Nothing is derived from an inspection of which nothing says what work it speaks of. */
const speaksOfWork = ({ area, framework }: InspectionFact): boolean => (area ?? framework?.episodeArea ?? '') !== '';

type Found = ReturnType<typeof deriveEpisodes>[number];

const derivedSpell = ({ organisationId, area, unit, trigger, notFailing }: Found): DerivedSpell => ({
  organisationId,
  area,
  unit,
  triggerDay: periodMiddle(trigger.on),
  endDay: notFailing && periodMiddle(notFailing.on),
  triggerInspectionId: trigger.inspectionId,
});

function heldSpell(episode: EpisodeFactSheet): HeldSpell {
  const end = episode.notFailing?.on ?? episode.recoveredOn ?? episode.closedOn;
  return {
    id: episode.id,
    organisationId: episode.organisationId,
    area: episode.area as EpisodeArea,
    unit: episode.unit,
    triggerDay: periodMiddle(episode.triggerOn),
    endDay: end && periodMiddle(end),
    triggerInspectionId: episode.triggerInspectionId,
    derivedTriggerInspectionId: episode.derived.trigger?.inspectionId ?? null,
    isDormant: false,
  };
}

const watched = (episode: EpisodeFactSheet): EpisodeFactSheet => ({
  ...episode,
  watchUntil: watchUntil({
    notFailingOn: (episode.derived.notFailing ?? episode.notFailing)?.on ?? null,
    recoveredOn: episode.recoveredOn,
  }),
});

const withoutRow = (found: Found, relapseOfId: string | null): EpisodeFactSheet => ({
  id: found.trigger.inspectionId,
  ref: null,
  organisationId: found.organisationId,
  area: found.area,
  unit: found.unit,
  title: 'A failure as the record was known then',
  origin: 'judgements',
  state: 'in_failure',
  status: null,
  statusReason: null,
  summary: null,
  onsetOn: null,
  onsetBasis: null,
  triggerKind: 'judgement',
  triggerInspectionId: null,
  triggerInterventionId: null,
  triggerOn: found.trigger.on,
  notFailing: null,
  good: null,
  recoveredOn: null,
  recoveryBasis: null,
  interventionEndedOn: null,
  endedInterventionId: null,
  endedNote: null,
  closedOn: null,
  closeReason: null,
  relapseOfId: null,
  successorId: null,
  watchUntil: null,
  derived: {
    trigger: found.trigger,
    byArea: found.byArea,
    notFailing: found.notFailing && { inspectionId: found.notFailing.inspectionId, on: found.notFailing.on },
    good: found.good && { inspectionId: found.good.inspectionId, on: found.good.on },
    relapseOfId,
  },
  facts: [],
  impacts: [],
  causes: [],
  certainty: { knownOn: null, verified: false, inferred: false, note: null, recordedOn: null },
  version: 1,
});

import { signalResults } from '../../lessons/domain/signal.js';
import { recoveredRuleOf } from '../../inspections/domain/recovered-rule.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { ukDayOf } from '../../kernel/clock.js';
import { groupBy } from '../../kernel/group-by.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type {
  Body,
  BodyCode,
  BodyLink,
  BodyName,
  Certainty,
  CheckFact,
  ConflictFact,
  DatedBy,
  EpisodeFactSheet,
  EventFact,
  InspectionFact,
  InterventionFact,
  JudgementFact,
  LessonFact,
  PublicResultFact,
  OutcomeFact,
  PeerSupportFact,
  PostFact,
  ProgrammeUsedFact,
  StructuralChangeFact,
  WarningFact,
} from '../domain/dossier.js';
import type {
  BodyRow,
  ConflictRow,
  EpisodeRow,
  InspectionRow,
  JudgementRow,
  Keeping,
  MixedRow,
} from './dossier.row.js';

const when = (text: string | null): Period | null => (text ? parsePeriod(text) : null);

const certaintyOf = (row: Keeping): Certainty => ({
  knownOn: when(row.knownOn),
  verified: row.verified === 1,
  inferred: row.inferred === 1,
  note: row.note,
  recordedOn: row.recordedAt ? ukDayOf(new Date(row.recordedAt)) : null,
});

export const only = (rows: readonly MixedRow[], record: string): MixedRow[] =>
  rows.filter((row) => row.record === record);

const owned = (rows: readonly MixedRow[], record: string): ReadonlyMap<string, readonly MixedRow[]> =>
  groupBy(only(rows, record), ({ ownerId }) => ownerId);

export const bodyOf = (row: BodyRow): Body => ({
  id: row.id,
  ref: row.ref,
  slug: row.slug,
  name: row.name,
  kind: row.kind,
  kindText: row.kindText,
  sector: row.sector,
  region: row.region,
  country: row.country,
  parentId: row.parentId,
  openedOn: when(row.openedOn),
  closedOn: when(row.closedOn),
  statusNote: row.statusNote,
  website: row.website,
  certainty: certaintyOf(row),
});

export const nameOf = (row: MixedRow): BodyName => ({
  id: row.id,
  organisationId: row.ownerId,
  name: row.text ?? '',
  kind: row.code ?? '',
  from: when(row.startsOn),
  to: when(row.endsOn),
});

export const codeOf = (row: MixedRow): BodyCode => ({
  id: row.id,
  organisationId: row.ownerId,
  scheme: row.code ?? '',
  value: row.text ?? '',
  verified: row.verified === 1,
  note: row.note,
});

export const linkOf = (row: MixedRow): BodyLink => ({
  id: row.id,
  fromId: row.ownerId,
  toId: row.otherId ?? '',
  type: row.code ?? '',
  on: when(row.startsOn),
  certainty: certaintyOf(row),
});

const yesOrNo = (flag: number | null): boolean | null => (flag === null ? null : flag === 1);

export const postOf = (row: MixedRow): PostFact => ({
  id: row.id,
  organisationId: row.ownerId,
  post: row.code ?? '',
  holder: row.text,
  from: when(row.startsOn),
  to: when(row.endsOn),
  seenOn: when(row.second),
  interim: yesOrNo(row.position),
  leavingPlanned: yesOrNo(row.level),
  certainty: certaintyOf(row),
});

export const warningOf = (row: MixedRow): WarningFact => ({
  id: row.id,
  ref: row.ref ?? '',
  organisationId: row.ownerId,
  on: when(row.startsOn),
  kind: row.code ?? '',
  text: row.text ?? '',
  respondedOn: when(row.endsOn),
  response: row.second,
  certainty: certaintyOf(row),
});

export const changeOf = (row: MixedRow): StructuralChangeFact => ({
  id: row.id,
  organisationId: row.ownerId,
  on: when(row.startsOn),
  kind: row.code ?? '',
  text: row.text ?? '',
  reason: row.second,
  certainty: certaintyOf(row),
});

export const eventOf = (row: MixedRow): EventFact => ({
  id: row.id,
  organisationId: row.ownerId,
  on: when(row.startsOn),
  kind: row.code ?? '',
  text: row.text ?? '',
  significant: row.position === 1,
  certainty: certaintyOf(row),
});

export const checkOf = (row: MixedRow): CheckFact => ({
  id: row.id,
  organisationId: row.ownerId,
  dueOn: when(row.endsOn),
  doneOn: when(row.startsOn),
  byWhom: row.title ?? '',
  result: row.code,
  text: row.text ?? '',
  certainty: certaintyOf(row),
});

export const outcomeOf = (row: MixedRow): OutcomeFact => ({
  id: row.id,
  organisationId: row.ownerId,
  episodeId: row.otherId,
  state: row.code ?? '',
  on: when(row.startsOn),
  text: row.text ?? '',
  certainty: certaintyOf(row),
});

export const lessonOf = (row: MixedRow): LessonFact => ({
  id: row.id,
  lesson: row.level ?? 0,
  organisationId: row.ownerId,
  episodeId: row.otherId,
  stance: row.code ?? '',
  on: when(row.startsOn),
  text: row.text ?? '',
  page: row.title,
  certainty: certaintyOf(row),
});

export const programmeUsedOf = (row: MixedRow): ProgrammeUsedFact => ({
  id: row.id,
  episodeId: row.otherId ?? '',
  slug: row.code ?? '',
  name: row.title ?? '',
  text: row.text,
  certainty: certaintyOf(row),
});

export const resultOf = ({ ownerId, level, code, title, text }: MixedRow): PublicResultFact => ({
  episodeId: ownerId,
  lesson: level ?? 0,
  key: title ?? '',
  result: signalResults.find((one) => one === code) ?? 'not_enough',
  sentence: text ?? '',
});

export function inspectionsOf(
  rows: readonly InspectionRow[],
  judgements: readonly JudgementRow[],
  actions: readonly MixedRow[],
): InspectionFact[] {
  const said = groupBy(
    judgements.filter(({ record }) => record === 'judgement'),
    ({ ownerId }) => ownerId,
  );
  const areas = groupBy(
    judgements.filter(({ record }) => record === 'area'),
    ({ ownerId }) => ownerId,
  );
  const findings = owned(actions, 'finding');
  const corrections = owned(actions, 'correction');
  const notes = owned(actions, 'monitoring_note');
  return rows.map((row) => ({
    ...row,
    framework: row.frameworkId
      ? {
          id: row.frameworkId,
          key: row.frameworkKey ?? '',
          title: row.frameworkTitle ?? '',
          episodeArea: row.episodeArea ?? '',
          overallCount: row.overallCount ?? 0,
          effectiveFrom: when(row.effectiveFrom),
          effectiveTo: when(row.effectiveTo),
          formalFailure: row.formalFailure ?? '',
          recoveredRule: recoveredRuleOf(row.recoveredRule),
          seriousFindings: row.seriousFindings ?? '',
          areas: (areas.get(row.frameworkId) ?? []).map(({ areaKey, areaText, isOverall, flag }) => ({
            key: areaKey ?? '',
            label: areaText,
            isOverall: isOverall === 1,
            conditional: flag === 1,
          })),
        }
      : null,
    frameworkInferred: row.frameworkInferred === 1,
    graded: row.graded === 1,
    startedOn: when(row.startedOn),
    endedOn: when(row.endedOn),
    publishedOn: when(row.publishedOn),
    judgedOn: when(row.judgedOn),
    dateInferred: row.dateInferred === 1,
    certainty: certaintyOf(row),
    judgements: namedByArea(said.get(row.id) ?? [], areas.get(row.frameworkId ?? '') ?? []).map(judgementOf),
    findings: (findings.get(row.id) ?? []).map((finding) => ({
      id: finding.id,
      areaKey: finding.title,
      text: finding.text ?? '',
      kind: finding.code ?? '',
      cause: finding.second,
      status: finding.third ?? '',
      dueOn: when(finding.endsOn),
    })),
    corrections: (corrections.get(row.id) ?? []).map((correction) => ({
      edition: correction.position,
      what: correction.text ?? '',
      why: correction.second ?? '',
      on: when(correction.startsOn),
      byRole: correction.title ?? '',
    })),
    monitoring:
      (notes.get(row.id) ?? []).map((note) => ({
        improved: note.text,
        notImproved: note.second,
        pace: note.code,
        next: note.third,
      }))[0] ?? null,
  }));
}

/** Grades that a source gave in one breath ("All areas") are told apart by the names that the framework has for them. */
function namedByArea(rows: readonly JudgementRow[], areas: readonly JudgementRow[]): readonly JudgementRow[] {
  return rows.map((row) => {
    const isShared = rows.some((other) => other !== row && other.areaText === row.areaText);
    const named = areas.find(({ areaKey }) => areaKey !== null && areaKey === row.areaKey);
    return isShared && named ? { ...row, areaText: named.areaText } : row;
  });
}

const judgementOf = (row: JudgementRow): JudgementFact => ({
  id: row.id,
  position: row.position,
  areaKey: row.areaKey,
  areaText: row.areaText,
  unit: row.unit,
  isOverall: row.isOverall === 1,
  label: row.label,
  absence: row.absence,
  limiting: row.flag === 1,
  narrative: row.narrative,
  grade: row.gradeKey
    ? {
        scale: row.scale ?? '',
        key: row.gradeKey,
        label: row.gradeLabel ?? row.gradeKey,
        ordinal: row.ordinal ?? 0,
        band: row.band ?? 'none',
        altBand: row.altBand,
        isFailing: row.isFailing === 1,
      }
    : null,
});

export function interventionsOf(actions: readonly MixedRow[]): InterventionFact[] {
  const plannedEnds = owned(actions, 'planned_end');
  const overlaps = only(actions, 'overlap');
  const directions = owned(actions, 'direction');
  const criteria = owned(actions, 'exit_criterion');
  return only(actions, 'intervention').map((row) => ({
    id: row.id,
    ref: row.ref ?? '',
    organisationId: row.ownerId,
    kind: row.code ?? '',
    title: row.title ?? '',
    level: row.level ?? 0,
    levelNote: row.fifth ?? null,
    authority: row.second ?? '',
    legalBasis: row.third,
    startedOn: when(row.startsOn),
    endedOn: when(row.endsOn),
    endReason: row.fourth,
    text: row.text ?? '',
    replacesId: row.otherId,
    // A source names an overlap once; it holds for both.
    overlapIds: [
      ...new Set(
        overlaps.flatMap(({ ownerId, otherId }) =>
          ownerId === row.id && otherId ? [otherId] : otherId === row.id ? [ownerId] : [],
        ),
      ),
    ],
    plannedEnds: (plannedEnds.get(row.id) ?? []).flatMap((planned) => {
      const plannedEndOn = when(planned.endsOn);
      return plannedEndOn
        ? [{ id: planned.id, announcedOn: when(planned.startsOn), plannedEndOn, note: planned.text }]
        : [];
    }),
    directions: (directions.get(row.id) ?? []).map((direction) => ({
      id: direction.id,
      number: direction.title,
      text: direction.text ?? '',
      dueOn: when(direction.endsOn),
      status: direction.code ?? '',
      comment: direction.second,
      certainty: certaintyOf(direction),
    })),
    exitCriteria: (criteria.get(row.id) ?? []).map((criterion) => ({
      id: criterion.id,
      text: criterion.text ?? '',
      test: criterion.second,
      agreedOn: when(criterion.startsOn),
      status: criterion.code,
      metOn: when(criterion.endsOn),
      certainty: certaintyOf(criterion),
    })),
    certainty: certaintyOf(row),
  }));
}

export function supportOf(actions: readonly MixedRow[]): PeerSupportFact[] {
  const findings = owned(actions, 'peer_finding');
  return only(actions, 'peer_support').map((row) => ({
    id: row.id,
    ref: row.ref ?? '',
    organisationId: row.ownerId,
    type: row.code ?? '',
    provider: row.title ?? '',
    basis: row.second,
    startedOn: when(row.startsOn),
    endedOn: when(row.endsOn),
    text: row.text,
    sameAsId: row.otherId,
    findings: (findings.get(row.id) ?? []).map((finding) => ({
      id: finding.id,
      text: finding.text ?? '',
      accepted: finding.code,
      reason: finding.second,
      certainty: certaintyOf(finding),
    })),
    certainty: certaintyOf(row),
  }));
}

const datedBy = (inspectionId: string | null, on: string | null): DatedBy | null => {
  const period = when(on);
  return period ? { inspectionId, on: period } : null;
};

export function episodesOf(rows: readonly EpisodeRow[], parts: readonly MixedRow[]): EpisodeFactSheet[] {
  const facts = owned(parts, 'episode_fact');
  const impacts = owned(parts, 'episode_impact');
  const causes = owned(parts, 'episode_cause');
  const part = (row: MixedRow) => ({ id: row.id, code: row.code ?? '', text: row.text ?? '' });
  return rows.flatMap((row) => {
    const triggerOn = when(row.triggerOn);
    if (!triggerOn) return [];
    return [
      {
        id: row.id,
        ref: row.ref,
        organisationId: row.organisationId,
        area: row.area,
        unit: row.unit,
        title: row.title,
        origin: row.origin,
        state: row.state,
        status: row.status,
        statusReason: row.statusReason,
        summary: row.summary,
        onsetOn: when(row.onsetOn),
        onsetBasis: row.onsetBasis,
        triggerKind: row.triggerKind,
        triggerInspectionId: row.triggerInspectionId,
        triggerInterventionId: row.triggerInterventionId,
        triggerOn,
        notFailing: datedBy(row.notFailingInspectionId, row.notFailingOn),
        good: datedBy(row.goodInspectionId, row.goodOn),
        recoveredOn: when(row.recoveredOn),
        recoveryBasis: row.recoveryBasis,
        interventionEndedOn: when(row.interventionEndedOn),
        endedInterventionId: row.endedInterventionId,
        endedNote: row.endedNote,
        closedOn: when(row.closedOn),
        closeReason: row.closeReason,
        relapseOfId: row.relapseOfId,
        successorId: row.successorId,
        watchUntil: parseCalendarDay(row.watchUntil),
        derived: {
          trigger: datedBy(row.derivedTriggerInspectionId, row.derivedTriggerOn),
          byArea: row.derivedByArea === 1,
          notFailing: datedBy(row.derivedNotFailingInspectionId, row.derivedNotFailingOn),
          good: datedBy(row.derivedGoodInspectionId, row.derivedGoodOn),
          relapseOfId: row.derivedRelapseOfId,
        },
        facts: (facts.get(row.id) ?? []).map((fact) => ({
          id: fact.id,
          role: fact.code ?? '',
          position: fact.position,
          recordKind: fact.title ?? '',
          recordId: fact.otherId ?? '',
          level: fact.level,
          note: fact.text,
        })),
        impacts: (impacts.get(row.id) ?? []).map(part),
        causes: (causes.get(row.id) ?? []).map(part),
        certainty: certaintyOf(row),
        version: row.version,
      },
    ];
  });
}

export function conflictsOf(rows: readonly ConflictRow[]): ConflictFact[] {
  const claims = groupBy(
    rows.filter(({ record }) => record === 'claim'),
    ({ conflictId }) => conflictId,
  );
  const subjects = groupBy(
    rows.filter(({ record }) => record === 'subject'),
    ({ conflictId }) => conflictId,
  );
  return rows
    .filter(({ record }) => record === 'conflict')
    .map((row) => ({
      id: row.conflictId,
      ref: row.ref ?? '',
      topic: row.topic ?? '',
      shownFirst: row.shownFirst ?? 0,
      why: row.why ?? '',
      claims: (claims.get(row.conflictId) ?? []).map(({ id, position, text }) => ({
        id,
        position: position ?? 0,
        text: text ?? '',
      })),
      subjectIds: (subjects.get(row.conflictId) ?? []).map(({ id }) => id),
    }));
}

import type { CalendarDay } from '../kernel/calendar-day.js';
import { directionStates, isDirectionState } from '../interventions/domain/direction-state.js';
import { exitCriterionStates, isExitCriterionState } from '../interventions/domain/exit-criterion-state.js';
import { posts } from '../organisations/domain/posts.js';
import type { RiskRow } from '../plans/data/plan.row.js';
import { inspectionTypes } from '../vocabulary/domain/inspection-types.js';
import type { PackConditionRow, PackDeadlineRow, PackInspectionRow, PackPostRow } from './data/pack-record.row.js';
import type {
  PackCondition,
  PackDeadline,
  PackInspection,
  PackPostChange,
  PackRisk,
} from './domain/pack/pack-facts.js';
import type { PrivateRecords } from './domain/pack/private-records.js';

/** The word for a code; the code itself where it is older than the list. */
const wordFor = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;

/** Nobody is named: the post is what a board goes by. Only what is public is told. */
export const packPosts = (rows: readonly PackPostRow[], from: CalendarDay): readonly PackPostChange[] =>
  rows
    .filter(({ visibility }) => visibility === 'public')
    .flatMap(({ post, startedOn, endedOn, interim }) => {
      const name = wordFor(posts, post);
      return [
        ...(startedOn !== null && startedOn >= from
          ? [{ on: startedOn, text: `${name}: taken up${interim === 1 ? ', on an interim basis' : ''}` }]
          : []),
        ...(endedOn !== null && endedOn >= from ? [{ on: endedOn, text: `${name}: left` }] : []),
      ];
    })
    .toSorted((a, b) => a.on.localeCompare(b.on));

export const packInspections = (rows: readonly PackInspectionRow[]): readonly PackInspection[] =>
  rows.map(({ ref, publishedOn, type, typeText, subject, overallLabel }) => ({
    ref,
    on: publishedOn,
    text: [typeText ?? wordFor(inspectionTypes, type), subject, overallLabel].filter(Boolean).join(', '),
  }));

const stateOf = ({ kind, status }: PackConditionRow): string => {
  if (kind === 'direction') return status && isDirectionState(status) ? directionStates[status] : 'Not known';
  const state = status ?? 'not_met';
  return isExitCriterionState(state) ? exitCriterionStates[state] : 'Not known';
};

export const isConditionMet = ({ kind, status }: PackConditionRow): boolean =>
  kind === 'direction' ? status === 'closed' || status === 'board_satisfied' : status === 'met';

/** Directions by their number, criteria by their place among those of their intervention. */
export function packConditions(rows: readonly PackConditionRow[], secrets: PrivateRecords): readonly PackCondition[] {
  const places = new Map<string, number>();
  return rows.map((row) => {
    const name = `${row.interventionRef} ${row.kind === 'direction' ? 'direction' : 'criterion'}`;
    const place = (places.get(name) ?? 0) + 1;
    places.set(name, place);
    const isMet = isConditionMet(row);
    return {
      key: row.id,
      ref: `${name} ${row.number ?? place}`,
      kind: row.kind,
      text: row.text,
      state: stateOf(row),
      isMet,
      dueOn: row.dueOn,
      evidence: row.evidence,
      inPrivate: secrets.reasonOf(row.id, ...(isMet ? [] : ['conditions'])),
      forBoard: row.visibility !== 'public',
    };
  });
}

export const packDeadlines = (rows: readonly PackDeadlineRow[], secrets: PrivateRecords): readonly PackDeadline[] =>
  rows.map(({ ref, text, dueOn, metOn, visibility }) => ({
    ref,
    text,
    dueOn,
    metOn,
    inPrivate: secrets.reasonOf(ref),
    forBoard: visibility !== 'public',
  }));

export const packRisks = (rows: readonly RiskRow[]): readonly PackRisk[] =>
  rows
    .filter(({ status }) => status === 'open')
    .map((risk) => ({
      ref: risk.ref,
      title: risk.title,
      ownerPost: risk.ownerPost,
      likelihood: risk.likelihood,
      consequence: risk.consequence,
      target:
        risk.targetLikelihood === null || risk.targetConsequence === null
          ? null
          : risk.targetLikelihood * risk.targetConsequence,
      controls: risk.controls,
      state: 'Open',
    }));

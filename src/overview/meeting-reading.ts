import type { AgendaItemRow, ReviewRow } from '../boards/data/board.row.js';
import { decisionTypes, isDecisionType } from '../boards/domain/outcome.js';
import { addDays, type CalendarDay, parseCalendarDay } from '../kernel/calendar-day.js';
import { ukDayAt } from '../kernel/clock.js';
import type {
  DateRequestRow,
  DependencyRow,
  LinkedEvidenceRow,
  MilestoneRow,
  MilestoneUpdateRow,
} from '../plans/data/plan.row.js';
import { dateRequestStates } from '../plans/domain/date-request.js';
import { derivedRatings, rate, type Rated } from '../plans/domain/derived-rating.js';
import { isComplete, owesEvidence, stateOn, stateWords } from '../plans/domain/milestone-state.js';
import { evidenceLevels, ownerRatings, reasonCodes } from '../plans/domain/milestone-words.js';
import { formatDay } from '../shell/format.js';
import type { RecordedRow } from './data/meeting.row.js';
import type { DueRow, Said } from './domain/meeting.js';
import type { DateRequestFacts, MeetingFacts, RecordedThing } from './domain/meeting-facts.js';

/** The plans of a body as they stand, in rows. */
export type PlanRecord = {
  readonly milestones: readonly MilestoneRow[];
  readonly updates: readonly MilestoneUpdateRow[];
  readonly evidence: readonly LinkedEvidenceRow[];
  readonly requests: readonly DateRequestRow[];
  readonly dependencies: readonly DependencyRow[];
};

type Reading = {
  readonly review: Pick<ReviewRow, 'ref' | 'heldOn'>;
  /** References of what this meeting decided. */
  readonly decisionRefs: ReadonlySet<string>;
  /** The reference of an action that is not due, which somebody brings up. */
  readonly brought: string | null;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
};

/** Days ahead of the meeting within which a date makes an action due: about until the next one. */
const aheadDays = 30;

const open = ['not_started', 'in_progress'];

/** What of the plans lies before a meeting: the due rows in the order of the plan, and the requests for other dates. */
export function readPlans(record: PlanRecord, reading: Reading): Pick<MeetingFacts, 'rows' | 'others' | 'requests'> {
  const made = record.milestones.map((milestone) => ({ milestone, ...rowOf(milestone, record, reading) }));
  const isShown = ({ milestone, row, rated }: (typeof made)[number]): boolean =>
    row.here !== null || milestone.ref === reading.brought || isDue(milestone, rated, reading);
  return {
    rows: made.filter(isShown).map(({ row }) => row),
    others: made
      .filter((one) => !isShown(one) && open.includes(stateOn(one.milestone, reading.today)))
      .map(({ row: { ref, title } }) => ({ ref, title })),
    requests: requestsOf(record, reading),
  };
}

/** Open, and past its date, soon at it, or said by the record to be off track; or its evidence is still owed. */
function isDue(milestone: MilestoneRow, { rating }: Rated, { review, today }: Reading): boolean {
  if (owesEvidence(milestone)) return true;
  if (!open.includes(stateOn(milestone, today))) return false;
  return milestone.currentDue <= addDays(review.heldOn, aheadDays) || rating === 'off_track';
}

function rowOf(
  milestone: MilestoneRow,
  record: PlanRecord,
  { review, names, today }: Reading,
): { readonly row: DueRow; readonly rated: Rated } {
  const said = record.updates.filter(({ milestoneId }) => milestoneId === milestone.id);
  const before = said.filter(({ reviewRef }) => reviewRef !== review.ref);
  const here = said.findLast(({ reviewRef }) => reviewRef === review.ref);
  const last = before.findLast(({ note }) => note !== null) ?? before.at(-1);
  const rated = rate(ratedFacts(milestone, record), today);
  const saidOf = ({ note, byName, at }: MilestoneUpdateRow): Said => ({
    words: note,
    byRef: byName,
    byName: names.get(byName) ?? byName,
    at,
  });
  return {
    rated,
    row: {
      id: milestone.id,
      ref: milestone.ref,
      planRef: milestone.planRef,
      title: milestone.title,
      priority: `${milestone.priorityNumber}. ${milestone.priorityTitle}`,
      ownerPost: milestone.ownerPost ?? 'Nobody owns it yet',
      firstDue: milestone.baselineDue,
      currentDue: milestone.currentDue,
      moves: milestone.moves,
      isStarted: stateOn(milestone, today) !== 'not_started',
      isComplete: isComplete(milestone) || owesEvidence(milestone),
      safetyCritical: milestone.safetyCritical === 1,
      stateWords: stateWords(milestone, today),
      ownerRating: milestone.ownerRating && ownerRatings[milestone.ownerRating],
      recordRating: derivedRatings[rated.rating],
      recordRule: rated.rating === 'on_track' ? null : rated.because,
      last: last ? saidOf(last) : null,
      here: here ? { ...saidOf(here), answer: answerWords(here) } : null,
      evidence: record.evidence
        .filter(({ entityId }) => entityId === milestone.id)
        .map(({ id, title, level }) => ({ id, title, level: evidenceLevels[level] })),
      version: milestone.version,
    },
  };
}

/** "At risk: waiting for a decision", "Action complete, evidence owed". */
function answerWords({ state, rating, reasonCode, evidenceOwed }: MilestoneUpdateRow): string {
  const words =
    rating === null
      ? state === 'action_complete'
        ? evidenceOwed === 1
          ? 'Action complete, evidence owed'
          : 'Action complete'
        : 'Noted'
      : ownerRatings[rating];
  return reasonCode ? `${words}: ${lower(reasonCodes[reasonCode])}` : words;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function ratedFacts(milestone: MilestoneRow, { milestones, dependencies }: PlanRecord) {
  const awaitedIds = new Set(dependencies.filter(({ fromId }) => fromId === milestone.id).map(({ toId }) => toId));
  return {
    ...milestone,
    updatedOn: milestone.updatedAt === null ? null : ukDayAt(milestone.updatedAt),
    recordedOn: ukDayAt(milestone.recordedAt),
    awaits: milestones.filter(({ id }) => awaitedIds.has(id)),
  };
}

/** Those that wait, and those that this meeting has answered. */
function requestsOf(record: PlanRecord, { decisionRefs, names }: Reading): readonly DateRequestFacts[] {
  return record.requests.flatMap((request) => {
    const milestone = record.milestones.find(({ id }) => id === request.milestoneId);
    const decided = request.decidedDecisionRef;
    const decisionRef = decided !== null && decisionRefs.has(decided) ? decided : null;
    if (!milestone || (request.status !== 'asked' && decisionRef === null)) return [];
    return [
      {
        ref: request.ref,
        milestoneRef: milestone.ref,
        planRef: milestone.planRef,
        title: milestone.title,
        firstDue: milestone.baselineDue,
        currentDue: milestone.currentDue,
        askedTo: request.askedTo,
        moves: milestone.moves,
        reasonWords: reasonCodes[request.reasonCode],
        reason: request.reason,
        byName: names.get(request.askedBy) ?? request.askedBy,
        askedAt: request.askedAt,
        dependents: dependentsOf(milestone.id, record),
        answer: decisionRef === null ? null : { words: answeredWords(request), decisionRef },
        version: request.version,
      },
    ];
  });
}

/** "Agreed to a different date, 31 May 2027. As asked by the NHS". */
const answeredWords = ({ status, decidedTo, answer }: DateRequestRow): string =>
  [`${dateRequestStates[status]}${decidedTo ? `, ${formatDay(decidedTo)}` : ''}`, ...(answer ? [answer] : [])].join(
    '. ',
  );

/** What waits for a milestone and is not complete. */
export const dependentsOf = (
  milestoneId: string,
  { milestones, dependencies }: Pick<PlanRecord, 'milestones' | 'dependencies'>,
): DateRequestFacts['dependents'] => {
  const waiting = new Set(dependencies.filter(({ toId }) => toId === milestoneId).map(({ fromId }) => fromId));
  return milestones
    .filter((one) => waiting.has(one.id) && one.state !== 'cancelled' && !isComplete(one))
    .map(({ ref, title, currentDue }) => ({ ref, title, due: currentDue }));
};

/** The item at which the plan is gone through: the one that was proposed for it, else the first that is called so. */
export function isPlanItem(item: AgendaItemRow, items: readonly AgendaItemRow[]): boolean {
  const ofKind = (kind: string) => items.find(({ sourceKind }) => sourceKind === kind);
  const plan =
    ofKind('due_milestones') ??
    ofKind('off_track') ??
    ofKind('milestone') ??
    items.find(({ title, sourceKind }) => sourceKind === null && /\bplan\b/i.test(title));
  return plan?.id === item.id;
}

/** A decision, challenge or action in the words of the page. */
export function recordedThing(row: RecordedRow): RecordedThing {
  const due = parseCalendarDay(row.dueOn);
  const { kind, ref, itemId, text } = row;
  return { kind, ref, itemId, text, about: aboutWords(row, due), isConfidential: row.confidential === 1 };
}

function aboutWords({ kind, type, forLackOfQuorum, who, byName }: RecordedRow, due: CalendarDay | null): string {
  if (kind === 'challenge')
    return `${byName ? `Asked by ${byName}` : 'Asked by the board'}, to: ${who ?? ''}, answer due ${due ? formatDay(due) : ''}`;
  if (kind === 'action') return `${who ?? ''}, due ${due ? formatDay(due) : ''}`;
  const word = isDecisionType(type) ? decisionTypes[type] : 'Decision';
  return [
    forLackOfQuorum === 1 ? `${word}, for lack of a quorum` : word,
    ...(who ? [`for: ${who}`] : []),
    ...(due ? [`to be looked at again on ${formatDay(due)}`] : []),
  ].join(', ');
}

import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** An edition of a plan is drafted, proposed, agreed by a decision, and superseded when the next one is agreed. */
const moves = {
  draft: ['proposed'],
  proposed: ['agreed', 'draft'],
  agreed: ['superseded'],
  superseded: [],
} as const satisfies Record<string, readonly string[]>;

export type PlanVersionState = keyof typeof moves;

export const planVersionStates: Readonly<Record<PlanVersionState, string>> = {
  draft: 'Draft',
  proposed: 'Proposed',
  agreed: 'Agreed',
  superseded: 'Superseded',
};

export const planVersionMovesFrom = (from: PlanVersionState): readonly PlanVersionState[] => moves[from];

export type PlanVersionFacts = {
  readonly state: PlanVersionState;
  /** The number of the agreed version from which it was begun; null: there was none. */
  readonly baseNumber: number | null;
};

export type AgreedVersion = { readonly number: number; readonly agreedOn: CalendarDay };

/** Why a version does not become public, or does not stop being so. */
export type PublishingRefusal = 'not-agreed' | 'published-already' | 'unread-words';
export type HidingRefusal = 'not-public';
export type ProposingRefusal = 'not-a-draft' | 'nothing-in-it' | 'no-summary';
export type AgreeingRefusal = 'not-proposed' | 'no-decision' | 'after-today' | 'another-was-agreed';

/** What is proposed says something: at least one milestone and, after the first version, what changed. */
export function proposeVersion(
  { state, baseNumber }: PlanVersionFacts,
  { milestones, summary }: { readonly milestones: number; readonly summary: string | null },
): Result<null, ProposingRefusal> {
  if (state !== 'draft') return refused('not-a-draft');
  if (milestones === 0) return refused('nothing-in-it');
  if (baseNumber !== null && !summary?.trim()) return refused('no-summary');
  return ok(null);
}

/**
 * Whether a version may be agreed. One that was begun before another was agreed would undo that other one: a new
 * version is made instead.
 */
export function agreeVersion(
  { state, baseNumber }: PlanVersionFacts,
  standing: AgreedVersion | null,
  { on, hasDecision, today }: { readonly on: CalendarDay; readonly hasDecision: boolean; readonly today: CalendarDay },
): Result<null, AgreeingRefusal> {
  if (state !== 'proposed') return refused('not-proposed');
  if ((standing?.number ?? null) !== baseNumber) return refused('another-was-agreed');
  if (!hasDecision) return refused('no-decision');
  if (on > today) return refused('after-today');
  return ok(null);
}

/** What everybody may read is what a board agreed, word for word, and only once. `unread`: words that nobody confirmed. */
export function publishVersion(
  { state, isPublic }: { readonly state: PlanVersionState; readonly isPublic: boolean },
  { unread }: { readonly unread: number },
): Result<null, PublishingRefusal> {
  if (state !== 'agreed') return refused('not-agreed');
  if (isPublic) return refused('published-already');
  return unread > 0 ? refused('unread-words') : ok(null);
}

export const hideVersion = (isPublic: boolean): Result<null, HidingRefusal> =>
  isPublic ? ok(null) : refused('not-public');

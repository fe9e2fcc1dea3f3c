import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { boundOf, type Grant, type Role } from './roles.js';

/** Two roles that one person may not hold at the same time (record B5). */
export type RoleConflict = 'inspects-and-edits' | 'researches-and-belongs' | 'administers-and-hears-concerns';

export type GrantRefusal =
  | 'needs-organisation'
  | 'needs-inspectorate'
  | 'needs-no-bound'
  | 'only-a-board-member-chairs'
  | 'ends-before-it-begins'
  | 'begins-in-the-past'
  | 'held-already'
  | RoleConflict;

type Pair = {
  readonly conflict: RoleConflict;
  readonly one: readonly Role[];
  readonly other: readonly Role[];
};

/**
 * Any inspectorate may come to any body, so an inspector edits for none: "the same organisation" would be known only
 * when it is too late. Whoever researches sees no board's papers; whoever administers never reads what staff say in
 * confidence.
 */
const pairs: readonly Pair[] = [
  { conflict: 'inspects-and-edits', one: ['inspector', 'lead_inspector'], other: ['organisation_editor'] },
  {
    conflict: 'researches-and-belongs',
    one: ['researcher'],
    other: ['board_member', 'board_secretary', 'organisation_editor', 'inspector', 'lead_inspector', 'speak_up_lead'],
  },
  { conflict: 'administers-and-hears-concerns', one: ['administrator'], other: ['speak_up_lead'] },
];

type Span = Pick<Grant, 'fromOn' | 'toOn'>;

const overlap = (a: Span, b: Span): boolean =>
  (a.toOn === null || b.fromOn <= a.toOn) && (b.toOn === null || a.fromOn <= b.toOn);

/** What two roles would make of one person, or null when they go together. */
export const conflictBetween = (a: Role, b: Role): RoleConflict | null =>
  pairs.find(({ one, other }) => (one.includes(a) && other.includes(b)) || (one.includes(b) && other.includes(a)))
    ?.conflict ?? null;

export type Conflicting<Held extends Grant> = { readonly conflict: RoleConflict; readonly with: Held };

/** The first grant that cannot stand beside the new one while both hold. Grants may lie in the future. */
export function conflictWith<Held extends Grant>(grant: Grant, held: readonly Held[]): Conflicting<Held> | null {
  for (const other of held) {
    const conflict = conflictBetween(grant.role, other.role);
    if (conflict && overlap(grant, other)) return { conflict, with: other };
  }
  return null;
}

const isSameOffice = (a: Grant, b: Grant): boolean =>
  a.role === b.role &&
  a.organisationId === b.organisationId &&
  a.inspectorateId === b.inspectorateId &&
  a.chair === b.chair;

/** Whether a grant may be given to somebody who holds `held` (grants that were ended are not among them). */
export function acceptGrant(grant: Grant, held: readonly Grant[], today: CalendarDay): Result<Grant, GrantRefusal> {
  const bound = boundOf[grant.role];
  if (bound === 'organisation' && grant.organisationId === null) return refused('needs-organisation');
  if (bound === 'inspectorate' && grant.inspectorateId === null) return refused('needs-inspectorate');
  if (bound !== 'organisation' && grant.organisationId !== null) return refused('needs-no-bound');
  if (bound !== 'inspectorate' && grant.inspectorateId !== null) return refused('needs-no-bound');
  if (grant.chair && grant.role !== 'board_member') return refused('only-a-board-member-chairs');
  if (grant.fromOn < today) return refused('begins-in-the-past');
  if (grant.toOn !== null && grant.toOn < grant.fromOn) return refused('ends-before-it-begins');
  if (held.some((other) => isSameOffice(grant, other) && overlap(grant, other))) return refused('held-already');
  const conflicting = conflictWith(grant, held);
  return conflicting ? refused(conflicting.conflict) : ok(grant);
}

import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** What kind of step it is. Those of the shipped library are among them; levels are said step by step. */
export const interventionKinds = {
  improvement_team: 'Improvement team from peers',
  buddy_trust: 'Buddy organisation',
  school_support: 'School-to-school support',
  improvement_partner: 'Improvement partner',
  advisory_board: 'Improvement or advisory board',
  improvement_director: 'Improvement director',
  warning_notice: 'Warning notice',
  improvement_notice: 'Improvement notice',
  breach_of_terms: 'Breach of licence or terms',
  registration_conditions: 'Conditions on registration',
  statutory_direction: 'Statutory direction',
  special_measures: 'Special measures',
  departmental_intervention: 'Intervention by a department',
  commissioner: 'Commissioner (children’s services)',
  commissioners: 'Commissioners',
  delivery_partner: 'Delivery by a partner',
  transfer_of_service: 'Transfer of a service',
  academy_conversion: 'Conversion to an academy',
  leadership_change: 'Change of leadership',
  prosecution: 'Prosecution',
  other: 'Something else',
} as const;
export type InterventionKind = keyof typeof interventionKinds;

/** How far the powers reach. */
export const interventionPowers = {
  advise: 'Advise',
  require: 'Require',
  direct: 'Direct',
  exercise: 'Exercise functions',
} as const;
export type InterventionPower = keyof typeof interventionPowers;

export type EndRefusal = 'already-ended' | 'after-today' | 'before-start' | 'no-reason' | 'request-waits';

/** Recording that a step ended: its actual end, beside every end that was announced. */
export function endStep(
  {
    startedOn,
    hasEnded,
    requestWaits,
  }: { readonly startedOn: Period | null; readonly hasEnded: boolean; readonly requestWaits: boolean },
  { endedOn, why }: { readonly endedOn: Period; readonly why: string },
  today: CalendarDay,
): Result<'ended', EndRefusal> {
  if (hasEnded) return refused('already-ended');
  if (requestWaits) return refused('request-waits');
  if (endedOn.start > today) return refused('after-today');
  if (startedOn && periodEnd(endedOn) < startedOn.start) return refused('before-start');
  return why.trim() === '' ? refused('no-reason') : ok('ended');
}

export type PlannedEndRefusal = 'already-ended' | 'announced-after-today' | 'before-announcement' | 'same-end';

/** Announcing when a step is to end, or another end than the last: every announcement is kept. */
export function announceEnd(
  { hasEnded, lastPlanned }: { readonly hasEnded: boolean; readonly lastPlanned: Period | null },
  { announcedOn, plannedEndOn }: { readonly announcedOn: Period; readonly plannedEndOn: Period },
  today: CalendarDay,
): Result<'announced' | 'extended' | 'brought_forward', PlannedEndRefusal> {
  if (hasEnded) return refused('already-ended');
  if (announcedOn.start > today) return refused('announced-after-today');
  if (periodEnd(plannedEndOn) < announcedOn.start) return refused('before-announcement');
  if (!lastPlanned) return ok('announced');
  const [last, next] = [periodEnd(lastPlanned), periodEnd(plannedEndOn)];
  if (last === next) return refused('same-end');
  return ok(next > last ? 'extended' : 'brought_forward');
}

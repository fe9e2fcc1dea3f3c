import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';

/** The ladder of intervention: how far others step in. A step's level is our reading of the facts, never a source's. */
export const interventionLevels = {
  0: 'None',
  1: 'Voluntary help from peers',
  2: 'Agreed outside support or adviser',
  3: 'Formal notice',
  4: 'Statutory direction or special measures',
  5: 'Functions exercised by others or removed',
} as const;
export type InterventionLevel = keyof typeof interventionLevels;

/** What each level stands for, as a page explains it. */
export const levelMeanings: Readonly<Record<InterventionLevel, string>> = {
  0: 'No help or power from outside.',
  1: 'Peers come in because they were asked to.',
  2: 'Support or an adviser from outside, agreed with the organisation or placed beside it.',
  3: 'A formal notice, conditions, or an independently chaired board that a regulator requires.',
  4: 'A statutory direction, special measures, or a panel with power to direct.',
  5: 'Commissioners exercise functions, or functions are moved to another body.',
};

/** From a formal notice upwards: what opens an episode, and what counts as powers in every measure. */
export const isFormal = (level: InterventionLevel): boolean => level >= 3;

/** Lower than the level that ended, and still help from outside. */
export const isLighter = (level: InterventionLevel, than: InterventionLevel): boolean => level > 0 && level < than;

export const isInterventionLevel = (value: number): value is InterventionLevel => value in interventionLevels;

/** From when to when something ran. `to` null: no end on the record, which is not the same as still running. */
export type Span = { readonly from: Period | null; readonly to: Period | null };

/**
 * Whether it was in force on a day. `no_known_end`: it had begun, and nothing on the record says that it ended.
 * `not_known`: the dates are missing or not exact enough to say.
 */
export type InForce = 'in_force' | 'not_in_force' | 'no_known_end' | 'not_known';

/** The first and the last day count. */
export function inForceOn({ from, to }: Span, day: CalendarDay): InForce {
  if (to && periodEnd(to) < day) return 'not_in_force';
  if (!from) return 'not_known';
  if (day < from.start) return 'not_in_force';
  if (day < periodEnd(from)) return 'not_known';
  if (!to) return 'no_known_end';
  return day <= to.start ? 'in_force' : 'not_known';
}

/** The highest level in force for certain on a day, or with no known end; 0 when there is none. */
export function highestLevelOn(
  interventions: readonly (Span & { readonly level: InterventionLevel })[],
  day: CalendarDay,
): { readonly level: InterventionLevel; readonly isCertain: boolean } {
  let highest: InterventionLevel = 0;
  let isCertain = true;
  for (const intervention of interventions) {
    const state = inForceOn(intervention, day);
    if (state === 'not_in_force' || intervention.level < highest) continue;
    isCertain = intervention.level === highest ? isCertain || state === 'in_force' : state === 'in_force';
    highest = intervention.level;
  }
  return { level: highest, isCertain };
}

import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { Limits, Polarity } from './xmr.js';

/** For how long a fall is expected, in months, and how far it may go at most, in the unit of the measure. */
export type AskedDip = { readonly months: number; readonly limitValue: number };

/** A dip of more than a year is not an early one; after 18 months it counts as a decline. */
export const longestDip = 18;

export type DipRefusal = 'safety-critical' | 'no-direction' | 'too-long' | 'limit-on-the-better-side';

/**
 * Whether a dip may be written down beforehand. Never of a measure that is critical to safety: a fall of it is not
 * explained as an early dip. The limit must lie on the worse side of where the measure stands.
 */
export function expectDip(
  { months, limitValue }: AskedDip,
  {
    safetyCritical,
    polarity,
    limits,
  }: {
    readonly safetyCritical: boolean;
    readonly polarity: Polarity;
    readonly limits: Pick<Limits, 'mean'> | null;
  },
): Result<AskedDip, DipRefusal> {
  if (safetyCritical) return refused('safety-critical');
  if (polarity === 'neither') return refused('no-direction');
  if (months < 1 || months > longestDip) return refused('too-long');
  if (limits && (polarity === 'higher' ? limitValue >= limits.mean : limitValue <= limits.mean))
    return refused('limit-on-the-better-side');
  return ok({ months, limitValue });
}

/** Whether a value went further than what was written down. */
export const isBeyondDip = (value: number, limitValue: number, polarity: Polarity): boolean =>
  polarity === 'higher' ? value < limitValue : polarity === 'lower' && value > limitValue;

/** The last day for which a dip was written down. */
export const dipEnds = (writtenOn: CalendarDay, months: number): CalendarDay => addMonths(writtenOn, months);

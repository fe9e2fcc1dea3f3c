import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** What a trigger watches: a measure with a rule, or something that happens. */
export const triggerConditions = {
  measure: 'A measure crosses a line',
  event: 'Something happens',
} as const;
export type TriggerCondition = keyof typeof triggerConditions;

export type BreachRefusal = 'after-today' | 'before-agreed' | 'no-words';

/** A breach is what the trigger was agreed to catch: it cannot lie before the agreement. */
export function noteBreach(
  { agreedOn }: { readonly agreedOn: Period | null },
  { detectedOn, text }: { readonly detectedOn: Period; readonly text: string },
  today: CalendarDay,
): Result<'noted', BreachRefusal> {
  if (detectedOn.start > today) return refused('after-today');
  if (agreedOn && periodEnd(detectedOn) < agreedOn.start) return refused('before-agreed');
  return text.trim() === '' ? refused('no-words') : ok('noted');
}

export type ResponseRefusal = 'already-answered' | 'after-today' | 'before-detected' | 'no-words';

/** An answer to a warning or to a breach: after it was seen, with what was done. */
export function respond(
  { seenOn, isAnswered }: { readonly seenOn: Period | null; readonly isAnswered: boolean },
  { respondedOn, response }: { readonly respondedOn: Period; readonly response: string },
  today: CalendarDay,
): Result<'answered', ResponseRefusal> {
  if (isAnswered) return refused('already-answered');
  if (respondedOn.start > today) return refused('after-today');
  if (seenOn && periodEnd(respondedOn) < seenOn.start) return refused('before-detected');
  return response.trim() === '' ? refused('no-words') : ok('answered');
}

import type { CalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { isFormal, type InterventionLevel } from '../../interventions/domain/intervention.js';
import type { TriggerKind } from './episode.js';

/** What opens a case, as the record holds it. */
export type Trigger =
  | {
      readonly kind: 'judgement';
      readonly isPublished: boolean;
      readonly isFailing: boolean;
      readonly on: Period | null;
    }
  | {
      readonly kind: 'formal_notice';
      readonly isPublic: boolean;
      readonly level: InterventionLevel;
      readonly on: Period | null;
    }
  | { readonly kind: 'self_declaration'; readonly declaredBy: string; readonly on: Period | null };

export type CaseDates = {
  /** When failure began in fact, where somebody can say. */
  readonly onsetOn: Period | null;
  readonly firstWarningOn: Period | null;
};

export type OpenRefusal =
  | 'no-trigger'
  | 'not-published'
  | 'not-failing'
  | 'not-public'
  | 'level-too-low'
  | 'nobody-declared'
  | 'no-date'
  | 'after-today'
  | 'onset-after-trigger'
  | 'warning-after-trigger'
  | 'already-run';

/** Whether a case may be opened. `isRunAlready`: a case of the same area and part of the body is being run. */
export function openCase(
  trigger: Trigger | null,
  { onsetOn, firstWarningOn }: CaseDates,
  { today, isRunAlready }: { readonly today: CalendarDay; readonly isRunAlready: boolean },
): Result<TriggerKind, OpenRefusal> {
  if (!trigger) return refused('no-trigger');
  const fault = faultOf(trigger);
  if (fault) return refused(fault);
  if (!trigger.on) return refused('no-date');
  if (trigger.on.start > today) return refused('after-today');
  if (onsetOn && isAfter(onsetOn, trigger.on)) return refused('onset-after-trigger');
  if (firstWarningOn && isAfter(firstWarningOn, trigger.on)) return refused('warning-after-trigger');
  return isRunAlready ? refused('already-run') : ok(trigger.kind);
}

function faultOf(trigger: Trigger): OpenRefusal | null {
  if (trigger.kind === 'judgement') {
    if (!trigger.isPublished) return 'not-published';
    return trigger.isFailing ? null : 'not-failing';
  }
  if (trigger.kind === 'formal_notice') {
    if (!trigger.isPublic) return 'not-public';
    return isFormal(trigger.level) ? null : 'level-too-low';
  }
  return trigger.declaredBy.trim() === '' ? 'nobody-declared' : null;
}

/** Later for certain: also where both are known to the month only. */
const isAfter = (a: Period, b: Period): boolean => byPeriod(a, b) > 0 && a.start > periodEnd(b);

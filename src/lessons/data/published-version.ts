import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import type { PublishedVersion } from '../domain/published-plan.js';

/** A row that holds a version of a plan: what it holds stands in `label`, the day of its agreement in `startsOn`. */
export function versionOf({
  label,
  startsOn,
}: {
  readonly label: string | null;
  readonly startsOn: string | null;
}): readonly PublishedVersion[] {
  const agreedOn = parseCalendarDay(startsOn);
  return label === null || !agreedOn ? [] : [{ frozen: readFrozenPlan(label), agreedOn }];
}

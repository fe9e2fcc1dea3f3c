import { byPeriod, type Period, periodMiddle } from '../../kernel/period.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { isUngradedType, type InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { Lineage } from '../../organisations/domain/lineage.js';

/** Parts of a body that are judged in their own right but do not answer for themselves. */
const services: readonly string[] = ['council_service', 'hospital_site'];

/**
 * For each body those that it speaks for: itself, its services, and who delivers for it alone. How a council stands is
 * told from these.
 */
export function answering(
  ids: readonly string[],
  around: readonly { readonly id: string; readonly kind: string }[],
  lineage: Lineage,
): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map(around.map(({ id, kind }) => [id, kind]));
  const delivering = groupBy(
    around.filter(({ id }) => lineage.answersFor(id) !== id),
    ({ id }) => lineage.answersFor(id),
  );
  return new Map(
    ids.map((id) => {
      const within = [...lineage.servicesWithin(id)].filter((part) => services.includes(kinds.get(part) ?? ''));
      return [id, [...new Set([id, ...within, ...(delivering.get(id) ?? []).map((body) => body.id)])]];
    }),
  );
}

type Latest = {
  readonly type: InspectionType;
  readonly graded: boolean;
  readonly unit: string | null;
  readonly judgedOn: Period | null;
  readonly id: string;
};

/** The last graded look at a body; of two on one date the one at the whole. Null: it was never graded. */
export function latestJudged<Inspection extends Latest>(inspections: readonly Inspection[]): Inspection | null {
  return inspections.reduce<Inspection | null>((latest, here) => {
    if (!here.graded || !here.judgedOn || isUngradedType(here.type)) return latest;
    if (!latest?.judgedOn) return here;
    const order =
      byPeriod(here.judgedOn, latest.judgedOn) || Number(latest.unit !== null) - Number(here.unit !== null) || 0;
    return order > 0 || (order === 0 && here.unit === null && here.id > latest.id) ? here : latest;
  }, null);
}

export const dayOfPeriod = (on: Period | null): CalendarDay | null => on && periodMiddle(on);

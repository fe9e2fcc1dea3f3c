import type { CalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import { frameworkFamily } from './framework-family.js';

/** What is needed of a published inspection to know which later one took its place. */
export type InSequence = {
  readonly id: string;
  readonly organisationId: string;
  readonly framework: string | null;
  readonly unit: string | null;
  readonly type: InspectionType;
  readonly graded: boolean;
  /** The middle of the date of its judgement; null: it has no place in a sequence. */
  readonly judgedDay: CalendarDay | null;
};

/** Whole looks that a later look of the same kind replaces; a focused visit or a review replaces nothing. */
const replaced: readonly InspectionType[] = ['full', 'annual'];

/**
 * For each inspection that a later one superseded, the id of the next: the same body, the same part of it, the same
 * framework family and type, both graded. Two on one day supersede neither each other.
 */
export function supersededBy(inspections: readonly InSequence[]): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  const inPlace = inspections.filter(
    ({ graded, type, framework, judgedDay }) => graded && framework && judgedDay && replaced.includes(type),
  );
  for (const sequence of groupBy(inPlace, placeOf).values()) {
    const inOrder = sequence.toSorted((a, b) => ((a.judgedDay ?? '') < (b.judgedDay ?? '') ? -1 : 1));
    let later: InSequence | null = null;
    for (let index = inOrder.length - 1; index > 0; index -= 1) {
      const here = inOrder[index];
      const before = inOrder[index - 1];
      if (here.judgedDay !== before.judgedDay) later = here;
      if (later) next.set(before.id, later.id);
    }
  }
  return next;
}

const placeOf = ({ organisationId, framework, unit, type }: InSequence): string =>
  JSON.stringify([organisationId, frameworkFamily(framework ?? ''), unit, type]);

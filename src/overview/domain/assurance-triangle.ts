import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { frameworkFamily } from '../../inspections/domain/framework-family.js';

/** A grade on its scale; ordinals count from the worst, 1. */
type Graded = { readonly label: string; readonly scaleId: string; readonly ordinal: number };

/** How a body, or its board, judged an area for a period. */
export type ViewFact = Graded & {
  readonly kind: 'self' | 'board';
  readonly ref: string;
  readonly frameworkKey: string;
  readonly frameworkTitle: string;
  readonly areaKey: string;
  readonly areaLabel: string;
  readonly from: Period;
  readonly to: Period;
  readonly on: CalendarDay;
  readonly narrative: string;
  readonly isForBoard: boolean;
};

/** How inspectors judged an area. */
export type InspectorFact = Graded & {
  readonly ref: string;
  readonly frameworkKey: string;
  readonly areaKey: string;
  readonly judgedOn: Period;
  /** When it could first be known; null: nobody knows when. */
  readonly knownOn: Period | null;
};

/** What each side had said by a day, and could be known by then; what nobody knows the day of is left out. */
export const knownBy = (
  day: CalendarDay,
  { views, inspectors }: { readonly views: readonly ViewFact[]; readonly inspectors: readonly InspectorFact[] },
) => ({
  views: views.filter(({ on }) => on <= day),
  inspectors: inspectors.filter(({ knownOn }) => knownOn !== null && periodEnd(knownOn) <= day),
});

/** One area for one period, as the three saw it. `inspectorsBefore`: their last word from before the period. */
export type Triangle = {
  readonly areaLabel: string;
  readonly frameworkTitle: string;
  readonly from: Period;
  readonly to: Period;
  readonly self: ViewFact | null;
  readonly board: ViewFact | null;
  readonly inspectors: InspectorFact | null;
  readonly inspectorsBefore: InspectorFact | null;
};

/** Inspectors judge a period within it, or so soon after its end, in days, that they looked at the same. */
export const soonAfterDays = 183;

const byDay = (a: InspectorFact, b: InspectorFact): number => (periodEnd(a.judgedOn) < periodEnd(b.judgedOn) ? -1 : 1);
const newest = (views: readonly ViewFact[], kind: ViewFact['kind']): ViewFact | null =>
  views
    .filter((view) => view.kind === kind)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .at(-1) ?? null;

/**
 * Lays what a body, its board and its inspectors judged side by side: the same area of the same framework, whatever
 * its version, for the same period. Of several views of one period the newest stands. The latest period first.
 */
export function trianglesOf(views: readonly ViewFact[], inspectors: readonly InspectorFact[]): readonly Triangle[] {
  const groups = new Map<string, ViewFact[]>();
  for (const view of views) {
    const name = [frameworkFamily(view.frameworkKey), view.areaKey, view.from.start, periodEnd(view.to)].join(' ');
    groups.set(name, [...(groups.get(name) ?? []), view]);
  }
  return [...groups.values()]
    .flatMap((own): Triangle[] => {
      const [first] = own;
      if (!first) return [];
      const { areaLabel, frameworkTitle, from, to } = first;
      const family = frameworkFamily(first.frameworkKey);
      const judged = inspectors
        .filter(({ areaKey, frameworkKey }) => areaKey === first.areaKey && frameworkFamily(frameworkKey) === family)
        .toSorted(byDay);
      const until = addDays(periodEnd(to), soonAfterDays);
      return [
        {
          areaLabel,
          frameworkTitle,
          from,
          to,
          self: newest(own, 'self'),
          board: newest(own, 'board'),
          inspectors:
            judged.findLast(({ judgedOn }) => judgedOn.start >= from.start && judgedOn.start <= until) ?? null,
          inspectorsBefore: judged.findLast(({ judgedOn }) => judgedOn.start < from.start) ?? null,
        },
      ];
    })
    .toSorted((a, b) =>
      a.to.start === b.to.start ? a.areaLabel.localeCompare(b.areaLabel) : a.to.start < b.to.start ? 1 : -1,
    );
}

const counted = ['no', 'one grade', 'two grades', 'three grades', 'four grades', 'five grades'];

/** "one grade better than": how the first of two grades stands to the second; null where they have different scales. */
function standsTo(a: Graded, b: Graded): string | null {
  if (a.scaleId !== b.scaleId) return null;
  const apart = a.ordinal - b.ordinal;
  if (apart === 0) return 'as';
  return `${counted[Math.abs(apart)] ?? `${Math.abs(apart)} grades`} ${apart > 0 ? 'better' : 'worse'} than`;
}

function pairWords(who: string, a: Graded | null, whom: string, b: Graded | null): string | null {
  if (!a || !b) return null;
  const stands = standsTo(a, b);
  if (stands === null) return `${who} and ${whom} judged on different scales, which are not compared.`;
  return stands === 'as' ? `${who} judged the same as ${whom}.` : `${who} judged ${stands} ${whom}.`;
}

/**
 * The gap in words: what each of the two saw beside what inspectors saw, or beside each other where inspectors have not
 * judged yet. Nothing is added up, and grades of different scales are not compared.
 */
export function gapWords({ self, board, inspectors }: Triangle): string {
  if (!inspectors) {
    const between = pairWords('The organisation', self, 'its board', board);
    return [between ?? '', 'Inspectors have not judged this period.'].filter(Boolean).join(' ');
  }
  const [first, second] = [
    pairWords('The organisation', self, 'inspectors', inspectors),
    pairWords('Its board', board, 'inspectors', inspectors),
  ];
  const isOne = self && board && [self, board].every((one) => standsTo(one, inspectors) === 'as');
  if (isOne) return 'All three judged the same.';
  return [first, second].filter((one) => one !== null).join(' ');
}

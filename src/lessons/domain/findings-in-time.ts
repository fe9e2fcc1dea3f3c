import type { CalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { groupBy } from '../../kernel/group-by.js';

/** Something that inspectors found to be wrong, or asked for. Strengths are none of them. */
export type FoundThing = {
  readonly id: string;
  readonly inspectionId: string;
  readonly text: string;
  /** The same whatever the version of the framework; null: not known. */
  readonly area: string | null;
  readonly cause: string | null;
  readonly on: Period | null;
};

/** The same area and the same cause in two inspections or more, the earliest first. */
export type Recurrence<Found extends FoundThing> = { readonly found: readonly Found[] };

export type Recurrences<Found extends FoundThing> = {
  /** The one that was found last comes first. */
  readonly groups: readonly Recurrence<Found>[];
  /** Findings that follow one of the same area and cause in an earlier inspection. */
  readonly again: number;
  /** Findings with a date, an area and a cause: only those can be compared. */
  readonly compared: number;
  readonly notCompared: number;
};

/**
 * Findings that come again: the same area and the same cause in another inspection of the body or its lineage. It says
 * that inspectors named the same twice, and not that nothing was done between. Words are never compared.
 */
export function recurrencesIn<Found extends FoundThing>(findings: readonly Found[]): Recurrences<Found> {
  const dated = findings.flatMap((one) =>
    one.area !== null && one.cause !== null && one.on ? [{ one, on: one.on }] : [],
  );
  const groups = [...groupBy(dated, ({ one }) => `${one.area} ${one.cause}`).values()]
    .map((group) => group.toSorted((a, b) => byPeriod(a.on, b.on)))
    .filter((group) => new Set(group.map(({ one }) => one.inspectionId)).size > 1)
    .toSorted((a, b) => newest(b).localeCompare(newest(a)));
  return {
    groups: groups.map((group) => ({ found: group.map(({ one }) => one) })),
    again: groups.reduce(
      (sum, group) => sum + group.filter(({ one }) => one.inspectionId !== group[0]?.one.inspectionId).length,
      0,
    ),
    compared: dated.length,
    notCompared: findings.length - dated.length,
  };
}

const newest = (group: readonly { readonly on: Period }[]): string => group.at(-1)?.on.start ?? '';

/** An action of the plan that a person tied to a finding. `writtenOn`: when the action came onto this record. */
export type TiedAction = {
  readonly findingId: string;
  readonly planRef: string;
  readonly ref: string;
  readonly title: string;
  readonly writtenOn: CalendarDay;
};

export type Foresight<Found extends FoundThing> = {
  readonly finding: Found;
  /** The action that was written first. */
  readonly action: TiedAction;
  /** `surprise`: the first action that answers it was written once inspectors had published it. */
  readonly is: 'known' | 'surprise' | 'unsure';
};

export type Surprises<Found extends FoundThing> = {
  readonly told: readonly Foresight<Found>[];
  readonly surprises: number;
  /** The denominator of the rate: findings of which it can be said. */
  readonly of: number;
  /** Findings that nobody tied to an action, or whose date is not exact enough. */
  readonly untold: number;
};

/**
 * The surprise rate: of findings that a person tied to an action of the organisation's plan, the share of which no such
 * action had been written before inspectors published. What nobody tied is told apart, since nobody has said whether it
 * was known; words are never compared.
 */
export function surprisesIn<Found extends FoundThing>(
  findings: readonly Found[],
  tied: readonly TiedAction[],
): Surprises<Found> {
  const actions = groupBy(tied, ({ findingId }) => findingId);
  const told = findings.flatMap((finding): Foresight<Found>[] => {
    const [first] = (actions.get(finding.id) ?? []).toSorted((a, b) => (a.writtenOn < b.writtenOn ? -1 : 1));
    return first && finding.on ? [{ finding, action: first, is: foreseen(first.writtenOn, finding.on) }] : [];
  });
  const sure = told.filter(({ is }) => is !== 'unsure');
  return {
    told,
    surprises: sure.filter(({ is }) => is === 'surprise').length,
    of: sure.length,
    untold: findings.length - sure.length,
  };
}

function foreseen(writtenOn: CalendarDay, publishedOn: Period): Foresight<FoundThing>['is'] {
  if (writtenOn < publishedOn.start) return 'known';
  return writtenOn >= periodEnd(publishedOn) ? 'surprise' : 'unsure';
}

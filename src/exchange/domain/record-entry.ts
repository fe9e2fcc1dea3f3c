import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { EventKind } from '../../interventions/domain/timeline-event.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import { type InspectionType, isUngradedType } from '../../vocabulary/domain/inspection-types.js';
import { isProgrammeKind, programmeDates, type ProgrammeEntryBody, programmeKinds } from './programme-entry.js';
import type { WarningKind } from '../../vocabulary/domain/warning-kinds.js';

/** What is written down of a place. */
export const placeKinds = {
  judgement: 'Published judgement',
  warning: 'Warning sign',
  event: 'Event',
} as const;
export type PlaceKind = keyof typeof placeKinds;
export const entryKinds = { ...placeKinds, ...programmeKinds } as const;
export type EntryKind = keyof typeof entryKinds;

/**
 * `written`: waits for another record keeper. `returned`: given back to be put right. `published`: on the record.
 * `dropped`: given up for a reason, and never on the record.
 */
export const entryStates = {
  written: 'Waiting to be checked',
  returned: 'Given back',
  published: 'Published',
  dropped: 'Given up',
} as const;
export type EntryState = keyof typeof entryStates;

/** One area as the report has it: a grade of the framework, or why there is none. */
export type AreaEntry = {
  readonly area: string;
  readonly areaText: string;
  readonly scale: string | null;
  readonly grade: string | null;
  /** The grade in words, as the framework has it. */
  readonly label: string | null;
  readonly absence: GradeAbsence | null;
};

/** A judgement as it was published. Dates as exactly as they are known. */
export type JudgementEntry = {
  readonly framework: string;
  readonly type: InspectionType;
  readonly subject: string;
  readonly unit: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string;
  readonly overallLabel: string | null;
  readonly headline: string | null;
  readonly reportUrl: string | null;
  readonly areas: readonly AreaEntry[];
};

export type WarningEntry = {
  readonly kind: WarningKind;
  readonly occurredOn: string;
  readonly knownOn: string | null;
  readonly text: string;
  readonly respondedOn: string | null;
  readonly response: string | null;
};

export type EventEntry = {
  readonly kind: EventKind;
  readonly occurredOn: string;
  readonly knownOn: string | null;
  readonly text: string;
  readonly significant: boolean;
};

export type EntryBody =
  | { readonly kind: 'judgement'; readonly says: JudgementEntry }
  | { readonly kind: 'warning'; readonly says: WarningEntry }
  | { readonly kind: 'event'; readonly says: EventEntry }
  | ProgrammeEntryBody;

/** What an entry says, from how it is kept. */
export const bodyOf = ({ kind, body }: { readonly kind: string; readonly body: string }): EntryBody =>
  ({ kind, says: JSON.parse(body) }) as EntryBody;

/** What cannot stand about the dates of an entry: the field, and why. */
export type DateFault = { readonly field: string; readonly because: 'after-today' | 'before-the-other' };

const startOf = (on: string | null): CalendarDay | null => (on === null ? null : (parsePeriod(on)?.start ?? null));
const endOf = (on: string | null): CalendarDay | null => {
  const period = on === null ? null : parsePeriod(on);
  return period ? periodEnd(period) : null;
};

/** Whether `later` lies before `earlier`, however exactly the two are known. */
function isBefore(later: string | null, earlier: string | null): boolean {
  const [end, start] = [endOf(later), startOf(earlier)];
  return end !== null && start !== null && end < start;
}

export const isOfProgramme = (entry: EntryBody): entry is ProgrammeEntryBody => isProgrammeKind(entry.kind);

function datesOf(entry: EntryBody): readonly (readonly [string, string | null])[] {
  if (isOfProgramme(entry)) return programmeDates(entry);
  const { kind, says } = entry;
  return kind === 'judgement'
    ? [
        ['startedOn', says.startedOn],
        ['endedOn', says.endedOn],
        ['publishedOn', says.publishedOn],
      ]
    : [
        ['occurredOn', says.occurredOn],
        ['knownOn', says.knownOn],
        ...(kind === 'warning' ? ([['respondedOn', says.respondedOn]] as const) : []),
      ];
}

/** Nothing that lies ahead was published, and each date comes after the one before it. */
export function dateFault(entry: EntryBody, today: CalendarDay): DateFault | null {
  const dates = datesOf(entry);
  for (const [field, on] of dates) {
    const start = startOf(on);
    if (start !== null && start > today) return { field, because: 'after-today' };
  }
  const known = dates.filter(([, on]) => on !== null);
  const first = known[0]?.[1] ?? null;
  let last = first;
  for (const [field, on] of known) {
    // An answer may come before a sign is known outside: each is only held against the day of the thing itself.
    const other = entry.kind === 'judgement' ? last : first;
    if (isBefore(on, other)) return { field, because: 'before-the-other' };
    last = on;
  }
  return null;
}

/** The areas of a graded look that say neither a grade nor why there is none. Areas that need not be judged may. */
export const areasLeftOpen = (
  type: InspectionType,
  areas: readonly { readonly key: string; readonly conditional: boolean }[],
  said: readonly Pick<AreaEntry, 'area'>[],
): readonly string[] =>
  isUngradedType(type)
    ? []
    : areas
        .filter(({ key, conditional }) => !conditional && !said.some(({ area }) => area === key))
        .map(({ key }) => key);

export type EntryAuthors = {
  readonly state: string;
  readonly recordedBy: string;
  readonly editedBy: string | null;
};

/** Nobody publishes what they wrote: neither whoever recorded it nor whoever changed it last (rulings 23). */
export const wroteIt = ({ recordedBy, editedBy }: Omit<EntryAuthors, 'state'>, by: string): boolean =>
  by === recordedBy || by === editedBy;

export type EntryStep = 'rewrite' | 'publish' | 'give-back' | 'drop';
export type StepRefusal = 'own-entry' | 'not-now';

const allowedFrom: Readonly<Record<EntryStep, readonly string[]>> = {
  rewrite: ['written', 'returned'],
  publish: ['written'],
  'give-back': ['written'],
  drop: ['written', 'returned'],
};

const leadsTo: Readonly<Record<EntryStep, EntryState>> = {
  rewrite: 'written',
  publish: 'published',
  'give-back': 'returned',
  drop: 'dropped',
};

/** What an entry becomes by a step; publishing and giving back are for somebody who did not write it. */
export function stepEntry(entry: EntryAuthors, step: EntryStep, by: string): Result<EntryState, StepRefusal> {
  if (!allowedFrom[step].includes(entry.state)) return refused('not-now');
  if ((step === 'publish' || step === 'give-back') && wroteIt(entry, by)) return refused('own-entry');
  return ok(leadsTo[step]);
}

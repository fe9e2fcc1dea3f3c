import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** What a person may say of a source. Dates as exactly as they are known. */
export type SourceEdit = {
  readonly title: string;
  readonly kind: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly publishedOn: string | null;
  readonly accessedOn: CalendarDay | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly licence: string | null;
  readonly supports: string | null;
};

export type WritingRefusal = 'published-after-today' | 'looked-at-after-today' | 'already-there';
export type EditRefusal = WritingRefusal | 'not-found' | 'stale' | 'withdrawn';

/** Who wrote down what a source is: whoever recorded it, and whoever changed that since. */
export type Authors = { readonly recordedBy: string; readonly editedBy: string | null };

export type CheckRefusal = 'not-found' | 'stale' | 'withdrawn' | 'own-entry' | 'read-after-today' | 'no-reason';

/** What reading it came to. `stands`: it is what the record says it is, and says what is taken from it. */
export const checkVerdicts = { stands: 'It says what it is used for', differs: 'It does not' } as const;
export type CheckVerdict = keyof typeof checkVerdicts;

export type Check = {
  readonly verdict: CheckVerdict;
  readonly readOn: CalendarDay;
  /** What is wrong, where it does not stand. */
  readonly why: string | null;
};

export type WithdrawalRefusal =
  | 'not-found'
  | 'stale'
  | 'withdrawn'
  | 'facts-rest-on-it'
  | 'no-such-source'
  | 'itself'
  | 'is-withdrawn-too';

/** Dates that lie ahead cannot be told of something that was published and read. */
export function datesRefusal(
  { publishedOn, accessedOn }: Pick<SourceEdit, 'publishedOn' | 'accessedOn'>,
  today: CalendarDay,
): 'published-after-today' | 'looked-at-after-today' | null {
  const published = publishedOn === null ? null : parsePeriod(publishedOn);
  if (published && published.start > today) return 'published-after-today';
  return accessedOn !== null && accessedOn > today ? 'looked-at-after-today' : null;
}

/** Two people: whoever wrote it down, or changed it last, may not also say that it was checked (rulings 23). */
export const mayCheck = ({ recordedBy, editedBy }: Authors, by: string): boolean =>
  by !== recordedBy && by !== editedBy;

/** Whether a check can stand: another person, a day that has been, and words where something is wrong. */
export function checkSource(
  authors: Authors,
  by: string,
  { verdict, readOn, why }: Check,
  today: CalendarDay,
): Result<{ readonly verified: boolean }, 'own-entry' | 'read-after-today' | 'no-reason'> {
  if (!mayCheck(authors, by)) return refused('own-entry');
  if (day(readOn) > today) return refused('read-after-today');
  if (verdict === 'differs' && why === null) return refused('no-reason');
  return ok({ verified: verdict === 'stands' });
}

/** What makes a source that very source: where one of these changes, whoever read it read another. */
const identity = ['title', 'kind', 'publisher', 'author', 'publishedOn', 'url'] as const;

type Changed = { readonly before: Partial<SourceEdit>; readonly after: Partial<SourceEdit> };

/** The fields that differ, as they were and as they are; null where none does. */
export function sourceDifferences(was: SourceEdit, is: SourceEdit): (Changed & { readonly isAnother: boolean }) | null {
  const names = (Object.keys(is) as (keyof SourceEdit)[]).filter((name) => was[name] !== is[name]);
  if (names.length === 0) return null;
  const only = (edit: SourceEdit) => Object.fromEntries(names.map((name) => [name, edit[name]]));
  return { before: only(was), after: only(is), isAnother: identity.some((name) => names.includes(name)) };
}

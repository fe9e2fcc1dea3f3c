import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { type PersonalDataSign, personalDataIn } from '../../vocabulary/domain/personal-data.js';

/** From the first words to what everybody reads. */
const next = {
  draft: ['checked'],
  checked: ['notified', 'draft'],
  notified: ['published', 'draft'],
  published: ['superseded'],
  superseded: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SummaryStatus = keyof typeof next;

export const mayMoveSummary = (from: SummaryStatus, to: SummaryStatus): boolean =>
  (next[from] as readonly SummaryStatus[]).includes(to);

export const summaryStatuses: Readonly<Record<SummaryStatus, string>> = {
  draft: 'Draft',
  checked: 'Checked by a second person',
  notified: 'The organisation was told',
  published: 'Published',
  superseded: 'Replaced by a later edition',
};

/** The organisation is told this many working days before. */
export const noticeDays = 5;

export type SummaryRefusal =
  | 'not-found'
  | 'stale'
  | 'wrong-state'
  | 'own-draft'
  | 'too-few-sources'
  | 'no-official-source'
  | 'looks-personal'
  | 'too-early'
  | 'nothing-published'
  | 'open-edition';

type Summary = {
  readonly status: SummaryStatus;
  readonly draftedBy: string;
  readonly text: string;
  readonly publishableOn: string | null;
};

/** A count from one to four beside a word for people: "2 children", "one baby". */
const smallCount =
  /\b(?:[1-4]|one|two|three|four)\s+(?:\w+\s+)?(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|young (?:person|people)|pupils?|patients?|residents?|tenants?|prisoners?|mothers?|fathers?|deaths?|suicides?)\b/i;

/** What in public words must be looked at by a person before they go out (record B6.8). */
export const publicTextSigns = (text: string): readonly (PersonalDataSign | 'small_count')[] => [
  ...personalDataIn(text),
  ...(smallCount.test(text) ? (['small_count'] as const) : []),
];

/** The rules of D2 for letting a draft go on: three sources, one of them official, and nobody to be known by it. */
export function checkSummary(
  summary: Summary,
  by: string,
  facts: { readonly sources: number; readonly official: number; readonly confirmed: boolean },
): Result<null, SummaryRefusal> {
  if (!mayMoveSummary(summary.status, 'checked')) return refused('wrong-state');
  if (summary.draftedBy === by) return refused('own-draft');
  if (facts.sources < 3) return refused('too-few-sources');
  if (facts.official < 1) return refused('no-official-source');
  if (publicTextSigns(summary.text).length > 0 && !facts.confirmed) return refused('looks-personal');
  return ok(null);
}

/** Published by somebody who did not write it, after the organisation had its days. */
export function publishSummary(summary: Summary, by: string, today: CalendarDay): Result<null, SummaryRefusal> {
  if (!mayMoveSummary(summary.status, 'published')) return refused('wrong-state');
  if (summary.draftedBy === by) return refused('own-draft');
  return summary.publishableOn === null || today < summary.publishableOn ? refused('too-early') : ok(null);
}

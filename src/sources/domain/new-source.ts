import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { SourceUse } from './new-fact.js';
import type { RecordKind } from './record-kinds.js';

/** Something published that facts rest on. */
export type NewSource = {
  readonly title: string;
  /** What it is: primary, official, press, commentary, aggregator, partisan, academic, data file … */
  readonly kind: string;
  readonly tier?: string | null;
  readonly publisher?: string | null;
  readonly author?: string | null;
  readonly publishedOn?: Period | null;
  readonly accessedOn?: CalendarDay | null;
  readonly url?: string | null;
  readonly archiveUrl?: string | null;
  readonly licence?: string | null;
  readonly supports?: string | null;
  readonly verified?: boolean;
};

/** That a record rests on a source. `position` orders several sources of one record. */
export type NewSourceLink = SourceUse & {
  readonly recordKind: RecordKind;
  readonly recordId: string;
  readonly position?: number;
};

/** Sources that disagree. `shownFirst` is the place of the claim that pages show first; `why` is our reason. */
export type NewSourceConflict = {
  readonly topic: string;
  readonly claims: readonly { readonly text: string; readonly sourceIds: readonly string[] }[];
  readonly shownFirst: number;
  readonly why: string;
  readonly verified?: boolean;
  readonly about: readonly { readonly recordKind: RecordKind; readonly recordId: string }[];
};

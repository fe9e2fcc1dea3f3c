import { withoutFullStop } from '../../../kernel/full-stop.js';
import type { CalendarDay } from '../../../kernel/calendar-day.js';
import type { PackChart } from './pack-chart.js';
import type { PackFacts } from './pack-facts.js';

/** `confidential`: for those who sit on the board. `public`: for everybody. */
export const packForms = ['confidential', 'public'] as const;
export type PackForm = (typeof packForms)[number];

/** What stands in a cell of a table: words, smaller words under them, and whether they carry the eye. */
export type PackCell = { readonly text: string; readonly note?: string; readonly strong?: boolean };

/** `width`: its share of the table, in parts of the sum of all columns. */
export type PackColumn = { readonly text: string; readonly width: number; readonly numeric?: boolean };

/** One piece of a page. All of it is words that were settled when the pack was frozen. */
export type PackBlock =
  | { readonly kind: 'text'; readonly text: string }
  /** Words that must not be missed. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | {
      readonly kind: 'figures';
      readonly items: readonly { readonly number: string; readonly text: string; readonly note: string }[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly PackColumn[];
      readonly rows: readonly (readonly PackCell[])[];
    }
  | {
      readonly kind: 'measure';
      readonly name: string;
      readonly newest: string;
      readonly lines: readonly string[];
      readonly chart: PackChart | null;
    };

/** `number`: 1 to 12 of the pack, A to D of its annexes. */
export type PackSection = {
  readonly number: string;
  readonly heading: string;
  readonly startsPage: boolean;
  readonly blocks: readonly PackBlock[];
};

/** What the cover and the foot of each page say. */
export type PackTitle = {
  readonly ref: string;
  readonly form: PackForm;
  readonly edition: number;
  /** In UTC. */
  readonly frozenAt: string;
  /** "17:02 on 4 March 2026". */
  readonly frozen: string;
  readonly board: string;
  readonly organisation: string;
  readonly heldOn: CalendarDay;
  /** "4 March 2026". */
  readonly held: string;
  readonly place: string | null;
  /** The reference of the pack that it takes the place of, and why there is another. */
  readonly supersedes: string | null;
  readonly reason: string | null;
  /** Only looked at before it is frozen. */
  readonly isPreview?: true;
};

/**
 * A pack as it was frozen: the facts, for whoever reckons with them or sets two packs side by side, and the words of
 * every page, so that no later version of the service prints them otherwise. `version` is that of this shape.
 */
export type PackData = {
  readonly format: 'turnaround-pack';
  readonly version: 1;
  readonly title: PackTitle;
  readonly facts: PackFacts;
  readonly sections: readonly PackSection[];
};

/** Reads what was stored; null where it is not a pack that this version of the service knows. */
export function packIn(json: string): PackData | null {
  const data = JSON.parse(json) as Partial<PackData> | null;
  return data?.format === 'turnaround-pack' && data.version === 1 ? (data as PackData) : null;
}

/** What is said in the place of an item of the board's private part. */
export const privateSentence = (reason: string): string => {
  const said = withoutFullStop(reason.trim());
  const lower = /^[A-Z][a-z]/.test(said) ? said.charAt(0).toLowerCase() + said.slice(1) : said;
  return `This item was discussed in private because ${lower}.`;
};

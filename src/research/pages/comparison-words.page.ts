import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { formatDay } from '../../shell/format.js';
import type { ComparisonEditionRow, ComparisonRow } from '../data/comparison.row.js';
import { zeros } from '../domain/compared-case.js';
import { citationLine } from '../domain/package/papers.js';
import { comparePaths } from './compare.paths.js';
import { comparisonPaths } from './comparisons.paths.js';

/** Reads what a row keeps as JSON: written by the service, read by nobody else. */
export const episodesOf = ({
  episodes,
}: Pick<ComparisonRow, 'episodes'>): readonly { readonly id: string; readonly ref: string }[] =>
  JSON.parse(episodes) as { id: string; ref: string }[];

export const dayWords = (text: string): string => {
  const day = parseCalendarDay(text);
  return day ? formatDay(day) : text;
};

export const alignWords = ({ alignOn }: Pick<ComparisonRow, 'alignOn'>): string =>
  zeros[alignOn as keyof typeof zeros] ?? alignOn;

export const openAddress = ({ shownAs }: Pick<ComparisonRow, 'shownAs'>): string =>
  `${comparePaths.sideBySide()}?${shownAs}`;

/** The words that cite a version, as if it was read on the day. */
export const comparisonCitation = (
  { ref }: Pick<ComparisonRow, 'ref'>,
  { number, title, asOn, hash }: Pick<ComparisonEditionRow, 'number' | 'title' | 'asOn' | 'hash'>,
  { site, today }: { readonly site: string; readonly today: string },
): string =>
  citationLine(
    { title, ref, edition: number, asOf: asOn, address: `${site}${comparisonPaths.edition(ref, number)}` },
    { on: dayWords, accessed: dayWords(today), hash },
  );

import { day } from '../../kernel/calendar-day.js';
import { formatCount, formatDay, plural } from '../../shell/format.js';
import type { CohortRow, EditionRow } from '../data/cohort.row.js';
import { type CohortDefinition, filterWords } from '../domain/cohort.js';
import { filterValueName } from '../domain/cohort-filters.js';
import { citationLine } from '../domain/package/papers.js';
import type { PackageAnswer } from '../domain/package/survival-table.js';
import { definitions } from '../domain/recovery-case.js';
import { sayInterval, sayMonths } from './recovery-words.page.js';
import { researchPaths } from './research.paths.js';

/** `CO-0001, version 2`. */
export const versionName = (ref: string, number: number): string => `${ref}, version ${formatCount(number)}`;

/** The words that cite an edition, as if it was read on the day. */
export const citationOf = (
  { ref, title }: Pick<CohortRow, 'ref' | 'title'>,
  { number, asOf }: Pick<EditionRow, 'number' | 'asOf'>,
  { site, today }: { readonly site: string; readonly today: string },
): string =>
  citationLine(
    { title, ref, edition: number, asOf, address: `${site}${researchPaths.edition(ref, number)}` },
    { on: (text) => formatDay(day(text)), accessed: formatDay(day(today)) },
  );

/** Which episodes a definition means, each filter a line. */
export function definitionWords(definition: CohortDefinition): readonly string[] {
  const anchors = Object.entries(definition.anchors).map(
    ([key, chosen]) => `Anchors of ${key}: ${chosen.out}, ${chosen.crossover}, ${chosen.in}`,
  );
  switch (definition.kind) {
    case 'record':
      return ['Every public episode', ...anchors];
    case 'comparison':
      return [
        `The ${plural(definition.episodes.length, 'episode')} of comparison ${definition.comparison}`,
        ...anchors,
      ];
    case 'filter': {
      const asked = filterWords(definition.filters, filterValueName).map(({ label, text }) => `${label}: ${text}`);
      return [...(asked.length === 0 ? ['Every public episode'] : asked), ...anchors];
    }
  }
}

/** `Not failing: half within 28.0 months (95% interval: 15.9 to 40.1 months); 9 of 10 recovered.` */
export function answerWords({ definition, n, events, competing, medianDays, lower, upper }: PackageAnswer): string {
  const { name } = definitions[definition];
  const ended = competing > 0 ? `, ${formatCount(competing)} ended otherwise` : '';
  const counted = `${formatCount(events)} of ${formatCount(n)} recovered${ended}`;
  if (medianDays !== null) {
    const bounds = sayInterval({ days: medianDays, lower, upper });
    return `${name}: half within ${sayMonths(medianDays)} months (${bounds}); ${counted}.`;
  }
  return n < 10
    ? `${name}: ${counted}. Fewer than 10 episodes: no median is given.`
    : `${name}: ${counted}. Half is not reached while 5 are followed.`;
}

const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** `12 kB`: how large a file is, in thousands. */
export function sizeWords(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit === 0 || size >= 10 ? formatCount(Math.round(size)) : String(Math.round(size * 10) / 10)}\u00a0${units[unit]}`;
}

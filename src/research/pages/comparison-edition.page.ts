import { formatCount, formatList } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { FileRow } from '../data/cohort.row.js';
import type { ComparisonEditionRow, ComparisonRow } from '../data/comparison.row.js';
import type { FactFate } from '../domain/comparison-changes.js';
import { type FactDifference, isUnchanged } from '../domain/comparison-facts.js';
import { sizeWords, versionName } from './cohort-words.page.js';
import { comparePaths } from './compare.paths.js';
import { type ChangedPart, changedParts } from './comparison-changes.page.js';
import { versionsTable } from './comparison.page.js';
import { alignWords, comparisonCitation, dayWords, episodesOf, openAddress } from './comparison-words.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { researchPaths } from './research.paths.js';

export type ComparisonEditionPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly notNewest: { readonly text: string; readonly href: string } | null;
  /** Only its researcher reads it. */
  readonly isPrivate: boolean;
  readonly facts: SummaryList;
  readonly openHref: string;
  readonly package: { readonly href: string; readonly text: string } | null;
  readonly codebookHref: string | null;
  readonly withoutTables: boolean;
  readonly citation: string;
  readonly changes: {
    readonly heading: string;
    readonly none: string | null;
    readonly parts: readonly ChangedPart[];
  } | null;
  readonly tables: Table | null;
  readonly papers: Table;
  readonly versions: Table;
};

export type ComparisonEditionInput = {
  readonly row: ComparisonRow;
  readonly editions: readonly ComparisonEditionRow[];
  readonly edition: ComparisonEditionRow;
  readonly files: readonly FileRow[];
  /** What the version before said otherwise; null: it is the first. */
  readonly since: {
    readonly before: ComparisonEditionRow;
    readonly difference: FactDifference;
    readonly fates: ReadonlyMap<string, FactFate>;
  } | null;
  readonly site: string;
  readonly today: string;
};

/** One version of a comparison, as it is cited. */
export function comparisonEditionPage(input: ComparisonEditionInput): ComparisonEditionPage {
  const { row, editions, edition, files, since, site, today } = input;
  const { ref } = row;
  const { number, title } = edition;
  const [newest] = editions;
  const hasTables = edition.shape !== 'lines';
  const fileHref = (name: string): string => comparisonPaths.file(ref, number, name);
  const tables = files.filter(({ lines }) => lines !== null);
  return {
    title: `${title}: ${versionName(ref, number)}`,
    heading: title,
    caption: versionName(ref, number),
    description: `${formatList(episodesOf(row).map((one) => one.ref))}, aligned on the ${alignWords(row).toLowerCase()}, as on ${dayWords(edition.asOn)}.`,
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: 'Compare cases', href: comparePaths.choose() },
    ],
    notNewest:
      !newest || newest.number === number
        ? null
        : {
            text: `There is a newer version: ${formatCount(newest.number)}, of ${dayWords(newest.asOn)}.`,
            href: comparisonPaths.edition(ref, newest.number),
          },
    isPrivate: row.publishedAt === null,
    facts: {
      rows: [
        { label: 'Reference', text: versionName(ref, number) },
        { label: 'The record as it stood on', text: dayWords(edition.asOn) },
        { label: 'Cases', text: formatList(episodesOf(row).map((one) => one.ref)) },
        { label: 'Aligned on', text: alignWords(row) },
        { label: 'Facts', text: formatCount(edition.facts) },
        { label: `Hash (SHA-256 of ${hasTables ? 'checksums' : 'facts'}.txt)`, text: edition.hash },
        ...(hasTables
          ? [{ label: 'Licence', text: 'Open Government Licence v3.0', href: fileHref('LICENCE.txt') }]
          : []),
      ],
    },
    openHref: openAddress(row),
    package: hasTables
      ? {
          href: comparisonPaths.package(ref, number),
          text: `All of it (ZIP; ${formatCount(files.length)} files, ${sizeWords(files.reduce((sum, { bytes }) => sum + bytes, 0))} unpacked)`,
        }
      : null,
    codebookHref: hasTables ? comparisonPaths.codebook(ref, number) : null,
    withoutTables: !hasTables,
    citation: comparisonCitation(row, edition, { site, today }),
    changes: since && {
      heading: `What changed since version ${formatCount(since.before.number)}, of ${dayWords(since.before.asOn)}`,
      none: isUnchanged(since.difference) ? 'Nothing that it was read from.' : null,
      parts: changedParts({ ...since, saved: since.before.savedAt, gone: [] }),
    },
    tables:
      tables.length === 0
        ? null
        : stacked(
            {
              id: 'tables',
              caption: 'Tables',
              captionHidden: true,
              head: tableHead([
                { text: 'Table' },
                { text: 'What it holds' },
                { text: 'Rows', numeric: true },
                { text: 'As a workbook' },
              ]),
              rows: tables.map(({ name, title: what, lines }) => ({
                cells: [
                  { text: name, href: fileHref(name), header: true },
                  { text: what },
                  { text: formatCount(lines ?? 0), numeric: true },
                  { links: [{ text: name.replace(/\.csv$/, '.xlsx'), href: `/as-xlsx${fileHref(name)}` }] },
                ],
              })),
            },
            ['', 'What it holds', 'Rows', 'As a workbook'],
          ),
    papers: stacked(
      {
        id: 'papers',
        caption: 'What explains and checks them',
        captionHidden: true,
        head: tableHead([{ text: 'File' }, { text: 'What it is' }, { text: 'Size', numeric: true }]),
        rows: files
          .filter(({ lines }) => lines === null)
          .map(({ name, title: what, bytes }) => ({
            cells: [
              { text: name, href: fileHref(name), header: true },
              { text: what },
              { text: sizeWords(bytes), numeric: true },
            ],
          })),
      },
      ['', 'What it is', 'Size'],
    ),
    versions: versionsTable(ref, editions),
  };
}

import type { Shown } from '../../measures/domain/disclosure.js';
import { formatCount, formatDay, formatDecimal } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { EmptyState } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { headcountPaths } from '../../organisations/pages/headcounts.paths.js';
import type { ShownQuarter, ShownShare, ShownYear } from '../domain/concern-counts.js';
import { themeWords } from './concern-words.page.js';
import { concernPaths } from './voice.paths.js';

type Body = { readonly slug: string; readonly name: string };

export type CountsPage = PageFacts & {
  readonly heading: string;
  readonly empty: EmptyState | null;
  readonly years: Table | null;
  readonly quarters: Table | null;
  readonly themes: Table | null;
  readonly raiseHref: string;
  readonly staffHref: string;
};

const letterNotes: Readonly<Record<string, string>> = {
  c: 'Withheld',
  k: 'Less than half of one per cent',
  z: 'Does not apply',
};

function shownCell(shown: Shown, sign = ''): Cell {
  if (shown.is === 'number') return { text: `${formatCount(shown.value)}${sign}`, numeric: true, written: shown.value };
  return shown.letter === 'x'
    ? { text: '–', note: 'No concerns', numeric: true, written: null }
    : { text: shown.letter, note: letterNotes[shown.letter] ?? null, numeric: true, written: shown.letter };
}

const countCell = (shown: Shown | null): Cell =>
  shown === null ? { text: '–', note: 'The year is not over', numeric: true, written: null } : shownCell(shown);

const shareCell = (share: ShownShare): Cell =>
  share.is === 'due'
    ? { text: '–', note: `Told from ${formatDay(share.on)}`, numeric: true, written: null }
    : shownCell(share.share, '%');

const quarterWords = ['January to March', 'April to June', 'July to September', 'October to December'] as const;

const yearsTable = (body: Body, years: readonly ShownYear[]): Table =>
  withFile(
    stacked({
      id: 'years',
      caption: 'Concerns raised in each year',
      head: tableHead([{ text: 'Year' }, { text: 'Concerns raised', numeric: true }]),
      rows: years.map(({ year, raised }) => ({
        cells: [{ text: String(year), header: true, written: year }, countCell(raised)],
      })),
    }),
    concernPaths.countsCsv(body.slug),
  );

const perHundredCell = ({ perHundred, raised }: ShownQuarter): Cell =>
  perHundred === null
    ? { text: '–', note: raised.is === 'number' ? 'Staff not known' : 'Withheld', numeric: true, written: null }
    : { text: formatDecimal(perHundred), numeric: true, written: perHundred };

const quartersTable = (body: Body, years: readonly ShownYear[]): Table =>
  withFile(
    stacked({
      id: 'quarters',
      caption: 'Concerns raised and answered, quarter by quarter',
      head: tableHead([
        { text: 'Quarter' },
        { text: 'Concerns raised', numeric: true },
        { text: 'For every 100 staff', numeric: true },
        { text: 'Acknowledged within 2 working days', numeric: true },
        { text: 'Told the outcome within 60 days', numeric: true },
      ]),
      rows: years.flatMap(({ quarters }) =>
        quarters.toReversed().map((quarter) => ({
          cells: [
            {
              text: `${quarterWords[quarter.quarter - 1] ?? ''} ${quarter.year}`,
              header: true,
              written: `${quarter.year}-Q${quarter.quarter}`,
            },
            countCell(quarter.raised),
            perHundredCell(quarter),
            shareCell(quarter.acknowledgedInTime),
            shareCell(quarter.toldInTime),
          ],
        })),
      ),
      empty: { text: 'No quarter is over yet since somebody here hears concerns. Each is told when it is over.' },
    }),
    concernPaths.countsCsv(body.slug),
  );

function themesTable(years: readonly ShownYear[]): Table | null {
  const told = years.filter(({ themes }) => themes !== null);
  const [first] = told;
  if (!first?.themes) return null;
  return stacked({
    id: 'themes',
    caption: 'What the concerns were about',
    head: tableHead([{ text: 'About' }, ...told.map(({ year }) => ({ text: String(year), numeric: true }))]),
    rows: first.themes.map(({ theme }, index) => ({
      cells: [
        { text: themeWords[theme], header: true },
        ...told.map(({ themes }) => countCell(themes?.[index]?.raised ?? null)),
      ],
    })),
  });
}

/** The table of the download: what this reader may see, the most exact first. */
export const countsTable = (
  body: Body,
  years: readonly ShownYear[],
  { mayCount }: { readonly mayCount: boolean },
): Table => (mayCount ? quartersTable(body, years) : yearsTable(body, years));

export function countsPage(
  body: Body,
  years: readonly ShownYear[],
  { mayCount }: { readonly mayCount: boolean },
): CountsPage {
  const isHeard = years.length > 0;
  return {
    title: `Concerns raised in ${body.name}`,
    heading: `Concerns raised in ${body.name}`,
    description: `How many concerns staff of ${body.name} raised, by year.`,
    breadcrumbs: [{ text: body.name, href: organisationPaths.show(body.slug) }],
    empty: isHeard ? null : { text: 'Nobody hears concerns of staff here yet. Numbers begin with a speak-up lead.' },
    years: isHeard
      ? { ...yearsTable(body, years), csvHref: mayCount ? null : concernPaths.countsCsv(body.slug) }
      : null,
    quarters: isHeard && mayCount ? quartersTable(body, years) : null,
    themes: isHeard && mayCount ? themesTable(years) : null,
    raiseHref: concernPaths.raise(),
    staffHref: headcountPaths.index(body.slug),
  };
}

import { daysPerMonth } from '../../kernel/period.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatCount, formatPeriod } from '../../shell/format.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { IncidencePoint } from '../domain/aalen-johansen.js';
import { censored, happened } from '../domain/follow-up.js';
import { competingEnds, competingWords, type CompetingEnd, type FollowedCase } from '../domain/recovery-case.js';
import { fewestEpisodes, type GroupReading } from '../domain/recovery-reading.js';
import { sayBounds, sayMonths, sayShare } from './recovery-words.page.js';

const numeric = (text: string, note: string | null = null): Cell => ({ text, note, numeric: true });
const orNone = (days: number | null, none: string): string => (days === null ? none : sayMonths(days));

/** The two ends of an interval on one line of a narrow column. */
const onOneLine = (bounds: string): string => bounds.replace(' to ', '\u00a0to\u00a0');

const medianCell = ({ curve, median }: GroupReading): Cell =>
  curve
    ? numeric(orNone(median.days, 'Not reached'), onOneLine(sayBounds(median)))
    : numeric('No curve', `Fewer than ${fewestEpisodes}`);

const quartilesCell = ({ curve, lowerQuartile, upperQuartile }: GroupReading): Cell =>
  numeric(curve ? `${orNone(lowerQuartile.days, '–')}, ${orNone(upperQuartile.days, '–')}` : '');

const meanCell = ({ mean }: GroupReading): Cell =>
  mean ? numeric(sayMonths(mean.days), onOneLine(sayBounds(mean))) : numeric('');

/** That a group was not judged on one scale: then it is not alike even in itself. */
const scalesOf = ({ scales }: GroupReading): string | null =>
  scales.length < 2 ? null : `Judged on ${formatCount(scales.length)} scales`;

/** All episodes and each group, in the order of the list or of time. Times are months. */
export function groupsTable(groups: readonly GroupReading[], within: string | null): Table {
  const head = [
    { text: 'Which' },
    { text: 'Episodes' },
    { text: 'Half within (95%)', numeric: true },
    { text: 'Quarter, three quarters', numeric: true },
    ...(within ? [{ text: `Mean of first ${within} (95%)`, numeric: true }] : []),
    { text: 'Middle of recovered', numeric: true },
  ];
  return stacked({
    id: 'groups',
    caption: 'Months from the trigger, with those still running counted',
    captionHidden: true,
    head: tableHead(head),
    rows: groups.map((group) => ({
      cells: [
        { text: group.name, note: scalesOf(group), header: true },
        {
          text: formatCount(group.n),
          note: `${formatCount(group.events)} recovered, ${formatCount(group.competing)} otherwise, ${formatCount(group.censored)} still ran`,
        },
        medianCell(group),
        quartilesCell(group),
        ...(within ? [meanCell(group)] : []),
        numeric(orNone(group.naive.medianDays, '–')),
      ],
    })),
  });
}

const ends = Object.keys(competingEnds) as CompetingEnd[];

/** What became of all, at the end of each year as far as enough are followed. */
export function incidenceTable(points: readonly IncidencePoint[], still: string): Table {
  const last = points.at(-1)?.days ?? 0;
  const years = [1, 2, 3, 5, 7, 10].filter((year) => year * 12 * daysPerMonth <= last);
  return stacked({
    id: 'competing',
    caption: 'What became of all episodes, by years since the trigger',
    captionHidden: true,
    head: tableHead([
      { text: 'After' },
      { text: 'Recovered', numeric: true },
      ...ends.map((end) => ({ text: competingWords[end], numeric: true })),
      { text: still, numeric: true },
    ]),
    rows: years.flatMap((year) => {
      const point = points.findLast(({ days }) => days <= year * 12 * daysPerMonth);
      if (!point) return [];
      return [
        {
          cells: [
            { text: year === 1 ? '1 year' : `${year} years`, header: true },
            numeric(sayShare(point.ended[happened - 1] ?? 0)),
            ...ends.map((end) => numeric(sayShare(point.ended[competingEnds[end] - 1] ?? 0))),
            numeric(sayShare(point.still)),
          ],
        },
      ];
    }),
  });
}

const endWords = (end: number): string => {
  if (end === happened) return 'Recovered';
  if (end === censored) return 'Still ran when the record ends';
  return competingWords[ends.find((each) => competingEnds[each] === end) ?? 'closed'];
};

/** Each episode by itself, in the order of triggers: what is shown where there are too few for a curve. */
export const casesTable = (cases: readonly FollowedCase[]): Table =>
  stacked({
    id: 'episodes',
    caption: 'The episodes',
    captionHidden: true,
    head: tableHead([
      { text: 'Episode' },
      { text: 'Trigger' },
      { text: 'Months', numeric: true },
      { text: 'How it ended' },
    ]),
    rows: cases.map(({ of, days, end }) => ({
      cells: [
        {
          text: of.origin === 'judgements' ? `${of.organisation}: ${of.title}` : of.title,
          href: episodePaths.show(of.ref),
          links: [{ text: of.organisation, href: organisationPaths.show(of.slug) }],
          header: true,
        },
        { text: formatPeriod(of.triggered.on) },
        numeric(sayMonths(days)),
        { text: endWords(end) },
      ],
    })),
  });

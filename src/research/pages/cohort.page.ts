import type { CalendarDay } from '../../kernel/calendar-day.js';
import { form, type FormModel, prose, type Tried } from '../../shell/form/form.js';
import { formatCount, formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { CohortRow, EditionRow, FileRow } from '../data/cohort.row.js';
import type { CohortDefinition } from '../domain/cohort.js';
import { type Change, sayChange } from '../domain/package/difference.js';
import type { PackageAnswer } from '../domain/package/survival-table.js';
import { answerWords, citationOf, definitionWords, sizeWords, versionName } from './cohort-words.page.js';
import { researchPaths } from './research.paths.js';

/** Changes of episodes that a page lists; the file has all. */
const mostShown = 100;

export type ChangesPart = {
  readonly heading: string;
  readonly counts: Table | null;
  readonly sentences: readonly string[];
  readonly more: string | null;
};

export type CohortPage = PageFacts & {
  readonly heading: string;
  readonly words: string;
  readonly done: Notification | null;
  readonly notNewest: { readonly text: string; readonly href: string } | null;
  readonly facts: SummaryList;
  readonly packageHref: string;
  readonly packageText: string;
  readonly answers: readonly string[];
  readonly citation: string;
  readonly changes: ChangesPart | null;
  readonly files: Table;
  readonly papers: Table;
  readonly versions: Table;
  readonly runAgain: FormModel | null;
};

export type CohortFacts = {
  readonly cohort: CohortRow;
  readonly definition: CohortDefinition;
  readonly editions: readonly EditionRow[];
  readonly edition: EditionRow;
  readonly files: readonly FileRow[];
  /** Null: it is the first. */
  readonly changes: readonly Change[] | null;
  /** Whether one version was asked for, not the newest whichever it is. */
  readonly isOfVersion: boolean;
  readonly mayRun: boolean;
  readonly site: string;
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

const said = {
  frozen: 'Frozen. This version never changes.',
};

/** What changed, counted by table, each episode by itself. */
export function changesPart(heading: string, changes: readonly Change[], allHref: string | null): ChangesPart {
  const tables = [...new Set(changes.map(({ table }) => table))];
  const count = (table: string, kind: Change['change']): string =>
    formatCount(changes.filter((change) => change.table === table && change.change === kind).length);
  const ofEpisodes = changes.filter(({ table }) => table === 'episodes');
  return {
    heading,
    counts:
      tables.length === 0
        ? null
        : stacked({
            id: 'changes-table',
            caption: 'What changed, by table',
            captionHidden: true,
            head: tableHead([
              { text: 'Table' },
              { text: 'Rows added', numeric: true },
              { text: 'Rows gone', numeric: true },
              { text: 'Fields changed', numeric: true },
            ]),
            rows: tables.map((table) => ({
              cells: [
                { text: table, header: true },
                { text: count(table, 'added'), numeric: true },
                { text: count(table, 'gone'), numeric: true },
                { text: count(table, 'changed'), numeric: true },
              ],
            })),
            ...(allHref === null ? {} : { csvHref: allHref }),
          }),
    sentences: ofEpisodes.slice(0, mostShown).map(sayChange),
    more:
      ofEpisodes.length > mostShown
        ? `And ${plural(ofEpisodes.length - mostShown, 'more change')} of episodes: the file has all.`
        : changes.length === 0
          ? 'Nothing: the record says of these episodes what it said then.'
          : ofEpisodes.length === 0
            ? 'No episode was added, is gone, or says something else.'
            : null,
  };
}

const fileTable = (id: string, caption: string, files: readonly FileRow[], hrefOf: (name: string) => string): Table =>
  stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead([
      { text: 'File' },
      { text: 'What it holds' },
      { text: 'Rows', numeric: true },
      { text: 'Size', numeric: true },
    ]),
    rows: files.map(({ name, title, lines, bytes }) => ({
      cells: [
        { text: name, href: hrefOf(name), header: true },
        { text: title },
        { text: lines === null ? '' : formatCount(lines), numeric: true },
        { text: sizeWords(bytes), numeric: true },
      ],
    })),
  });

export function cohortPage(given: CohortFacts): CohortPage {
  const { cohort, definition, editions, edition, files, changes, mayRun, site, today, query } = given;
  const { ref, title, words } = cohort;
  const newest = editions[0];
  const isNewest = newest?.number === edition.number;
  const fileHref = (name: string): string => researchPaths.file(ref, edition.number, name);
  const answers = JSON.parse(edition.answers) as readonly PackageAnswer[];
  const before = editions.find(({ number }) => number === edition.number - 1);
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    // The page of the cohort and that of its newest version say the same, under two addresses.
    title: given.isOfVersion ? `${title}: ${versionName(ref, edition.number)}` : `${title} (${ref})`,
    heading: title,
    description: words.slice(0, 200),
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: 'Frozen cohorts', href: researchPaths.cohorts() },
    ],
    words,
    done: saidAfter(query, said),
    notNewest:
      isNewest || !newest
        ? null
        : {
            text: `There is a newer version: ${formatCount(newest.number)}, of ${formatDay(newest.asOf)}.`,
            href: researchPaths.edition(ref, newest.number),
          },
    facts: {
      rows: [
        { label: 'Reference', text: versionName(ref, edition.number) },
        { label: 'The record as it stood on', text: formatDay(edition.asOf) },
        {
          label: 'Holds',
          text: `${plural(edition.episodes, 'episode')} of ${plural(edition.organisations, 'organisation')}`,
        },
        { label: 'Which episodes', text: definitionWords(definition).join(' · ') },
        ...(edition.reason === null ? [] : [{ label: 'Why there is this version', text: edition.reason }]),
        { label: 'Hash (SHA-256 of checksums.txt)', text: edition.hash },
        { label: 'Licence', text: 'Open Government Licence v3.0', href: fileHref('LICENCE.txt') },
      ],
    },
    packageHref: researchPaths.package(ref, edition.number),
    packageText: `The data package (ZIP; ${formatCount(files.length)} files, ${sizeWords(size)} unpacked)`,
    answers: answers.map(answerWords),
    citation: citationOf(cohort, edition, { site, today }),
    changes:
      changes && before
        ? changesPart(
            `What changed since version ${formatCount(before.number)}, of ${formatDay(before.asOf)}`,
            changes,
            fileHref('changes.csv'),
          )
        : null,
    files: fileTable(
      'tables',
      'Tables of the package',
      files.filter(({ lines }) => lines !== null),
      fileHref,
    ),
    papers: fileTable(
      'papers',
      'What explains and checks them',
      files.filter(({ lines, name }) => lines === null && !name.endsWith('.csv-metadata.json')),
      fileHref,
    ),
    versions: stacked({
      id: 'versions',
      caption: 'Versions',
      captionHidden: true,
      head: tableHead([{ text: 'Version' }, { text: 'Of' }, { text: 'Episodes', numeric: true }, { text: 'Hash' }]),
      rows: editions.map(({ number, asOf, episodes, hash, reason }) => ({
        cells: [
          {
            text: `Version ${formatCount(number)}`,
            href: researchPaths.edition(ref, number),
            header: true,
            note: reason,
          },
          { text: formatDay(asOf) },
          { text: formatCount(episodes), numeric: true },
          { text: hash },
        ],
      })),
    }),
    runAgain:
      mayRun && isNewest
        ? form({ action: researchPaths.runAgain(ref), button: 'Run the definition again', fields: [] })
        : null,
  };
}

export type RerunPage = PageFacts & {
  readonly heading: string;
  readonly words: string;
  readonly changes: ChangesPart;
  readonly form: FormModel | null;
};

export const refreezeMessages = {
  'nothing-changed': 'Nothing has changed since the newest version, so there is nothing to freeze',
  'nothing-in-it': 'No public episode meets the definition now, so there is nothing to freeze',
  stale: 'Somebody froze another version meanwhile. What changed since then is below',
  'reason-tells': 'This looks like it could identify a person. Take out names, dates of birth and case numbers',
} as const;

/** What would not be as it is in the newest edition, and a way to freeze it. */
export function rerunPage({
  cohort,
  edition,
  episodes,
  changes,
  mayFreeze,
  tried,
}: {
  readonly cohort: CohortRow;
  readonly edition: EditionRow;
  readonly episodes: number;
  readonly changes: readonly Change[];
  readonly mayFreeze: boolean;
  readonly tried: Tried;
}): RerunPage {
  const { ref, title } = cohort;
  const model =
    mayFreeze && changes.length > 0
      ? form({
          action: researchPaths.freezeAgain(ref),
          button: `Freeze version ${edition.number + 1}`,
          tried,
          hidden: { seen: String(edition.number) },
          fields: [
            prose({
              name: 'reason',
              label: 'Why there is another version',
              hint: 'Everybody reads it. For example: judgements up to November 2026 were added.',
              rows: 2,
            }),
          ],
          cancel: { text: 'Cancel', href: researchPaths.cohort(ref) },
        })
      : null;
  return {
    title: `Run again: ${title}`,
    heading: title,
    breadcrumbs: [
      { text: 'Frozen cohorts', href: researchPaths.cohorts() },
      { text: versionName(ref, edition.number), href: researchPaths.cohort(ref) },
    ],
    errors: model?.errors ?? [],
    notices: model ? [] : Object.values(tried?.errors ?? {}).map((text) => ({ text: `${text}.` })),
    words: `The definition now means ${plural(episodes, 'episode')}; version ${formatCount(edition.number)} holds ${formatCount(edition.episodes)}. Nothing has been written: the version stays as it is.`,
    changes: changesPart(`What is not as it was on ${formatDay(edition.asOf)}`, changes, null),
    form: model,
  };
}

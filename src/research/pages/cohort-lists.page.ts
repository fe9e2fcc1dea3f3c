import { formatCount, formatDay, plural } from '../../shell/format.js';
import { type FilterForm, filterForm } from '../../shell/filters.js';
import { form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { address, queryPairs } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { dutyPaths } from '../../overview/pages/duties.paths.js';
import type { CohortRow, EditionRow, FileRow, ListedCohortRow } from '../data/cohort.row.js';
import { type CohortFilters, isOfFilters, readDefinition } from '../domain/cohort.js';
import { carriedFilters } from '../domain/cohort-filters.js';
import { conditions } from '../domain/package/qca.js';
import type { PackageAnswer } from '../domain/package/survival-table.js';
import type { CohortQuestion } from './cohort-question.js';
import type { ComparisonRow } from '../data/comparison.row.js';
import { dayWords, episodesOf } from './comparison-words.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { answerWords, citationOf, definitionWords, sizeWords, versionName } from './cohort-words.page.js';
import { researchPaths } from './research.paths.js';

const cohortsTable = (cohorts: readonly ListedCohortRow[]): Table =>
  stacked({
    id: 'cohorts',
    caption: 'Frozen cohorts',
    captionHidden: true,
    head: tableHead([
      { text: 'Cohort' },
      { text: 'Newest version' },
      { text: 'Episodes', numeric: true },
      { text: 'Hash' },
    ]),
    rows: cohorts.map(({ ref, title, number, asOf, episodes, hash }) => ({
      cells: [
        { text: title, href: researchPaths.cohort(ref), header: true, note: ref },
        { text: `Version ${formatCount(number)}`, note: formatDay(asOf) },
        { text: formatCount(episodes), numeric: true },
        { text: hash },
      ],
    })),
    empty: {
      text: 'Nothing has been frozen yet. A researcher chooses episodes, gives them a title, and freezes them to be cited.',
    },
  });

/** Comparisons that researchers let everybody open; null: there is none. */
const publishedTable = (rows: readonly ComparisonRow[]): Table | null =>
  rows.length === 0
    ? null
    : stacked(
        {
          id: 'comparisons',
          caption: plural(rows.length, 'published comparison'),
          captionHidden: true,
          head: tableHead([{ text: 'Comparison' }, { text: 'Newest version' }, { text: 'Cases' }, { text: 'Hash' }]),
          rows: rows.map((row) => ({
            cells: [
              { text: row.title, href: comparisonPaths.edition(row.ref, row.edition), header: true, note: row.ref },
              { text: `Version ${formatCount(row.edition)}`, note: dayWords(row.asOn) },
              {
                text: episodesOf(row)
                  .map(({ ref }) => ref)
                  .join(', '),
              },
              { text: row.hash },
            ],
          })),
        },
        ['', 'Newest version', 'Cases', 'Hash'],
      );

export type CohortsPage = PageFacts & {
  readonly heading: string;
  readonly table: Table;
  /** Comparisons that were published; null: none was. */
  readonly comparisons: Table | null;
  /** The episodes that were asked about on another page; null: none were named. */
  readonly carried: {
    readonly filters: readonly string[];
    /** What has been frozen of exactly these. */
    readonly frozen: readonly Link[];
    /** Where the whole record is; null: nobody has frozen it yet. */
    readonly dataHref: string | null;
  } | null;
  /** Null: this reader may not. */
  readonly freezeHref: string | null;
  readonly freezeText: string;
};

/**
 * Where exactly these episodes have been frozen, the newest edition of each cohort: those of these filters alone; where
 * there are none, the whole record.
 */
export const frozenBy = (cohorts: readonly ListedCohortRow[], filters: CohortFilters): readonly Link[] =>
  cohorts
    .filter(({ definition, isRecord }) =>
      Object.keys(filters).length > 0 ? isOfFilters(readDefinition(definition), filters) : isRecord === 1,
    )
    .map(({ ref, title, number, asOf }) => ({
      text: `${title} (${versionName(ref, number)}, ${formatDay(asOf)})`,
      href: researchPaths.cohort(ref),
    }));

export function cohortsPage({
  cohorts,
  comparisons,
  asked,
  mayFreeze,
}: {
  readonly cohorts: readonly ListedCohortRow[];
  readonly comparisons: readonly ComparisonRow[];
  readonly asked: Readonly<Record<string, unknown>>;
  readonly mayFreeze: boolean;
}): CohortsPage {
  const filters = carriedFilters(asked);
  const isCarried = Object.keys(filters).length > 0;
  return {
    title: 'Frozen cohorts',
    heading: plural(cohorts.length, 'frozen cohort'),
    description:
      'Sets of episodes that were frozen to be cited: each with its data package, its hash and its versions.',
    breadcrumbs: [{ text: 'Research', href: researchPaths.index() }],
    table: cohortsTable(cohorts),
    comparisons: publishedTable(comparisons),
    carried: isCarried
      ? {
          filters: definitionWords({ kind: 'filter', filters, anchors: {} }),
          frozen: frozenBy(cohorts, filters),
          dataHref: cohorts.some(({ isRecord }) => isRecord === 1) ? researchPaths.data() : null,
        }
      : null,
    freezeHref: mayFreeze ? address(researchPaths.freeze(), filters) : null,
    freezeText: isCarried ? 'Freeze these episodes to be cited' : 'Freeze episodes to be cited',
  };
}

type RecordRow = Pick<CohortRow, 'ref' | 'title'>;

export type DataPage = PageFacts & {
  readonly newest: {
    readonly text: string;
    readonly hash: string;
    readonly packageHref: string;
    readonly packageText: string;
    readonly answers: readonly string[];
    readonly citation: string;
    readonly tables: Table;
    readonly papers: readonly Link[];
    readonly faultsHref: string;
    readonly faults: number;
    readonly pageHref: string;
    readonly licenceHref: string;
  } | null;
  readonly versions: Table | null;
  readonly cohorts: Table;
  readonly cohortsHref: string;
};

/** What everybody may take away: the newest frozen version of the whole public record, and the older ones. */
export function dataPage({
  record,
  editions,
  files,
  cohorts,
  site,
  today,
}: {
  readonly record: RecordRow | null;
  readonly editions: readonly EditionRow[];
  readonly files: readonly FileRow[];
  readonly cohorts: readonly ListedCohortRow[];
  readonly site: string;
  readonly today: string;
}): DataPage {
  const [newest] = editions;
  return {
    title: 'About the data',
    description:
      'The public record as a data package: a table for each kind of fact, codebook, licence, citation, versions and known faults.',
    breadcrumbs: [],
    isSameForAll: true,
    newest: record && newest ? newestPart(record, newest, { files, site, today }) : null,
    versions: record
      ? stacked({
          id: 'versions',
          caption: 'Versions',
          captionHidden: true,
          head: tableHead([{ text: 'Version' }, { text: 'Of' }, { text: 'Episodes', numeric: true }, { text: 'Hash' }]),
          rows: editions.map(({ number, asOf, episodes, hash, reason }) => ({
            cells: [
              {
                text: `Version ${formatCount(number)}`,
                href: researchPaths.edition(record.ref, number),
                header: true,
                note: reason,
              },
              { text: formatDay(asOf) },
              { text: formatCount(episodes), numeric: true },
              { text: hash },
            ],
          })),
        })
      : null,
    cohorts: cohortsTable(cohorts.filter(({ isRecord }) => isRecord === 0)),
    cohortsHref: researchPaths.cohorts(),
  };
}

function newestPart(
  record: RecordRow,
  newest: EditionRow,
  { files, site, today }: { readonly files: readonly FileRow[]; readonly site: string; readonly today: string },
): DataPage['newest'] {
  const { ref } = record;
  const fileHref = (name: string): string => researchPaths.file(ref, newest.number, name);
  const answers = JSON.parse(newest.answers) as readonly PackageAnswer[];
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    text: `${versionName(ref, newest.number)}: the record as it stood on ${formatDay(newest.asOf)}. ${plural(newest.episodes, 'episode')} of ${plural(newest.organisations, 'organisation')}.`,
    hash: newest.hash,
    packageHref: researchPaths.package(ref, newest.number),
    packageText: `The data package (ZIP; ${formatCount(files.length)} files, ${sizeWords(size)} unpacked)`,
    answers: answers.map(answerWords),
    citation: citationOf(record, newest, { site, today }),
    tables: stacked({
      id: 'tables',
      caption: 'Tables',
      captionHidden: true,
      head: tableHead([
        { text: 'Table (CSV)' },
        { text: 'What it holds' },
        { text: 'Rows', numeric: true },
        { text: 'Size', numeric: true },
      ]),
      rows: files
        .filter(({ lines }) => lines !== null)
        .map(({ name, title, lines, bytes }) => ({
          cells: [
            { text: name, href: fileHref(name), header: true },
            { text: title },
            { text: formatCount(lines ?? 0), numeric: true },
            { text: sizeWords(bytes), numeric: true },
          ],
        })),
    }),
    papers: [
      { text: 'Codebook: every column of every table (CSV)', href: fileHref('codebook.csv') },
      { text: 'Read me', href: fileHref('README.md') },
      { text: 'Frictionless Data Package (JSON)', href: fileHref('datapackage.json') },
      { text: 'CSV on the Web (JSON)', href: fileHref('csv-metadata.json') },
      { text: 'Citation for machines (CFF)', href: fileHref('CITATION.cff') },
      { text: 'How grades are read, and what opens and ends an episode', href: dutyPaths.methods() },
    ],
    faultsHref: fileHref('known_faults.csv'),
    faults: files.find(({ name }) => name === 'known_faults.csv')?.lines ?? 0,
    pageHref: researchPaths.edition(ref, newest.number),
    licenceHref: fileHref('LICENCE.txt'),
  };
}

export type FreezePage = PageFacts & {
  /** Null: they are those of a comparison. */
  readonly filter: FilterForm | null;
  readonly found: string;
  readonly answers: readonly string[];
  readonly form: FormModel | null;
  readonly record: { readonly words: string; readonly form: FormModel };
};

export const freezeMessages = {
  'nothing-in-it': { title: 'No public episode meets this definition. Remove a filter' },
  'record-has-one': { title: 'The whole record has its versions on its own page' },
  'anchors-out-of-order': { anchors: 'Anchors must lie in one order: fully out, crossover, fully in' },
  'title-tells': {
    title: 'This looks like it could identify a person. Take out names, dates of birth and case numbers',
  },
  'words-tell': {
    words: 'This looks like it could identify a person. Take out names, dates of birth and case numbers',
  },
} as const;

export const anchorsUnread =
  'Write each condition on a line of its own: its key, fully out, crossover, fully in, for example EARLYPEER 18 9 3';

const usualAnchors = conditions
  .flatMap(({ key, anchors }) => (anchors ? [`${key} ${anchors.out} ${anchors.crossover} ${anchors.in}`] : []))
  .join('; ');

/** Choose, look, name, freeze. */
export function freezePage({
  asked,
  counted,
  record,
  tried = null,
  triedRecord = null,
}: {
  readonly asked: CohortQuestion;
  readonly counted: {
    readonly episodes: number;
    readonly organisations: number;
    readonly answers: readonly PackageAnswer[];
  };
  readonly record: { readonly ref: string; readonly number: number; readonly asOf: string } | null;
  readonly tried?: Tried;
  readonly triedRecord?: Tried;
}): FreezePage {
  const { comparison } = asked;
  const hidden = comparison
    ? { comparison: comparison.ref }
    : Object.fromEntries(queryPairs(asked.values).map(({ name, value }) => [name, value]));
  const freeze =
    counted.episodes === 0
      ? null
      : form({
          action: researchPaths.freeze(),
          button: `Freeze ${plural(counted.episodes, 'episode')}`,
          tried,
          hidden,
          fields: [
            text({
              name: 'title',
              label: 'Title',
              hint: 'By which others will cite it.',
              value: comparison?.name ?? null,
            }),
            prose({
              name: 'words',
              label: 'Which episodes these are, in words',
              hint: 'And why they belong together. The filters are kept as data beside it.',
              rows: 4,
            }),
            prose({
              name: 'anchors',
              label: 'Other anchors for the conditions, if you want',
              hint: `A condition on a line: key, fully out, crossover, fully in. The usual ones: ${usualAnchors}.`,
              rows: 3,
            }),
          ],
          cancel: { text: 'Cancel', href: researchPaths.cohorts() },
        });
  const whole = form({
    action: researchPaths.freezeRecord(),
    button: record ? `Freeze version ${record.number + 1} of the record` : 'Freeze the whole record',
    tried: triedRecord,
    fields: [prose({ name: 'reason', label: 'Why it is frozen now', hint: 'Everybody reads it.', rows: 2 })],
  });
  return {
    title: 'Freeze episodes to be cited',
    description: 'Choose episodes, give them a title, and freeze them as a data package.',
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: 'Frozen cohorts', href: researchPaths.cohorts() },
    ],
    notices: asked.notes.map((note) => ({ text: note })),
    errors: [...(freeze?.errors ?? []), ...whole.errors],
    filter: comparison
      ? null
      : {
          ...filterForm(asked.filters, asked.values, { path: researchPaths.freeze() }),
          purpose: 'Choose episodes',
        },
    found:
      counted.episodes === 0
        ? 'No public episode meets these filters. Remove one.'
        : `${plural(counted.episodes, 'episode')} of ${plural(counted.organisations, 'organisation')}${comparison ? ` (comparison ${comparison.ref})` : ''}.`,
    answers: counted.episodes === 0 ? [] : counted.answers.map(answerWords),
    form: freeze,
    record: {
      words: record
        ? `Its newest version is ${formatCount(record.number)}, of ${record.asOf}. Everybody finds it under “About the data”.`
        : 'It has not been frozen yet. Everybody will find it under “About the data”.',
      form: whole,
    },
  };
}

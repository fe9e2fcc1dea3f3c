import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import type { CsvColumn } from '../../shell/csv.js';
import { formatCount, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { EmptyState } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import {
  type Candidate,
  type Exclusion,
  exclusions,
  type Matchable,
  type MatchDistance,
  type MatchInput,
  matchInputs,
} from '../domain/matching.js';
import { mostCases } from './compare-question.js';
import { nameOfCase, triggerWords } from './compare-words.page.js';
import { comparePaths } from './compare.paths.js';
import { researchPaths } from './research.paths.js';

export type CompareAlikePage = PageFacts & {
  readonly lede: string;
  readonly inputs: readonly string[];
  readonly table: Table | null;
  readonly tableNote: string | null;
  readonly excluded: Table | null;
  readonly empty: EmptyState | null;
  readonly compareLink: Link | null;
  readonly csvHref: string;
  readonly caseHref: string;
};

export type AlikeInput = { readonly self: Matchable; readonly candidates: readonly Candidate[] };

/** So many are listed on the page; the file has all of them. */
const mostListed = 20;

type Near = Candidate & { readonly match: MatchDistance };
const isNear = (candidate: Candidate): candidate is Near => candidate.match !== null;

const inputNames: Readonly<Record<MatchInput, string>> = {
  kind: 'Kind',
  region: 'Region',
  framework: 'Framework',
  period: 'Date',
  band: 'Band',
  size: 'Size',
};

const inputsOf = Object.keys(matchInputs) as readonly MatchInput[];
const say = (distance: number): string => distance.toFixed(2);

const partsWords = ({ parts }: MatchDistance): string =>
  inputsOf
    .map((input) => `${inputNames[input].toLowerCase()} ${parts[input] === null ? 'not known' : say(parts[input])}`)
    .join(', ');

function excludedTable(candidates: readonly Candidate[]): Table | null {
  const counts = (Object.keys(exclusions) as Exclusion[]).flatMap((why) => {
    const of = candidates.filter(({ excluded }) => excluded === why);
    return of.length === 0 ? [] : [{ why, of }];
  });
  if (counts.length === 0) return null;
  return stacked({
    id: 'excluded',
    caption: 'Excluded, and why',
    captionHidden: true,
    head: tableHead([{ text: 'Why' }, { text: 'Episodes', numeric: true }, { text: 'Such as' }]),
    rows: counts.map(({ why, of }) => ({
      cells: [
        { text: exclusions[why], header: true },
        { text: formatCount(of.length), numeric: true },
        { links: of.slice(0, 5).map(({ of: one }) => ({ text: one.ref, href: episodePaths.show(one.ref) })) },
      ],
    })),
  });
}

/** Which other episodes were most like this one when they failed, and which were not asked. */
export function compareAlikePage({ self, candidates }: AlikeInput): CompareAlikePage {
  const { of } = self;
  const near = candidates.filter(isNear);
  const shown = near.slice(0, mostListed);
  const unknown = [
    ...(self.of.region === null ? ['its region'] : []),
    ...(self.of.framework === null ? ['its framework'] : []),
    ...(self.band === null ? ['a band at its trigger'] : []),
    ...(self.size === null ? ['a count of its staff within three years of the trigger'] : []),
  ];
  const nearest = near.slice(0, mostCases - 1).map(({ of: one }) => one.ref);
  return {
    title: `Cases like ${nameOfCase(of)}`,
    description:
      'Episodes of failure that were alike when they began, matched on what was so then and never on how they went.',
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: 'Compare cases', href: comparePaths.choose() },
    ],
    isSameForAll: true,
    lede: `${plural(near.length, 'episode')} can be set beside ${of.ref}, matched on what was so when they failed. How they went was not looked at.${
      unknown.length > 0 ? ` The record does not have ${formatList(unknown)}, so nothing is matched on that.` : ''
    }`,
    inputs: inputsOf.map((input) => matchInputs[input]),
    table:
      near.length === 0
        ? null
        : stacked(
            {
              id: 'alike',
              caption: 'Nearest first',
              captionHidden: true,
              head: tableHead([
                { text: 'Episode' },
                { text: 'Trigger' },
                { text: 'Distance', numeric: true },
                { text: 'Of inputs', numeric: true },
                { text: 'Its parts' },
              ]),
              rows: shown.map(({ of: one, match }) => ({
                cells: [
                  { text: nameOfCase(one), href: episodePaths.show(one.ref), header: true, note: one.ref },
                  { text: triggerWords(one) },
                  { text: say(match.distance), numeric: true },
                  { text: `${match.compared} of ${inputsOf.length}`, numeric: true },
                  { text: partsWords(match) },
                ],
              })),
            },
            ['', 'Trigger', 'Distance', 'Inputs compared', 'Parts'],
          ),
    tableNote:
      near.length > shown.length
        ? `The nearest ${shown.length} of ${formatCount(near.length)} are listed. The file has all of them.`
        : null,
    excluded: excludedTable(candidates),
    empty:
      near.length === 0
        ? { text: 'No other episode is left to set beside it: the list below says why each was excluded.' }
        : null,
    compareLink:
      nearest.length === 0
        ? null
        : {
            text: `Set ${of.ref} beside the nearest ${nearest.length === 1 ? 'one' : String(nearest.length)}`,
            href: address(comparePaths.sideBySide(), { case: [of.ref, ...nearest] }),
          },
    csvHref: address(comparePaths.alikeCsv(), { case: of.ref }),
    caseHref: episodePaths.show(of.ref),
  };
}

/** Every candidate with its distance and its parts, and every excluded one with why. */
export const alikeCsv: readonly CsvColumn<Candidate>[] = [
  { header: 'episode', value: ({ of }) => of.ref },
  { header: 'title', value: ({ of }) => of.title },
  { header: 'organisation', value: ({ of }) => of.organisation },
  { header: 'distance', value: ({ match }) => (match ? Number(match.distance.toFixed(6)) : null) },
  { header: 'inputs_compared', value: ({ match }) => match?.compared ?? null },
  ...inputsOf.map((input): CsvColumn<Candidate> => ({
    header: `distance_${input}`,
    value: ({ match }) => {
      const part = match?.parts[input] ?? null;
      return part === null ? null : Number(part.toFixed(6));
    },
  })),
  { header: 'excluded_because', value: ({ excluded }) => (excluded === null ? null : exclusions[excluded]) },
];

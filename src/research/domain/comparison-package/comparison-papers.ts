import { zeros } from '../compared-case.js';
import { laneNames } from '../lanes.js';
import { type PackageTitle, reasonsInWords } from '../package/describe.js';
import type { PackageTable } from '../package/package-table.js';
import type { KeptComparison } from './kept-comparison.js';

/** The address of a version on this site: what is cited. The paths of the pages say the same, and a test holds them together. */
export const comparisonEditionPath = (ref: string, edition: number): string =>
  `/research/comparisons/${ref}/editions/${edition}`;

/** Names that hold commas themselves. */
const apart = (names: readonly string[]): string => names.join('; ');

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What is compared, in a sentence or two. */
export function comparisonWords({ cases, align, lanes, series }: KeptComparison): string {
  const [first] = series;
  return [
    `${listed(cases.map(({ one }) => one.of.ref))} side by side, in months from the ${zeros[align].toLowerCase()}.`,
    `Rows drawn: ${apart(lanes.map((lane) => laneNames[lane].toLowerCase()))}.`,
    first ? `Small pictures: ${first.name} (${first.unit}).` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Where the licence of each source is found: a comparison has no table of sources. */
export const wherePublishers = [
  'The page of each case and of each reference in facts.csv names its sources and, where a source has one of its own,',
  'its licence, which counts for what was taken from there. Nobody who published a source, nor Turnaround, vouches for',
  'what you make of it.',
];

/** `README.md` of a comparison. */
export function comparisonReadme(
  title: PackageTitle,
  { tables, citation }: { readonly tables: readonly PackageTable[]; readonly citation: string },
): string {
  const { ref, edition, asOf, words } = title;
  return [
    `# ${title.title}`,
    '',
    `${ref}, version ${edition}: a comparison on the public record of Turnaround as it stood on ${asOf}. ${title.address}`,
    '',
    words,
    '',
    '## Cite it',
    '',
    citation,
    '',
    '`CITATION.cff` says the same for machines. This version never changes; saved anew, it has another number.',
    '',
    '## Is it whole?',
    '',
    '    sha256sum -c checksums.txt      # or: shasum -a 256 -c checksums.txt',
    '    node verify.mjs                 # the same, and that nothing was added',
    '',
    'The SHA-256 of `checksums.txt` itself is the hash of this version, printed on its page.',
    '',
    '## Tables',
    '',
    ...tables.map(
      ({ name, title: what, rowIs, rows }) =>
        `- \`${name}.csv\` (${rows.length} ${rows.length === 1 ? 'row' : 'rows'}): ${what}. A row is: ${rowIs.charAt(0).toLowerCase()}${rowIs.slice(1)}.`,
    ),
    '',
    '`codebook.csv` explains every column, with its unit and the codes that stand in it; `definitions.csv` every term that',
    'the rows, the turns and the small pictures use. `facts.txt` has each fact as one line, by which two versions are set',
    'against each other.',
    '',
    '## Reading the files',
    '',
    '- UTF-8 without a byte order mark, RFC 4180, one heading line, days as YYYY-MM-DD.',
    '- An empty field is missing. The column of the same name with `_missing` behind it says why:',
    ...Object.entries(reasonsInWords).map(([reason, means]) => `  - \`${reason}\`: ${means};`),
    '- A date as exactly as it is known may be `2018`, `2018-Q2`, `2018-03` or `2018-03-09`. Its `_earliest` and `_latest`',
    '  are the first and last day that it may be. Months from zero use the middle, and say how far off that may be.',
    '- A text that begins with an apostrophe says what stands behind it: the apostrophe keeps spreadsheets from running it',
    '  as a formula. Take exactly one away.',
    '- The order is that in which the cases were chosen. Nothing is ranked. Two to six cases are told, and say nothing of',
    '  how long recovery takes: for that freeze a cohort.',
    '- Never compare grades of two scales. `band` is this record’s reading of a grade, and a band is no grade.',
    '',
  ].join('\n');
}

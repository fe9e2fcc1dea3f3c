import type { CohortDefinition } from '../cohort.js';
import { definitionText } from '../cohort.js';
import { licence, type PackageTitle, reasonsInWords } from './describe.js';
import type { PackageTable } from './package-table.js';
import type { PackageAnswer } from './survival-table.js';

/**
 * `{title} ({ref}), version {n}, {date}. {Service}. {URL}. Accessed {date}.`: the words that cite an edition. Its hash
 * stands in them where it is known: within the package that it is of, nobody can know it.
 */
export const citationLine = (
  { title, ref, edition, asOf, address }: Pick<PackageTitle, 'title' | 'ref' | 'edition' | 'asOf' | 'address'>,
  said: { readonly on: (day: string) => string; readonly accessed: string; readonly hash?: string },
): string =>
  `${title} (${ref}), version ${edition}, ${said.on(asOf)}. Turnaround. ${address}. ${said.hash ? `SHA-256 ${said.hash}. ` : ''}Accessed ${said.accessed}.`;

const yamlText = (text: string): string => JSON.stringify(text.replaceAll('\n', ' '));

/** `CITATION.cff`, version 1.2.0 of that format. JSON’s strings are YAML’s. */
export const citationFile = ({ title, words, ref, edition, asOf, address }: PackageTitle): string =>
  [
    'cff-version: 1.2.0',
    'message: "If you use these data, please cite them as below."',
    'type: dataset',
    `title: ${yamlText(title)}`,
    'authors:',
    '  - name: "Turnaround"',
    `abstract: ${yamlText(words)}`,
    `version: "${edition}"`,
    `date-released: "${asOf}"`,
    `url: ${yamlText(address)}`,
    'identifiers:',
    '  - type: other',
    `    value: ${yamlText(`${ref} version ${edition}`)}`,
    `license-url: "${licence.path}"`,
    '',
  ].join('\n');

const publishers = [
  'sources.csv names the publisher of each source and, where it has one of its own, its licence, which counts for',
  'what was taken from there. Nobody who published a source, nor Turnaround, vouches for what you make of it.',
];

/** `LICENCE.txt`. `whose`: where the publisher of each source is named. */
export const licenceFile = (whose: readonly string[] = publishers): string =>
  [
    'Licence',
    '=======',
    '',
    `The facts in this package come from public bodies and are published under the ${licence.title}`,
    `(${licence.path}).`,
    '',
    'You may copy, publish, distribute, adapt and use them for any purpose, if you say where they come from:',
    '',
    '  Contains public sector information licensed under the Open Government Licence v3.0.',
    '',
    ...whose,
    '',
  ].join('\n');

/** `definition.json`: which episodes are in it, in words and as data. */
export const definitionFile = (
  definition: CohortDefinition,
  { ref, title, words, edition, asOf }: PackageTitle,
): string =>
  `${JSON.stringify({ ref, edition, asOf, title, words, definition: JSON.parse(definitionText(definition)) as unknown }, null, 2)}\n`;

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const boundsWords = ({ lower, upper }: PackageAnswer): string =>
  `95% interval: ${lower ?? 'no lower end'} to ${upper ?? 'no upper end'}`;

const answerWords = (answer: PackageAnswer): string => {
  const said = `${counted(answer.n, 'episode')}: ${answer.events} recovered, ${answer.competing} ended otherwise, ${answer.censored} still running`;
  const median =
    answer.medianDays === null
      ? answer.n < 10
        ? 'no median of fewer than 10 episodes'
        : 'the median is not reached while 5 are followed'
      : `median ${answer.medianDays} days (${boundsWords(answer)})`;
  return `- ${answer.definition}: ${said}; ${median}.`;
};

export type ReadmeFacts = {
  readonly title: PackageTitle;
  readonly tables: readonly PackageTable[];
  readonly answers: readonly PackageAnswer[];
  readonly faults: number;
  readonly citation: string;
};

export function readmeFile({ title, tables, answers, faults, citation }: ReadmeFacts): string {
  const { ref, edition, asOf, words } = title;
  return [
    `# ${title.title}`,
    '',
    `${ref}, version ${edition}: the public record of Turnaround as it stood on ${asOf}. ${title.address}`,
    '',
    words,
    '',
    '## Cite it',
    '',
    citation,
    '',
    '`CITATION.cff` says the same for machines. This version never changes; a correction makes another.',
    '',
    '## Is it whole?',
    '',
    '    sha256sum -c checksums.txt      # or: shasum -a 256 -c checksums.txt',
    '    node verify.mjs                 # the same, and that nothing was added',
    '',
    'The SHA-256 of `checksums.txt` itself is the hash of this version, printed on its page.',
    '',
    '## Begin',
    '',
    '    Rscript start.R                 # needs R with its package survival',
    '    python3 start.py                # needs Python 3.8, no package',
    '',
    'Both read `survival.csv`, work the curve of Kaplan and Meier out again and compare its median with `answers.csv`,',
    'which holds what the pages of this record say of the same episodes. Both also work Cohen’s kappa out of `codings.csv`',
    'and set it beside `agreement.csv`. The medians:',
    '',
    ...answers.map(answerWords),
    '',
    'Do not take the middle of those that recovered for an answer: it leaves out those that did not, and the long ones are',
    'among them. Recovery is seen only when inspectors come: `last_failing` and `first_not_failing` are the two ends of',
    'what is known. A body that closed, merged or handed its service over did not recover: event 2.',
    '',
    '## Tables',
    '',
    ...tables.map(
      ({ name, title: what, rowIs, rows }) =>
        `- \`${name}.csv\` (${counted(rows.length, 'row')}): ${what}. A row is: ${lowered(rowIs)}.`,
    ),
    '',
    '`codebook.csv` explains every column, with its unit and codes. `datapackage.json` says the same to Frictionless tools,',
    '`csv-metadata.json` and each `*.csv-metadata.json` to those of CSV on the Web. `definition.json` says which episodes',
    'these are, in words and as data.',
    '',
    '## Reading the files',
    '',
    '- UTF-8 without a byte order mark, RFC 4180, one heading line, days as YYYY-MM-DD.',
    '- An empty field is missing. The column of the same name with `_missing` behind it says why:',
    ...Object.entries(reasonsInWords).map(([reason, means]) => `  - \`${reason}\`: ${means};`),
    '- A date as exactly as it is known may be `2018`, `2018-Q2`, `2018-03` or `2018-03-09`. Its `_earliest` and `_latest`',
    '  are the first and last day that it may be. Sums use the middle.',
    '- A text that begins with an apostrophe says what stands behind it: the apostrophe keeps spreadsheets from running it',
    '  as a formula. Take exactly one away. The starters do.',
    '- Never compare `ordinal` across scales. `band` is this record’s reading of a grade, and a band is no grade.',
    '- Signals and conditions are read of episodes of which more is told than their judgements (`told` in `episodes.csv`),',
    '  with hindsight and from what is published. Of the others nothing is known but judgements, which is no finding.',
    '- `codings.csv` has what two researchers coded, each without seeing what the other wrote; `agreement.csv` says how far',
    '  they agree: the share, and Cohen’s kappa with the number of its pairs. Coders are numbered within this package.',
    '- Counts of people below 5, and whatever would let them be worked out, are withheld (`suppressed`, flag c).',
    '',
    '## Known faults',
    '',
    `\`known_faults.csv\` lists ${counted(faults, 'fault')} that the record itself knows of. Beside those: an episode is what`,
    'the record knows of a failure. A publication that lists only the latest judgement hides the earlier ones, and where',
    'the record rests on such a one, failures that were over are not in it.',
    '',
    '## Licence',
    '',
    `${licence.title}: see LICENCE.txt.`,
    '',
  ].join('\n');
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

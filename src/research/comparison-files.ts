import { casesTable, turnsTable } from './domain/comparison-package/cases-tables.js';
import { comparisonReadme, comparisonWords, wherePublishers } from './domain/comparison-package/comparison-papers.js';
import { definitionsTable } from './domain/comparison-package/definitions-table.js';
import { factsTable } from './domain/comparison-package/facts-table.js';
import type { KeptComparison } from './domain/comparison-package/kept-comparison.js';
import { numbersTable } from './domain/comparison-package/numbers-table.js';
import { factLines, factsText } from './domain/comparison-facts.js';
import type { FactLine } from './domain/fact-line.js';
import { codebookTable, type PackageTitle } from './domain/package/describe.js';
import { citationFile, citationLine, licenceFile } from './domain/package/papers.js';
import { plainCsv } from './domain/package/plain-csv.js';
import { checksums, checksumsName, fileOf, type Packed, shipped } from './package-files.js';

/** The file by which two versions are set against each other: every fact a line. */
export const factsTextName = 'facts.txt';

/** Every fact of a comparison as a line. */
export const linesOf = ({ cases, series }: Pick<KeptComparison, 'cases' | 'series'>): readonly FactLine[] =>
  factLines(cases, series);

/** Every file of a saved comparison, in one order: the same facts give the same bytes. */
export function packComparison(kept: KeptComparison, named: Omit<PackageTitle, 'words'>): Packed {
  const title: PackageTitle = { ...named, words: comparisonWords(kept) };
  const numbers = numbersTable(kept);
  const described = [
    casesTable(kept),
    turnsTable(kept),
    factsTable(kept),
    ...(numbers ? [numbers] : []),
    definitionsTable(kept),
  ];
  const tables = [...described, codebookTable(described)];
  const citation = citationLine(title, { on: (day) => day, accessed: title.asOf });
  const files = [
    fileOf('README.md', 'Read this first', comparisonReadme(title, { tables: described, citation })),
    fileOf('CITATION.cff', 'How to cite it, for machines', citationFile(title)),
    fileOf('LICENCE.txt', 'Licence', licenceFile(wherePublishers)),
    ...tables.map((table) => fileOf(`${table.name}.csv`, table.title, plainCsv(table), table.rows.length)),
    fileOf(factsTextName, 'Every fact as one line, to set versions against each other', factsText(linesOf(kept))),
    fileOf('verify.mjs', 'Checks that nothing was changed or added (Node)', shipped('verify.mjs')),
  ];
  const sums = fileOf(checksumsName, 'SHA-256 of every other file', checksums(files));
  return { files: [...files, sums], hash: sums.hash };
}

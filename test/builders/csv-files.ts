import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Made-up files in the layouts of real publications. */

export type IlacsRow = Partial<Record<(typeof ilacsColumns)[number], string>>;

const ilacsColumns = [
  'urn',
  'local_authority',
  'inspection_link',
  'pdf_filename',
  'publication_date',
  'inspection_framework',
  'inspector_name',
  'inspection_start_date',
  'inspection_end_date',
  'overall_effectiveness_grade',
  'impact_of_leaders_grade',
  'help_and_protection_grade',
  'in_care_grade',
  'care_leavers_grade',
  'parser_version',
] as const;

const anIlacsRow: IlacsRow = {
  urn: '89001',
  local_authority: 'westshire',
  inspection_link: 'https://files.ofsted.gov.uk/v1/file/900001',
  pdf_filename: 'report.pdf',
  publication_date: '11/05/23',
  inspection_framework: 'standard',
  inspector_name: 'Somebody Nobody',
  inspection_start_date: '13/03/2023',
  inspection_end_date: '24/03/2023',
  overall_effectiveness_grade: 'good',
  impact_of_leaders_grade: 'good',
  help_and_protection_grade: 'good',
  in_care_grade: 'good',
  care_leavers_grade: 'good',
  parser_version: '1',
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvOf = (columns: readonly string[], rows: readonly Record<string, string>[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');

/** Ofsted's history of children's services; what a row leaves out is that of a council judged good in 2023. */
export const ilacsCsv = (rows: readonly IlacsRow[]): string =>
  csvOf(
    ilacsColumns,
    rows.map((row) => ({ ...anIlacsRow, ...row })),
  );

const registerColumns = [
  'local-authority-code',
  'official-name',
  'nice-name',
  'gss-code',
  'start-date',
  'end-date',
  'replaced-by',
  'nation',
  'region',
  'alt-names',
] as const;

export const registerCsv = (rows: readonly Partial<Record<(typeof registerColumns)[number], string>>[]): string =>
  csvOf(
    registerColumns,
    rows.map((row) => ({ nation: 'England', region: 'South West', ...row })),
  );

/** A folder for files that a test brings in. */
export function aFolder(): { fileOf: (name: string, content: string | Buffer) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'turnaround-files-'));
  return {
    fileOf: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

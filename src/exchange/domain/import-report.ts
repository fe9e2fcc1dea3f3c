import type { RowRemark } from './file-row.js';

/** What came of a file. Every row is counted once: created, enriched, unchanged or refused. */
export type ImportReport = {
  readonly profile: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  /** The reference of the import on the record; null when nothing changed or it was a dry run. */
  readonly ref: string | null;
  readonly rows: number;
  readonly created: number;
  /** Rows that met a record already there and added something to it. */
  readonly enriched: number;
  readonly unchanged: number;
  readonly bodiesCreated: number;
  /** Who took the place of whom. */
  readonly linksCreated: number;
  readonly refused: readonly RowRemark[];
  readonly remarks: readonly RowRemark[];
};

export const changedAnything = (
  report: Pick<ImportReport, 'created' | 'enriched' | 'bodiesCreated' | 'linksCreated'>,
): boolean => report.created + report.enriched + report.bodiesCreated + report.linksCreated > 0;

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

const remarkLine = ({ line, column, text }: RowRemark): string =>
  `  line ${line}${column ? `, ${column}` : ''}: ${text}`;

/** The report as lines for a terminal: nothing is cut short. */
export function reportLines(report: ImportReport): string[] {
  const nothingNew = !changedAnything(report);
  const head = nothingNew
    ? `${report.fileName}: nothing to do. ${count(report.rows, 'row was', 'rows were')} read and none of them is new.`
    : `${report.fileName}: ${count(report.rows, 'row', 'rows')} read.${report.dryRun ? ' This was a dry run: nothing was kept.' : ''}`;
  const would = report.dryRun ? 'would be ' : '';
  const counts = [
    `  ${count(report.bodiesCreated, 'organisation', 'organisations')} ${would}created`,
    ...(report.linksCreated > 0
      ? [`  ${count(report.linksCreated, 'succession', 'successions')} ${would}recorded`]
      : []),
    `  ${count(report.created, 'row', 'rows')} ${would}put on the record`,
    `  ${count(report.enriched, 'row', 'rows')} met a record already there and ${report.dryRun ? 'would add' : 'added'} to it`,
    `  ${count(report.unchanged, 'row', 'rows')} unchanged`,
    `  ${count(report.refused.length, 'row', 'rows')} refused`,
  ];
  return [
    head,
    ...counts,
    ...(report.refused.length > 0 ? ['Refused:', ...report.refused.map(remarkLine)] : []),
    ...(report.remarks.length > 0 ? ['To know:', ...report.remarks.map(remarkLine)] : []),
    ...(report.ref ? [`Recorded as ${report.ref}.`] : []),
  ];
}

import { groupBy } from '../../kernel/group-by.js';
import type { RowRemark } from './file-row.js';

/**
 * What is done with a file: all of its rows are read before anything is written, then they land, then it is worked out
 * what follows from them.
 */
export type ImportPhase = 'checking' | 'landing' | 'settling';

/** How many rows of a file have been read in the phase in which it is. */
export type HowFar = { readonly rows: number; readonly phase: ImportPhase };

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
  /** Grades on which publications disagree: both are kept. */
  readonly conflicts: number;
  readonly refused: readonly RowRemark[];
  readonly remarks: readonly RowRemark[];
};

export const changedAnything = (
  report: Pick<ImportReport, 'created' | 'enriched' | 'bodiesCreated' | 'linksCreated'>,
): boolean => report.created + report.enriched + report.bodiesCreated + report.linksCreated > 0;

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** So many of one kind are written out; beyond, the first are, and how many more there are. All are kept on the record. */
const mostAlike = 20;

/** What one remark has in common with others: all but what is quoted and counted in it. */
const kindOf = ({ column, text }: RowRemark): string =>
  `${column ?? ''} ${text
    .split('“')
    .map((piece, index) => (index === 0 ? piece : piece.slice(piece.indexOf('”') + 1)))
    .join('“”')
    .split(/[0-9]+/)
    .join('#')}`;

const remarkLine = ({ line, column, text }: RowRemark): string =>
  `  line ${line}${column ? `, ${column}` : ''}: ${text}`;

function remarkLines(remarks: readonly RowRemark[]): string[] {
  return [...groupBy(remarks, kindOf).values()].flatMap((alike) => {
    const more = alike.length - mostAlike;
    const shown = alike.slice(0, mostAlike).map(remarkLine);
    return more > 0 ? [...shown, `  … and ${count(more, 'more like these', 'more like these')}`] : shown;
  });
}

/** The report as lines for a terminal. What is left out of a long list is counted. */
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
    ...(report.conflicts > 0
      ? [`  ${count(report.conflicts, 'grade', 'grades')} on which publications disagree: both are kept`]
      : []),
    `  ${count(report.created, 'row', 'rows')} ${would}put on the record`,
    `  ${count(report.enriched, 'row', 'rows')} met a record already there and ${report.dryRun ? 'would add' : 'added'} to it`,
    `  ${count(report.unchanged, 'row', 'rows')} unchanged`,
    `  ${count(report.refused.length, 'row', 'rows')} refused`,
  ];
  return [
    head,
    ...counts,
    ...(report.refused.length > 0 ? ['Refused:', ...remarkLines(report.refused)] : []),
    ...(report.remarks.length > 0 ? ['To know:', ...remarkLines(report.remarks)] : []),
    ...(report.ref ? [`Recorded as ${report.ref}.`] : []),
  ];
}

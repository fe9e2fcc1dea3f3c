import type { FileRow } from '../../domain/file-row.js';

/** One table of a file: a sheet of a workbook, the rows of a CSV file, or of the documents of a zip. */
export type Sheet = {
  readonly name: string;
  /** Its rows in their order, some at a time, each with the line on which it begins. Throws `CannotRead`. */
  readonly rows: () => AsyncIterable<readonly FileRow[]>;
};

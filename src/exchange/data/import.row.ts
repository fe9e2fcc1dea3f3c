import type { SaidColumns } from '../domain/column-mapping.js';
import type { Counts, ImportState, Sample } from '../domain/staged-import.js';

/** A file that somebody brought through the web. */
export type StagedImportRow = {
  readonly id: string;
  readonly ref: string;
  readonly profile: string | null;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly bytes: number;
  readonly sample: Sample;
  readonly columns: SaidColumns;
  readonly state: ImportState;
  readonly failure: string | null;
  readonly counts: Counts | null;
  readonly checkedAt: string | null;
  readonly begunAt: string | null;
  readonly begunBy: string | null;
  readonly worker: string | null;
  readonly shrunkenWhy: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly version: number;
};

/** A publication that is on the record, however it was brought. */
export type ImportRow = {
  readonly id: string;
  readonly ref: string;
  readonly profile: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly rows: number;
  readonly landed: number;
  readonly unchanged: number;
  readonly refused: number;
};

/** A line of the list: an import on the record, or a file that waits, was put aside or brought nothing new. */
export type ListedImportRow = {
  readonly ref: string;
  readonly profile: string | null;
  readonly fileName: string;
  readonly at: string;
  readonly by: string;
  readonly state: ImportState;
  readonly worker: string | null;
  readonly begunAt: string | null;
  readonly rows: number | null;
  readonly landed: number | null;
  readonly unchanged: number | null;
  readonly refused: number | null;
};

export type IssueRow = {
  readonly line: number;
  readonly column: string | null;
  readonly outcome: 'refused' | 'noted';
  readonly reason: string;
};

/** An inspection that an import put on the record. */
export type MadeRow = {
  readonly ref: string;
  readonly judgedOn: string | null;
  readonly subject: string;
  readonly name: string;
  readonly slug: string;
};

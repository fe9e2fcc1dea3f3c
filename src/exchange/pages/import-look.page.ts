import type { FormModel, Tried } from '../../shell/form/form.js';
import type { Notice } from '../../shell/layout.js';
import type { Notification } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';
import type { ImportRow, IssueRow, MadeRow, StagedImportRow } from '../data/import.row.js';
import type { HowFar } from '../domain/import-report.js';
import type { Profile } from '../domain/profile.js';
import type { EarlierImport, Shrunken } from '../domain/shrunken.js';
import type { ImportState } from '../domain/staged-import.js';
import type { PreviewedRow } from '../staging-imports.service.js';

/** The forms of the page in which something is chosen or typed. */
export type TriedForm = 'columns' | 'application';

/** What is known of a file when its page is made. */
export type ImportLook = {
  readonly ref: string;
  readonly staged: StagedImportRow | null;
  readonly imported: ImportRow | null;
  readonly state: ImportState;
  readonly profiles: readonly Profile[];
  readonly preview: readonly PreviewedRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly refused: readonly IssueRow[];
  readonly issues: Readonly<Record<IssueRow['outcome'], number>>;
  /** How far the work under way has come, where this process does it. */
  readonly howFar: HowFar | null;
  readonly shrunken: Shrunken | null;
  readonly sameFile: (EarlierImport & { readonly profile: string }) | null;
  readonly source: { readonly ref: string } | null;
  /** The first inspections that it put on the record. */
  readonly made: readonly MadeRow[];
  readonly madeCount: number;
  readonly mayRun: boolean;
  readonly isStill: boolean;
  readonly said: Notification | null;
  readonly notices?: readonly Notice[];
  readonly tried?: { readonly which: TriedForm; readonly what: NonNullable<Tried> } | null;
};

/** A part of the page of a file: one step, or what a step leaves open. */
export type ImportSection = {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly Table[];
  readonly form: FormModel | null;
  /** Its button is not what the page is for. */
  readonly isQuiet: boolean;
};

/** What most of them leave out. */
export const plainSection = { paragraphs: [], tables: [], form: null, isQuiet: false } as const;

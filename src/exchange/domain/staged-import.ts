import type { ImportReport } from './import-report.js';
import type { SaidColumns } from './column-mapping.js';

/**
 * How far a file has come that somebody brought through the web. `checking` and `applying` are work under way; whoever
 * does it is named beside it, so that work whose process is gone is known to be interrupted.
 */
export const importStates = {
  staged: 'Waiting to be checked',
  checking: 'Being checked',
  checked: 'Checked',
  applying: 'Being brought in',
  applied: 'Brought in',
  unreadable: 'Cannot be read',
  interrupted: 'Interrupted',
  set_aside: 'Put aside',
} as const;

export type ImportState = keyof typeof importStates;

export const underWay = ['checking', 'applying'] as const satisfies readonly ImportState[];
export const isUnderWay = (state: ImportState): boolean => (underWay as readonly ImportState[]).includes(state);

/** What can still become of it: nothing is under way, and it has not ended. */
export const openStates = ['staged', 'checked', 'unreadable', 'interrupted'] as const satisfies readonly ImportState[];
export const isOpen = (state: ImportState): boolean => (openStates as readonly ImportState[]).includes(state);

/** What a check or an import came to, without its rows. */
export type Counts = Omit<ImportReport, 'refused' | 'remarks'> & { readonly refused: number; readonly noted: number };

export const countsOf = ({ refused, remarks, ...report }: ImportReport): Counts => ({
  ...report,
  refused: refused.length,
  noted: remarks.length,
});

/** The beginning of a file: its heading and its first rows, each with the line on which it begins. */
export type Sample = {
  readonly heading: readonly string[];
  readonly headingLine: number;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

export type StagedChoices = { readonly profile: string | null; readonly columns: SaidColumns };

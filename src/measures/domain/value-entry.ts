import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period, periodEnd, periodText } from '../../kernel/period.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { type FigureKind, scanWords } from './disclosure.js';
import { type Frequency, type ValueFlag, valueFlags, type ValueStatus } from './measure.js';
import { isPeriodOf } from './measure-period.js';

/** One row as somebody typed it, or as it stands in a file. */
export type TypedValue = {
  /** Which row it is: its place on the page, or its line in the file. */
  readonly row: number;
  readonly period: string;
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly flag: string;
  readonly note: string;
  /** Why it is so far from the others; asked for only where it is. */
  readonly jump: string;
};

/** The newest edition of a period that has a number already. */
export type HeldValue = {
  readonly on: Period;
  readonly edition: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: string;
  readonly flag: string | null;
  /** Only the people of the body may read it. */
  readonly isForBoard: boolean;
};

export type EntryRules = {
  readonly unit: string;
  readonly kind: FigureKind;
  readonly frequency: Frequency;
  readonly today: CalendarDay;
  /** What whoever enters them says of all of them. */
  readonly status: 'provisional' | 'final';
  /** Whether everybody may read what is written. */
  readonly isPublic: boolean;
};

export const entryFields = ['period', 'value', 'numerator', 'denominator', 'flag', 'note', 'jump'] as const;
export type EntryField = (typeof entryFields)[number];

/** Why a row cannot stand. The words stand with the page. */
export const entryProblems = [
  'period-missing',
  'period-unreadable',
  'period-of-another-length',
  'period-not-over',
  'period-twice',
  'value-not-a-number',
  'value-not-a-percentage',
  'value-below-zero',
  'value-not-whole',
  'value-missing',
  'value-beside-letter',
  'value-not-the-share',
  'numerator-not-a-count',
  'denominator-not-a-count',
  'numerator-alone',
  'numerator-too-large',
  'flag-unknown',
  'note-too-long',
  'words-of-a-person',
  'words-of-few',
  'revision-unexplained',
] as const;
export type EntryProblem = (typeof entryProblems)[number];

export type RowProblem = {
  readonly row: number;
  readonly field: EntryField;
  readonly problem: EntryProblem;
  /** The period of the row, where it could be read. */
  readonly on: Period | null;
};

/** A number that is to be written, as the next edition of its period. */
export type EntryWrite = {
  readonly row: number;
  readonly on: Period;
  readonly edition: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly flag: ValueFlag | null;
  readonly status: ValueStatus;
  readonly note: string | null;
  readonly jump: string | null;
  readonly before: HeldValue | null;
};

export type PlannedEntry = { readonly writes: readonly EntryWrite[]; readonly problems: readonly RowProblem[] };

export const longestNote = 500;
/** A share may part from numerator and denominator by rounding, in percentage points. */
const shareTolerance = 0.5;

/** Letters that stand where no number does. `k` may stand either way. */
const instead: readonly string[] = ['c', 'x', 'z'];

const isFlag = (text: string): text is ValueFlag => Object.hasOwn(valueFlags, text);

/** "1,234.5", "£6.26", "83%", "−3": as people write numbers. Null for anything else. */
export function readNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace('\u2212', '-')
    .replace(/^(-?)£/, '$1')
    .replace(/%$/, '')
    .trimEnd()
    .replaceAll(/(?<=\d)[, \u00a0](?=\d{3}(?!\d))/g, '');
  return /^-?\d{1,12}(\.\d{1,9})?$/.test(plain) ? Number(plain) : null;
}

export const isBlank = ({ value, numerator, denominator, flag, note, jump }: TypedValue): boolean =>
  [value, numerator, denominator, flag, note, jump].every((text) => text.trim() === '');

const isPercentage = ({ unit }: Pick<EntryRules, 'unit'>): boolean => unit === '%';

/** Two decimals are as many as any page prints. */
const shareOf = (numerator: number, denominator: number): number =>
  Math.round((numerator / denominator) * 10_000) / 100;

/** Reads one row by itself: the number that it says, or what is wrong with it. */
function readRow(
  typed: TypedValue,
  on: Period,
  rules: EntryRules,
): Pick<EntryWrite, 'value' | 'numerator' | 'denominator' | 'flag'> | Omit<RowProblem, 'row' | 'on'> {
  const wrong = (field: EntryField, problem: EntryProblem) => ({ field, problem });
  const flag = typed.flag.trim().toLowerCase();
  if (flag !== '' && !isFlag(flag)) return wrong('flag', 'flag-unknown');
  if (typed.note.trim().length > longestNote) return wrong('note', 'note-too-long');
  if (typed.jump.trim().length > longestNote) return wrong('jump', 'note-too-long');
  for (const field of ['note', 'jump'] as const) {
    if (personalDataIn(typed[field]).length > 0) return wrong(field, 'words-of-a-person');
    const tellsOfFew = scanWords(typed[field]).some(({ kind }) => kind === 'small-count');
    if (rules.isPublic && tellsOfFew) return wrong(field, 'words-of-few');
  }
  const said = typed.value.trim();
  const number = said === '' ? null : readNumber(said);
  if (said !== '' && number === null) return wrong('value', 'value-not-a-number');
  const counts = readCounts(typed);
  if ('problem' in counts) return counts;
  const { numerator, denominator } = counts;
  const given =
    number ?? (isPercentage(rules) && numerator !== null && denominator ? shareOf(numerator, denominator) : null);
  if (instead.includes(flag)) {
    if (given !== null) return wrong('value', 'value-beside-letter');
    return { value: null, numerator, denominator, flag: flag as ValueFlag };
  }
  if (given === null && flag !== 'k') return wrong('value', 'value-missing');
  if (given !== null) {
    if (isPercentage(rules) && (given < 0 || given > 100)) return wrong('value', 'value-not-a-percentage');
    if (rules.kind === 'people' && given < 0) return wrong('value', 'value-below-zero');
    if (rules.kind === 'people' && rules.unit !== '%' && !Number.isInteger(given))
      return wrong('value', 'value-not-whole');
    const isShare = isPercentage(rules) && numerator !== null && denominator;
    if (isShare && Math.abs(shareOf(numerator, denominator) - given) > shareTolerance)
      return wrong('value', 'value-not-the-share');
  }
  return { value: given, numerator, denominator, flag: flag === '' ? null : flag };
}

function readCounts(
  typed: TypedValue,
): { readonly numerator: number | null; readonly denominator: number | null } | Omit<RowProblem, 'row' | 'on'> {
  const read = (text: string): number | null | 'wrong' => {
    if (text.trim() === '') return null;
    const count = readNumber(text);
    return count === null || count < 0 || !Number.isInteger(count) ? 'wrong' : count;
  };
  const [numerator, denominator] = [read(typed.numerator), read(typed.denominator)];
  if (numerator === 'wrong') return { field: 'numerator', problem: 'numerator-not-a-count' };
  if (denominator === 'wrong') return { field: 'denominator', problem: 'denominator-not-a-count' };
  if (numerator !== null && denominator === null) return { field: 'denominator', problem: 'numerator-alone' };
  if (numerator !== null && denominator !== null && numerator > denominator)
    return { field: 'numerator', problem: 'numerator-too-large' };
  return { numerator, denominator };
}

/** The period that a row is for, or what is wrong with it. */
function readPeriod(text: string, { frequency, today }: EntryRules): Period | EntryProblem {
  if (text.trim() === '') return 'period-missing';
  const on = parsePeriod(text.trim());
  if (!on) return 'period-unreadable';
  if (!isPeriodOf(on, frequency)) return 'period-of-another-length';
  return periodEnd(on) > today ? 'period-not-over' : on;
}

/**
 * The state of the next edition. Provisional → final → revised: a number that was final once is never quietly another,
 * so a change to it is a revision, whatever it is called.
 */
function statusOf(before: HeldValue | null, flag: ValueFlag | null, { status }: EntryRules): ValueStatus {
  if (before && before.status !== 'provisional') return 'revised';
  return flag === 'p' ? 'provisional' : status;
}

const isSame = (write: Pick<EntryWrite, 'value' | 'numerator' | 'denominator' | 'flag'>, held: HeldValue): boolean =>
  write.value === held.value &&
  write.numerator === held.numerator &&
  write.denominator === held.denominator &&
  bare(write.flag) === bare(held.flag);

/** `p` and `r` say the state, which stands by itself. */
const bare = (flag: string | null): string | null => (flag === 'p' || flag === 'r' ? null : flag);

const stateFlag = (status: ValueStatus): ValueFlag | null =>
  status === 'provisional' ? 'p' : status === 'revised' ? 'r' : null;

/**
 * What is written of rows that were typed, and what stands in the way. A row without anything is passed over, and so is
 * one that says what is on the record already. A change of a final number needs a note that says why.
 */
export function planEntry(rows: readonly TypedValue[], held: readonly HeldValue[], rules: EntryRules): PlannedEntry {
  const writes: EntryWrite[] = [];
  const problems: RowProblem[] = [];
  const heldOn = new Map(held.map((one) => [periodText(one.on), one]));
  const seen = new Set<string>();
  for (const typed of rows) {
    if (isBlank(typed)) continue;
    const { row } = typed;
    const on = readPeriod(typed.period, rules);
    if (typeof on === 'string') {
      problems.push({ row, field: 'period', problem: on, on: null });
      continue;
    }
    const name = periodText(on);
    if (seen.has(name)) {
      problems.push({ row, field: 'period', problem: 'period-twice', on });
      continue;
    }
    seen.add(name);
    const before = heldOn.get(name) ?? null;
    const read = readRow(typed, on, rules);
    if ('problem' in read) {
      problems.push({ row, on, ...read });
      continue;
    }
    const note = typed.note.trim() || null;
    const status = statusOf(before, read.flag, rules);
    const confirms = before?.status === 'provisional' && status === 'final';
    const publishes = before?.isForBoard === true && rules.isPublic;
    const isTheSame = before !== null && isSame(read, before);
    if (isTheSame && !confirms && !publishes && note === null) continue;
    if (status === 'revised' && note === null && !isTheSame) {
      problems.push({ row, on, field: 'note', problem: 'revision-unexplained' });
      continue;
    }
    const becomes = isTheSame && publishes && !confirms ? (before.status as ValueStatus) : status;
    writes.push({
      ...read,
      row,
      on,
      note,
      status: becomes,
      flag: bare(read.flag) === null ? stateFlag(becomes) : read.flag,
      edition: (before?.edition ?? 0) + 1,
      jump: typed.jump.trim() || null,
      before,
    });
  }
  return { writes, problems };
}

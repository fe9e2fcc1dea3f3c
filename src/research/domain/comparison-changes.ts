import type { FactDifference } from './comparison-facts.js';
import type { FactLine } from './fact-line.js';

/** What became of the record behind a fact since it was kept. Instants in UTC. */
export type FactFate = {
  readonly recordedAt: string;
  readonly publishedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly visibility: string;
  /** The first act on it since then that the trail tells of. */
  readonly actedAt: string | null;
};

/** Why a comparison shows a fact otherwise, and since when; `at` null: the record cannot tell. */
export type Because = {
  readonly why:
    | 'recorded'
    | 'published'
    | 'belongs-now'
    | 'edited'
    | 'follows'
    | 'rests-on'
    | 'number'
    | 'taken-back'
    | 'not-public'
    | 'gone'
    | 'belongs-no-more';
  readonly at: string | null;
};

/** The record behind a line; null: a turn of the case, which follows from its facts. The key is that of `factLines`. */
export function recordOf({ key }: Pick<FactLine, 'key'>): { readonly kind: string; readonly id: string } | null {
  const [, kind = '', ...rest] = key.split(' ');
  return kind === 'turn' ? null : { kind, id: rest.join(' ') };
}

/** The records behind the facts that differ. */
export const recordsIn = ({ added, changed, withdrawn }: FactDifference): readonly string[] =>
  [...added, ...changed.map(({ after }) => after), ...withdrawn].flatMap((line) => recordOf(line)?.id ?? []);

const follows: Because = { why: 'follows', at: null };
/** Editions of a number, and its definitions, are told by its measure. */
const numberOf: Because = { why: 'number', at: null };

/** Of a line that no record of its own stands behind; null: one does. */
function withoutRecord(line: FactLine): Because | null {
  const record = recordOf(line);
  if (record === null) return follows;
  return record.kind === 'number' ? numberOf : null;
}

/** Of a fact that was not there when the comparison was saved, at `saved`. */
export function whyAdded(line: FactLine, fate: FactFate | null, saved: string): Because {
  const other = withoutRecord(line);
  if (other) return other;
  if (fate && fate.recordedAt > saved) return { why: 'recorded', at: fate.recordedAt };
  if (fate?.publishedAt && fate.publishedAt > saved) return { why: 'published', at: fate.publishedAt };
  return { why: 'belongs-now', at: fate?.actedAt ?? null };
}

/** Of a fact that says something else. What it rests on (its framework, a source) may have changed instead of itself. */
export function whyChanged(line: FactLine, fate: FactFate | null): Because {
  const other = withoutRecord(line);
  if (other) return other;
  return fate?.actedAt ? { why: 'edited', at: fate.actedAt } : { why: 'rests-on', at: null };
}

/** Of a fact that is there no more. */
export function whyWithdrawn(line: FactLine, fate: FactFate | null): Because {
  const other = withoutRecord(line);
  if (other) return other;
  if (!fate) return { why: 'gone', at: null };
  if (fate.withdrawnAt) return { why: 'taken-back', at: fate.withdrawnAt };
  if (fate.visibility !== 'public') return { why: 'not-public', at: fate.actedAt };
  return { why: 'belongs-no-more', at: fate.actedAt };
}

/** A part of a line: as it stands on both sides, or what stood there and what does. */
export type Piece = { readonly same: string } | { readonly before: string; readonly after: string };

const between = '; ';

/** Two texts of one fact part by part. Where they have as many, each against its own; otherwise all between the ends. */
export function piecesOf(before: string, after: string): readonly Piece[] {
  const [was, is] = [before.split(between), after.split(between)];
  if (was.length === is.length)
    return was.map((part, place) => {
      const now = is[place] ?? '';
      return part === now ? { same: part } : { before: part, after: now };
    });
  const shorter = Math.min(was.length, is.length);
  let [start, end] = [0, 0];
  while (start < shorter && was[start] === is[start]) start += 1;
  while (end < shorter - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const cut = (parts: readonly string[]): string => parts.slice(start, parts.length - end).join(between);
  return [
    ...was.slice(0, start).map((same) => ({ same })),
    { before: cut(was), after: cut(is) },
    ...was.slice(was.length - end).map((same) => ({ same })),
  ];
}

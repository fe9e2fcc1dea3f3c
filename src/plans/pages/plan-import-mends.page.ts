import { plural } from '../../shell/format.js';
import { type FieldMaker, form, type FormModel, prose, select, text, type Tried } from '../../shell/form/form.js';
import { type Posted, textOf } from '../../shell/form/posted.js';
import { horizons, levers, weights } from '../domain/milestone-words.js';
import { type SheetField, sheetFields } from '../domain/sheet-columns.js';
import {
  cellKey,
  cellOf,
  cellsToMend,
  mendedCells,
  mendOf,
  type Mends,
  type SheetCell,
} from '../domain/sheet-mends.js';
import type { RowProblemCode, SheetFacts, Told } from '../domain/sheet-row.js';
import type { OpenLook } from './plan-import-steps.page.js';
import { problemWords } from './plan-import-words.page.js';
import { planImportPaths } from './plan-imports.paths.js';

/** So many cells stand on one page; the rest follow when these are saved. */
export const mendsAtOnce = 40;
export const longestMend = 1_000;

const prefix = 'mend-';
export const mendName = (key: string): string => `${prefix}${key}`;
export const isMend = (name: string): boolean => name.startsWith(prefix);
const nameOf = (cell: SheetCell): string => mendName(cellKey(cell));

const listed: Readonly<Partial<Record<SheetField, Readonly<Record<string, string>>>>> = {
  lever: levers,
  horizon: horizons,
  weight: weights,
};

/** What the cell says now: what was typed for it, or the words of the sheet. */
function wordsAt({ sheet, choices }: SheetFacts, { line, field }: SheetCell): string {
  const typed = mendOf(choices, { line, field });
  const place = choices.mapping[field];
  if (typed !== undefined || place === undefined) return typed ?? '';
  return mendedCells(line, sheet.rows[line - 1] ?? [], choices)[place] ?? '';
}

function fieldOf(facts: SheetFacts, cell: SheetCell, problems: readonly Told<RowProblemCode>[]): FieldMaker {
  const value = wordsAt(facts, cell);
  const told = problems.filter(({ line, field }) => line === cell.line && field === cell.field).map(problemWords);
  const about = {
    name: nameOf(cell),
    label: `Row ${cell.line}: ${sheetFields[cell.field].toLowerCase()}`,
    hint: told.join('. ') || null,
  };
  const list = listed[cell.field];
  if (list) {
    const choices = Object.values(list).map((words) => ({ value: words, text: words }));
    return select({ ...about, any: value || 'Select', choices, value: null });
  }
  return cell.field === 'doneMeans' ? prose({ ...about, rows: 2, value }) : text({ ...about, value });
}

/** The cells in which rows have errors, each with what it says and what is wrong with it. Null: there are none. */
export function mendingForm(
  { plan, brought, facts }: OpenLook,
  problems: readonly Told<RowProblemCode>[],
  tried: Tried,
): FormModel | null {
  const wrong = cellsToMend(problems);
  // What somebody else put right meanwhile stays beside what was typed here.
  const typed = tried ? Object.keys(mendsIn(tried.posted) ?? {}).flatMap((key) => cellOf(key) ?? []) : [];
  const cells = new Map([...wrong.slice(0, mendsAtOnce), ...typed].map((cell) => [cellKey(cell), cell]));
  if (cells.size === 0) return null;
  return form({
    action: planImportPaths.mends(plan.ref, brought.number),
    button: 'Save these and check again',
    fields: [...cells.values()].map((cell) => fieldOf(facts, cell, problems)),
    tried,
    version: brought.version,
  });
}

/** Of what was posted, what says something else than the cell says now: a field that nobody touched changes nothing. */
export const changedMends = (facts: SheetFacts, mends: Mends): Mends =>
  Object.fromEntries(
    Object.entries(mends).filter(([key, words]) => {
      const cell = cellOf(key);
      return cell !== null && words !== wordsAt(facts, cell) && (words !== '' || !listed[cell.field]);
    }),
  );

/** That there are more cells with errors than stand on one page. */
export const moreToMend = (problems: readonly Told<RowProblemCode>[]): string | null => {
  const left = cellsToMend(problems).length - mendsAtOnce;
  return left > 0 ? `${plural(left, 'more error')} can be put right here when these are saved.` : null;
};

/** What was typed for which cells; null: a name that our own page did not write, or more than a cell may hold. */
export function mendsIn(posted: Posted): Mends | null {
  const mends: Record<string, string> = {};
  for (const name of Object.keys(posted)) {
    if (!isMend(name)) continue;
    const key = name.slice(prefix.length);
    if (!cellOf(key) || typeof posted[name] !== 'string') return null;
    mends[key] = textOf(posted, name).trim();
  }
  return mends;
}

import { isBlank } from './sheet.js';
import type { ColumnMapping } from './sheet-columns.js';
import { readSheetDay } from './sheet-dates.js';
import { mendedCells, mendOf } from './sheet-mends.js';
import { looksLikeName } from './sheet-owners.js';
import {
  oneLine,
  priorityNamed,
  type RawRow,
  type RowNoteCode,
  type RowProblemCode,
  RowReader,
  type SheetFacts,
  type SheetRow,
  titleKey,
  type Told,
  wording,
} from './sheet-row.js';

export type CheckedSheet = {
  readonly ready: readonly SheetRow[];
  readonly problems: readonly Told<RowProblemCode>[];
  readonly notes: readonly Told<RowNoteCode>[];
  /** Rows that the plan has already, with the milestone that each is. */
  readonly here: readonly { readonly line: number; readonly title: string; readonly ref: string }[];
  /** Rows that say exactly what an earlier row says. */
  readonly repeated: readonly { readonly line: number; readonly of: number }[];
  readonly blank: number;
  /** Rows that are headings again, or name a priority for the rows under them. */
  readonly headings: number;
  /** How many rows hold something that is meant as a milestone. */
  readonly rows: number;
};

function rawRows({ sheet, headings, choices }: SheetFacts) {
  const { mapping } = choices;
  const { at, rows: taken, words } = headings;
  const raw: RawRow[] = [];
  let blank = 0;
  let titles = 0;
  let section: string | null = null;
  const head = (sheet.rows[at] ?? []).join('\n');
  for (const [place, own] of sheet.rows.entries()) {
    if (taken > 0 && place < at + taken) continue;
    const cells = mendedCells(place + 1, own, choices);
    const filled = cells.filter((cell) => cell !== '');
    if (isBlank(cells)) blank += 1;
    else if (taken > 0 && (cells.join('\n') === head || cells.join('\n') === words.join('\n'))) titles += 1;
    else if (isSection(cells, mapping)) {
      section = filled[0] ?? null;
      titles += 1;
    } else {
      // A cell merged over several rows holds its words in the first of them.
      const named = mapping.priority === undefined ? '' : (cells[mapping.priority] ?? '');
      if (named !== '') section = named;
      // Typed where no column holds it, a priority is that of its row alone.
      const typed = mapping.priority === undefined && mendOf(choices, { line: place + 1, field: 'priority' });
      raw.push({ line: place + 1, cells, section: typed || section });
    }
  }
  return { raw, blank, titles };
}

/** A row with words in its first columns alone, and nothing where the action, its owner or its date would be. */
function isSection(cells: readonly string[], mapping: ColumnMapping): boolean {
  const filled = cells.flatMap((cell, place) => (cell === '' ? [] : [place]));
  const [only] = filled;
  if (filled.length !== 1 || only === undefined || only > 1) return false;
  const read = readSheetDay(cells[only] ?? '');
  if ('found' in read && read.found) return false;
  const says = ['title', 'owner', 'due', 'doneMeans'] as const;
  const isTitle = mapping.title === only && !/^(?:priority|objective|theme|workstream)\b/i.test(cells[only] ?? '');
  return !isTitle && says.every((field) => field === 'title' || mapping[field] !== only);
}

/**
 * Holds every row of a sheet against the plan. A row that says what an earlier row says, or what the plan already has,
 * is left out and told; a row that contradicts one of them is a problem. Nothing is guessed: a row comes in whole or not
 * at all.
 */
export function checkSheet(facts: SheetFacts): CheckedSheet {
  const { raw, blank, titles } = rawRows(facts);
  const ready: SheetRow[] = [];
  const problems: Told<RowProblemCode>[] = [];
  const notes: Told<RowNoteCode>[] = [];
  const here: { line: number; title: string; ref: string }[] = [];
  const repeated: { line: number; of: number }[] = [];
  const byText = new Map<string, number>();
  const byReference = new Map<string, number>();
  const byTitle = new Map<string, number>();
  const planByTitle = new Map(facts.inPlan.map((one) => [titleKey(one.title), one]));
  const planByReference = new Map(facts.inPlan.flatMap((one) => (one.theirRef ? [[wording(one.theirRef), one]] : [])));
  for (const row of raw) {
    const text = row.cells.join('\u0000');
    const same = byText.get(text);
    if (same !== undefined) {
      repeated.push({ line: row.line, of: same });
      continue;
    }
    byText.set(text, row.line);
    const reader = new RowReader(row, facts);
    const [reference, title] = [wording(reader.cell('reference')), titleKey(reader.cell('title'))];
    const known = planByTitle.get(title);
    const taken = reference === '' ? undefined : planByReference.get(reference);
    if (known && (reference === '' || wording(known.theirRef ?? '') === reference || known.theirRef === null)) {
      here.push({ line: row.line, title: known.title, ref: known.ref });
      continue;
    }
    const read = reader.read();
    if (taken) reader.wrong('reference', 'reference-taken', `${taken.ref}\n${taken.title}`);
    else if (known) reader.wrong('title', 'title-taken', known.title);
    const [sameReference, sameTitle] = [byReference.get(reference), byTitle.get(title)];
    if (reference !== '' && sameReference !== undefined)
      reader.wrong('reference', 'same-reference', String(sameReference));
    if (title !== '' && sameTitle !== undefined) reader.wrong('title', 'same-title', String(sameTitle));
    if (sameReference === undefined) byReference.set(reference, row.line);
    if (sameTitle === undefined) byTitle.set(title, row.line);
    problems.push(...reader.problems);
    notes.push(...reader.notes);
    if (read && reader.problems.length === 0) ready.push(read);
  }
  return { ready, problems, notes, here, repeated, blank, headings: titles, rows: raw.length };
}

/** The wordings of priorities that no priority of the plan is called by, as the sheet writes them. */
export function unknownPriorities(facts: SheetFacts): readonly string[] {
  const { raw } = rawRows(facts);
  const found = new Map<string, string>();
  for (const { section } of raw)
    if (section && !priorityNamed(section, facts.priorities))
      found.set(wording(section), found.get(wording(section)) ?? oneLine(section));
  return [...found.values()];
}

/** The wordings of owners and deputies that look like names, as the sheet writes them. */
export function namesAmongOwners(facts: SheetFacts): readonly string[] {
  const { raw } = rawRows(facts);
  const found = new Map<string, string>();
  for (const { cells } of raw)
    for (const field of ['owner', 'deputy'] as const) {
      const place = facts.choices.mapping[field];
      const text = place === undefined ? '' : oneLine(cells[place] ?? '');
      if (text !== '' && looksLikeName(text)) found.set(wording(text), found.get(wording(text)) ?? text);
    }
  return [...found.values()];
}

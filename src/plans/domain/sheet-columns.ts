import { isBlank, type Sheet } from './sheet.js';
import { readSheetDay } from './sheet-dates.js';

/** What a column of a spreadsheet may hold, in the order in which the page asks for it. */
export const sheetFields = {
  reference: 'Their reference',
  priority: 'Priority',
  title: 'What will be done',
  doneMeans: 'What will be true when it is done',
  owner: 'Owner',
  deputy: 'Deputy',
  start: 'Start',
  due: 'First date due',
  revised: 'Revised date',
  movedBy: 'Decision that moved the date',
  lever: 'Kind of change',
  horizon: 'Horizon',
  weight: 'Weight',
  status: 'Status',
} as const;
export type SheetField = keyof typeof sheetFields;

/** Which column holds what: places from 0. A field without a place is in no column. */
export type ColumnMapping = Readonly<Partial<Record<SheetField, number>>>;

/** Headings that secretaries give their columns, the surest first. A heading is held against them in lower case. */
const known: Readonly<Record<SheetField, readonly RegExp[]>> = {
  reference: [
    /^(our |their |action |plan |milestone )?(ref|reference|no|number|id)\.?( no\.?| number)?$/,
    /^#$/,
    /\bref(erence)?\b/,
  ],
  priority: [
    /^(improvement )?(priority|objective|theme|work ?stream|strand)( area)?$/,
    /\bpriority\b/,
    /\btheme\b|\bobjective\b/,
  ],
  title: [
    /^(what|actions?|milestones?|tasks?|title|activity|activities|what will (we|be) do(ne)?|(key |specific )?actions?( required| to be taken| description)?)$/,
    /\baction\b|\bmilestone\b|\btask\b/,
    /^what\b/,
  ],
  doneMeans: [
    /\b(success|done means)\b/,
    /what will be (true|different)|how will we know|what (good|done) looks like/,
    /\b(measures?|criteria|deliverable|output|evidence of completion|outcome|impact)\b/,
  ],
  owner: [
    /^(action )?(owner|lead|who|responsible|lead officer|accountable)( (officer|person|post))?$/,
    /\b(owner|lead|responsib\w+|accountab\w+)\b/,
  ],
  deputy: [/^(deputy|support(ed by|ing)?)( (officer|lead|owner|post))?$/, /\b(deputy|support)\b/],
  start: [/^(planned )?start( date)?$/, /\bstart(s|ing)?\b/],
  due: [
    /^(original |first |baseline |target |planned )?(due|end|deadline|target|completion|finish|delivery)( date)?$/,
    /^(when|by when|timescales?|original date|first date|baseline|date due)$/,
    /\b(due|deadline|by when|timescales?|original|baseline|completion|target|end)\b/,
  ],
  revised: [
    /^(revised|current|new|expected|forecast)( due| end| target| completion)?( date)?$/,
    /\b(revised|forecast|expected)\b/,
  ],
  movedBy: [
    /^(board |committee )?(decision|minute|approval)( ref(erence)?| no\.?| number)?$/,
    /\b(moved|revised|approved|agreed) by\b|\bdecision\b|\bminute\b/,
  ],
  lever: [/^(lever|kind of change|type of change)$/],
  horizon: [/^(horizon|phase)$/],
  weight: [/^(weight|size|effort)$/],
  status: [/^(current )?(status|state|rag|progress|rag rating|rag status)$/, /\b(status|rag)\b/],
};

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[’']/g, '’')
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}#.]+/gu, ' ')
    .trim();

/** 3 for the surest way of heading such a column, then 2, then 1; 0 where it says nothing of it. */
function likeness(heading: string, field: SheetField): number {
  const text = plain(heading);
  if (text === '' || text.length > 60) return 0;
  const place = known[field].findIndex((pattern) => pattern.test(text));
  return place === -1 ? 0 : 3 - Math.min(place, 2);
}

const fields = Object.keys(sheetFields) as SheetField[];

/** Where the headings stand and what each column is headed. */
export type Headings = {
  /** The first row of the headings, and how many rows they take: 0 where no headings were recognised. */
  readonly at: number;
  readonly rows: 0 | 1 | 2;
  readonly words: readonly string[];
};

/** Headings are looked for so far down: above them stand the plan's name, a date, a key to colours. */
const lookedAt = 20;

/** In a row that was merged over its neighbours only the first cell holds the words: they hold for those after it. */
function overBlanks(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return upper.map((cell, place) => {
    if (cell !== '') group = cell;
    const below = lower[place] ?? '';
    // A blank above a sub-heading belongs to the merged heading at its left; a heading alone stands for itself.
    if (below === '') return cell;
    const above = cell === '' ? group : cell;
    return above === '' || above === below ? below : `${above}: ${below}`;
  });
}

const isHeadingLike = (cell: string): boolean => {
  const read = readSheetDay(cell);
  return cell.length <= 60 && !('found' in read && read.found) && !/^\d+([.,]\d+)*$/.test(cell);
};

function scoreOf(words: readonly string[]): number {
  const mapping = mapped(words);
  return Object.values(mapping).length;
}

/** What part of a heading over two rows says: its own words first, then with those above it. */
const saidBy = (heading: string): readonly string[] => {
  const [, below] = heading.split(': ');
  return below === undefined ? [heading] : [below, heading.replace(': ', ' ')];
};

/** Finds the headings, in one row or merged over two. Needs at least two columns that it recognises. */
export function findHeadings({ rows }: Sheet): Headings {
  let best: Headings & { readonly score: number } = { at: 0, rows: 0, words: [], score: 1 };
  for (const [at, row] of rows.slice(0, lookedAt).entries()) {
    if (isBlank(row)) continue;
    const single = scoreOf(row);
    const next = rows[at + 1] ?? [];
    const isTwo = !isBlank(next) && next.every((cell) => cell === '' || isHeadingLike(cell));
    const words = isTwo ? overBlanks(row, next) : [];
    const double = isTwo ? scoreOf(words) : 0;
    if (double > single && double > best.score) best = { at, rows: 2, words, score: double };
    else if (single > best.score) best = { at, rows: 1, words: row, score: single };
  }
  const width = rows[0]?.length ?? 0;
  const words = Array.from({ length: width }, (_nothing, place) => best.words[place] ?? '');
  return { at: best.at, rows: best.rows, words };
}

/** Which column most likely holds what: the likest pairs first, a column for each field and a field for each column. */
function mapped(words: readonly string[]): ColumnMapping {
  const pairs = words.flatMap((heading, place) =>
    fields.flatMap((field, order) => {
      const [own = '', whole] = saidBy(heading);
      const like = Math.max(likeness(own, field) * 2, whole ? likeness(whole, field) * 2 - 1 : 0);
      return like > 0 ? [{ field, place, like, order }] : [];
    }),
  );
  const mapping: Partial<Record<SheetField, number>> = {};
  const taken = new Set<number>();
  for (const { field, place } of pairs.toSorted((a, b) => b.like - a.like || a.place - b.place || a.order - b.order)) {
    if (mapping[field] !== undefined || taken.has(place)) continue;
    mapping[field] = place;
    taken.add(place);
  }
  return mapping;
}

/** What the page proposes before anybody has said which column is which. */
export const proposeMapping = ({ words }: Headings): ColumnMapping => mapped(words);

import { withoutFullStop } from '../../kernel/full-stop.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import type { Sheet } from './sheet.js';
import type { ColumnMapping, Headings, SheetField } from './sheet-columns.js';
import { readSheetDay, type SheetDayProblem } from './sheet-dates.js';
import { type Mends, mendOf } from './sheet-mends.js';
import { looksLikeName } from './sheet-owners.js';

/** A row of a spreadsheet as it would become a milestone. `line`: the row as the spreadsheet counts it, from 1. */
export type SheetRow = {
  readonly line: number;
  readonly reference: string | null;
  /** The id of a priority of the plan, or `new:` and the wording of one that comes in with the sheet. */
  readonly priority: string;
  /** The words of the sheet for it; null where it names none. */
  readonly priorityWords: string | null;
  readonly title: string;
  readonly doneMeans: string;
  readonly owner: string | null;
  readonly deputy: string | null;
  readonly start: CalendarDay | null;
  readonly due: CalendarDay;
  /** A date that was moved before it came here: kept as a forecast, for only the board moves a date. */
  readonly forecast: CalendarDay | null;
  /** A move of the date before this record began, with the decision that the sheet names for it. */
  readonly moved: { readonly to: CalendarDay; readonly decisionRef: string } | null;
  readonly lever: string;
  readonly horizon: string;
  readonly weight: string;
  /** Its status in the sheet says that work has begun, or more. */
  readonly isBegun: boolean;
  /** The words of the sheet for its status. */
  readonly status: string | null;
};

/** Why a row cannot come in. */
export const rowProblems = [
  'no-title',
  'long-title',
  'no-done-means',
  'no-due',
  'not-ahead',
  'not-a-date',
  'no-such-day',
  'month-first',
  'far',
  'start-after-due',
  'no-priority',
  'unknown-priority',
  'no-lever',
  'no-horizon',
  'no-weight',
  'unknown-word',
  'same-reference',
  'same-title',
  'reference-taken',
  'title-taken',
  'too-long',
  'identifies',
] as const;
export type RowProblemCode = (typeof rowProblems)[number];

/** What a row can come in with, and somebody should know. */
export const rowNotes = [
  'owner-name',
  'no-owner',
  'month-only',
  'date-passed',
  'revised',
  'revised-not-kept',
  'moved',
  'moved-by-others',
  'complete',
  'not-kept',
] as const;
export type RowNoteCode = (typeof rowNotes)[number];

/** What is told of a cell. `about`: what stood there, or what it clashes with. */
export type Told<Code> = {
  readonly line: number;
  readonly field: SheetField;
  readonly code: Code;
  readonly about: string;
};

export type InPlan = { readonly ref: string; readonly theirRef: string | null; readonly title: string };

export type SheetChoices = {
  readonly mapping: ColumnMapping;
  /** What to take where a row does not say: keys of the lists, and a priority by its id. */
  readonly usual: {
    readonly priority: string | null;
    readonly lever: string | null;
    readonly horizon: string | null;
    readonly weight: string | null;
  };
  /** The board has agreed these dates already: they are first dates at once, and may have passed. */
  readonly datesAgreed: boolean;
  /** Which priority of the plan each wording means, by the wording in lower case; `new`: one that comes in with it. */
  readonly priorities: Readonly<Record<string, string>>;
  /** What will be different for people, of each priority that comes in. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** Which post each wording of an owner means. */
  readonly owners: Readonly<Record<string, string>>;
  /** What was typed on our own page instead of what a cell says; absent: nothing was. */
  readonly mends?: Mends;
};

export type SheetLists = Readonly<Record<'lever' | 'horizon' | 'weight', Readonly<Record<string, string>>>>;

export type SheetFacts = {
  readonly sheet: Sheet;
  readonly headings: Headings;
  readonly choices: SheetChoices;
  readonly lists: SheetLists;
  /** The priorities of the plan: their ids, numbers and titles. */
  readonly priorities: readonly { readonly id: string; readonly number: number; readonly title: string }[];
  readonly inPlan: readonly InPlan[];
  /** Whether whoever brings it may record what the board decided about dates. */
  readonly mayMoveDates: boolean;
  readonly today: CalendarDay;
};

const longestTitle = 120;
const longest: Readonly<Partial<Record<SheetField, number>>> = {
  reference: 60,
  doneMeans: 1_000,
  owner: 120,
  deputy: 120,
  movedBy: 20,
};

/** What was said of a wording; a word that means something to the machine is a word like any other. */
export const saidOf = (said: Readonly<Record<string, string>>, words: string): string | undefined =>
  Object.hasOwn(said, words) ? said[words] : undefined;

export const wording = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Two titles are one where only capitals, spaces and the full stop differ. */
export const titleKey = (title: string): string => withoutFullStop(wording(title));

const numbered = /^(?:(?:priority|objective|theme|workstream)\s*\d{0,2}|\d{1,2})\s*[.:)–—-]\s*/i;

/** What a priority is called without its number: "Priority 2: Practice" is called Practice. */
export const nameOfPriority = (text: string): string => {
  const name = oneLine(text).replace(numbered, '') || oneLine(text);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
};

/** "Priority 2: Practice", "2. Practice" and "Practice" all mean the second, if that is what it is called. */
export function priorityNamed(
  text: string,
  priorities: SheetFacts['priorities'],
): SheetFacts['priorities'][number] | null {
  const said = wording(text);
  const bare = said.replace(/^(?:priority|objective|theme|workstream)\s*/, '');
  const [, number, rest = ''] = /^(\d{1,2})\s*[.:)–—-]?\s*(.*)$/.exec(bare) ?? [];
  const byTitle = priorities.find(({ title }) => [said, bare, rest].includes(wording(title)));
  if (byTitle) return byTitle;
  return rest === '' && number ? (priorities.find((one) => one.number === Number(number)) ?? null) : null;
}

const done = /^(?:complete[d]?|done|closed|finished|achieved|delivered|b|blue)\b/;
const begun =
  /^(?:in progress|started|ongoing|on ?track|on target|underway|under way|delayed|at risk|off ?track|slipped|overdue|green|amber|red|g|a|r|[1-9]\d?\s?%)\b/;

/** A row after merged cells were filled and headings of sections taken out. */
export type RawRow = { readonly line: number; readonly cells: readonly string[]; readonly section: string | null };

/** Reads one row: what it would become, what is wrong with it and what should be known of it. */
export class RowReader {
  readonly problems: Told<RowProblemCode>[] = [];
  readonly notes: Told<RowNoteCode>[] = [];

  constructor(
    private readonly row: RawRow,
    private readonly facts: SheetFacts,
  ) {}

  cell(field: SheetField): string {
    const place = this.facts.choices.mapping[field];
    // A field without a column may have been typed on our own page.
    if (place === undefined) return mendOf(this.facts.choices, { line: this.row.line, field }) ?? '';
    return this.row.cells[place] ?? '';
  }

  wrong(field: SheetField, code: RowProblemCode, about = ''): null {
    this.problems.push({ line: this.row.line, field, code, about });
    return null;
  }

  note(field: SheetField, code: RowNoteCode, about = ''): void {
    this.notes.push({ line: this.row.line, field, code, about });
  }

  words(field: SheetField): string | null {
    const text = field === 'doneMeans' ? this.cell(field) : oneLine(this.cell(field));
    if (text === '') return null;
    const most = longest[field];
    if (most !== undefined && text.length > most) return this.wrong(field, 'too-long', String(most));
    if (personalDataIn(text).length > 0 && field !== 'owner' && field !== 'deputy')
      return this.wrong(field, 'identifies', text);
    return text;
  }

  title(): string | null {
    const text = oneLine(this.cell('title'));
    if (text === '') return this.wrong('title', 'no-title');
    if (text.length > longestTitle) return this.wrong('title', 'long-title', String(text.length));
    return personalDataIn(text).length > 0 ? this.wrong('title', 'identifies', text) : text;
  }

  day(field: 'start' | 'due' | 'revised'): CalendarDay | null {
    const cell = this.cell(field);
    const read = readSheetDay(cell);
    if ('problem' in read) return this.wrong(field, read.problem satisfies SheetDayProblem, cell);
    if (read.found?.precision === 'month') this.note(field, 'month-only', `${cell}\n${read.found.day}`);
    return read.found?.day ?? null;
  }

  post(field: 'owner' | 'deputy'): string | null {
    const text = this.words(field);
    if (text === null) return null;
    const post = saidOf(this.facts.choices.owners, wording(text)) ?? text;
    if (looksLikeName(post)) this.note(field, 'owner-name', post);
    return post;
  }

  listed(field: 'lever' | 'horizon' | 'weight'): string | null {
    const text = oneLine(this.cell(field));
    const { usual } = this.facts.choices;
    if (text === '') return usual[field] ?? this.wrong(field, `no-${field}`);
    const found = Object.entries(this.facts.lists[field]).find(
      ([key, word]) => wording(text) === wording(word) || wording(text) === key,
    );
    return found?.[0] ?? usual[field] ?? this.wrong(field, 'unknown-word', text);
  }

  priority(): string | null {
    const { choices, priorities } = this.facts;
    const text = this.row.section === null ? '' : oneLine(this.row.section);
    if (text === '') return choices.usual.priority ?? this.wrong('priority', 'no-priority');
    const chosen =
      saidOf(choices.priorities, wording(text)) ?? priorityNamed(text, priorities)?.id ?? choices.usual.priority;
    if (chosen === 'new') return `new:${wording(text)}`;
    return chosen ?? this.wrong('priority', 'unknown-priority', text);
  }

  read(): SheetRow | null {
    const [reference, title] = [this.words('reference'), this.title()];
    const doneMeans = this.words('doneMeans');
    if (doneMeans === null && !this.problems.some(({ field }) => field === 'doneMeans'))
      this.wrong('doneMeans', 'no-done-means');
    const [owner, deputy] = [this.post('owner'), this.post('deputy')];
    if (owner === null && !this.problems.some(({ field }) => field === 'owner')) this.note('owner', 'no-owner');
    const [start, due, revised] = [this.day('start'), this.day('due'), this.day('revised')];
    if (due === null && !this.problems.some(({ field }) => field === 'due')) this.wrong('due', 'no-due');
    const { choices, today, mayMoveDates } = this.facts;
    if (due && due <= today && !choices.datesAgreed) this.wrong('due', 'not-ahead', due);
    if (due && due < today && choices.datesAgreed) this.note('due', 'date-passed', due);
    if (start && due && start > due) this.wrong('start', 'start-after-due', `${start}\n${due}`);
    const priority = this.priority();
    const [lever, horizon, weight] = [this.listed('lever'), this.listed('horizon'), this.listed('weight')];
    if (!title || !doneMeans || !due || !priority || !lever || !horizon || !weight) return null;
    if (this.problems.length > 0) return null;
    const [other, decisionRef] = [
      revised && revised !== due && choices.datesAgreed ? revised : null,
      this.words('movedBy'),
    ];
    if (this.problems.length > 0) return null;
    const moved = other && decisionRef && mayMoveDates ? { to: other, decisionRef } : null;
    const forecast = other && !moved && other >= today ? other : null;
    if (other && decisionRef && !mayMoveDates) this.note('movedBy', 'moved-by-others', decisionRef);
    if (moved) this.note('revised', 'moved', `${due}\n${moved.to}\n${decisionRef}`);
    else if (forecast) this.note('revised', 'revised', `${due}\n${forecast}`);
    else if (revised && revised !== due) this.note('revised', 'revised-not-kept', revised);
    const status = wording(this.cell('status'));
    const isDone = done.test(status);
    if (isDone) this.note('status', 'complete', this.cell('status'));
    else if (status !== '' && !begun.test(status) && !/^(?:not started|n\/a|planned|to ?do|future)\b/.test(status))
      this.note('status', 'not-kept', this.cell('status'));
    const isBegun = isDone || begun.test(status);
    const parts = { title, doneMeans, owner, due, priority, priorityWords: this.row.section, lever, horizon, weight };
    return {
      line: this.row.line,
      reference,
      deputy,
      start,
      forecast,
      moved,
      isBegun,
      status: oneLine(this.cell('status')) || null,
      ...parts,
    };
  }
}

import { day } from '../../kernel/calendar-day.js';
import { formatDay } from '../../shell/format.js';
import type { SheetRefusal } from '../data/sheet-file.js';
import { sheetFields } from '../domain/sheet-columns.js';
import type { RowNoteCode, RowProblemCode, Told } from '../domain/sheet-row.js';
import type { TooMuch } from '../domain/sheet.js';

type PlainRefusal = Exclude<SheetRefusal['why'], 'open-quote' | 'too-much'>;

const refusals: Readonly<Record<PlainRefusal, string>> = {
  empty: 'The file has nothing in it. Choose the spreadsheet that holds the plan',
  'too-large': 'The file must be smaller than 5MB',
  'old-workbook':
    'The file is an older Excel workbook, or has a password. Save it as XLSX without a password, or as CSV',
  'not-a-sheet': 'The file must be an XLSX or a CSV',
  'web-page': 'The file is a web page. Save the spreadsheet as XLSX or CSV',
  'not-a-workbook': 'The file must be an XLSX or a CSV',
  'other-spreadsheet': 'The file is another kind of spreadsheet. Save it as XLSX or CSV',
  broken: 'The file cannot be read. Open it in your spreadsheet program, save it as XLSX again, or save it as CSV',
  locked: 'The file has a password. Save it without one',
  hidden: 'The file does not hold what it says it holds, so it was not opened. Save it as XLSX again, or as CSV',
  'too-many-parts': 'The file has more parts than a plan needs. Copy the plan into a new workbook, or save it as CSV',
  'too-large-unpacked': 'The file unpacks to more than 16MB. Copy the plan into a new workbook, or save it as CSV',
  'declares-entities':
    'The file declares things that no spreadsheet needs, so it was not opened. Save it as XLSX again, or as CSV',
  'too-far':
    'A cell lies below row 5,000 or right of column IV. Delete the empty rows and columns around the plan, or save it as CSV',
};

const number = (value: number): string => value.toLocaleString('en-GB');

const tooMuchWords = (sheet: string, { limit, found, most }: TooMuch): string => {
  if (limit === 'rows')
    return `The sheet “${sheet}” has ${number(found)} rows. A plan can be brought in with up to ${number(most)}: split it, or delete what is not the plan`;
  if (limit === 'columns')
    return `The sheet “${sheet}” has ${number(found)} columns. A plan can be brought in with up to ${number(most)}: delete what is not needed`;
  return `A cell of the sheet “${sheet}” holds ${number(found)} characters. The longest that can be read is ${number(most)}`;
};

/** Why a file or what was pasted cannot be read, and what to do. */
export function refusalWords(refusal: SheetRefusal): string {
  if (refusal.why === 'open-quote')
    return `A quotation mark is not closed in row ${number(refusal.line)}. Mend it and try again`;
  if (refusal.why === 'too-much') return tooMuchWords(refusal.sheet, refusal.tooMuch);
  return refusals[refusal.why];
}

const on = (text: string | undefined): string => (text ? formatDay(day(text)) : '');
const quoted = (text: string): string => `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;

type Words<Code> = (
  told: Told<Code> & { readonly first: string; readonly second: string; readonly third: string },
) => string;

const problems: Readonly<Record<RowProblemCode, Words<RowProblemCode>>> = {
  'no-title': () => 'Enter what will be done',
  'long-title': ({ about }) => `What will be done must be 120 characters or less: it has ${about}`,
  'no-done-means': () => 'Enter what will be true when this is done',
  'no-due': () => 'Enter the date this is due',
  'not-ahead': ({ first }) => `Date due must be in the future: it is ${on(first)}`,
  'not-a-date': ({ about, field }) => `${sheetFields[field]} must be a date, like 31/03/2027: it is ${quoted(about)}`,
  'no-such-day': ({ about, field }) => `${sheetFields[field]} must be a real date: ${quoted(about)} is none`,
  'month-first': ({ about, field }) =>
    `${sheetFields[field]} must have the day first: ${quoted(about)} has no such month`,
  far: ({ about, field }) => `${sheetFields[field]} must be between 2000 and 2099: it is ${quoted(about)}`,
  'start-after-due': ({ first, second }) =>
    `Start must be on or before the date due: it starts on ${on(first)} and is due on ${on(second)}`,
  'no-priority': () => 'Select the priority for rows that name none',
  'unknown-priority': ({ about }) => `Select which priority ${quoted(about)} is`,
  'no-lever': () => 'Select what kind of change this is',
  'no-horizon': () => 'Select how far the change reaches',
  'no-weight': () => 'Select how large it is',
  'unknown-word': ({ about, field }) => `${sheetFields[field]} must be one of our words: it is ${quoted(about)}`,
  'same-reference': ({ about }) => `Row ${about} has the same reference. Give one of them another`,
  'same-title': ({ about }) => `Row ${about} has the same words for what will be done. Give this one a different name`,
  'reference-taken': ({ first, second }) =>
    `${first} in this plan has the same reference and is called ${quoted(second)}. Change the reference, or leave the row out`,
  'title-taken': ({ about }) =>
    `There is already an action called “${about}” in this plan. Give this one a different name, or add to that one`,
  'too-long': ({ about, field }) => `${sheetFields[field]} must be ${number(Number(about))} characters or less`,
  identifies: () => 'This looks like it could identify a person. Take out names, dates of birth and case numbers',
};

const notes: Readonly<Record<RowNoteCode, Words<RowNoteCode>>> = {
  'owner-name': ({ about }) =>
    `${quoted(about)} looks like the name of a person. Owners are posts, so that the plan stands when people change`,
  'no-owner': () => 'It comes in without an owner',
  'month-only': ({ first, second }) => `${quoted(first)} is a month: its last day is taken, ${on(second)}`,
  'date-passed': ({ first }) => `The date has passed (${on(first)}): the record will say off track`,
  revised: ({ first, second }) =>
    `The first date stays ${on(first)}. The revised date ${on(second)} comes in as a forecast: ask the board to move the date`,
  moved: ({ first, second, third }) =>
    `The first date stays ${on(first)}. By decision ${third} the board moved it to ${on(second)} before this record began: that is the date that stands, and the move is listed`,
  'moved-by-others': ({ about }) =>
    `The sheet names ${quoted(about)} as the decision. Moves of the board are recorded by its secretary or chair: ask one of them to bring the sheet in`,
  'revised-not-kept': ({ first }) =>
    `The revised date ${on(first)} is not taken over. The board moves dates, once the plan is here`,
  complete: ({ about }) =>
    `The sheet says ${quoted(about)}. It comes in as in progress: add the evidence, then mark the action complete`,
  'not-kept': ({ about }) => `The status ${quoted(about)} is not one of ours and is not taken over`,
};

const parted = <Code>(told: Told<Code>) => {
  const [first = '', second = '', third = ''] = told.about.split('\n');
  return { ...told, first, second, third };
};

export const problemWords = (told: Told<RowProblemCode>): string => problems[told.code](parted(told));
export const noteWords = (told: Told<RowNoteCode>): string => notes[told.code](parted(told));

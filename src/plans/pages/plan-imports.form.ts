import { horizons, levers, weights } from '../domain/milestone-words.js';
import { type SheetField, sheetFields } from '../domain/sheet-columns.js';
import { mostColumns } from '../domain/sheet.js';
import { Choice, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

/** What is pasted may be as long as a form with a file may be. */
export const mostPasted = 400_000;

export class BringForm {
  @Prose({ label: 'What you paste', max: mostPasted })
  pasted: string | null;
}

const columns = Array.from({ length: mostColumns }, (_nothing, place) => String(place));
const fields = Object.keys(sheetFields) as SheetField[];

export const columnField = (field: SheetField): string => `column-${field}`;

/** Which column holds what, and what to take where a row does not say. */
export class ColumnsForm {
  @Text({ label: 'The sheet', max: 3 })
  sheet: string | null;

  @Choice(['yes', 'no'], { required: 'Select whether the board has agreed these dates' })
  agreed: 'yes' | 'no';

  @Text({ label: 'The priority', max: 36 })
  priority: string | null;

  @Choice(Object.keys(levers))
  lever: string | null;

  @Choice(Object.keys(horizons))
  horizon: string | null;

  @Choice(Object.keys(weights))
  weight: string | null;

  @Version()
  version: number;
}
for (const field of fields) Choice(columns)(ColumnsForm.prototype, columnField(field));

/** Read from a form whose fields are known by number or key only. */
export const saidIn = (form: object, name: string): string | null => {
  const value = (form as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : null;
};

/** So many wordings are asked for on one page; the rest follow when these are answered. */
export const wordingsAtOnce = 40;
const numbers = Array.from({ length: wordingsAtOnce }, (_nothing, place) => place + 1);

/** Which post an owner means, and which priority a wording means. */
export class WordsForm {
  @Version()
  version: number;
}
for (const number of numbers) {
  Text({ label: 'The words of the sheet', max: 300 })(WordsForm.prototype, `owner-was-${number}`);
  Text({ label: 'The post', max: 120 })(WordsForm.prototype, `owner-${number}`);
  Text({ label: 'The words of the sheet', max: 300 })(WordsForm.prototype, `priority-was-${number}`);
  Text({ label: 'The priority', max: 36 })(WordsForm.prototype, `priority-${number}`);
  Prose({ label: 'What will be different for people', max: 1_000 })(WordsForm.prototype, `outcome-${number}`);
}

export class AddForm {
  @Tick()
  leaveOut: boolean;

  @Version()
  version: number;
}

export class SetAsideForm {
  @Version()
  version: number;
}

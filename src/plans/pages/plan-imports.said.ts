import { BadRequestException } from '@nestjs/common';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, type Posted, textOf } from '../../shell/form/posted.js';
import type { Upload } from '../../shell/uploads.js';
import { type ColumnMapping, type SheetField, sheetFields } from '../domain/sheet-columns.js';
import { missingFields, type SavedChoices } from '../domain/sheet-import.js';
import { wording } from '../domain/sheet-row.js';
import { namesAmongOwners, unknownPriorities } from '../domain/sheet-rows.js';
import type { Mends } from '../domain/sheet-mends.js';
import { isMend, longestMend, mendName, mendsIn } from './plan-import-mends.page.js';
import { refusalWords } from './plan-import-words.page.js';
import {
  columnField,
  type ColumnsForm,
  saidIn,
  SetAsideForm,
  wordingsAtOnce,
  type WordsForm,
} from './plan-imports.form.js';
import type { Asked, OpenLook } from './plan-import-steps.page.js';

export function whyNotBrought(upload: Upload | null, pasted: string): Readonly<Record<string, string>> | null {
  if (upload?.isTooLarge) return { file: refusalWords({ why: 'too-large' }) };
  if (upload && pasted.trim() !== '') return { file: 'Choose a file or paste the rows, not both' };
  if (upload && !isNamedAsItIs(upload)) return { file: refusalWords({ why: 'not-a-sheet' }) };
  if (!upload && pasted.trim() === '') return { file: 'Choose the spreadsheet, or paste its rows' };
  return null;
}

const endings = ['.xlsx', '.csv', '.txt', '.tsv'];
const packed = Buffer.from('PK');

/** A workbook is a packed file and named so; rows as text are neither. Anything else is no spreadsheet, whatever it holds. */
function isNamedAsItIs({ name, content }: Upload): boolean {
  const ending = endings.find((one) => name.toLowerCase().endsWith(one));
  return ending !== undefined && (ending === '.xlsx') === content.subarray(0, packed.length).equals(packed);
}

/** Which column was chosen for which field. The form has let through numbers of columns only. */
export const mappingIn = (posted: Posted): ColumnMapping =>
  Object.fromEntries(
    (Object.keys(sheetFields) as SheetField[]).flatMap((field) => {
      const place = textOf(posted, columnField(field));
      return place === '' ? [] : [[field, Number(place)]];
    }),
  );

/** A needed field without a column, or one column for two things that exclude each other. */
export function columnErrors(mapping: ColumnMapping): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const field of missingFields(mapping))
    errors[columnField(field)] = `Select the column that says: ${sheetFields[field].toLowerCase()}`;
  if (mapping.due !== undefined && mapping.due === mapping.revised)
    errors[columnField('revised')] = 'Select another column: this one holds the first date';
  if (mapping.owner !== undefined && mapping.owner === mapping.deputy)
    errors[columnField('deputy')] = 'Select another column: this one holds the owner';
  return errors;
}

export const columnsSaid = (
  { agreed, priority, lever, horizon, weight }: ColumnsForm,
  mapping: ColumnMapping,
): Partial<SavedChoices> => ({
  isMapped: true,
  mapping,
  usual: { priority, lever, horizon, weight },
  datesAgreed: agreed === 'yes',
});

const has = (answers: Readonly<Record<string, string>>, words: string): boolean =>
  Object.hasOwn(answers, wording(words));

/** What the plan does not know yet: what nobody has answered first, as many as one page asks for. */
export function askedOf({ facts, brought: { choices } }: OpenLook): Asked & { readonly unanswered: number } {
  const sorted = (words: readonly string[], answers: Readonly<Record<string, string>>): readonly string[] =>
    words.toSorted((a, b) => Number(has(answers, a)) - Number(has(answers, b)));
  const owners = sorted(namesAmongOwners(facts), choices.owners);
  const priorities = sorted(unknownPriorities(facts), choices.priorities);
  const open = (words: readonly string[], answers: Readonly<Record<string, string>>): number =>
    words.filter((one) => !has(answers, one)).length;
  const [openOwners, openPriorities] = [open(owners, choices.owners), open(priorities, choices.priorities)];
  const beyond = (count: number): number => Math.max(0, count - wordingsAtOnce);
  return {
    owners: owners.slice(0, wordingsAtOnce),
    priorities: priorities.slice(0, wordingsAtOnce),
    more: beyond(openOwners) + beyond(openPriorities),
    unanswered: openOwners + openPriorities,
  };
}

export function wordsSaid(form: WordsForm) {
  const owners: Record<string, string> = {};
  const priorities: Record<string, string> = {};
  const outcomes: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (let number = 1; number <= wordingsAtOnce; number += 1) {
    const owner = saidIn(form, `owner-was-${number}`);
    if (owner) owners[wording(owner)] = saidIn(form, `owner-${number}`) ?? owner;
    const words = saidIn(form, `priority-was-${number}`);
    if (!words) continue;
    const chosen = saidIn(form, `priority-${number}`);
    const outcome = saidIn(form, `outcome-${number}`);
    if (!chosen) errors[`priority-${number}`] = `Select which priority “${words}” is`;
    else priorities[wording(words)] = chosen;
    if (chosen === 'new' && !outcome) errors[`outcome-${number}`] = 'Enter what will be different for people';
    if (outcome) outcomes[wording(words)] = outcome;
  }
  return { owners, priorities, outcomes, errors };
}

/** What was typed instead of cells of a sheet: fields whose names say which cell, beside the version of the sheet. */
export function mendsPosted(body: unknown): Form<{ readonly version: number; readonly mends: Mends }> {
  const posted = (body ?? {}) as Posted;
  const mends = mendsIn(posted);
  if (!mends || Object.keys(mends).length === 0) throw new BadRequestException();
  const others = Object.fromEntries(Object.entries(posted).filter(([name]) => !isMend(name)));
  const form = new FormPipe(SetAsideForm).transform(others);
  const long = Object.entries(mends).filter(([, words]) => words.length > longestMend);
  const errors = Object.fromEntries(
    long.map(([key]) => [
      mendName(key),
      `What you type must be ${longestMend.toLocaleString('en-GB')} characters or less`,
    ]),
  );
  if (!form.ok) return { ok: false, errors: { ...form.errors, ...errors }, posted };
  if (long.length > 0) return { ok: false, errors, posted };
  return { ok: true, value: { version: form.value.version, mends }, posted };
}

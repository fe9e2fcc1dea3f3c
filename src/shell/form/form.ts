/**
 * The model of a form and of its fields, and how a page makes them:
 *
 *     form({ action: paths.rename(ref), button: 'Save', tried, version, fields: [
 *       text({ name: 'name', label: 'New name', value: organisation.name }),
 *       dayBoxes({ name: 'on', label: 'Date of the change', hint: 'For example, 27 3 2019', value: null }),
 *     ] })
 *
 * `tried` is what somebody posted and why it could not stand; it then stands in the fields instead of what is held, so
 * that nothing typed is lost. Give `errors: model.errors` to the page (`PageFacts.errors`): the layout prints the
 * summary and the title says "Error". `partials/form/form` prints a whole form; a page that lays its fields out itself
 * prints `partials/form/opening`, `partials/form/field` for each, and its own button.
 */
import type { Link } from '../links.js';
import type { Conflict } from './conflict.js';
import type { Field, Option } from './field.js';
import { valuesIn, wasField } from './held.js';
import { sideBySide, type Standing } from './merging.js';
import { textOf, textsOf } from './posted.js';
import type { FieldMaker, Tried } from './tried.js';

export type { Field } from './field.js';
export type { FieldMaker, Tried } from './tried.js';

export type FormError = { readonly text: string; readonly href: string };

/** `partials/form/form`. */
export type FormModel = {
  readonly action: string;
  readonly isMultipart: boolean;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly Field[];
  readonly button: string;
  readonly isWarning: boolean;
  readonly cancel: Link | null;
  readonly errors: readonly FormError[];
  readonly conflict: Conflict | null;
};

type Asked = { readonly name: string; readonly label: string; readonly hint?: string | null };

const idOf = (name: string): string => `field-${name}`;

function base({ name, label, hint = null }: Asked, tried: Tried): Field {
  const id = idOf(name);
  const error = tried?.errors[name] ?? null;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    name,
    label,
    hint,
    error,
    describedBy: described || null,
    focused: false,
    text: null,
    prose: null,
    boxes: null,
    radios: null,
    checkboxes: null,
    select: null,
    file: null,
  };
}

const held = (tried: Tried, name: string, value: string | null | undefined): string =>
  tried ? textOf(tried.posted, name) : (value ?? '');

type TextAsked = Asked & {
  readonly value?: string | number | null;
  /** Characters that the box is wide: 2, 3, 4, 5, 10, 20 or 30; the whole column unless told. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30;
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'tel';
  readonly inputMode?: 'numeric' | 'decimal' | null;
  readonly autocomplete?: string;
  readonly suffix?: string | null;
};

export const text =
  ({
    value,
    width,
    type = 'text',
    inputMode = null,
    autocomplete = 'off',
    suffix = null,
    ...asked
  }: TextAsked): FieldMaker =>
  (tried) => ({
    ...base(asked, tried),
    text: {
      // A password is never sent back.
      value:
        type === 'password'
          ? ''
          : held(tried, asked.name, value === null || value === undefined ? null : String(value)),
      type,
      inputMode,
      autocomplete,
      width: width ? `govuk-input--width-${width}` : '',
      suffix,
    },
  });

export const prose =
  ({ value, rows = 5, ...asked }: Asked & { readonly value?: string | null; readonly rows?: number }): FieldMaker =>
  (tried) => ({ ...base(asked, tried), prose: { value: held(tried, asked.name, value), rows } });

/** A day, a month or a year as it is kept: `2018-03-09`, `2018-03`, `2018`; what was typed where it was tried. */
export const dayBoxes =
  ({ value, ...asked }: Asked & { readonly value?: string | null }): FieldMaker =>
  (tried) => {
    const field = base(asked, tried);
    const [year = '', month = '', date = ''] = (value ?? '').split('-');
    const bare = (digits: string): string => digits.replace(/^0/, '');
    const box = (part: string, label: string, kept: string, width: number) => ({
      id: part === 'day' ? field.id : `${field.id}-${part}`,
      name: `${asked.name}-${part}`,
      label,
      value: held(tried, `${asked.name}-${part}`, kept),
      width: `govuk-input--width-${width}`,
    });
    return {
      ...field,
      boxes: [box('day', 'Day', bare(date), 2), box('month', 'Month', bare(month), 2), box('year', 'Year', year, 4)],
    };
  };

export type Choosable = { readonly value: string; readonly text: string; readonly hint?: string | null };

const optionsOf = (name: string, choices: readonly Choosable[], chosen: readonly string[]): Option[] =>
  choices.map(({ value, text: words, hint = null }, index) => ({
    // The first carries the id of the field, which is where the summary leads.
    id: index === 0 ? idOf(name) : `${idOf(name)}-${index + 1}`,
    name,
    value,
    text: words,
    hint,
    chosen: chosen.includes(value),
  }));

type ChoiceAsked = Asked & { readonly choices: readonly Choosable[]; readonly value?: string | null };

export const radios =
  ({ choices, value, inline = false, ...asked }: ChoiceAsked & { readonly inline?: boolean }): FieldMaker =>
  (tried) => ({
    ...base(asked, tried),
    radios: { options: optionsOf(asked.name, choices, [held(tried, asked.name, value)]), inline },
  });

/** A list to choose one from. `any` stands first and chooses nothing. */
export const select =
  ({ choices, value, any = 'Select one', ...asked }: ChoiceAsked & { readonly any?: string }): FieldMaker =>
  (tried) => {
    const field = base(asked, tried);
    const options = optionsOf(asked.name, [{ value: '', text: any }, ...choices], [held(tried, asked.name, value)]);
    return { ...field, select: { options } };
  };

export const checkboxes =
  ({
    choices,
    values = [],
    ...asked
  }: Asked & { readonly choices: readonly Choosable[]; readonly values?: readonly string[] }): FieldMaker =>
  (tried) => ({
    ...base(asked, tried),
    checkboxes: { options: optionsOf(asked.name, choices, tried ? textsOf(tried.posted, asked.name) : values) },
  });

/** One box to tick, with its own words. */
export const tick = ({
  words,
  value = false,
  ...asked
}: Asked & { readonly words: string; readonly value?: boolean }): FieldMaker =>
  checkboxes({ ...asked, choices: [{ value: 'yes', text: words }], values: value ? ['yes'] : [] });

/** A file: what was chosen before cannot be sent back, so it is asked for again. `accept` is for the file picker only. */
export const file =
  ({ accept, ...asked }: Asked & { readonly accept: string }): FieldMaker =>
  (tried) => ({ ...base(asked, tried), file: { accept } });

/** Puts each field's id, value and error in its place, for a page that lays fields out itself. */
export const fieldsFor = <Name extends string>(
  tried: Tried,
  makers: Readonly<Record<Name, FieldMaker>>,
): Readonly<Record<Name, Field>> =>
  Object.fromEntries(Object.entries<FieldMaker>(makers).map(([name, make]) => [name, make(tried)])) as Record<
    Name,
    Field
  >;

type FormAsked = {
  readonly action: string;
  readonly button: string;
  readonly fields: readonly FieldMaker[];
  readonly tried?: Tried;
  /** How often the record had been saved when the page was made; sent back, so that nobody overwrites unread words. */
  readonly version?: number | null;
  /**
   * Carries what it held when it was first shown, so that two people's changes can be brought together: every form
   * with a version that starts with something in it, unless told.
   */
  readonly merges?: boolean;
  /** What the record says now, where the fields of the form start empty: shown when somebody else was faster. */
  readonly standing?: readonly Standing[];
  readonly hidden?: Readonly<Record<string, string>>;
  readonly isWarning?: boolean;
  readonly cancel?: Link | null;
};

export function form({
  action,
  button,
  fields,
  tried: posted = null,
  version = null,
  merges = version !== null,
  standing = [],
  hidden = {},
  isWarning = false,
  cancel = null,
}: FormAsked): FormModel {
  const tried = sideBySide(posted, fields, standing);
  const made = fields.map((make) => make(tried));
  const was = merges ? heldBefore(fields, tried) : '';
  const kept = {
    ...hidden,
    ...(version === null ? {} : { version: String(version) }),
    ...(was ? { [wasField]: was } : {}),
  };
  return {
    action,
    isMultipart: made.some((each) => each.file !== null),
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
    fields: made,
    button,
    isWarning,
    cancel,
    errors: errorsOf(tried, made),
    conflict: tried?.conflict ?? null,
  };
}

/** What whoever typed began with: what was sent back, or what is saved where they have now seen that; '' for nothing. */
function heldBefore(fields: readonly FieldMaker[], tried: Tried): string {
  const sent = tried && !tried.conflict ? textOf(tried.posted, wasField) : '';
  if (sent) return sent;
  const values = valuesIn(fields.map((make) => make(null)));
  return Object.values(values).some((value) => value.length > 0) ? JSON.stringify(values) : '';
}

/** The summary: in the order of the fields, each leading to its own; what concerns the whole form first. */
export function errorsOf(tried: Tried, fields: readonly Field[]): readonly FormError[] {
  if (!tried) return [];
  const atFields = fields.flatMap(({ id, error }) => (error ? [{ text: error, href: `#${id}` }] : []));
  const known = new Set(fields.map(({ name }) => name));
  const first = fields[0] ? `#${fields[0].id}` : '#main';
  const elsewhere = Object.entries(tried.errors).flatMap(([name, error]) =>
    known.has(name) ? [] : [{ text: error, href: first }],
  );
  const whole = tried.problem ? [{ text: tried.problem, href: first }] : [];
  const conflict = tried.conflict ? [{ text: tried.conflict.message, href: '#conflict' }] : [];
  return [...conflict, ...whole, ...elsewhere, ...atFields];
}

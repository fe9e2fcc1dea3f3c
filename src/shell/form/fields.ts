/**
 * What may be posted: a form is a class whose fields say how they are read. `FormPipe` reads them, then asks
 * class-validator about whatever else its own decorators want.
 *
 *     export class RenameForm {
 *       @Text({ required: 'Enter the new name', max: 300 })
 *       name: string;
 *
 *       @DayBoxes({ label: 'Date of the change', required: 'Enter the date of the change' })
 *       on: CalendarDay;
 *
 *       @Version()
 *       version: number;
 *     }
 */
import { dayOf, daysInMonth } from '../../kernel/calendar-day.js';
import { type Posted, textOf, textsOf } from './posted.js';

export type Reading = { readonly value: unknown } | { readonly error: string } | { readonly malformed: true };

type FieldRule = {
  /** The names under which it is posted. */
  readonly names: readonly string[];
  /** Whether a name may come more than once. */
  readonly many: boolean;
  readonly read: (posted: Posted) => Reading;
};

const rules = new Map<object, Map<string, FieldRule>>();

const field =
  (ruleFor: (name: string) => FieldRule): PropertyDecorator =>
  (target, property) => {
    const own = rules.get(target) ?? new Map<string, FieldRule>();
    own.set(String(property), ruleFor(String(property)));
    rules.set(target, own);
  };

/** The fields of a form class, those of the classes that it extends first. */
export function fieldsOf(prototype: object): ReadonlyMap<string, FieldRule> {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return new Map([
    ...(parent && parent !== Object.prototype ? fieldsOf(parent) : []),
    ...(rules.get(prototype) ?? new Map<string, FieldRule>()),
  ]);
}

/** Control characters that no keyboard types are dropped; lines end alike. */
const tidy = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');

const single = (name: string, read: (text: string) => Reading): FieldRule => ({
  names: [name],
  many: false,
  read: (posted) => read(textOf(posted, name)),
});

type TextRules = {
  /** The message when nothing is typed; without it the field may stay empty. */
  readonly required?: string;
  /** The most characters, 300 unless told. */
  readonly max?: number;
  /** What the field is called in messages; its name unless told. */
  readonly label?: string;
};

/** One line of words; null when empty. */
export const Text = ({ required, max = 300, label }: TextRules = {}): PropertyDecorator =>
  field((name) =>
    single(name, (typed) => {
      const text = tidy(typed).replaceAll(/\s+/g, ' ').trim();
      if (text === '') return required ? { error: required } : { value: null };
      return text.length > max ? { error: `${label ?? 'This'} must be ${max} characters or less` } : { value: text };
    }),
  );

type ProseRules = TextRules & { readonly min?: number };

/** Words of several lines, 4,000 characters unless told; null when empty. */
export const Prose = ({ required, max = 4_000, min = 0, label }: ProseRules = {}): PropertyDecorator =>
  field((name) =>
    single(name, (typed) => {
      const text = tidy(typed).trim();
      if (text === '') return required ? { error: required } : { value: null };
      if (text.length < min) return { error: `${label ?? 'This'} must be ${min} characters or more` };
      return text.length > max
        ? { error: `${label ?? 'This'} must be ${max.toLocaleString('en-GB')} characters or less` }
        : { value: text };
    }),
  );

/** Exactly as typed, spaces and all: a password. */
export const Secret = ({
  required,
  max = 1_000,
}: {
  readonly required: string;
  readonly max?: number;
}): PropertyDecorator =>
  field((name) =>
    single(name, (typed) => {
      if (typed === '') return { error: required };
      return typed.length > max ? { error: `This must be ${max} characters or less` } : { value: typed };
    }),
  );

type ChoiceRules = { readonly required?: string };

/** One of a list; null when none is chosen. Anything else cannot come from our own page. */
export const Choice = (values: readonly string[], { required }: ChoiceRules = {}): PropertyDecorator =>
  field((name) =>
    single(name, (text) => {
      if (text === '') return required ? { error: required } : { value: null };
      return values.includes(text) ? { value: text } : { malformed: true };
    }),
  );

/** Any number of a list, or of any words where there is no list. */
export const Many = (values: readonly string[] | null, { required }: ChoiceRules = {}): PropertyDecorator =>
  field((name) => ({
    names: [name],
    many: true,
    read: (posted) => {
      const chosen = [...new Set(textsOf(posted, name).filter((text) => text !== ''))];
      if (values && chosen.some((text) => !values.includes(text))) return { malformed: true };
      if (chosen.length > 200) return { malformed: true };
      return chosen.length === 0 && required ? { error: required } : { value: chosen };
    },
  }));

/** Boxes alike in a row, each with words of several lines; in their order, empty ones too. */
export const Each = ({ max = 4_000, label }: Omit<TextRules, 'required'> = {}): PropertyDecorator =>
  field((name) => ({
    names: [name],
    many: true,
    read: (posted) => {
      const typed = textsOf(posted, name).map((text) => tidy(text).trim());
      if (typed.length > 200) return { malformed: true };
      const isTooLong = typed.some((text) => text.length > max);
      return isTooLong
        ? { error: `${label ?? 'Each'} must be ${max.toLocaleString('en-GB')} characters or less` }
        : { value: typed };
    },
  }));

/** A box to tick: true or false. */
export const Tick = ({ required }: ChoiceRules = {}): PropertyDecorator =>
  field((name) =>
    single(name, (text) => {
      if (text === '') return required ? { error: required } : { value: false };
      return text === 'yes' ? { value: true } : { malformed: true };
    }),
  );

type NumberRules = {
  readonly label: string;
  readonly required?: string;
  readonly min?: number;
  readonly max?: number;
};

/** A whole number; null when empty. */
export const Whole = ({ label, required, min = 0, max = 1_000_000_000 }: NumberRules): PropertyDecorator =>
  field((name) =>
    single(name, (typed) => {
      const text = typed.trim().replaceAll(/[, ]/g, '');
      if (text === '') return required ? { error: required } : { value: null };
      if (!/^[-+]?\d{1,12}$/.test(text)) return { error: `${label} must be a whole number` };
      const value = Number(text);
      return value < min || value > max
        ? { error: `${label} must be between ${min} and ${max.toLocaleString('en-GB')}` }
        : { value };
    }),
  );

/** A number that need not be whole, as people write it: "1,234.5"; null when empty. */
export const Decimal = ({ label, required }: Pick<NumberRules, 'label' | 'required'>): PropertyDecorator =>
  field((name) =>
    single(name, (typed) => {
      const text = typed
        .trim()
        .replaceAll(/[, \u00a0]/g, '')
        .replace('\u2212', '-');
      if (text === '') return required ? { error: required } : { value: null };
      return /^-?\d{1,12}(\.\d{1,9})?$/.test(text) ? { value: Number(text) } : { error: `${label} must be a number` };
    }),
  );

/** How often the record had been saved when the page was made. */
export const Version = (): PropertyDecorator =>
  field((name) => single(name, (text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { malformed: true })));

/** What the form held when it was first shown, for `mergeConflict`; it is read from what was posted. */
export const Was = (): PropertyDecorator => field((name) => single(name, (text) => ({ value: text })));

type DayRules = {
  readonly label: string;
  readonly required?: string;
  /** A month and a year, or a year alone, will do: it is kept as exactly as it is known. */
  readonly orLess?: boolean;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (text: string): number =>
  /^\d{1,2}$/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1;

const boxesOf = (name: string): readonly [string, string, string] => [`${name}-day`, `${name}-month`, `${name}-year`];

/** Three boxes: a day as `2018-03-09`; with `orLess` also `2018-03` or `2018`. Null when all are empty. */
export const DayBoxes = ({ label, required, orLess = false }: DayRules): PropertyDecorator =>
  field((name) => ({
    names: boxesOf(name),
    many: false,
    read: (posted) =>
      readDay(
        boxesOf(name).map((box) => textOf(posted, box).trim()),
        { label, required, orLess },
      ),
  }));

function readDay(boxes: readonly string[], { label, required, orLess }: DayRules): Reading {
  const [date = '', month = '', year = ''] = boxes;
  if (date === '' && month === '' && year === '') return required ? { error: required } : { value: null };
  const needed: (readonly [string, string])[] = [
    [date, 'day'],
    [month, 'month'],
    [year, 'year'],
  ];
  const missing = needed.filter(([text]) => text === '').map(([, part]) => part);
  const isLess = orLess && year !== '' && (month !== '' || date === '');
  if (missing.length > 0 && !isLess) return { error: `${label} must include a ${missing.join(' and ')}` };
  const notReal = { error: `${label} must be a real date` };
  if (!/^\d{4}$/.test(year)) return /^\d+$/.test(year) ? { error: `${label}: year must have 4 numbers` } : notReal;
  if (month === '') return { value: year };
  const monthNumber = monthOf(month);
  if (monthNumber < 1 || monthNumber > 12 || Number(year) < 1) return notReal;
  if (date === '') return { value: `${year}-${String(monthNumber).padStart(2, '0')}` };
  if (!/^\d{1,2}$/.test(date)) return notReal;
  const isReal = Number(date) >= 1 && Number(date) <= daysInMonth(Number(year), monthNumber);
  return isReal ? { value: dayOf(Number(year), monthNumber, Number(date)) } : notReal;
}

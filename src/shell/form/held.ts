import type { Field } from './field.js';
import { type Posted, textOf } from './posted.js';

/** The names and values that a form as it stands would send. */
export const valuesIn = (fields: readonly Field[]): Posted =>
  Object.fromEntries(fields.flatMap((field) => valuesOf(field)));

export function valuesOf({
  name,
  text,
  prose,
  boxes,
  radios,
  checkboxes,
  select,
}: Field): [string, string | string[]][] {
  if (text) return [[name, text.value]];
  if (prose) return [[name, prose.value]];
  if (boxes) return boxes.map((box) => [box.name, box.value]);
  if (checkboxes) return [[name, checkboxes.options.filter(({ chosen }) => chosen).map(({ value }) => value)]];
  const options = radios?.options ?? select?.options;
  return options ? [[name, options.find(({ chosen }) => chosen)?.value ?? '']] : [];
}

/** The field in which a form carries what it held when it was first shown. */
export const wasField = 'was';

/** What a form held when it was first shown, as it sent it back: whoever changes it fools only themselves. */
export function readWas(posted: Posted): Posted | null {
  try {
    const read: unknown = JSON.parse(textOf(posted, wasField));
    if (read === null || typeof read !== 'object' || Array.isArray(read)) return null;
    const isValue = (value: unknown): boolean =>
      typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
    return Object.values(read).every(isValue) ? (read as Posted) : null;
  } catch {
    return null;
  }
}

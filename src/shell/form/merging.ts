import { messageOf, rowOf } from './conflict.js';
import type { Field } from './field.js';
import type { FieldMaker, Tried } from './form.js';
import { valuesIn, valuesOf, wasField } from './held.js';
import { type Posted, textsOf } from './posted.js';

/** What a field says to a reader: the words of a choice, a date in its boxes. */
function fieldWords({ text, prose, boxes, radios, checkboxes, select }: Field): string {
  if (text) return text.value;
  if (prose) return prose.value;
  if (boxes)
    return boxes
      .map(({ value }) => value)
      .filter(Boolean)
      .join(' ');
  const options = radios?.options ?? checkboxes?.options ?? select?.options ?? [];
  return options
    .filter(({ chosen, value }) => chosen && value !== '')
    .map((option) => option.text)
    .join(', ');
}

const sameLines = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();
const isSame = (a: Posted, b: Posted, name: string): boolean =>
  JSON.stringify(textsOf(a, name).map(sameLines).filter(Boolean)) ===
  JSON.stringify(textsOf(b, name).map(sameLines).filter(Boolean));

type Merging = {
  readonly thing: string;
  readonly at: string;
  /** The fields as they are saved now. */
  readonly fields: readonly FieldMaker[];
  readonly posted: Posted;
  /** What the form held when it was first shown to whoever typed (`Was`); null: not known. */
  readonly was: Posted | null;
};

/**
 * Brings together what two people made of the same form. A field that only the other changed takes what is saved now;
 * one that only this person changed keeps their words; one that both changed keeps their words and says so. Nothing is
 * saved by this: it is what they look at before they save.
 */
export function mergeConflict({ thing, at, fields, posted, was }: Merging): NonNullable<Tried> {
  const savedFields = fields.map((make) => make(null));
  const typedFields = fields.map((make) => make({ posted, errors: {} }));
  const saved = valuesIn(savedFields);
  const namesOf = (field: Field): readonly string[] => valuesOf(field).map(([name]) => name);
  const merged: Record<string, string | readonly string[]> = { ...posted };
  const rows = savedFields.map((field, index) => {
    const names = namesOf(field);
    const isUntouched = was !== null && names.every((name) => isSame(posted, was, name));
    const isTheirs = was === null || names.some((name) => !isSame(saved, was, name));
    if (isUntouched) for (const name of names) merged[name] = saved[name] ?? '';
    const typed = typedFields[index];
    const standing = isUntouched
      ? 'You did not change this: what is saved is in the form'
      : isTheirs
        ? 'Both of you changed this: yours is in the form'
        : 'Only you changed this: yours is in the form';
    return rowOf(field.label, fieldWords(field), typed ? fieldWords(typed) : null, standing);
  });
  // Where both say the same there is nothing to look at.
  const different = rows.filter(({ differs }) => differs);
  const { [wasField]: _, ...kept } = merged;
  return {
    posted: kept,
    errors: {},
    conflict: { message: messageOf(thing, at), rows: different.length > 0 ? different : rows },
  };
}

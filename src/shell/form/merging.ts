import { type Conflict, messageOf, rowOf } from './conflict.js';
import type { Field } from './field.js';
import { readWas, valuesIn, valuesOf, wasField } from './held.js';
import { type Posted, textsOf } from './posted.js';
import type { FieldMaker, Tried } from './tried.js';

/** What a field says to a reader: the words of a choice, a date in its boxes. */
export function fieldWords({ text, prose, boxes, radios, checkboxes, select }: Field): string {
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

type Sides = {
  /** The fields as they are saved now. */
  readonly fields: readonly FieldMaker[];
  readonly posted: Posted;
  /** What the form held when it was first shown to whoever typed; null: not known. */
  readonly was: Posted | null;
};

type Row = Conflict['rows'][number] & { readonly name: string };

/** Each field as it is saved and as it was typed, and what then stands in the form. */
function merge({ fields, posted, was }: Sides): { readonly posted: Posted; readonly rows: readonly Row[] } {
  const savedFields = fields.map((make) => make(null));
  const typedFields = fields.map((make) => make({ posted, errors: {} }));
  const saved = valuesIn(savedFields);
  const namesOf = (field: Field): readonly string[] => valuesOf(field).map(([name]) => name);
  const merged: Record<string, string | readonly string[]> = { ...posted };
  const rows = savedFields.map((field, index) => {
    const names = namesOf(field);
    const isUntouched = was !== null && names.every((name) => isSame(posted, was, name));
    const isTheirs = was !== null && names.some((name) => !isSame(saved, was, name));
    if (isUntouched) for (const name of names) merged[name] = saved[name] ?? '';
    const typed = typedFields[index];
    const standing = isUntouched
      ? 'You did not change this: what is saved is in the form'
      : isTheirs
        ? 'Both of you changed this: yours is in the form'
        : was === null
          ? 'Yours is in the form'
          : 'Only you changed this: yours is in the form';
    return {
      ...rowOf(field.label, fieldWords(field), typed ? fieldWords(typed) : null, standing),
      name: field.name,
    };
  });
  const { [wasField]: _, ...kept } = merged;
  return { posted: kept, rows };
}

// Where both say the same there is nothing to look at.
const worthALook = (rows: readonly Row[]): Conflict['rows'] => {
  const different = rows.filter(({ differs }) => differs);
  return (different.length > 0 ? different : rows).map(({ label, saved, typed, differs, standing }) => ({
    label,
    saved,
    typed,
    differs,
    standing,
  }));
};

/**
 * Brings together what two people made of the same form. A field that only the other changed takes what is saved now;
 * one that only this person changed keeps their words; one that both changed keeps their words and says so. Nothing is
 * saved by this: it is what they look at before they save.
 */
export function mergeConflict({
  thing,
  at,
  ...sides
}: Sides & { readonly thing: string; readonly at: string }): NonNullable<Tried> {
  const { posted, rows } = merge(sides);
  return { posted, errors: {}, conflict: { message: messageOf(thing, at), rows: worthALook(rows) } };
}

/** What the record says where a form starts empty: of the field of that name, or of the record as a whole. */
export type Standing =
  | { readonly field: string; readonly saved: string | null }
  | { readonly label: string; readonly saved: string | null; readonly typed: string | null };

/**
 * What was posted of a record that somebody else has changed, with both versions side by side: each field as it is
 * saved beside what was typed, brought together as `mergeConflict` does.
 */
export function sideBySide(tried: Tried, fields: readonly FieldMaker[], standing: readonly Standing[]): Tried {
  if (!tried?.conflict || tried.conflict.rows.length > 0) return tried;
  const { posted, rows } = merge({ fields, posted: tried.posted, was: readWas(tried.posted) });
  const saved = new Map(standing.flatMap((one) => ('field' in one ? [[one.field, one.saved] as const] : [])));
  const typed = new Map(fields.map((make) => make(tried)).map((field) => [field.name, fieldWords(field)]));
  const above = standing.flatMap((one) => ('label' in one ? [rowOf(one.label, one.saved, one.typed, null)] : []));
  const told = rows.map((row) =>
    saved.has(row.name)
      ? {
          ...row,
          ...rowOf(row.label, saved.get(row.name) ?? null, typed.get(row.name) ?? null, 'Yours is in the form'),
        }
      : row,
  );
  return { ...tried, posted, conflict: { ...tried.conflict, rows: [...above, ...worthALook(told)] } };
}

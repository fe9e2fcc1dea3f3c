import type { FormModel } from './form.js';
import { fieldWords } from './merging.js';

/** `partials/form/kept`: what was typed into a form that is gone, beside what is saved now where somebody else was faster. */
export type Kept = {
  readonly hasSaved: boolean;
  readonly rows: readonly { readonly label: string; readonly saved: string; readonly typed: string }[];
};

/** Who was faster is said; that one may save again is not, where one cannot. */
export const goneMeanwhile = (message: string): string =>
  `${message.split('. ')[0]}. It can no longer be done from there`;

const wordsOf = (parts: readonly { readonly text: string }[]): string => parts.map(({ text }) => text).join('');

/** What stands to be copied of a form that can no longer be sent; null where nothing was typed and nobody was faster. */
export function keptOf({ conflict, fields }: Pick<FormModel, 'conflict' | 'fields'>): Kept | null {
  const rows = conflict
    ? conflict.rows.map(({ label, saved, typed }) => ({ label, saved: wordsOf(saved), typed: wordsOf(typed) }))
    : fields.map((field) => ({ label: field.label, saved: '', typed: fieldWords(field) }));
  return rows.length > 0 ? { hasSaved: conflict !== null, rows } : null;
}

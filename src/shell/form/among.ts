import type { Field } from './field.js';
import type { FormModel } from './form.js';

/**
 * A form that stands on a page with others whose fields have the same names: the ids of its fields begin with `prefix`
 * instead of `field`, those of hints, errors and options with them. What is posted stays the same. `focusOn` names the
 * field in which the keyboard begins.
 */
export function among<Model extends Pick<FormModel, 'fields' | 'errors'>>(
  prefix: string,
  model: Model,
  focusOn: string | null = null,
): Model {
  const own = (id: string): string => id.replace(/^(#?)field-/, `$1${prefix}-`);
  return {
    ...model,
    fields: model.fields.map((field) => ({ ...fieldAmong(field, own), focused: field.name === focusOn })),
    errors: model.errors.map(({ text, href }) => ({ text, href: own(href) })),
  };
}

function fieldAmong(field: Field, own: (id: string) => string): Field {
  const among = <Part extends { readonly id: string }>(parts: readonly Part[]): readonly Part[] =>
    parts.map((part) => ({ ...part, id: own(part.id) }));
  return {
    ...field,
    id: own(field.id),
    describedBy: field.describedBy && field.describedBy.split(' ').map(own).join(' '),
    boxes: field.boxes && among(field.boxes),
    radios: field.radios && { ...field.radios, options: among(field.radios.options) },
    checkboxes: field.checkboxes && { options: among(field.checkboxes.options) },
    select: field.select && { options: among(field.select.options) },
  };
}

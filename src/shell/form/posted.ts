/** What a form sent, as it was typed. */
export type Posted = Readonly<Record<string, string | readonly string[]>>;

/** What a form was found to say: its values, or a message for each field that cannot stand; what was typed either way. */
export type Form<Value> =
  | { readonly ok: true; readonly value: Value; readonly posted: Posted }
  | { readonly ok: false; readonly errors: FieldErrors; readonly posted: Posted };

export type FieldErrors = Readonly<Record<string, string>>;

export const textOf = (posted: Posted, name: string): string => {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  return typeof value === 'string' ? value : '';
};

export const textsOf = (posted: Posted, name: string): readonly string[] => {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

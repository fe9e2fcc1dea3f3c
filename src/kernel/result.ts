/** A refusal is a value: the compiler then lists every one for the page to word. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const refused = <const Refusal>(error: Refusal): { ok: false; error: Refusal } => ({ ok: false, error });

import type { Notification } from './parts.js';

/** The name in the address under which a page that was just changed says so: `?done=evidence-added`. */
export const doneParameter = 'done';

/**
 * What to say after something was done and the reader was sent on: a key in the address leads to our own words, so that
 * nobody can put theirs there. An unknown key says nothing.
 */
export function saidAfter(
  query: Readonly<Record<string, unknown>>,
  sentences: Readonly<Record<string, string>>,
): Notification | null {
  const key = query[doneParameter];
  const text = typeof key === 'string' && Object.hasOwn(sentences, key) ? sentences[key] : undefined;
  return text ? { id: 'done', title: 'Done', text } : null;
}

import { fold, foldedWords } from './fold.js';

/**
 * Who may find a record: all, the people of a body's board and office, or the team of an inspection. What is restricted
 * is never put in.
 */
export type SearchScope = 'public' | `board:${string}` | `inspection:${string}`;

/** What may be found: a record by its name, and by other words that people know it under. */
export type SearchEntry = {
  readonly kind: string;
  readonly recordId: string;
  readonly title: string;
  readonly words: readonly (string | null | undefined)[];
  /** What its address is made of: a slug, a reference, a key. */
  readonly address: string;
  /** When it happened, as exactly as it is known. */
  readonly on?: string | null;
  /** A few words that tell it from others of the same name. */
  readonly note?: string | null;
  readonly scope?: SearchScope;
};

/**
 * Of a kind so many are weighed against one another: a word that a hundred thousand records have would otherwise keep
 * everybody waiting. What bears the very name, or a longer one, is always among them.
 */
export const mostFound = 500;

/** And so many where a list is narrowed further by what was found: past it, another word finds sooner than another page. */
export const mostNarrowed = 1_000;

/** What a result shows; kept beside the folded words. */
export type SearchShown = { readonly title: string; readonly on: string | null; readonly note: string | null };

/** A row of the index: words folded already. */
export type SearchRow = {
  readonly kind: string;
  readonly recordId: string;
  readonly scope: string;
  readonly address: string;
  readonly shown: string;
  /** The first day on which it may have happened: the latest come first. */
  readonly onDay: string;
  readonly title: string;
  readonly body: string;
};

/** Longer words are found by their beginning; a database takes no word of any length. */
const longestWord = 60;
const mostWords = 600;

const firstDayOf = (on: string): string => {
  const [year = '', part = '01', date = '01'] = on.split('-');
  const month = part.startsWith('Q') ? String(Number(part.slice(1)) * 3 - 2).padStart(2, '0') : part;
  return `${year}-${month}-${date}`;
};

/** Words that no text has, by which the index finds one kind, and what is for certain eyes, as fast as any word. */
export const kindWord = (kind: string): string => `zzkind${kind.replaceAll(/[^a-z0-9]/g, '')}`;
export const scopeWord = (scope: SearchScope): string => `zzscope${scope.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`;

export const indexedWords = (text: string): string[] => foldedWords(text).map((word) => word.slice(0, longestWord));

export function rowOf({ kind, recordId, title, words, address, on, note, scope }: SearchEntry): SearchRow {
  const shown: SearchShown = { title, on: on ?? null, note: note ?? null };
  const all = [title, ...words].filter(Boolean).join(' ');
  return {
    kind,
    recordId,
    scope: scope ?? 'public',
    address,
    shown: JSON.stringify(shown),
    onDay: on ? firstDayOf(on) : '',
    title: fold(title),
    body: [kindWord(kind), scopeWord(scope ?? 'public'), ...indexedWords(all).slice(0, mostWords)].join(' '),
  };
}

/** What somebody may name as where an idea came from: a case, something shared, a programme, a source. */
const kinds = ['EP', 'LS', 'PG', 'SO'];

/** The references of such records in words, once each, in capitals and in their order: "their ls-0001" names LS-0001. */
export function referencesIn(words: string): readonly string[] {
  const refs = words
    .toUpperCase()
    .split(/[^A-Z0-9-]/)
    .filter((word) => kinds.includes(word.slice(0, 2)) && /^[A-Z]{2}-\d{4,8}$/.test(word));
  return [...new Set(refs)];
}

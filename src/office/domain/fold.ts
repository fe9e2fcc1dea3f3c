/**
 * Text reduced to what people type when they look for it: no accents, lower case, one space between words, and nothing
 * but letters and digits. "Bath & N.E. Somerset" → "bath and n e somerset". Both kinds of database index what is left
 * in the same way.
 */
export const fold = (text: string): string => (isPlain(text) ? foldPlain(text) : foldAny(text));

/** No letter but the English ones, which most names of a register are written with: then nothing has to be taken apart. */
const isPlain = (text: string): boolean => /^[\t\n\r -~]*$/.test(text);

const foldPlain = (text: string): string =>
  text
    .replaceAll('&', ' and ')
    .replaceAll("'", '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

const foldAny = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('&', ' and ')
    .replaceAll(/['’]/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The words of a text, folded, each once, in their order. */
export const foldedWords = (text: string): readonly string[] => [...new Set(fold(text).split(' ').filter(Boolean))];

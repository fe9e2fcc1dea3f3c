import { ok, refused, type Result } from '../../kernel/result.js';

/** Length is what makes a password hard to guess; signs and capitals are not asked for, and it never runs out. */
export const shortestPassword = 12;
export const shortestWithSecondFactor = 8;
/** Long enough for any sentence, short enough that nobody can keep the service busy with one. */
export const longestPassword = 256;

export type PasswordRefusal = 'empty' | 'too-short' | 'too-long' | 'common' | 'pattern' | 'own-words';

type Circumstances = {
  readonly hasSecondFactor: boolean;
  /** What anybody who knows the person or the product would try: their name, their address, the product's name. */
  readonly ownWords: readonly string[];
  /** Whether a text in small letters is on the list of common passwords. */
  readonly isCommon: (text: string) => boolean;
};

/** The same characters, however a keyboard composed them: what is measured, hashed and compared. */
export const normalPassword = (typed: string): string => typed.normalize('NFKC');

/** A password that may stand, in its normal form, or the first reason why it may not. */
export function acceptPassword(typed: string, circumstances: Circumstances): Result<string, PasswordRefusal> {
  const password = normalPassword(typed);
  const length = [...password].length;
  if (length === 0) return refused('empty');
  if (length < (circumstances.hasSecondFactor ? shortestWithSecondFactor : shortestPassword))
    return refused('too-short');
  if (length > longestPassword) return refused('too-long');
  if (isPattern(password)) return refused('pattern');
  if (isCommonPassword(password, circumstances.isCommon)) return refused('common');
  if (isMadeOf(password, circumstances.ownWords)) return refused('own-words');
  return ok(password);
}

const signsForLetters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const unmasked = (text: string): string => [...text].map((one) => signsForLetters[one] ?? one).join('');
const isLetter = (character: string | undefined): boolean =>
  character !== undefined && character >= 'a' && character <= 'z';

/** From its first small letter to its last. */
function withoutEnds(text: string): string {
  const characters = [...text];
  const first = characters.findIndex(isLetter);
  return first === -1 ? '' : characters.slice(first, characters.findLastIndex(isLetter) + 1).join('');
}

/** `P@ssw0rd2024!!` is `password` in a coat: the coat is taken off before the list is asked. */
function isCommonPassword(password: string, isCommon: (text: string) => boolean): boolean {
  const small = password.toLowerCase();
  const core = withoutEnds(small);
  const joined = small.replace(/[^a-z0-9]/g, '');
  const forms = [small, joined, core, unmasked(core), withoutEnds(unmasked(small))].filter((form) => form.length >= 4);
  return forms.some((form) => isCommon(form) || isTwice(form, isCommon));
}

/** The same common word twice or more: `monkeymonkeymonkey`. */
function isTwice(text: string, isCommon: (text: string) => boolean): boolean {
  const unit = repeatedUnit(text);
  return unit.length < text.length && isCommon(unit);
}

function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  return text;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
];
const runs = [...rows, ...rows.map((row) => [...row].toReversed().join(''))];

/** Fewer than five different characters, one short piece again and again, or nothing but runs along the keyboard. */
function isPattern(password: string): boolean {
  const small = password.toLowerCase();
  if (new Set(small).size < 5 || repeatedUnit(small).length <= 4) return true;
  return charactersOutsideRuns(small) <= 2;
}

/** How many characters are left when every run of four or more along the alphabet or a keyboard row is taken out. */
function charactersOutsideRuns(text: string): number {
  let outside = 0;
  for (let at = 0; at < text.length;) {
    const run = longestRunAt(text, at);
    if (run < 4) outside += 1;
    at += run < 4 ? 1 : run;
  }
  return outside;
}

function longestRunAt(text: string, at: number): number {
  let length = 1;
  while (at + length < text.length && runs.some((row) => row.includes(text.slice(at, at + length + 1)))) length += 1;
  return length;
}

/** Whether hardly anything is left of a password when the words that others know of are taken out. */
function isMadeOf(password: string, ownWords: readonly string[]): boolean {
  const usable = ownWords.filter((word) => word.length >= 4).toSorted((a, b) => b.length - a.length);
  return [password.toLowerCase(), unmasked(password.toLowerCase())].some((text) => {
    const left = usable.reduce((rest, word) => rest.replaceAll(word, ' '), text);
    return left !== text && left.replace(/[^\p{L}]/gu, '').length < 4;
  });
}

/** The product's own words, which anybody who wants to get in would try first. */
const productWords = ['turnaround', 'turn', 'around', 'record', 'failure', 'recovery'];

/** The words that a person's password must not be made of: the product's, and those of their name and address. */
export function ownWordsOf({ name, email }: { readonly name: string; readonly email: string }): string[] {
  const words = `${name} ${email}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...new Set([...productWords, ...words])].filter((word) => word.length >= 4);
}

/** Stands for a character that the font does not have. */
export const missingMark = '□';

const lessThanSpaces = /[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g;

/**
 * Text as a font can print it: what it has stays; what it lacks is taken apart into what it has (a ligature into its
 * letters, a letter from its accent), and what then is still lacking becomes one mark, and is told. Signs that only
 * steer, and other spaces than the breaking and the unbreaking one, go.
 */
export function printable(text: string, has: (code: number) => boolean, isMissing: (code: number) => void): string {
  const plain = text.replaceAll(lessThanSpaces, '').replaceAll(/[\u2000-\u200a\u202f\u3000\t]/g, ' ');
  const hasAll = (piece: string): boolean => [...piece].every((sign) => sign === '\n' || has(sign.codePointAt(0) ?? 0));
  if (hasAll(plain)) return plain;
  return [...plain.normalize('NFC')]
    .map((sign) => {
      if (hasAll(sign)) return sign;
      const apart = sign.normalize('NFKD');
      const bare = apart.replaceAll(/\p{M}/gu, '');
      for (const one of [apart, bare]) if (one !== '' && one !== sign && hasAll(one)) return one;
      isMissing(sign.codePointAt(0) ?? 0);
      return missingMark;
    })
    .join('');
}

/**
 * A word that is longer than its line, in pieces that fit: what was to stay on one line (a day with its month and year)
 * is parted first, and only then a word itself.
 */
function broken(word: string, width: number, widthOf: (text: string) => number): readonly string[] {
  if (word.includes('\u00a0'))
    return inLines(word.replaceAll('\u00a0', ' '), width, widthOf).map((line) => line.replaceAll(' ', '\u00a0'));
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && widthOf(piece + sign) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}

/** Text in lines that fit: broken at spaces and where the writer began a line, within a word only where it must be. */
export function inLines(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const space = widthOf(' ');
  return text.split('\n').flatMap((paragraph) => {
    const words = paragraph
      .split(/ +/)
      .filter((word) => word !== '')
      .flatMap((word) => (widthOf(word) > width ? broken(word, width, widthOf) : [word]));
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of words) {
      const needed = widthOf(word);
      if (line !== '' && used + space + needed > width + 0.01) {
        lines.push(line);
        line = '';
      }
      used = line === '' ? needed : used + space + needed;
      line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

import { wordDifference } from './word-difference.js';

/** What only one of the texts says stands in brackets. */
const marked = (first: string, second: string): readonly [string, string] => {
  const cut = wordDifference(first, second);
  const told = (parts: typeof cut.first) => parts.map(({ text, only }) => (only ? `[${text}]` : text)).join('');
  return [told(cut.first), told(cut.second)];
};

describe('what differs between two texts', () => {
  it.each([
    ['the same', 'the same', 'the same', 'the same'],
    ['', '', '', ''],
    ['', 'new words', '', '[new words]'],
    ['opened in May 2019', 'opened in June 2019', 'opened in [May ]2019', 'opened in [June ]2019'],
    ['one two three', 'one three', 'one [two ]three', 'one three'],
    ['a b', 'b a', '[a ]b', 'b [a]'],
  ])('%j and %j', (first, second, left, right) => {
    const [a, b] = marked(first, second);
    expect([a, b]).toEqual([left, right]);
  });

  it('gives each text back whole, blanks and lines and all', () => {
    for (const [first, second] of [
      ['One line\n\nand  another ', 'One line\nand one other'],
      [' led by', 'led  by\t'],
    ] as const) {
      const cut = wordDifference(first, second);
      expect(cut.first.map(({ text }) => text).join('')).toBe(first);
      expect(cut.second.map(({ text }) => text).join('')).toBe(second);
    }
  });

  it('does not compare word by word what is too long for it', () => {
    const [long, other] = ['a '.repeat(2_000), 'b '.repeat(2_000)];
    expect(wordDifference(long, other).first).toEqual([{ text: long, only: true }]);
  });
});

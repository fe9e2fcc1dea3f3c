import { inLines, missingMark, printable } from './paper-text.js';

const ascii = (code: number): boolean => code >= 32 && code < 127;
const seen: number[] = [];
const printed = (text: string, has = ascii): string => {
  seen.length = 0;
  return printable(text, has, (code) => seen.push(code));
};

describe('text as a font can print it', () => {
  it.each([
    ['plain words stay', 'plain words stay', []],
    ['ﬁnal', 'final', []],
    ['Zoë Åström', 'Zoe Astrom', []],
    ['sign \u{1F600} here', `sign ${missingMark} here`, [0x1f600]],
    ['مرحبا', missingMark.repeat(5), [0x645, 0x631, 0x62d, 0x628, 0x627]],
    ['soft\u00adhyphen\u200b and\u2009thin', 'softhyphen and thin', []],
    ['two\nlines', 'two\nlines', []],
  ])('%p is %p', (text, expected, missing) => {
    expect(printed(text)).toBe(expected);
    expect(seen).toEqual(missing);
  });

  it('keeps an accented letter that the font has', () => {
    expect(printed('Zoë', (code) => ascii(code) || code === 0xeb)).toBe('Zoë');
  });
});

describe('text in lines', () => {
  const one = (text: string): number => text.length;

  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 100, ['one two three']],
    ['exactly', 7, ['exactly']],
    ['a verylongword', 6, ['a', 'verylo', 'ngword']],
    ['first\nsecond', 100, ['first', 'second']],
    ['8\u00a0May\u00a02019 it was', 10, ['8\u00a0May\u00a02019', 'it was']],
    ['28\u00a0February\u00a02026', 11, ['28\u00a0February', '2026']],
    ['', 10, ['']],
  ])('%p within %p', (text, width, lines) => {
    expect(inLines(text, width, one)).toEqual(lines);
  });
});

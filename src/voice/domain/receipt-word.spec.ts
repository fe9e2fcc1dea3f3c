import { readReceipt, receiptBytes, receiptWord } from './receipt-word.js';
import { receiptLists } from './receipt-words.js';

describe('the words of a receipt', () => {
  it('are three lists of 256 that nobody can mistake for each other', () => {
    expect(receiptLists.map((list) => list.length)).toEqual([256, 256, 256]);
    const all = receiptLists.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((word) => !/^[a-z]{3,11}$/.test(word))).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is three words and a number, and says the same for the same bytes', () => {
    const bytes = Uint8Array.from([0, 255, 128, 0, 0, 0, 7]);
    expect(receiptWord(bytes)).toMatch(/^[a-z]+-[a-z]+-[a-z]+-107$/);
    expect(receiptWord(bytes)).toBe(receiptWord(Uint8Array.from(bytes)));
  });

  it('changes with every byte that it is made of', () => {
    const base = new Uint8Array(receiptBytes);
    const made = [...base.keys()].map((place) => receiptWord(base.map((_byte, index) => (index === place ? 1 : 0))));
    expect(new Set([receiptWord(base), ...made]).size).toBe(receiptBytes + 1);
  });

  it('is a programmer’s mistake with too few bytes', () => {
    expect(() => receiptWord(new Uint8Array(receiptBytes - 1))).toThrow('needs 7 bytes');
  });

  it.each([
    ['as it was shown', 'harbour-otter-maple-293'],
    ['in capitals, with spaces', ' Harbour OTTER maple 293 '],
    ['with a long dash and a full stop', 'harbour – otter – maple – 293.'],
  ])('is read %s', (_how, typed) => {
    expect(readReceipt(typed)).toBe('harbour-otter-maple-293');
  });

  it.each([
    ['nothing', ''],
    ['words of no list', 'harbour-otter-zebra-293'],
    ['words in another order', 'otter-harbour-maple-293'],
    ['a number that none has', 'harbour-otter-maple-93'],
    ['a word too few', 'harbour-otter-293'],
    ['far too much', `harbour-otter-maple-293${'x'.repeat(100)}`],
  ])('is not found in %s', (_what, typed) => {
    expect(readReceipt(typed)).toBeNull();
  });
});

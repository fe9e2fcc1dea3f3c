import { fold, foldedWords } from './fold.js';

describe('folding a text', () => {
  it.each([
    ['Ynys Môn', 'ynys mon'],
    ['Bath & N.E. Somerset', 'bath and n e somerset'],
    ['Doncaster Children’s Services Trust', 'doncaster childrens services trust'],
    ["children's", 'childrens'],
    ['  Stoke-on-Trent  ', 'stoke on trent'],
    ['E08000017', 'e08000017'],
    ['…', ''],
  ])('makes "%s" into "%s"', (text, folded) => expect(fold(text)).toBe(folded));

  it('gives each word once', () => expect(foldedWords('York, City of York')).toEqual(['york', 'city', 'of']));
});

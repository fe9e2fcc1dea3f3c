import { rowNotes, rowProblems } from '../domain/sheet-row.js';
import { noteWords, problemWords, refusalWords } from './plan-import-words.page.js';

const abouts: Readonly<Record<string, string>> = { 'too-long': '60', 'reference-taken': 'MS-0001\nAudit' };

describe('what is said of a row', () => {
  it.each(rowProblems)('names %s without code, blame or exclamation', (code) => {
    const words = problemWords({ line: 7, field: 'due', code, about: abouts[code] ?? '2026-03-31\n2026-06-30' });
    expect(words).toMatch(/^[A-Z][^!{}]+$/);
    expect(words).not.toMatch(/undefined|NaN|please|invalid|forbidden|\n\n/i);
  });

  it.each(rowNotes)('tells %s', (code) => {
    expect(noteWords({ line: 7, field: 'due', code, about: '2026-03-31\n2026-06-30' })).not.toMatch(
      /undefined|NaN|invalid/i,
    );
  });

  it.each([
    [problemWords({ line: 1, field: 'title', code: 'no-title', about: '' }), 'Enter what will be done'],
    [
      problemWords({ line: 1, field: 'due', code: 'not-ahead', about: '2026-03-31' }),
      'Date due must be in the future: it is 31 March 2026',
    ],
    [
      problemWords({ line: 1, field: 'title', code: 'title-taken', about: 'Audit' }),
      'There is already an action called “Audit” in this plan. Give this one a different name, or add to that one',
    ],
    [
      refusalWords({ why: 'too-much', sheet: 'Plan', tooMuch: { limit: 'rows', found: 1_200, most: 1_000 } }),
      'The sheet “Plan” has 1,200 rows. A plan can be brought in with up to 1,000: split it, or delete what is not the plan',
    ],
    [refusalWords({ why: 'open-quote', line: 12 }), 'A quotation mark is not closed in row 12. Mend it and try again'],
  ])('in the words of the house', (words, expected) => {
    expect(words.replaceAll('\u00a0', ' ')).toBe(expected);
  });
});

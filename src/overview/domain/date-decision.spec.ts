import { day } from '../../kernel/calendar-day.js';
import { dateDecisionWords } from './date-decision.js';

const dated = {
  ref: 'MS-0004',
  title: 'Recruit six social workers',
  baselineDue: day('2026-12-01'),
  currentDue: day('2027-03-01'),
  askedTo: day('2027-06-30'),
  moves: 1,
};

it.each([
  [
    { answer: 'agreed', to: null, words: null },
    'The date of MS-0004 Recruit six social workers moves from 1 March 2027 to 30 June 2027. This is move 2. First date: 1 December 2026.',
  ],
  [
    { answer: 'different', to: day('2027-05-31'), words: 'The board will not wait for the summer. ' },
    'The date of MS-0004 Recruit six social workers moves from 1 March 2027 to 31 May 2027, not to 30 June 2027 as asked. This is move 2. First date: 1 December 2026. The board will not wait for the summer.',
  ],
  [
    { answer: 'refused', to: null, words: 'Six are in post' },
    'The date of MS-0004 Recruit six social workers stays 1 March 2027. 30 June 2027 was asked for and refused. First date: 1 December 2026. Six are in post.',
  ],
] as const)('a decision about a date reads for the minutes: %j', (said, words) => {
  expect(dateDecisionWords(dated, said)).toBe(words);
});

it('names no first date where none was agreed', () => {
  const words = dateDecisionWords(
    { ...dated, baselineDue: null, moves: 0 },
    { answer: 'agreed', to: null, words: null },
  );
  expect(words).toBe(
    'The date of MS-0004 Recruit six social workers moves from 1 March 2027 to 30 June 2027. This is move 1.',
  );
});

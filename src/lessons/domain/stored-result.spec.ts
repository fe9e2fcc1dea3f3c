import type { SignalOutcome } from './signal.js';
import type { SignalReading } from './signals.js';
import { newResults, type StoredResult } from './stored-result.js';

const outcome: SignalOutcome = {
  result: 'discuss',
  value: 7.6,
  uncertainty: null,
  n: 2,
  sentence: 'Seven months.',
  missing: [],
  used: [],
  notes: ['One sign.'],
};
const reading = (key: string, change: Partial<SignalOutcome> = {}, edition = 1): SignalReading => ({
  key,
  name: key,
  lesson: 1,
  version: 1,
  edition,
  limits: {},
  outcome: { ...outcome, ...change },
});
const stored = (key: string, number = 3): StoredResult => {
  const { used: _used, ...held } = outcome;
  return { key, lesson: 1, number, version: 1, edition: 1, ...held };
};
const numbers = (held: readonly StoredResult[], read: readonly SignalReading[]) =>
  newResults(held, read).map(({ number, reading: { key } }) => [key, number]);

describe('what is stored of a reading', () => {
  it('is all of it at first, and then what says something else', () => {
    expect(numbers([], [reading('L1.1'), reading('L1.2')])).toEqual([
      ['L1.1', 1],
      ['L1.2', 1],
    ]);
    expect(numbers([stored('L1.1'), stored('L1.2')], [reading('L1.1'), reading('L1.2', { n: 3 })])).toEqual([
      ['L1.2', 4],
    ]);
  });

  it.each([
    [{ result: 'challenge' }],
    [{ value: 7.7 }],
    [{ uncertainty: 0.5 }],
    [{ sentence: 'Eight months.' }],
    [{ missing: ['Record it.'] }],
    [{ notes: [] }],
  ] as const)('has another %j', (change) => {
    expect(numbers([stored('L1.1')], [reading('L1.1', change)])).toEqual([['L1.1', 4]]);
  });

  it('has other limits too, though they said the same', () => {
    expect(numbers([stored('L1.1')], [reading('L1.1', {}, 2)])).toEqual([['L1.1', 4]]);
  });
});

import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { hasHappened, isPast, isReadable, isWrittenBy, type Marks, upTo, yearBefore } from './readable.js';
import type { Reading, SignalScope, TimeMode } from './signal.js';

const some = (more: Partial<Marks> = {}): Marks => ({
  on: period('2020-03-10'),
  knownOn: period('2021-03-10'),
  recordedAt: '2022-03-10T09:00:00.000Z',
  publishedAt: null,
  withdrawnAt: null,
  visibility: 'public',
  ...more,
});

const at = (asOf: string, mode: TimeMode, scope: SignalScope = 'board'): Reading => ({ asOf: day(asOf), mode, scope });

describe('whether a reading may use a fact', () => {
  it.each([
    ['recorded', '2022-03-09', false],
    ['recorded', '2022-03-10', true],
    ['known', '2021-03-09', false],
    ['known', '2021-03-10', true],
    ['hindsight', '2020-03-09', false],
    ['hindsight', '2020-03-10', true],
  ] as const)('%s on %s: %s', (mode, asOf, expected) => {
    expect(isReadable(some(), at(asOf, mode))).toBe(expected);
  });

  it('counts a moment to its day in the United Kingdom, an hour ahead of UTC in summer', () => {
    expect(isWrittenBy('2022-06-09T23:30:00.000Z', day('2022-06-09'))).toBe(false);
    expect(isWrittenBy('2022-06-09T22:59:59.999Z', day('2022-06-09'))).toBe(true);
    expect(isWrittenBy('2022-12-09T23:59:59.999Z', day('2022-12-09'))).toBe(true);
    expect(isWrittenBy('2022-12-09T23:30:00.000Z', day('2022-12-10'))).toBe(true);
  });

  it('reads what nobody knows when it became known with hindsight, and as recorded, but never as known', () => {
    const unknown = some({ knownOn: null });
    expect(isReadable(unknown, at('2026-01-01', 'known'))).toBe(false);
    expect(isReadable(unknown, at('2026-01-01', 'hindsight'))).toBe(true);
    expect(isReadable(unknown, at('2026-01-01', 'recorded'))).toBe(true);
  });

  it('reads a fact without a date with hindsight', () => {
    expect(isReadable(some({ on: null }), at('2019-01-01', 'hindsight'))).toBe(true);
  });

  it('waits, as known, for the end of an imprecise date', () => {
    const known = some({ knownOn: period('2021-03') });
    expect(isReadable(known, at('2021-03-30', 'known'))).toBe(false);
    expect(isReadable(known, at('2021-03-31', 'known'))).toBe(true);
  });

  it.each([
    ['public', 'public', true],
    ['public', 'board', true],
    ['board', 'public', false],
    ['board', 'board', true],
    ['inspection', 'board', false],
    ['restricted', 'board', false],
  ] as const)('of %s facts, in the %s scope: %s', (visibility, scope, expected) => {
    expect(isReadable(some({ visibility }), at('2026-01-01', 'recorded', scope))).toBe(expected);
  });

  it('gives the public nothing, as recorded, before it was published', () => {
    const published = some({ publishedAt: '2023-01-01T09:00:00.000Z' });
    expect(isReadable(published, at('2022-12-31', 'recorded', 'public'))).toBe(false);
    expect(isReadable(published, at('2023-01-01', 'recorded', 'public'))).toBe(true);
    expect(isReadable(published, at('2022-12-31', 'recorded', 'board'))).toBe(true);
  });

  it.each([
    ['recorded', '2023-01-01', true],
    ['known', '2023-01-01', true],
    ['hindsight', '2023-01-01', false],
    ['recorded', '2024-01-01', false],
    ['known', '2024-01-01', false],
    ['hindsight', '2024-01-01', false],
    // It was loaded later and taken back: nobody held it then.
    ['known', '2021-06-01', false],
  ] as const)('of what was taken back on 1 January 2024, %s on %s: %s', (mode, asOf, expected) => {
    expect(isReadable(some({ withdrawnAt: '2024-01-01T08:00:00.000Z' }), at(asOf, mode))).toBe(expected);
  });
});

describe('a part of a fact', () => {
  it.each([
    ['recorded', '2020-01-01', true],
    ['known', '2020-12-30', false],
    ['known', '2020-12-31', true],
    ['hindsight', '2020-06-30', false],
    ['hindsight', '2020-07-01', true],
  ] as const)('of 2020, %s on %s, has happened: %s', (mode, asOf, expected) => {
    expect(hasHappened(period('2020'), at(asOf, mode))).toBe(expected);
  });

  it('is left out when it lies later', () => {
    expect(upTo(period('2021-01-01'), at('2020-12-31', 'recorded'))).toBeNull();
    expect(upTo(period('2020-12-31'), at('2020-12-31', 'recorded'))).toEqual(period('2020-12-31'));
    expect(upTo(null, at('2020-12-31', 'recorded'))).toBeNull();
  });
});

describe('a change in a history', () => {
  const change = { onDay: day('2020-01-10'), writtenAt: '2020-02-10T10:00:00.000Z' };

  it('counts from the day on which it was written, as recorded; otherwise from its own', () => {
    expect(isPast(change, at('2020-02-09', 'recorded'))).toBe(false);
    expect(isPast(change, at('2020-02-10', 'recorded'))).toBe(true);
    expect(isPast(change, at('2020-01-09', 'known'))).toBe(false);
    expect(isPast(change, at('2020-01-10', 'hindsight'))).toBe(true);
  });
});

it('takes the last 12 months as the 365 days up to and with the day', () => {
  expect(yearBefore(day('2026-06-01'))).toBe('2025-06-02');
});

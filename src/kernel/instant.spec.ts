import { addMinutes, minutesBetween } from './instant.js';

describe('moments', () => {
  it.each([
    ['2026-03-01T09:00:00.000Z', '2026-03-01T09:30:00.000Z', 30],
    ['2026-03-01T09:30:00.000Z', '2026-03-01T09:00:00.000Z', -30],
    ['2026-02-28T23:59:30.000Z', '2026-03-01T00:00:00.000Z', 0.5],
  ])('from %s to %s are %d minutes', (from, to, minutes) => {
    expect(minutesBetween(from, to)).toBe(minutes);
  });

  it('are moved by minutes over the end of a month', () => {
    expect(addMinutes('2026-02-28T23:45:00.000Z', 30)).toBe('2026-03-01T00:15:00.000Z');
  });
});

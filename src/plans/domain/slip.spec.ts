import { day } from '../../kernel/calendar-day.js';
import { slipDays, slipWords } from './slip.js';

describe('slip', () => {
  it.each([
    ['2026-01-31', '2026-03-01', 29, '29 days later'],
    ['2026-03-01', '2026-02-28', -1, '1 day earlier'],
    ['2026-03-01', '2026-03-01', 0, 'None'],
  ])('from %s to %s is %i days', (first, now, days, words) => {
    expect(slipDays({ baselineDue: day(first), currentDue: day(now) })).toBe(days);
    expect(slipWords(days)).toBe(words);
  });

  it('is not known where no first date is fixed', () => {
    expect(slipDays({ baselineDue: null, currentDue: day('2026-03-01') })).toBeNull();
    expect(slipWords(null)).toBe('No first date yet');
  });
});

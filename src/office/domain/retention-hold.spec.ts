import { day } from '../../kernel/calendar-day.js';
import { isInForce } from './retention-hold.js';

describe('a hold', () => {
  const today = day('2026-11-23');

  it.each([
    ['without an end', { until: null, endedAt: null }, true],
    ['on its last day', { until: today, endedAt: null }, true],
    ['after its last day', { until: day('2026-11-22'), endedAt: null }, false],
    ['that was ended', { until: null, endedAt: '2026-11-20T09:00:00.000Z' }, false],
  ])('%s keeps its record: %o %s', (_what, hold, keeps) => expect(isInForce(hold, today)).toBe(keeps));
});

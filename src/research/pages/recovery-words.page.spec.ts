import { period } from '../../kernel/period.js';
import type { FollowedCase } from '../domain/recovery-case.js';
import { chosenWords, sayInterval, whoseWords } from './recovery-words.page.js';

const one = (area: string, year: string, organisationId: string, origin = 'library'): FollowedCase =>
  ({ of: { area, organisationId, origin, triggered: { on: period(year), day: 0 } } }) as unknown as FollowedCase;

describe('an interval', () => {
  it.each([
    [{ lower: 300, upper: 900 }, '95% interval: 9.9 to 29.6 months'],
    [{ lower: 300, upper: null }, '95% interval: from 9.9 months; its upper end is not reached'],
    [{ lower: null, upper: 900 }, '95% interval: up to 29.6 months'],
    [{ lower: null, upper: null }, 'no 95% interval'],
  ])('%j', (bounds, said) => {
    expect(sayInterval({ days: 400, ...bounds })).toBe(said);
  });
});

describe('of whom an answer is', () => {
  it('is said by episodes, organisations, years and parts of the work, the most first', () => {
    const cases = [one('finance', '2012', 'a'), one('children', '2009', 'a'), one('children', '2020', 'b')];
    expect(whoseWords({ cases })).toBe(
      "3\u00a0episodes of 2\u00a0organisations, triggered from 2009 to 2020, by part of the work: Children's services (2) and Finance (1).",
    );
    expect(whoseWords({ cases: [one('finance', '2012', 'a')] })).toContain('of 1\u00a0organisation, triggered in 2012');
    expect(whoseWords({ cases: [] })).toBeNull();
  });

  it('is no sample where cases were chosen, and is said to be none', () => {
    const told = one('finance', '2012', 'a');
    const judged = one('finance', '2012', 'b', 'judgements');
    expect(chosenWords({ cases: [told, told] })).toMatch(/^No sample: these 2 episodes were chosen/);
    expect(chosenWords({ cases: [told, judged, judged] })).toMatch(/^1 of these 3 episodes was chosen/);
    expect(chosenWords({ cases: [judged] })).toBeNull();
  });
});

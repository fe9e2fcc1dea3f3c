import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { type FundingEnd, staffingRisk } from './funding.js';

const today = day('2026-03-10');
const ending = (to: string | null, more: Partial<FundingEnd> = {}): FundingEnd => ({
  to: to === null ? null : period(to),
  follows: 'none_known',
  staffOnFixedTerm: true,
  ...more,
});

describe('the staffing risk of an end of funding', () => {
  it.each([
    ['the last day of the twelve months', '2027-03-10', 'risk'],
    ['the day after them', '2027-03-11', 'none'],
    ['today', '2026-03-10', 'risk'],
    ['yesterday', '2026-03-09', 'ended'],
    ['a year of which some days lie within them', '2027', 'risk'],
    ['a year that lies wholly after them', '2028', 'none'],
    ['the year that is running', '2026', 'risk'],
    ['the year that has passed', '2025', 'ended'],
  ])('of money that ends on %s', (_words, to, result) => {
    expect(staffingRisk(ending(to), today).result).toBe(result);
  });

  it('is still there while money is applied for and not decided', () => {
    expect(staffingRisk(ending('2026-09', { follows: 'applied_for' }), today)).toEqual({ result: 'risk' });
  });

  it.each([
    ['secured', ending('2026-09', { follows: 'secured' })],
    ['secured', ending(null, { follows: 'secured', staffOnFixedTerm: null })],
    ['permanent-staff', ending('2026-09', { staffOnFixedTerm: false })],
    ['permanent-staff', ending(null, { follows: null, staffOnFixedTerm: false })],
    ['ends-later', ending('2029', { follows: null, staffOnFixedTerm: null })],
  ])('is ruled out by %s, whatever else is missing', (because, end) => {
    expect(staffingRisk(end, today)).toEqual({ result: 'none', because });
  });

  it('is never ruled out by what is not known', () => {
    expect(staffingRisk({ to: null, follows: null, staffOnFixedTerm: null }, today)).toEqual({
      result: 'unknown',
      missing: ['end', 'what-follows', 'contracts'],
    });
    expect(staffingRisk(ending('2026-09', { staffOnFixedTerm: null }), today)).toEqual({
      result: 'unknown',
      missing: ['contracts'],
    });
  });

  it('of an end that has passed is not taken back because the contracts are not known', () => {
    expect(staffingRisk(ending('2024', { follows: null, staffOnFixedTerm: null }), today)).toEqual({
      result: 'ended',
    });
  });
});

import { day } from '../../../kernel/calendar-day.js';
import { askedReview } from './review-dates.js';

const look = (on: string, reviewBy: string | null) => ({
  on: day(on),
  reviewBy: reviewBy === null ? null : day(reviewBy),
});
const shared = look('2026-01-10', '2026-06-30');
const asked = (looks: readonly ReturnType<typeof look>[], on: string) => askedReview(looks, day(on));

describe('the date by which something shared is to be looked at', () => {
  it('is the one that stands, while none has passed', () => {
    expect(asked([shared], '2026-06-30')).toEqual({ reviewBy: '2026-06-30', reviewedOn: null });
  });

  it('stays asked about when a look in time has set another', () => {
    const looks = [shared, look('2026-06-20', '2027-06-20')];
    expect(asked(looks, '2026-09-01')).toEqual({ reviewBy: '2026-06-30', reviewedOn: '2026-06-20' });
  });

  it('is kept by a look that came too late as well, and by a withdrawal', () => {
    expect(asked([shared, look('2026-08-01', '2027-02-01')], '2026-09-01').reviewedOn).toBe('2026-08-01');
    expect(asked([shared, look('2026-08-01', null)], '2026-09-01').reviewedOn).toBe('2026-08-01');
  });

  it('is the later one once that has passed too', () => {
    const looks = [shared, look('2026-06-20', '2026-09-20')];
    expect(asked(looks, '2026-10-01')).toEqual({ reviewBy: '2026-09-20', reviewedOn: null });
  });

  it('was none to keep where it was replaced more than 90 days before it came', () => {
    const looks = [shared, look('2026-03-31', '2026-12-31')];
    expect(asked(looks, '2026-09-01')).toEqual({ reviewBy: '2026-12-31', reviewedOn: null });
    expect(asked([shared, look('2026-04-01', '2026-12-31')], '2026-09-01').reviewBy).toBe('2026-06-30');
  });

  it('is not known where nothing was kept', () => {
    expect(asked([look('2026-01-10', null)], '2026-09-01')).toEqual({ reviewBy: null, reviewedOn: null });
  });
});

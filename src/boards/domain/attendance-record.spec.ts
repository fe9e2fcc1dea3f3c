import { day } from '../../kernel/calendar-day.js';
import { attendanceRecord } from './attendance-record.js';

describe('the attendance of a member', () => {
  const held = [
    { id: 'a', heldOn: day('2026-01-05') },
    { id: 'b', heldOn: day('2026-02-02') },
    { id: 'c', heldOn: day('2026-03-02') },
  ];
  const taken = [
    { reviewId: 'a', memberId: 'm', presence: 'present' as const },
    { reviewId: 'b', memberId: 'm', presence: 'substitute' as const },
    { reviewId: 'c', memberId: 'm', presence: 'present' as const },
    { reviewId: 'c', memberId: 'n', presence: 'present' as const },
  ];

  it('counts the meetings of their term only', () => {
    const member = { id: 'm', fromOn: day('2026-02-01'), toOn: null };
    expect(attendanceRecord(member, held, taken)).toEqual({ meetings: 2, present: 1, substitutes: 1 });
  });

  it('is of none before the first meeting', () => {
    const member = { id: 'm', fromOn: day('2026-04-01'), toOn: null };
    expect(attendanceRecord(member, held, taken)).toEqual({ meetings: 0, present: 0, substitutes: 0 });
  });
});

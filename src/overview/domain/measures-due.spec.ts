import { day } from '../../kernel/calendar-day.js';
import { periodText } from '../../kernel/period.js';
import { measuresDue } from './measures-due.js';

const row = (id: string, occurredOn: string | null, more: { status?: string; frequency?: string } = {}) => ({
  id,
  ref: `ME-${id}`,
  name: `Measure ${id}`,
  organisationId: 'northwick',
  frequency: 'month',
  lagDays: 20,
  occurredOn,
  status: occurredOn === null ? null : 'final',
  ...more,
});

describe('what is due of the measures of a body', () => {
  it('is told of each by its own numbers', () => {
    const due = measuresDue(
      [
        row('1', '2026-08'),
        row('1', '2026-09', { status: 'provisional' }),
        row('2', null),
        row('3', '2026-10'),
        row('4', '2020', { frequency: 'whenever' }),
      ],
      day('2026-11-26'),
    );
    expect(
      due.map(({ ref, owed, provisional }) => [ref, owed.map(({ on }) => periodText(on)), provisional.map(periodText)]),
    ).toEqual([
      ['ME-1', ['2026-10'], ['2026-09']],
      ['ME-2', ['2026-10'], []],
      ['ME-3', [], []],
      ['ME-4', [], []],
    ]);
    expect(due[2]?.next?.dueOn).toBe('2026-12-20');
  });
});

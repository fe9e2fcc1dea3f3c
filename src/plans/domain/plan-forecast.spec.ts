import { addDays, day } from '../../kernel/calendar-day.js';
import { type ForecastMilestone, planForecast } from './plan-forecast.js';

const milestone = (id: string, more: Partial<ForecastMilestone> = {}): ForecastMilestone => ({
  id,
  baselineDue: day('2026-03-01'),
  currentDue: day('2026-03-01'),
  startOn: null,
  state: 'in_progress',
  completedOn: null,
  evidenceOwedUntil: null,
  ...more,
});
const closed = (id: string, slip: number, more: Partial<ForecastMilestone> = {}): ForecastMilestone =>
  milestone(id, { state: 'action_complete', completedOn: addDays(day('2026-03-01'), slip), ...more });
const today = day('2026-06-01');
const ask = (milestones: readonly ForecastMilestone[]) =>
  planForecast({ today, milestones, dependencies: [], elsewhere: [] });

describe('the milestones of a plan for its forecast', () => {
  it('are closed when complete with their evidence, shown or embedded', () => {
    const told = ask([
      closed('a', 3),
      closed('b', -4, { state: 'impact_shown' }),
      closed('c', 9, { state: 'embedded' }),
      closed('owed', 1, { evidenceOwedUntil: day('2026-06-10') }),
      milestone('open'),
      milestone('no', { state: 'cancelled' }),
    ]);
    expect(told.slips).toEqual([-4, 3, 9]);
    expect(told.open.map(({ id }) => id)).toEqual(['owed', 'open']);
    expect(told.cancelled).toBe(1);
    expect(told.result).toEqual({ ok: false, error: { reason: 'too-few', closed: 3, needed: 8 } });
  });

  it('say how many are later than every closed one was', () => {
    // 92 days from 1 March to 1 June.
    const slips = [0, 0, 0, 0, 0, 0, 0, 92].map((slip, place) => closed(`c${place}`, slip));
    const told = ask([...slips, milestone('late'), milestone('next', { baselineDue: day('2026-03-02') })]);
    expect(told.laterThanAny).toBe(1);
    expect(told.result.ok && told.result.value.milestones.map(({ noDate }) => noDate)).toEqual([
      'later-than-any',
      null,
    ]);
  });

  it('take the date that there is while the plan is being written', () => {
    const slips = Array.from({ length: 8 }, (_nothing, place) => closed(`c${place}`, 7));
    const told = ask([...slips, milestone('draft', { baselineDue: null, currentDue: day('2026-07-01') })]);
    expect(told.result.ok && told.result.value.milestones[0]?.dates).toMatchObject({
      p50: '2026-07-08',
      p80: '2026-07-08',
    });
  });
});

import { day } from '../../kernel/calendar-day.js';
import {
  agreeVersion,
  planVersionMovesFrom,
  type PlanVersionState,
  planVersionStates,
  proposeVersion,
} from './plan-version.js';

const today = day('2026-11-23');
const agreed = { number: 1, agreedOn: day('2026-05-01') };
const asked = { on: today, hasDecision: true, today };

describe('a version of a plan', () => {
  it.each([
    ['draft', 'proposed'],
    ['proposed', 'agreed draft'],
    ['agreed', 'superseded'],
    ['superseded', ''],
  ] as const)('from %s goes to: %s', (from, to) => {
    expect(planVersionMovesFrom(from).join(' ')).toBe(to);
  });

  it.each<[string | null, PlanVersionState, number | null, number, string | null]>([
    [null, 'draft', null, 1, null],
    [null, 'draft', 1, 1, 'Two new actions'],
    ['no-summary', 'draft', 1, 1, ' '],
    ['nothing-in-it', 'draft', null, 0, null],
    ['not-a-draft', 'agreed', null, 1, null],
  ])('is refused as %s when proposed', (error, state, baseNumber, milestones, summary) => {
    const done = proposeVersion({ state, baseNumber }, { milestones, summary });
    expect(done).toEqual(error ? { ok: false, error } : { ok: true, value: null });
  });

  it.each(Object.keys(planVersionStates) as PlanVersionState[])('%s is agreed only when proposed', (state) => {
    expect(agreeVersion({ state, baseNumber: 1 }, agreed, asked).ok).toBe(state === 'proposed');
  });

  it.each([
    ['no-decision', 1, { hasDecision: false }],
    ['after-today', 1, { on: day('2026-11-24') }],
    ['another-was-agreed', null, {}],
    ['another-was-agreed', 2, {}],
  ])('is refused as %s', (error, baseNumber, more) => {
    expect(agreeVersion({ state: 'proposed', baseNumber }, agreed, { ...asked, ...more })).toEqual({
      ok: false,
      error,
    });
  });

  it('may be the first', () => {
    expect(agreeVersion({ state: 'proposed', baseNumber: null }, null, asked).ok).toBe(true);
  });
});

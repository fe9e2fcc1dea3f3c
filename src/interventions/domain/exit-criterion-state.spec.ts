import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  criterionMovesFrom,
  type CriterionFacts,
  type CriterionMove,
  exitCriterionRules,
  type ExitCriterionState,
  exitCriterionStates,
  moveCriterion,
} from './exit-criterion-state.js';

const states = Object.keys(exitCriterionStates) as ExitCriterionState[];
const today = day('2026-11-23');
const at = (more: Partial<CriterionFacts> = {}): CriterionFacts => ({
  state: 'partly_met',
  since: period('2026-01-10'),
  evidence: 1,
  ...more,
});
const move = (more: Partial<CriterionMove> = {}): CriterionMove => ({
  to: 'met',
  on: period('2026-06-01'),
  why: 'Two audits agree.',
  ...more,
});

describe('an exit criterion', () => {
  it.each([
    ['not_met', 'partly_met withdrawn'],
    ['partly_met', 'met not_met withdrawn'],
    ['met', 'not_met withdrawn'],
    ['withdrawn', ''],
  ] as const)('from %s goes to: %s', (from, expected) => {
    expect(
      states
        .filter((to) => criterionMovesFrom(from).includes(to))
        .toSorted()
        .join(' '),
    ).toBe(expected.split(' ').toSorted().join(' '));
  });

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'moves from %s to %s if and only if the table says so',
    (from, to) => {
      const moved = moveCriterion(at({ state: from }), move({ to }), today);
      expect(moved).toEqual(
        criterionMovesFrom(from).includes(to) ? { ok: true, value: to } : { ok: false, error: 'no-such-move' },
      );
    },
  );

  it('of which nothing is known starts as not met', () => {
    expect(moveCriterion(at({ state: null, since: null }), move({ to: 'partly_met' }), today).ok).toBe(true);
    expect(moveCriterion(at({ state: null, since: null }), move({ to: 'met' }), today).ok).toBe(false);
  });

  it.each<[string, Partial<CriterionFacts>, Partial<CriterionMove>]>([
    ['no-evidence', { evidence: 0 }, {}],
    ['no-evidence', { evidence: 0, state: 'not_met' }, { to: 'partly_met' }],
    ['no-reason', {}, { why: '  ' }],
    ['after-today', {}, { on: period('2026-11-24') }],
    ['before-last-change', {}, { on: period('2026-01-09') }],
  ])('is refused as %s', (error, facts, asked) => {
    expect(moveCriterion(at(facts), move(asked), today)).toEqual({ ok: false, error });
  });

  it('falls back without evidence, and within the month in which it was last changed', () => {
    expect(moveCriterion(at({ evidence: 0 }), move({ to: 'not_met' }), today).ok).toBe(true);
    expect(moveCriterion(at(), move({ on: period('2026-01') }), today).ok).toBe(true);
  });

  it('has a word and a rule for every state', () => {
    for (const state of states) expect(exitCriterionRules[state]).toMatch(/\.$/);
  });
});

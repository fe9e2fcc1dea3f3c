import { day } from '../../kernel/calendar-day.js';
import { acknowledgeBy, type ConcernState, concernStates, stepsFrom, takeStep } from './concern.js';

const calendar = {
  nation: 'england',
  holidays: new Set([day('2026-12-25'), day('2026-12-28')]),
  firstYear: 2020,
  lastYear: 2028,
} as const;

const today = day('2026-03-04');
const raised = {
  state: 'raised' as ConcernState,
  acknowledgedOn: null,
  outcomeSharedOn: null,
  closedOn: null,
  outcome: null,
};

/** Every step that the design of the record names, and no other. */
const allowed: readonly string[] = [
  'raised acknowledged',
  'acknowledged looked_into',
  'looked_into outcome_shared',
  'outcome_shared closed',
  'outcome_shared reopened',
  'closed reopened',
  'reopened looked_into',
  'reopened outcome_shared',
];

describe('the steps of a concern', () => {
  it.each(concernStates.flatMap((from) => concernStates.map((to) => [from, to] as const)))(
    'from %s to %s are as the record says',
    (state, to) => {
      const taken = takeStep({ ...raised, state }, { to, words: 'Rotas were changed.', today });
      expect(taken.ok).toBe(allowed.includes(`${state} ${to}`));
      expect(stepsFrom(state).includes(to)).toBe(taken.ok);
    },
  );

  it('keep the day on which each thing was first done', () => {
    const acknowledged = takeStep(raised, { to: 'acknowledged', words: null, today });
    expect(acknowledged).toMatchObject({ ok: true, value: { acknowledgedOn: today, outcomeSharedOn: null } });
    const answered = { ...raised, state: 'reopened' as const, outcomeSharedOn: day('2026-01-09'), outcome: 'First.' };
    const again = takeStep(answered, { to: 'outcome_shared', words: 'Second.', today });
    expect(again).toMatchObject({ ok: true, value: { outcomeSharedOn: '2026-01-09', outcome: 'Second.' } });
  });

  it('forget that it was closed when it is reopened, and nothing else', () => {
    const closed = {
      state: 'closed' as const,
      acknowledgedOn: today,
      outcomeSharedOn: today,
      closedOn: today,
      outcome: 'X.',
    };
    const reopened = takeStep(closed, { to: 'reopened', words: 'It has happened again.', today });
    expect(reopened).toMatchObject({ ok: true, value: { closedOn: null, outcomeSharedOn: today, outcome: 'X.' } });
  });

  it.each([
    ['looked_into', 'outcome_shared', 'needs-outcome'],
    ['closed', 'reopened', 'needs-reason'],
  ] as const)('from %s to %s are refused without words', (state, to, error) => {
    expect(takeStep({ ...raised, state }, { to, words: null, today })).toEqual({ ok: false, error });
  });
});

describe('the clock of a concern', () => {
  it.each([
    ['a Wednesday', '2026-03-04', '2026-03-06'],
    ['a Friday', '2026-03-06', '2026-03-10'],
    ['a Saturday', '2026-03-07', '2026-03-10'],
    ['Christmas Eve, over two bank holidays', '2026-12-24', '2026-12-30'],
  ])('gives two working days after %s', (_when, raisedOn, due) => {
    expect(acknowledgeBy(day(raisedOn), calendar)).toBe(due);
  });
});

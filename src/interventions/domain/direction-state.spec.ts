import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  directionMovesFrom,
  directionRules,
  type DirectionState,
  directionStates,
  isForTheBoard,
  moveDirection,
} from './direction-state.js';

const states = Object.keys(directionStates) as DirectionState[];
const today = day('2026-11-23');
const since = period('2026-03-01');

describe('a direction', () => {
  it('goes from open to closed by this table', () => {
    expect(states.map((from) => `${from}: ${directionMovesFrom(from).join(' ')}`)).toEqual([
      'open: evidence_submitted',
      'evidence_submitted: board_satisfied open',
      'board_satisfied: closed',
      'closed: ',
    ]);
  });

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'moves from %s to %s if and only if the table says so',
    (state, to) => {
      const moved = moveDirection({ state, since }, { to, on: period('2026-04-01'), text: 'The audit.' }, today);
      expect(moved).toEqual(
        directionMovesFrom(state).includes(to) ? { ok: true, value: to } : { ok: false, error: 'no-such-move' },
      );
    },
  );

  it.each([
    ['no-words', { on: period('2026-04-01'), text: ' ' }],
    ['after-today', { on: period('2026-12'), text: 'The audit.' }],
    ['before-last-change', { on: period('2026-02-28'), text: 'The audit.' }],
  ])('is refused as %s', (error, asked) => {
    expect(moveDirection({ state: 'open', since }, { to: 'evidence_submitted', ...asked }, today)).toEqual({
      ok: false,
      error,
    });
  });

  it('is judged by the board, and brought and closed by others', () => {
    const pairs = states.flatMap((from) => directionMovesFrom(from).map((to) => [from, to] as const));
    expect(pairs.filter(([from, to]) => isForTheBoard(from, to))).toEqual([
      ['evidence_submitted', 'board_satisfied'],
      ['evidence_submitted', 'open'],
    ]);
  });

  it('has a word and a rule for every state', () => {
    for (const state of states) expect(directionRules[state]).toMatch(/\.$/);
  });
});

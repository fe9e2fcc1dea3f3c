import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { ok, refused } from '../../kernel/result.js';
import {
  answerFinding,
  hasCome,
  moveSupport,
  peerSupportRules,
  type PeerSupportState,
  peerSupportStates,
  supportMovesFrom,
  tieDecision,
} from './peer-support-state.js';

const states = Object.keys(peerSupportStates) as PeerSupportState[];
const today = day('2026-11-23');
const since = period('2026-03-01');

describe('help from peers', () => {
  it('comes about by this table', () => {
    expect(states.map((from) => `${from}: ${supportMovesFrom(from).join(' ')}`)).toEqual([
      'offered: accepted declined',
      'accepted: visited fell_through',
      'visited: reported',
      'reported: ',
      'declined: ',
      'fell_through: ',
    ]);
  });

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'moves from %s to %s if and only if the table says so',
    (state, to) => {
      const moved = moveSupport({ state, since }, { to, on: period('2026-04-01'), why: 'Because.' }, today);
      expect(moved).toEqual(
        supportMovesFrom(state).includes(to) ? { ok: true, value: to } : { ok: false, error: 'no-such-move' },
      );
    },
  );

  it.each<[string, PeerSupportState, PeerSupportState, string, string]>([
    ['no-reason', 'offered', 'declined', '2026-04-01', ''],
    ['no-reason', 'accepted', 'fell_through', '2026-04-01', ' '],
    ['after-today', 'offered', 'accepted', '2027', ''],
    ['before-last-change', 'accepted', 'visited', '2026-02', ''],
  ])('is refused as %s', (error, state, to, on, why) => {
    expect(moveSupport({ state, since }, { to, on: period(on), why }, today)).toEqual({ ok: false, error });
  });

  it('needs no reason to go on, and is told once it has come', () => {
    expect(moveSupport({ state: 'offered', since }, { to: 'accepted', on: period('2026-04'), why: '' }, today).ok).toBe(
      true,
    );
    expect(states.filter(hasCome)).toEqual(['visited', 'reported']);
    for (const state of states) expect(peerSupportRules[state]).toMatch(/\.$/);
  });
});

describe('the answer to a finding', () => {
  it('needs its reason unless it is a plain yes', () => {
    expect(answerFinding({ accepted: 'yes', reason: '' })).toEqual({ ok: true, value: 'yes' });
    expect(answerFinding({ accepted: 'part', reason: '' })).toEqual({ ok: false, error: 'no-reason' });
    expect(answerFinding({ accepted: 'no', reason: ' ' })).toEqual({ ok: false, error: 'no-reason' });
    expect(answerFinding({ accepted: 'no', reason: 'The data was old.' })).toEqual({ ok: true, value: 'no' });
  });
});

describe('the decision that answers a finding', () => {
  const decision = { id: 'decision', ref: 'DE-0001', decidedOn: day('2026-03-10') };
  const reportedOn = period('2026-03-01');

  it.each([
    ['an accepted one', { accepted: 'yes', reportedOn }, decision, ok('tied')],
    ['one that was accepted in part', { accepted: 'part', reportedOn }, decision, ok('tied')],
    ['one without a date', { accepted: 'yes', reportedOn: null }, decision, ok('tied')],
    ['one of the month of the decision', { accepted: 'yes', reportedOn: period('2026-03') }, decision, ok('tied')],
    ['one that was turned down', { accepted: 'no', reportedOn }, decision, refused('not-accepted')],
    ['one without an answer', { accepted: null, reportedOn }, decision, refused('not-accepted')],
    [
      'one that came after it',
      { accepted: 'yes', reportedOn: period('2026-03-11') },
      decision,
      refused('decided-before'),
    ],
    ['one that it answers no longer', { accepted: 'yes', reportedOn }, null, ok('untied')],
  ] as const)('of %s', (_which, finding, given, told) => {
    expect(tieDecision(finding, given)).toEqual(told);
  });
});

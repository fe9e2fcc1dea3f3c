import { day } from '../../kernel/calendar-day.js';
import { inMeeting, whyNotConfirm, whyNotJudged, whyNotMoveAction } from './outcome.js';

describe('a decision', () => {
  it.each([
    ['decision', false, true, 'decision', false],
    ['decision', false, false, 'recommendation', true],
    ['recommendation', true, true, 'decision', false],
    ['recommendation', true, false, 'recommendation', true],
    ['recommendation', false, true, 'recommendation', false],
    ['recommendation', false, false, 'recommendation', false],
    ['advice', false, false, 'advice', false],
  ] as const)('%s (for lack of quorum %p) with a quorum %p: %s, %p', (type, lacking, quorate, then, still) => {
    expect(inMeeting({ type, forLackOfQuorum: lacking }, quorate)).toEqual({ type: then, forLackOfQuorum: still });
  });

  it.each([
    [null, 'confirms-nothing'],
    [{ forLackOfQuorum: false, confirmedBy: null }, 'confirms-what-is-decided'],
    [{ forLackOfQuorum: true, confirmedBy: 'DE-0002' }, 'confirmed-already'],
    [{ forLackOfQuorum: true, confirmedBy: null }, null],
  ])('confirms %p: %p', (earlier, refusal) => {
    expect(whyNotConfirm(earlier)).toBe(refusal);
  });
});

describe('the answer to a challenge', () => {
  it.each([
    ['answered', true, null, null],
    ['answered', false, 'It does not say who', null],
    ['answered', false, null, 'no-reason'],
    ['open', true, null, 'not-answered'],
    ['satisfied', true, null, 'satisfied-already'],
  ] as const)('%s, satisfied %p because %p: %p', (state, satisfied, why, refusal) => {
    expect(whyNotJudged(state, { satisfied, why })).toBe(refusal);
  });
});

describe('an action', () => {
  const today = day('2026-11-23');
  it.each([
    ['open', { to: 'done', on: today, words: null }, null],
    ['open', { to: 'done', on: day('2026-11-24'), words: null }, 'ahead'],
    ['open', { to: 'cancelled', on: today, words: null }, 'no-reason'],
    ['open', { to: 'cancelled', on: today, words: 'Overtaken by the new plan' }, null],
    ['open', { to: 'open', words: 'Why not' }, 'still-open'],
    ['done', { to: 'open', words: null }, 'no-reason'],
    ['done', { to: 'open', words: 'It was another plan' }, null],
    ['cancelled', { to: 'done', on: today, words: null }, 'closed-already'],
  ] as const)('%s to %j: %p', (state, move, refusal) => {
    expect(whyNotMoveAction(state, move, today)).toBe(refusal);
  });
});

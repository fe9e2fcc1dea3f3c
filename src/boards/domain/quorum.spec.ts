import type { Presence, Seat } from './board.js';
import { neededFor, type QuorumRule, quorumOf, quorumWords } from './quorum.js';

const rule = (change: Partial<QuorumRule> = {}): QuorumRule => ({
  quorumKind: 'number',
  quorumAmount: 3,
  quorumNeedsChair: true,
  substitutesCount: false,
  ...change,
});

/** "c+ v- m+ m/ o+": chair present, vice-chair with apologies, a member, one whose substitute came, one without a vote. */
const seatOf: Readonly<Record<string, Seat>> = { c: 'chair', v: 'vice' };
const presenceOf: Readonly<Record<string, Presence>> = { '+': 'present', '-': 'apologies', '/': 'substitute' };
const room = (text: string) =>
  text.split(' ').map((word) => ({
    seat: seatOf[word[0] ?? ''] ?? ('member' as const),
    voting: word[0] !== 'o',
    presence: presenceOf[word[1] ?? ''] ?? null,
  }));

describe('a quorum', () => {
  it.each([
    ['three of five with the chair', rule(), 'c+ v- m+ m+ m-', true, []],
    ['two of five with the chair', rule(), 'c+ v- m+ m- m-', false, ['members']],
    ['three of five, neither chair nor vice-chair', rule(), 'c- v- m+ m+ m+', false, ['chair']],
    ['the vice-chair takes the chair', rule(), 'c- v+ m+ m+ m-', true, []],
    ['nobody asks for the chair', rule({ quorumNeedsChair: false }), 'c- v- m+ m+ m+', true, []],
    ['who has no vote does not count', rule(), 'c+ v- m+ o+ o+', false, ['members']],
    ['a substitute does not count', rule(), 'c+ v- m+ m/ m-', false, ['members']],
    ['a substitute counts by the terms', rule({ substitutesCount: true }), 'c+ v- m+ m/ m-', true, []],
    ['a substitute never takes the chair', rule({ substitutesCount: true }), 'c/ v- m+ m+ m-', false, ['chair']],
    [
      'half of seven is four',
      rule({ quorumKind: 'share', quorumAmount: 50 }),
      'c+ m+ m+ m- m- m- m-',
      false,
      ['members'],
    ],
    ['four of seven is half', rule({ quorumKind: 'share', quorumAmount: 50 }), 'c+ m+ m+ m+ m- m- m-', true, []],
    ['not taken yet is not there', rule(), 'c+ v? m+ m? m?', false, ['members']],
    [
      'an empty room',
      rule({ quorumKind: 'share', quorumAmount: 1, quorumNeedsChair: false }),
      'o+',
      false,
      ['members'],
    ],
  ] as const)('%s: %#', (_what, by, words, quorate, lacks) => {
    expect(quorumOf(by, room(words))).toMatchObject({ quorate, lacks });
  });

  it.each([
    ['share', 50, 7, 4],
    ['share', 50, 8, 4],
    ['share', 33, 3, 1],
    ['share', 1, 0, 1],
    ['share', 100, 9, 9],
    ['number', 4, 2, 4],
  ] as const)('of %s %p needs, among %p, %p', (quorumKind, quorumAmount, voting, needed) => {
    expect(neededFor({ quorumKind, quorumAmount }, voting)).toBe(needed);
  });

  it('is told in words', () => {
    expect(quorumWords(rule())).toBe('3 voting members, and the chair or vice-chair');
    expect(quorumWords(rule({ quorumAmount: 1, quorumNeedsChair: false }))).toBe('1 voting member');
    expect(quorumWords(rule({ quorumKind: 'share', quorumAmount: 50, quorumNeedsChair: false }))).toBe(
      '50% of voting members',
    );
  });
});

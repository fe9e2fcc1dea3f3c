import { day } from '../../kernel/calendar-day.js';
import { isServing, termsOn, whyNotMember, whyNotTerms } from './board.js';

describe('a seat on a board', () => {
  const board = { startedOn: day('2026-01-05') };
  const chair = { seat: 'chair' as const, fromOn: day('2026-01-05'), toOn: day('2026-06-30') };
  const someone = { seat: 'chair' as const, fromOn: day('2026-07-01'), toOn: null };

  it.each([
    ['after the chair before', someone, [chair], null],
    ['on the last day of the chair before', { ...someone, fromOn: day('2026-06-30') }, [chair], 'seat-taken'],
    ['before a chair who comes later', { ...chair, toOn: null }, [someone], 'seat-taken'],
    ['as another member', { ...someone, seat: 'member' as const }, [{ ...someone, seat: 'member' as const }], null],
    ['as vice-chair beside the chair', { ...someone, seat: 'vice' as const }, [{ ...someone }], null],
    ['before the board began', { ...someone, fromOn: day('2026-01-04') }, [], 'term-before-board'],
    ['until before it begins', { ...someone, toOn: day('2026-06-30') }, [], 'term-ends-before-it-starts'],
  ])('%s', (_what, member, others, refusal) => {
    expect(whyNotMember(member, { ...board, others })).toBe(refusal);
  });

  it('is held from its first day to its last, both with it', () => {
    expect(['2026-01-04', '2026-01-05', '2026-06-30', '2026-07-01'].map((on) => isServing(chair, day(on)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the terms of a board', () => {
  const terms = { quorumKind: 'number' as const, quorumAmount: 3, fromOn: day('2026-06-01') };
  const board = { startedOn: day('2026-01-05'), latestFromOn: day('2026-01-05') };

  it.each([
    [null, terms],
    ['number-out-of-range', { ...terms, quorumAmount: 0 }],
    ['share-out-of-range', { ...terms, quorumKind: 'share' as const, quorumAmount: 101 }],
    ['terms-before-board', { ...terms, fromOn: day('2026-01-04') }],
    ['terms-not-later', { ...terms, fromOn: day('2026-01-05') }],
  ])('are refused as %p', (refusal, given) => {
    expect(whyNotTerms(given, board)).toBe(refusal);
  });

  it('are those of the day', () => {
    const editions = [{ fromOn: day('2026-01-05') }, { fromOn: day('2026-06-01') }];
    expect(termsOn(editions, day('2026-05-31'))).toBe(editions[0]);
    expect(termsOn(editions, day('2026-06-01'))).toBe(editions[1]);
    expect(termsOn(editions, day('2025-12-01'))).toBe(editions[0]);
    expect(termsOn([], day('2026-05-31'))).toBeNull();
  });
});

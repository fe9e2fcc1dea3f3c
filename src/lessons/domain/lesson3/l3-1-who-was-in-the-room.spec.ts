import * as fc from 'fast-check';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { noLesson3Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import type { Independence } from '../../../boards/domain/board.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { HeldMeeting } from './facts.js';
import { whoWasInTheRoom as signal } from './l3-1-who-was-in-the-room.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

/** So many from outside and so many officers; the chair, if independent, is one of those from outside. */
const meeting = (
  on: string,
  {
    outside = 4,
    inside = 4,
    chair = 'independent',
    chairCame = true,
    unknown = 0,
  }: {
    outside?: number;
    inside?: number;
    chair?: Independence | null;
    chairCame?: boolean;
    unknown?: number;
  } = {},
): HeldMeeting => ({
  id: `meeting ${on}`,
  ref: `RV-${on}`,
  on: period(on),
  chair: { independence: chair },
  room: [
    ...Array.from({ length: outside }, (_none, place) => ({
      independence: place === 0 ? ('independent' as const) : ('partner_body' as const),
      isChair: place === 0 && chairCame && chair === 'independent',
    })),
    ...Array.from({ length: inside }, (_none, place) => ({
      independence: 'internal_officer' as const,
      isChair: place === 0 && chairCame && chair === 'internal_officer',
    })),
    ...Array.from({ length: unknown }, () => ({ independence: null, isChair: false })),
  ],
});
const months = ['2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15'];
const meetings = (more: Parameters<typeof meeting>[1] = {}) => months.map((on) => meeting(on, more));

describe('who was in the room', () => {
  it('is supported by four in ten from outside under an independent chair, and splits them by kind', () => {
    expect(read({ meetings: meetings({ outside: 4, inside: 6 }) })).toMatchObject({
      result: 'supports',
      value: 0.4,
      uncertainty: null,
      n: 50,
      sentence:
        'In the last 12 months, 4 of every 10 people in the room were from outside the organisation. The chair is independent.',
      notes: [
        'Who was in the room, counted at each meeting: independent 5, partner body 15 and officer of the organisation 30.',
        '5 of 5 meetings had an independent chair present.',
      ],
    });
  });

  it.each([
    [2, 6, 'discuss'],
    [3, 6, 'discuss'],
    [2, 7, 'challenge'],
  ])('of %s from outside and %s from inside: %s', (outside, inside, result) => {
    expect(read({ meetings: meetings({ outside, inside }) }).result).toBe(result);
  });

  it('is a matter to discuss where the chair stayed away from more than one in five', () => {
    const absent = [...meetings().slice(2), ...meetings({ chairCame: false }).slice(0, 2)];
    expect(read({ meetings: absent })).toMatchObject({ result: 'discuss', value: 0.5 });
    expect(read({ meetings: [...meetings().slice(1), ...meetings({ chairCame: false }).slice(0, 1)] }).result).toBe(
      'supports',
    );
  });

  it('is a challenge without an independent chair, however many came from outside', () => {
    const chaired = read({ meetings: meetings({ outside: 9, inside: 1, chair: 'internal_officer' }) });
    expect(chaired).toMatchObject({ result: 'challenge', value: 0.9 });
    expect(chaired.sentence).toMatch(/The chair is not independent\.$/);
    expect(read({ meetings: meetings({ chair: 'partner_body' }) }).result).toBe('challenge');
  });

  it('says nothing of fewer than three meetings with attendance', () => {
    const few = [...meetings().slice(0, 2), { ...meeting('2026-03-20'), room: [] }];
    expect(read({ meetings: few })).toMatchObject({
      result: 'not_enough',
      value: null,
      n: 2,
      missing: ['Record the attendance of 1 more meeting.'],
    });
    expect(read({}).missing).toEqual(['Record the attendance of 3 more meetings.']);
  });

  it('leaves the result open where it hangs on somebody whose kind is not on record', () => {
    const open = read({ meetings: meetings({ outside: 3, inside: 5, unknown: 1 }) });
    expect(open).toMatchObject({ result: 'discuss' });
    expect(open.notes.at(-1)).toBe('Of 5 seats in the room the record does not say from whom it is independent.');
    expect(read({ meetings: meetings({ outside: 8, inside: 2, unknown: 1 }) }).result).toBe('supports');
  });

  it('leaves the result open where a meeting may or may not lie in the 12 months', () => {
    const old = meeting('2025-06', { outside: 1, inside: 40 });
    expect(read({ meetings: [...meetings(), old] })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringMatching(/The dates are not exact enough to be sure\.$/),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = [
      ...meetings().map((fact) => ({ fact, on: fact.on, knownOn: fact.on })),
      ...['2026-01-20', '2026-02-20', '2026-03-20', '2026-04-20'].map((on) => ({
        fact: meeting(on, { outside: 1, inside: 16 }),
        on: period(on),
        knownOn: period('2026-08-01'),
      })),
    ];
    expect(read({ meetings: readable(facts, { mode: 'known' }) }, { mode: 'known' }).result).toBe('supports');
    expect(read({ meetings: readable(facts, { mode: 'hindsight' }) }, { mode: 'hindsight' }).result).toBe('challenge');
  });

  it('is changed by no meeting that is older', () => {
    const more = fc
      .array(fc.integer({ min: 365, max: 9_000 }))
      .map((ages) => ({ meetings: ages.map((age) => ({ ...meeting('2020-01-01'), on: onDay(addDays(asOf, -age)) })) }));
    isChangedByNone(signal, { ...nothing, meetings: meetings() }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, meetings: meetings({ outside: 3, inside: 6 }) }, asOf);
    expect.hasAssertions();
  });
});

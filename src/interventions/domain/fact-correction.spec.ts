import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { changedFields, type Correction, dateOf, mayCorrect } from './fact-correction.js';

const sign = (facts: Partial<{ kind: string; occurredOn: string; text: string }> = {}): Correction => ({
  kind: 'warning_sign',
  facts: { kind: 'money', occurredOn: '2024-02', text: 'A gap in the budget.', ...facts },
});
const step = (startedOn: string): Correction => ({
  kind: 'intervention',
  facts: { kind: 'statutory_direction', typeText: 'Direction', authority: 'The minister', startedOn },
});
const help = (offeredOn: string | null): Correction => ({
  kind: 'peer_support',
  facts: { type: 'mentor', provider: 'Eastmere', offeredOn, askedBy: null, basis: null, focus: null },
});

const today = day('2024-06-10');
const asked = { isHeld: false, nextOn: null, today };

describe('putting a recorded fact right', () => {
  it.each([
    ['other words', sign(), sign({ text: 'An overspend.' }), {}, 'ok'],
    ['a date known more exactly', sign(), sign({ occurredOn: '2024-02-03' }), {}, 'ok'],
    ['the month of today', sign(), sign({ occurredOn: '2024-06' }), {}, 'ok'],
    ['nothing else than it was', sign(), sign(), {}, 'nothing-changed'],
    ['what is held', sign(), sign({ text: 'An overspend.' }), { isHeld: true }, 'held'],
    ['tomorrow', sign(), sign({ occurredOn: '2024-06-11' }), {}, 'after-today'],
    [
      'a beginning in the month of its end',
      step('2024-01-02'),
      step('2024-03-31'),
      { nextOn: period('2024-03') },
      'ok',
    ],
    ['a beginning after its end', step('2024-01-02'), step('2024-04-01'), { nextOn: period('2024-03') }, 'after-end'],
    ['an offer after it was accepted', help(null), help('2024-05'), { nextOn: period('2024-04') }, 'after-next-date'],
    ['no date any more', help('2024-05'), help(null), { nextOn: period('2024-04') }, 'ok'],
  ] as const)('%s', (_, now, wanted, more, expected) => {
    const result = mayCorrect({ now, wanted, ...asked, ...more });
    expect(result.ok ? 'ok' : result.error).toBe(expected);
  });

  it('names the fields that differ, and knows the date of each kind', () => {
    expect(changedFields(sign(), sign({ kind: 'staff_voice', text: 'x' }))).toEqual(['kind', 'text']);
    expect([sign(), step('2024-05-01'), help(null)].map((one) => dateOf(one)?.start ?? null)).toEqual([
      '2024-02-01',
      '2024-05-01',
      null,
    ]);
  });
});

import * as fc from 'fast-check';
import { noLesson6Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { aPiece } from '../../../../test/builders/some-learning.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { Lesson6Facts } from './facts.js';
import { learningOut as signal } from './l6-1-learning-out.js';

const trigger = period('2024-06-01');
const base: Lesson6Facts = { ...nothing, trigger };
const read = reader<Lesson6Facts>(signal, base);
const asOf = day('2026-06-01');

const two = [aPiece('2026-01-10'), aPiece('2026-02-10', { didNotWork: true })];

describe('learning out', () => {
  it('is supported by two pieces, one of them about what did not work', () => {
    expect(read({ shared: two })).toMatchObject({
      result: 'supports',
      value: 2,
      n: 2,
      sentence: '2 pieces of learning were shared in the last 12 months, 1 about something that did not work.',
      used: [{ label: 'What we learnt, shared with Leeds City Council' }, {}],
    });
  });

  it('is a matter to discuss with one, or where all tell of success', () => {
    expect(read({ shared: two.slice(1) })).toMatchObject({
      result: 'discuss',
      sentence: '1 piece of learning was shared in the last 12 months, 1 about something that did not work.',
    });
    expect(read({ shared: [aPiece('2026-01-10'), aPiece('2026-01-11'), aPiece('2026-01-12')] })).toMatchObject({
      result: 'discuss',
      sentence: '3 pieces of learning were shared in the last 12 months, none about something that did not work.',
    });
  });

  it('is a challenge without any, or with none for anybody by name', () => {
    expect(read({})).toMatchObject({ result: 'challenge', value: 0 });
    expect(read({ shared: two.map((one) => ({ ...one, audience: [] })) }).sentence).toBe(
      'No learning was shared with named others in the last 12 months.',
    );
  });

  it('is not due in the first 12 months of an episode, and not to be read without its beginning', () => {
    expect(read({ trigger: period('2025-06-02'), shared: two })).toMatchObject({ result: 'not_yet', missing: [] });
    expect(read({ trigger: period('2025-06-01') }).result).toBe('challenge');
    expect(read({ trigger: null })).toMatchObject({
      result: 'not_enough',
      missing: ['Record what opened the episode, and when.'],
    });
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    expect(read({ shared: [...two.slice(1), aPiece('2025-06')] })).toMatchObject({
      result: 'discuss',
      uncertainty: 0.5,
      sentence: expect.stringContaining('not exact enough'),
    });
    expect(read({ trigger: period('2025'), shared: two })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = two.map((fact) => ({ fact, on: fact.sharedOn, knownOn: period('2026-07-01') }));
    expect(read({ shared: readable(facts, { mode: 'known' }) }).result).toBe('challenge');
    expect(read({ shared: readable(facts, { mode: 'hindsight' }) }).result).toBe('supports');
  });

  it('is changed by no piece that is older', () => {
    const more = fc.array(fc.integer({ min: 365, max: 9_000 })).map((ages) => ({
      shared: ages.map((age) => ({ ...aPiece('2020-01-01'), sharedOn: onDay(addDays(asOf, -age)) })),
    }));
    isChangedByNone(signal, { ...base, shared: two }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...base, shared: two }, asOf);
    expect.hasAssertions();
  });
});

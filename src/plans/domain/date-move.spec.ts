import { addDays, day } from '../../kernel/calendar-day.js';
import { type AskedDate, askForDate, correctDate, type DatedFacts, decideDate } from './date-move.js';

const today = day('2026-11-23');
const now = '2026-11-23T09:00:00.000Z';
const facts = (more: Partial<DatedFacts> = {}): DatedFacts => ({
  state: 'in_progress',
  baselineDue: day('2026-12-01'),
  currentDue: day('2026-12-01'),
  dateWrittenAt: '2026-11-22T09:00:00.000Z',
  dateWrittenBy: 'secretary',
  ...more,
});
const asked = (more: Partial<AskedDate> = {}): AskedDate => ({
  to: day('2027-01-15'),
  reasonCode: 'technical',
  reason: 'The supplier is late',
  ...more,
});
const decision = { id: null, ref: 'DE-0001', approvedBy: 'The board' };
const by = { by: 'secretary', now, today };

describe('asking for a new date', () => {
  it.each<[string, Partial<DatedFacts>, Partial<AskedDate>]>([
    ['not-agreed-yet', { baselineDue: null }, {}],
    ['finished', { state: 'action_complete' }, {}],
    ['finished', { state: 'cancelled' }, {}],
    ['no-reason', {}, { reason: '   ' }],
    ['reason-too-short', {}, { reason: '1234567890123456789' }],
    ['reason-too-short', {}, { reason: '      1234567890      ' }],
    ['not-after-today', {}, { to: today }],
    ['same-date', {}, { to: day('2026-12-01') }],
  ])('is refused as %s', (error, held, more) => {
    expect(askForDate(facts(held), asked(more), today)).toEqual({ ok: false, error });
  });

  it('takes 20 characters, tomorrow, and an earlier date', () => {
    expect(askForDate(facts(), asked({ reason: '12345678901234567890' }), today).ok).toBe(true);
    expect(askForDate(facts(), asked({ to: addDays(today, 1) }), today).ok).toBe(true);
    expect(askForDate(facts({ state: 'paused' }), asked(), today).ok).toBe(true);
  });

  it('moves the date only with a decision', () => {
    expect(decideDate(facts(), asked(), null, today)).toEqual({ ok: false, error: 'no-decision' });
    expect(decideDate(facts(), asked(), decision, today).ok).toBe(true);
    expect(decideDate(facts(), asked({ to: today }), decision, today).ok).toBe(false);
  });
});

describe('putting a mistake right', () => {
  it.each<[string | null, Partial<DatedFacts>]>([
    [null, {}],
    ['too-late-to-correct', { dateWrittenAt: '2026-11-22T08:59:59.000Z' }],
    ['not-the-same-person', { dateWrittenBy: 'owner' }],
  ])('is refused as %s', (error, held) => {
    const done = correctDate(facts(held), asked(), by);
    expect(done).toEqual(
      error ? { ok: false, error } : { ok: true, value: asked({ reasonCode: 'correcting_mistake' }) },
    );
  });

  it('says why all the same', () => {
    expect(correctDate(facts(), asked({ reason: 'Typo' }), by)).toEqual({ ok: false, error: 'reason-too-short' });
  });
});

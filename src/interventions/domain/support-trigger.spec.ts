import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { noteBreach, respond } from './support-trigger.js';

const today = day('2026-11-23');

describe('a breach of a trigger', () => {
  const breach = { detectedOn: period('2026-10'), text: 'Caseloads passed 20.' };

  it('is noted after the trigger was agreed', () => {
    expect(noteBreach({ agreedOn: period('2026-01-10') }, breach, today)).toEqual({ ok: true, value: 'noted' });
    expect(noteBreach({ agreedOn: null }, breach, today).ok).toBe(true);
  });

  it.each([
    ['after-today', { detectedOn: period('2026-12') }],
    ['before-agreed', { detectedOn: period('2025-12') }],
    ['no-words', { text: '' }],
  ])('is refused as %s', (error, more) => {
    expect(noteBreach({ agreedOn: period('2026-01-10') }, { ...breach, ...more }, today)).toEqual({ ok: false, error });
  });
});

describe('an answer to a warning or a breach', () => {
  const seen = { seenOn: period('2026-10-05'), isAnswered: false };
  const answer = { respondedOn: period('2026-10'), response: 'Two teams were added.' };

  it('comes once, after it was seen', () => {
    expect(respond(seen, answer, today)).toEqual({ ok: true, value: 'answered' });
    expect(respond({ ...seen, seenOn: null }, answer, today).ok).toBe(true);
  });

  it.each([
    ['already-answered', { isAnswered: true }, {}],
    ['after-today', {}, { respondedOn: period('2027') }],
    ['before-detected', {}, { respondedOn: period('2026-10-04') }],
    ['no-words', {}, { response: ' ' }],
  ])('is refused as %s', (error, facts, more) => {
    expect(respond({ ...seen, ...facts }, { ...answer, ...more }, today)).toEqual({ ok: false, error });
  });
});

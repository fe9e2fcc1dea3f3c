import { isSeenAnew, sessionState } from './session-life.js';

const at = (time: string): string => `2026-03-04T${time}:00.000Z`;

describe('a session', () => {
  it.each([
    ['09:30', 'live'],
    ['09:31', 'ended'],
  ])('seen at nine is, at %s, %s', (now, state) => {
    expect(sessionState({ startedAt: at('08:00'), seenAt: at('09:00') }, at(now))).toBe(state);
  });

  it('ends after twelve hours, however busy', () => {
    expect(sessionState({ startedAt: at('08:00'), seenAt: at('20:00') }, at('20:00'))).toBe('live');
    expect(sessionState({ startedAt: at('08:00'), seenAt: at('20:00') }, at('20:01'))).toBe('ended');
  });

  it('says for a day whose it was, and then no more', () => {
    const session = { startedAt: at('08:00'), seenAt: at('08:00') };
    expect(sessionState(session, '2026-03-05T08:30:00.000Z')).toBe('ended');
    expect(sessionState(session, '2026-03-05T08:31:00.000Z')).toBe('gone');
  });

  it('is written down as seen once a minute', () => {
    expect(isSeenAnew({ seenAt: at('09:00') }, '2026-03-04T09:00:59.000Z')).toBe(false);
    expect(isSeenAnew({ seenAt: at('09:00') }, at('09:01'))).toBe(true);
  });
});

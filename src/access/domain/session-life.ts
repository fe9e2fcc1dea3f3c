import { minutesBetween } from '../../kernel/instant.js';

/** How long a session lasts without a sign of its person, and how long at the most. */
export const idleMinutes = 30;
export const longestMinutes = 12 * 60;
/** How long after its end the answers of a form posted with it are still taken into keeping. */
export const graceMinutes = 24 * 60;

type Times = { readonly startedAt: string; readonly seenAt: string };

export type SessionState = 'live' | 'ended' | 'gone';

/**
 * How a session stands: it lives for 30 minutes after its person was last seen and 12 hours after it began; for a day
 * after that it can still say whose it was, so that answers typed into a form are not lost.
 */
export function sessionState({ startedAt, seenAt }: Times, now: string): SessionState {
  const over = Math.max(minutesBetween(seenAt, now) - idleMinutes, minutesBetween(startedAt, now) - longestMinutes);
  if (over <= 0) return 'live';
  return over <= graceMinutes ? 'ended' : 'gone';
}

/** Being seen is written down once a minute, not with every page. */
export const isSeenAnew = ({ seenAt }: Pick<Times, 'seenAt'>, now: string): boolean => minutesBetween(seenAt, now) >= 1;

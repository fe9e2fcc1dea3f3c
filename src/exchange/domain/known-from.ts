import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';

/**
 * When the public could first know of something, where nobody says: the earliest dated source that may have come out on
 * or after the event. Without a dated source it is not known when.
 */
export function knownFrom(event: Period | null, published: readonly (Period | null)[]): Period | null {
  const [earliest] = published
    .filter((on) => on !== null)
    .filter((on) => event === null || periodEnd(on) >= event.start)
    .toSorted(byPeriod);
  return earliest ?? null;
}

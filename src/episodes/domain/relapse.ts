import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodMiddle } from '../../kernel/period.js';
import type { Lineage } from '../../organisations/domain/lineage.js';
import { areasAround, type EpisodeArea } from '../../vocabulary/domain/episode-areas.js';

/** What is needed of an episode to tell whether another is its relapse. */
export type WatchedEpisode = {
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly triggerOn: Period;
  /** The first not-failing judgement, or the recovery where the record has no such judgement. */
  readonly notFailingOn: Period | null;
  readonly watchUntil: CalendarDay | null;
};

type Ended = { readonly index: number; readonly endedOn: CalendarDay; readonly watchUntil: CalendarDay };

/**
 * Episodes in order of their triggers → for each the place of the one that it follows: the last to end, before this trigger and with the trigger
 * within its watch (its last day included), in the same area or one around it, in the same unit or in the whole, of the
 * same body, of one in its lineage, or of one that it or they are part of. Null where there is none.
 *
 * Dates known only to the month, quarter or year count by their middle. Lookups are binary searches.
 */
export function relapseIndex(episodes: readonly WatchedEpisode[], lineage: Lineage): (index: number) => number | null {
  const endedByPlace = endedEpisodes(episodes);
  return (index) => {
    const episode = episodes[index];
    if (!episode) return null;
    const trigger = periodMiddle(episode.triggerOn);
    let last: Ended | null = null;
    for (const place of placesWatchedFor(episode, lineage)) {
      const ended = lastEndedBefore(index, trigger, endedByPlace.get(place) ?? []);
      if (ended && trigger <= ended.watchUntil && (!last || isLater(ended, last))) last = ended;
    }
    return last?.index ?? null;
  };
}

const isLater = (a: Ended, b: Ended): boolean => (a.endedOn === b.endedOn ? a.index > b.index : a.endedOn > b.endedOn);

const placeOf = (organisationId: string, area: EpisodeArea, unit: string | null): string =>
  JSON.stringify([organisationId, area, unit]);

/** Ended episodes by body, area and unit, in the order in which they ended. */
function endedEpisodes(episodes: readonly WatchedEpisode[]): Map<string, Ended[]> {
  const places = new Map<string, Ended[]>();
  episodes.forEach(({ organisationId, area, unit, notFailingOn, watchUntil }, index) => {
    if (!notFailingOn || !watchUntil) return;
    const place = placeOf(organisationId, area, unit);
    const ended = { index, endedOn: periodMiddle(notFailingOn), watchUntil };
    const known = places.get(place);
    if (known) known.push(ended);
    else places.set(place, [ended]);
  });
  for (const list of places.values()) list.sort((a, b) => (isLater(a, b) ? 1 : -1));
  return places;
}

/** Where an episode may have ended so that this one is its relapse. */
function placesWatchedFor({ organisationId, area, unit }: WatchedEpisode, lineage: Lineage): readonly string[] {
  const own = lineage.lineageOf(organisationId);
  const around = [...own].flatMap((id) => [...lineage.bodiesAround(id)]);
  const bodies = new Set([...own, ...around.flatMap((id) => [...lineage.lineageOf(id)])]);
  const units = unit === null ? [null] : [unit, null];
  return [...bodies].flatMap((body) =>
    areasAround(area).flatMap((each) => units.map((one) => placeOf(body, each, one))),
  );
}

/** The last to have ended on or before `day`, among those that were triggered before the episode at `index`. */
function lastEndedBefore(index: number, day: CalendarDay, ended: readonly Ended[]): Ended | null {
  let low = 0;
  let high = ended.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ended[middle].endedOn <= day) low = middle + 1;
    else high = middle;
  }
  let last = low - 1;
  while ((ended[last]?.index ?? -1) >= index) last -= 1;
  return ended[last] ?? null;
}

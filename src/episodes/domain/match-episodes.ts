import type { CalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';

/** Where and when a failure was: a body, an area of its work, a part of it, from a day to a day. */
export type Spell = {
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly triggerDay: CalendarDay;
  /** The day on which it was no longer failing; null: it still is. */
  readonly endDay: CalendarDay | null;
};

/** An episode on the record. */
export type HeldSpell = Spell & {
  readonly id: string;
  readonly triggerInspectionId: string | null;
  readonly derivedTriggerInspectionId: string | null;
  /** It was taken off the record because no judgement opened it any more. */
  readonly isDormant: boolean;
};

export type DerivedSpell = Spell & { readonly triggerInspectionId: string };

/** For each derived episode the one on the record that is the same failure, and the live ones that are left over. */
export type EpisodeMatch = { readonly heldIds: readonly (string | null)[]; readonly leftOver: readonly string[] };

/**
 * Which episodes on the record are those that judgements now tell.
 *
 * First by the inspection that opened them, dormant ones included. Then by place and time: a live episode of the same
 * body, area and unit whose trigger lies within the derived one, or that was still running at the derived trigger. So a
 * reference that was given stays with its failure when an earlier judgement comes to light, and a failure that a notice
 * opened before any judgement is not told twice. Each episode is matched once, the earliest first.
 */
export function matchEpisodes(derived: readonly DerivedSpell[], held: readonly HeldSpell[]): EpisodeMatch {
  const taken = new Set<string>();
  const take = (spell: HeldSpell | undefined): string | null => {
    if (!spell) return null;
    taken.add(spell.id);
    return spell.id;
  };
  const byInspection = new Map<string, HeldSpell>();
  for (const spell of held.toSorted(liveLast))
    for (const id of [spell.derivedTriggerInspectionId, spell.triggerInspectionId]) if (id) byInspection.set(id, spell);
  const heldIds = derived.map(({ triggerInspectionId }) => {
    const spell = byInspection.get(triggerInspectionId);
    return spell && !taken.has(spell.id) ? take(spell) : null;
  });
  const byPlace = groupBy(held.filter(({ isDormant }) => !isDormant).toSorted(byTrigger), placeOf);
  derived.forEach((spell, index) => {
    if (heldIds[index]) return;
    const candidates = byPlace.get(placeOf(spell)) ?? [];
    heldIds[index] = take(candidates.find((other) => !taken.has(other.id) && areOneFailure(spell, other)));
  });
  return { heldIds, leftOver: held.filter(({ id, isDormant }) => !isDormant && !taken.has(id)).map(({ id }) => id) };
}

const placeOf = ({ organisationId, area, unit }: Spell): string => JSON.stringify([organisationId, area, unit]);
const byTrigger = (a: Spell, b: Spell): number => (a.triggerDay < b.triggerDay ? -1 : 1);
const liveLast = (a: HeldSpell, b: HeldSpell): number => Number(b.isDormant) - Number(a.isDormant);

const runsOn = ({ triggerDay, endDay }: Spell, day: CalendarDay): boolean =>
  triggerDay <= day && (endDay === null || day < endDay);

const areOneFailure = (a: Spell, b: Spell): boolean => runsOn(a, b.triggerDay) || runsOn(b, a.triggerDay);

import { byPeriod, period, type Period, periodText } from '../../kernel/period.js';
import type { Lineage } from '../../organisations/domain/lineage.js';
import type { DerivedEpisode } from './derive-episodes.js';
import type { HeldEpisode } from './derived-record.js';
import { watchUntil } from './episode.js';
import { relapseIndex } from './relapse.js';

/** What somebody decided had recovered, and the later episode in which it failed again. */
export type ManagedRelapse = { readonly episodeId: string; readonly inId: string };

export type Followed = Pick<
  HeldEpisode,
  | 'id'
  | 'organisationId'
  | 'area'
  | 'unit'
  | 'status'
  | 'triggerOn'
  | 'derivedTriggerOn'
  | 'notFailingOn'
  | 'derivedNotFailingOn'
  | 'recoveredOn'
  | 'closeReason'
>;

const when = (text: string | null): Period | null => (text === null ? null : period(text));

/**
 * Which recovered (or already relapsed) episodes failed again, and in which. By the same rule as for judgements alone,
 * with recovery as the end where the record has no judgement that was not failing. Episodes entered in error are in
 * nobody's way.
 */
export function managedRelapses(episodes: readonly Followed[], lineage: Lineage): readonly ManagedRelapse[] {
  const inOrder = episodes
    .filter(({ closeReason }) => closeReason !== 'entered_in_error')
    .map((episode) => {
      const notFailingOn = when(episode.derivedNotFailingOn ?? episode.notFailingOn);
      const recoveredOn = when(episode.recoveredOn);
      return {
        id: episode.id,
        status: episode.status,
        organisationId: lineage.answersFor(episode.organisationId),
        area: episode.area,
        unit: episode.unit,
        triggerOn: period(episode.derivedTriggerOn ?? episode.triggerOn),
        notFailingOn: notFailingOn ?? recoveredOn,
        watchUntil: watchUntil({ notFailingOn, recoveredOn }),
      };
    })
    .toSorted((a, b) => byPeriod(a.triggerOn, b.triggerOn) || (a.id < b.id ? -1 : 1));
  const relapse = relapseIndex(inOrder, lineage);
  return inOrder.flatMap(({ id }, index) => {
    const earlier = inOrder[relapse(index) ?? -1];
    return earlier && (earlier.status === 'recovered' || earlier.status === 'relapsed')
      ? [{ episodeId: earlier.id, inId: id }]
      : [];
  });
}

/** The episodes as they are now: what judgements tell today, under the ids that they have, and what only people told. */
export function followedEpisodes(
  derived: readonly DerivedEpisode[],
  ids: readonly string[],
  held: readonly HeldEpisode[],
): readonly Followed[] {
  const heldById = new Map(held.map((episode) => [episode.id, episode]));
  const judged = derived.map((episode, index): Followed => {
    const id = ids[index] ?? '';
    const known = heldById.get(id);
    return {
      id,
      organisationId: episode.organisationId,
      area: episode.area,
      unit: episode.unit,
      status: known?.status ?? null,
      triggerOn: known?.triggerOn ?? periodText(episode.trigger.on),
      derivedTriggerOn: periodText(episode.trigger.on),
      notFailingOn: known?.notFailingOn ?? null,
      derivedNotFailingOn: episode.notFailing && periodText(episode.notFailing.on),
      recoveredOn: known?.recoveredOn ?? null,
      closeReason: known?.closeReason ?? null,
    };
  });
  const told = new Set(ids);
  const others = held
    .filter(({ id }) => !told.has(id))
    .map((episode): Followed => ({ ...episode, derivedTriggerOn: null, derivedNotFailingOn: null }));
  return [...judged, ...others];
}

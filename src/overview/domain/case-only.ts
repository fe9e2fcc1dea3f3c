import { earlierEpisodeOf, inspectionsOf, relapseOfOf } from './case-facts.js';
import type { Dossier, EpisodeFactSheet } from './dossier.js';
import type { TimelineEntry } from './timeline.js';

/** An episode with those that it relapsed from and those that relapsed from it: one story, in the order of the dossier. */
export function chainOf(dossier: Dossier, episode: EpisodeFactSheet): readonly EpisodeFactSheet[] {
  const ids = new Set([episode.id]);
  for (let one = earlierEpisodeOf(dossier, episode); one && !ids.has(one.id); one = earlierEpisodeOf(dossier, one))
    ids.add(one.id);
  // Each turn adds at least one, so that there are no more turns than episodes.
  let later = [episode];
  while (later.length > 0) {
    later = dossier.episodes.filter((one) => !ids.has(one.id) && ids.has(relapseOfOf(one) ?? ''));
    for (const { id } of later) ids.add(id);
  }
  return dossier.episodes.filter(({ id }) => ids.has(id));
}

/**
 * What of a dossier a picture of one case may show: the entries of its timeline, every judgement of the same work, and
 * the episodes of its chain. What else happened to the same body is another story.
 */
export function caseOnly(dossier: Dossier, episode: EpisodeFactSheet, entries: readonly TimelineEntry[]): Dossier {
  const ids = new Set([
    ...entries.flatMap(({ id, help }) => [id, ...help.map((one) => one.id)]),
    ...inspectionsOf(dossier, episode).map(({ id }) => id),
  ]);
  const isIts = ({ id }: { readonly id: string }): boolean => ids.has(id);
  return {
    ...dossier,
    episodes: chainOf(dossier, episode),
    inspections: dossier.inspections.filter(isIts),
    interventions: dossier.interventions.filter(isIts),
    warnings: dossier.warnings.filter(isIts),
    support: dossier.support.filter(isIts),
    posts: dossier.posts.filter(isIts),
    changes: dossier.changes.filter(isIts),
    events: dossier.events.filter(isIts),
    checks: dossier.checks.filter(isIts),
    outcomes: dossier.outcomes.filter(isIts),
  };
}

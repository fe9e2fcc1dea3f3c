import { parsePeriod } from '../../kernel/period.js';
import { lineageFrom } from '../../organisations/domain/lineage.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import type { EpisodeDates } from './time-in-failure.js';

/** An episode of a case of the library, with whose it is and who carries its story on. */
export type CaseEpisode = EpisodeDates & {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly successorId: string | null;
  readonly successorName: string | null;
  readonly successorSlug: string | null;
  readonly relapseOfId: string | null;
  readonly triggerInspectionRef: string | null;
  /** The notice that opened it, where no judgement did. */
  readonly triggerInterventionId: string | null;
  readonly notFailingInspectionRef: string | null;
  /** 1 where the date of the judgement was worked out, not read. */
  readonly triggerInferred: number | null;
  readonly notFailingInferred: number | null;
};

export type CaseBody = { readonly id: string; readonly name: string; readonly slug: string };

/** One story: the bodies that it passes through, in the order in which it does, and its episodes. */
export type Case = { readonly bodies: readonly CaseBody[]; readonly episodes: readonly CaseEpisode[] };

type Link = {
  readonly fromId: string;
  readonly toId: string;
  readonly type: OrganisationLinkType;
  readonly onDate: string | null;
};

/** The bodies that an episode names: its own, then the one that carries the story on. */
export function bodiesOf(episode: CaseEpisode): readonly CaseBody[] {
  const own = { id: episode.organisationId, name: episode.organisationName, slug: episode.organisationSlug };
  const { successorId, successorName, successorSlug } = episode;
  return successorId && successorName && successorSlug
    ? [own, { id: successorId, name: successorName, slug: successorSlug }]
    : [own];
}

/**
 * Lays episodes together whose bodies continue one another (a school replaced by an academy, a trust acquired by
 * another), so that each story is told once. Expects the earliest trigger first, and keeps that order of stories and
 * bodies. A body that only holds or serves another is in its story only when an episode names it.
 */
export function casesOf(episodes: readonly CaseEpisode[], links: readonly Link[]): readonly Case[] {
  const lineage = lineageFrom(
    links.map(({ onDate, ...link }) => ({ ...link, on: onDate === null ? null : parsePeriod(onDate) })),
  );
  const cases: { bodies: CaseBody[]; episodes: CaseEpisode[]; line: Set<string> }[] = [];
  for (const episode of episodes) {
    const named = bodiesOf(episode);
    const line = named.flatMap(({ id }) => [...lineage.lineageOf(id)]);
    let found = cases.find((one) => line.some((id) => one.line.has(id)));
    if (!found) {
      found = { bodies: [], episodes: [], line: new Set() };
      cases.push(found);
    }
    for (const id of line) found.line.add(id);
    for (const body of named) if (!found.bodies.some(({ id }) => id === body.id)) found.bodies.push(body);
    found.episodes.push(episode);
  }
  return cases.map(({ bodies, episodes: its }) => ({ bodies, episodes: its }));
}

export type Relapses = {
  /** Episodes that followed an earlier one within the watch. */
  readonly episodes: number;
  /** Stories in which that happened at least once. */
  readonly cases: number;
};

export const relapsesOf = (cases: readonly Case[]): Relapses => {
  const counts = cases.map(({ episodes }) => episodes.filter(({ relapseOfId }) => relapseOfId !== null).length);
  return { episodes: counts.reduce((sum, count) => sum + count, 0), cases: counts.filter((count) => count > 0).length };
};

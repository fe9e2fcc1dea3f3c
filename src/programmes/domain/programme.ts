import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';

/** How a programme stands as a whole. `not_known`: no source says. */
export const programmeStatuses = { running: 'Running', ended: 'Ended', not_known: 'Not known' } as const;
export type ProgrammeStatus = keyof typeof programmeStatuses;

/**
 * What a programme is made of and what is said of it, one statement each. `principle`: what it holds to. `site`: where
 * it works from. `role`: who works in it. `offer`: what it has for people, and for how many. `weakness`: what is known to
 * go wrong, with what was done. `evaluation`: who studied it. `spread`: how it travelled, where that is not the adoption
 * by one place. `other_meaning`: something else of the same name.
 */
export const elementKinds = {
  principle: 'Principle',
  site: 'Place it works from',
  role: 'Role',
  offer: 'What it offers',
  weakness: 'Known weakness',
  evaluation: 'Evaluation',
  spread: 'How it spread',
  other_meaning: 'Something else of the same name',
} as const;
export type ElementKind = keyof typeof elementKinds;

export const siteKinds = { hub: 'Hub', team: 'Team', virtual: 'Virtual team' } as const;
export type SiteKind = keyof typeof siteKinds;

/** What became of a known weakness. `not_known`: no source says what was done. */
export const weaknessStatuses = {
  not_known: 'Not known what was done',
  open: 'Nothing was done yet',
  answered: 'Something was done',
  closed: 'No longer so',
} as const;
export type WeaknessStatus = keyof typeof weaknessStatuses;

export type NewProgramme = NewFact & {
  /** The part of the address after `/programmes/`. */
  readonly slug: string;
  readonly name: string;
  /** The body whose programme it is, where it is on the record. */
  readonly ownerId: string | null;
  readonly startedOn: Period | null;
  /** Ages and group, in words. */
  readonly forWhom: string | null;
  readonly summary: string;
  readonly status: ProgrammeStatus;
};

export type NewElement = NewFact & {
  readonly programmeId: string;
  readonly kind: ElementKind;
  readonly text: string;
  /** The name of a site. */
  readonly place?: string | null;
  /** A `SiteKind` of a site, a `WeaknessStatus` of a weakness. */
  readonly code?: string | null;
  /** How many there are of a role or of what it offers, where one number says it. */
  readonly number?: number | null;
  readonly occurredOn?: Period | null;
  readonly endedOn?: Period | null;
  /** What was done about a weakness. */
  readonly response?: string | null;
};

/** That a case, or an action of a plan, used the programme. */
export type NewUse = NewFact & {
  readonly programmeId: string;
  readonly episodeId: string | null;
  readonly milestoneId: string | null;
  readonly occurredOn: Period | null;
  readonly text: string | null;
};

import { byPeriod, type Period } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { NewFact } from '../../sources/domain/new-fact.js';

/** How far a place has taken a programme up. */
export const adoptionStages = {
  considering: 'Considering',
  preparing: 'Preparing',
  running: 'Running',
  embedded: 'Embedded',
  stopped: 'Stopped',
} as const;
export type AdoptionStage = keyof typeof adoptionStages;

export const adoptionBases = {
  own_decision: 'Own decision',
  national_programme: 'National programme',
  licence: 'Licence',
} as const;
export type AdoptionBasis = keyof typeof adoptionBases;

/** Whether a place holds to a principle. What nobody said is none of these. */
export const fidelities = { full: 'In full', part: 'In part', no: 'Not' } as const;
export type Fidelity = keyof typeof fidelities;

/** A place that took a programme up, or looked at it. */
export type NewAdoption = {
  readonly programmeId: string;
  /** The body, where it is on the record; otherwise it is found by its name once it is. */
  readonly organisationId: string | null;
  readonly bodyName: string;
  /** What it is called there. */
  readonly calledThere: string | null;
  readonly basis: AdoptionBasis | null;
  /** What is said of how closely it was followed as a whole. */
  readonly fidelityWords: string | null;
};

export type NewStage = NewFact & {
  readonly adoptionId: string;
  readonly stage: AdoptionStage;
  readonly on: Period | null;
  /** Why it stopped, or what else the source says of the step. */
  readonly reason: string | null;
};

export type NewFidelity = NewFact & {
  readonly adoptionId: string;
  readonly principleId: string;
  readonly fidelity: Fidelity;
};

/** One look shows every step that a place may take. Whoever stopped may begin again; nobody un-decides a beginning. */
const next: Readonly<Record<AdoptionStage, readonly AdoptionStage[]>> = {
  considering: ['preparing', 'running', 'stopped'],
  preparing: ['running', 'stopped'],
  running: ['embedded', 'stopped'],
  embedded: ['running', 'stopped'],
  stopped: ['considering', 'preparing', 'running'],
};

export const stagesAfter = (stage: AdoptionStage | null): readonly AdoptionStage[] =>
  stage === null ? (Object.keys(adoptionStages) as AdoptionStage[]) : next[stage];

export type StageFact = { readonly stage: AdoptionStage; readonly on: Period | null };

/** The stages in the order of their dates; those without one stand last, as they were recorded. */
export const stagesInOrder = <Stage extends StageFact>(stages: readonly Stage[]): readonly Stage[] => [
  ...stages
    .flatMap((stage) => (stage.on ? [{ stage, on: stage.on }] : []))
    .toSorted((a, b) => byPeriod(a.on, b.on))
    .map(({ stage }) => stage),
  ...stages.filter(({ on }) => on === null),
];

/** Where the place stands: the last of its stages. Null where none is on the record. */
export const stageNow = <Stage extends StageFact>(stages: readonly Stage[]): Stage | null =>
  stagesInOrder(stages).at(-1) ?? null;

export type StageRefusal = 'no-such-step' | 'before-the-last' | 'needs-reason';

/** Whether a stage may be added to those that a place has gone through. A stop carries its reason. */
export function addStage(
  stages: readonly StageFact[],
  { stage, on, reason }: StageFact & { readonly reason: string | null },
): Result<null, StageRefusal> {
  const last = stageNow(stages);
  if (!stagesAfter(last?.stage ?? null).includes(stage)) return refused('no-such-step');
  if (last?.on && on && byPeriod(on, last.on) < 0) return refused('before-the-last');
  if (stage === 'stopped' && reason === null) return refused('needs-reason');
  return ok(null);
}

export type FidelityCounts = Readonly<Record<Fidelity | 'not_said', number>>;

/** Of so many principles, how many a place holds to. Counts, never a score: principles do not weigh the same. */
export function fidelityCounts(said: readonly Fidelity[], principles: number): FidelityCounts {
  const count = (which: Fidelity): number => said.filter((fidelity) => fidelity === which).length;
  return {
    full: count('full'),
    part: count('part'),
    no: count('no'),
    not_said: Math.max(0, principles - said.length),
  };
}

import type { CalendarDay } from '../kernel/calendar-day.js';
import { ukDayOf } from '../kernel/clock.js';
import type {
  DateChangeRow,
  DateRequestRow,
  MilestoneLinkRow,
  PlanRow,
  PlanVersionRow,
} from '../plans/data/plan.row.js';
import { derivedRatings, type Rated } from '../plans/domain/derived-rating.js';
import { ownerRatings, reasonCodes } from '../plans/domain/milestone-words.js';
import type { ReadMilestone } from '../plans/reading-plans.service.js';
import type { FrozenPlan } from '../plans/domain/frozen-plan.js';
import type { PublishedWords } from './domain/pack/public-facts.js';
import type { PackForecast, PackMilestone, PackMove, PackPlan, PackTimeliness } from './domain/pack/pack-facts.js';
import type { PrivateRecords } from './domain/pack/private-records.js';

/** A plan with all that a pack tells of it. */
export type PlanFacts = {
  readonly plan: PlanRow;
  readonly versions: readonly PlanVersionRow[];
  readonly milestones: readonly ReadMilestone[];
  readonly changes: readonly DateChangeRow[];
  /** Requests for dates that nobody has decided. */
  readonly requests: readonly DateRequestRow[];
  readonly links: readonly MilestoneLinkRow[];
  /** The newest version that everybody may read, as it was agreed; null: none is public. */
  readonly open: { readonly number: number; readonly held: FrozenPlan } | null;
};

const packPlanOf = ({ plan, open }: PlanFacts, version: PlanVersionRow | null): PackPlan => ({
  ref: plan.ref,
  forBoard: open === null,
  title: plan.title,
  version: version?.number ?? null,
  agreedOn: version?.agreedOn ?? null,
  summaryOfChange: version?.summaryOfChange ?? null,
});

export const packPlan = (facts: PlanFacts, forecast: PackForecast): PackPlan => ({
  ...packPlanOf(facts, facts.versions.findLast(({ state }) => state === 'agreed') ?? null),
  forecast,
});

/** The plan as everybody may know of it: in the version that was published last; null: in none. */
export const openPackPlan = (facts: PlanFacts): PackPlan | null => {
  const version = facts.versions.find(({ number }) => number === facts.open?.number);
  return version && facts.open ? { ...packPlanOf(facts, version), title: facts.open.held.title } : null;
};

/** Whether everybody may read of a milestone: it stands in a version that was published. */
const isOpenTo = ({ open }: PlanFacts, { id }: Pick<ReadMilestone, 'id'>): boolean =>
  open?.held.milestones.some((one) => one.id === id) ?? false;

/**
 * The words of each milestone as everybody may read them, by its reference: those of the version that was published
 * last. What somebody has written since is the board's until another version is published (decision 109).
 */
export function publishedWords({ open }: PlanFacts): readonly (readonly [string, PublishedWords])[] {
  if (!open) return [];
  const priorities = new Map(open.held.priorities.map(({ number, title }) => [number, title]));
  return open.held.milestones.map(({ ref, title, ownerPost, theirRef, priority }) => [
    ref,
    { title, ownerPost, theirRef, priority, priorityTitle: priorities.get(priority) ?? '' },
  ]);
}

const dayIn = (instant: string | null): CalendarDay | null => (instant === null ? null : ukDayOf(new Date(instant)));

/** Whether there is still something to be done for it. */
export const isOpen = ({ isComplete, stateToday }: ReadMilestone): boolean => !isComplete && stateToday !== 'cancelled';

export function standingOf({ rating }: Rated): PackMilestone['standing'] {
  if (rating === 'off_track' || rating === 'at_risk' || rating === 'no_recent_update') return 'exception';
  if (rating === 'impact_overdue') return 'impact';
  return rating === 'complete' || rating === 'impact_due' || rating === 'cancelled' ? 'ended' : 'fine';
}

/** The bundles of an agenda that a milestone is part of. */
export function bundlesOf(milestone: ReadMilestone, heldOn: CalendarDay): readonly string[] {
  if (!isOpen(milestone)) return [];
  if (milestone.rated.rating === 'off_track') return ['off_track'];
  return milestone.currentDue <= heldOn ? ['due_milestones'] : [];
}

export const packMilestones = (
  facts: PlanFacts,
  secrets: PrivateRecords,
  heldOn: CalendarDay,
): readonly PackMilestone[] =>
  facts.milestones.map((milestone) => {
    const { ref, ownerRating, rated } = milestone;
    return {
      ref,
      plan: facts.plan.ref,
      theirRef: milestone.theirRef,
      priority: milestone.priorityNumber,
      priorityTitle: milestone.priorityTitle,
      title: milestone.title,
      ownerPost: milestone.ownerPost,
      first: milestone.baselineDue,
      current: milestone.currentDue,
      forecast: milestone.forecastDue,
      state: milestone.stateWords,
      ownerSays: ownerRating ? ownerRatings[ownerRating] : null,
      recordSays: derivedRatings[rated.rating],
      because: rated.because,
      standing: standingOf(rated),
      lastWords: milestone.lastNote,
      lastSaidOn: dayIn(milestone.updatedAt),
      impactDue: milestone.impactDue,
      moves: milestone.moves,
      evidence: milestone.evidenceCount,
      safetyCritical: milestone.safetyCritical === 1,
      inPrivate: secrets.reasonOf(ref, ...bundlesOf(milestone, heldOn)),
      forBoard: !isOpenTo(facts, milestone),
    };
  });

/** Every move of a date since a moment, mistakes that were put right among them; the earliest first. */
export function packMoves(facts: PlanFacts, told: readonly PackMilestone[], since: string | null): readonly PackMove[] {
  const { milestones, changes } = facts;
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const secret = new Map(told.map(({ ref, inPrivate }) => [ref, inPrivate]));
  return changes
    .filter(({ at }) => since === null || at > since)
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .flatMap((change): PackMove[] => {
      const milestone = byId.get(change.milestoneId);
      if (!milestone) return [];
      return [
        {
          milestone: milestone.ref,
          title: milestone.title,
          ownerPost: milestone.ownerPost,
          first: milestone.baselineDue,
          from: change.fromDue,
          to: change.toDue,
          number: change.number,
          why: reasonCodes[change.reasonCode],
          reason: change.reason,
          decision: change.decisionRef,
          agreedBy: change.approvedBy,
          at: change.at,
          inPrivate: secret.get(milestone.ref) ?? null,
          forBoard: !isOpenTo(facts, milestone),
        },
      ];
    });
}

/**
 * Of the milestones of an agreed plan whose first date has come, how many were complete by it; and the same against the
 * dates of now. Cancelled ones stay in both: they were promised.
 */
export function timeliness(milestones: readonly ReadMilestone[], moved: number, today: CalendarDay): PackTimeliness {
  const against = (dateOf: (milestone: ReadMilestone) => CalendarDay | null) => {
    const due = milestones.filter((milestone) => (dateOf(milestone) ?? '9999') <= today);
    const met = due.filter((milestone) => {
      const { completedOn, isComplete } = milestone;
      return isComplete && completedOn !== null && completedOn <= (dateOf(milestone) ?? '');
    });
    return { due: due.length, met: met.length };
  };
  return {
    first: against(({ baselineDue }) => baselineDue),
    current: against(({ baselineDue, currentDue }) => (baselineDue === null ? null : currentDue)),
    moved,
  };
}

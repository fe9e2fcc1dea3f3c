import { Injectable } from '@nestjs/common';
import type { AgendaItemRow, ReviewRow } from '../boards/data/board.row.js';
import { MinutesQueries } from '../boards/data/minutes.queries.js';
import { OutcomesQueries } from '../boards/data/outcomes.queries.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { addDays } from '../kernel/calendar-day.js';
import { AssessmentsService } from '../lessons/assessments.service.js';
import { MeasureReadingService } from '../measures/measure-reading.service.js';
import { BoardPlansService } from './board-plans.service.js';
import { PackRecordQueries } from './data/pack-record.queries.js';
import {
  type AgendaFacts,
  agendaProposals,
  expiringWithinDays,
  type Proposal,
} from './domain/pack/agenda-proposals.js';
import { beyondDips } from './pack-measure-facts.js';
import { isOpen, type PlanFacts } from './pack-plan-facts.js';
import { packConditions } from './pack-record-facts.js';
import { privateRecords } from './domain/pack/private-records.js';

export type ReviewAgenda = {
  readonly items: readonly AgendaItemRow[];
  readonly proposals: readonly Proposal[];
};

const nobodysSecret = privateRecords([]);

/** Reads an agenda, and what the record proposes for it. */
@Injectable()
export class AgendaFactsService {
  constructor(
    private readonly reviews: ReviewsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly minutes: MinutesQueries,
    private readonly plans: BoardPlansService,
    private readonly measures: MeasureReadingService,
    private readonly record: PackRecordQueries,
    private readonly assessments: AssessmentsService,
  ) {}

  items(review: ReviewRow): Promise<AgendaItemRow[]> {
    return this.reviews.agendaOf(review.id);
  }

  /** The reader has found the meeting within their reach. */
  async of(review: ReviewRow): Promise<ReviewAgenda> {
    const items = await this.reviews.agendaOf(review.id);
    const bodies = [review.organisationId] as const;
    const plans = await this.plans.of(review.organisationId);
    const decisions = await this.outcomes.decisionsOfBoard(review.boardId);
    const challenges = await this.outcomes.openChallengesOf(review.boardId);
    const conditions = packConditions(await this.record.conditions(review.organisationId), nobodysSecret);
    const until = addDays(review.heldOn, expiringWithinDays);
    const expiring = await this.record.expiring(review.organisationId, until);
    const breaches = await this.record.breaches(review.organisationId);
    const facts: AgendaFacts = {
      review,
      toAgree: await this.#toAgree(review),
      proposedVersions: plans.flatMap(({ plan, versions }) =>
        versions
          .filter(({ state }) => state === 'proposed')
          .map(({ number }) => ({ plan: plan.ref, title: plan.title, number })),
      ),
      requests: plans.flatMap(requestsOf),
      decisions: decisions.flatMap(({ ref, text, reviewOn, reviewedOn }) =>
        reviewOn !== null && reviewedOn === null ? [{ ref, text, reviewOn }] : [],
      ),
      breaches: breaches.map(({ id, triggerRef, text }) => ({ id, trigger: triggerRef, text })),
      open: plans.flatMap(openOf),
      dips: beyondDips(await this.measures.ofOrganisations(bodies, bodies), await this.record.measureParts(bodies[0])),
      challenges: challenges.filter(({ state }) => state === 'open').map(({ ref, dueOn }) => ({ ref, due: dueOn })),
      conditions: conditions.filter(({ isMet }) => !isMet).map(({ ref }) => ({ ref })),
      expiring,
      lessonsDue: await this.assessments.due(review),
      taken: new Set(
        items.flatMap(({ sourceKind, sourceId }) => (sourceKind && sourceId ? [`${sourceKind} ${sourceId}`] : [])),
      ),
    };
    return { items, proposals: agendaProposals(facts) };
  }

  /** The minutes of the meeting before wait for the board to agree them. */
  async #toAgree({ previousId }: ReviewRow): Promise<AgendaFacts['toAgree']> {
    if (previousId === null) return null;
    const minutes = await this.minutes.of(previousId);
    if (minutes?.state !== 'draft') return null;
    const review = await this.reviews.byId(previousId);
    return review && { ref: review.ref, heldOn: review.heldOn };
  }
}

const requestsOf = ({ requests, milestones }: PlanFacts): AgendaFacts['requests'] => {
  const titles = new Map(milestones.map(({ ref, title }) => [ref, title]));
  return requests.map(({ ref, milestoneRef, askedTo }) => ({
    ref,
    milestone: milestoneRef,
    title: titles.get(milestoneRef) ?? '',
    askedTo,
  }));
};

const openOf = ({ milestones }: PlanFacts): AgendaFacts['open'] =>
  milestones.filter(isOpen).map(({ ref, currentDue, rated }) => ({
    ref,
    due: currentDue,
    isOffTrack: rated.rating === 'off_track',
  }));

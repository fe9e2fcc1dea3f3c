import { Injectable } from '@nestjs/common';
import type { AgendaItemRow, ReviewRow } from '../boards/data/board.row.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { addDays, type CalendarDay } from '../kernel/calendar-day.js';
import { AssessmentsService } from '../lessons/assessments.service.js';
import { MeasureReadingService } from '../measures/measure-reading.service.js';
import { ReadingPlansService } from '../plans/reading-plans.service.js';
import { AgendaQueries, type WaitingRow } from './data/agenda.queries.js';
import { PackRecordQueries } from './data/pack-record.queries.js';
import {
  type AgendaFacts,
  agendaProposals,
  expiringWithinDays,
  type Proposal,
} from './domain/pack/agenda-proposals.js';
import { privateRecords } from './domain/pack/private-records.js';
import { beyondDips } from './pack-measure-facts.js';
import { isOpen } from './pack-plan-facts.js';
import { packConditions } from './pack-record-facts.js';

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
    private readonly agenda: AgendaQueries,
    private readonly plans: ReadingPlansService,
    private readonly measures: MeasureReadingService,
    private readonly record: PackRecordQueries,
    private readonly assessments: AssessmentsService,
  ) {}

  items(review: ReviewRow): Promise<AgendaItemRow[]> {
    return this.reviews.agendaOf(review.id);
  }

  /** The reader has found the meeting within their reach. */
  async of(review: ReviewRow): Promise<ReviewAgenda> {
    const { organisationId, boardId, previousId, heldOn } = review;
    const items = await this.reviews.agendaOf(review.id);
    const bodies = [organisationId] as const;
    const milestones = await this.plans.ofOrganisation(organisationId);
    const conditions = packConditions(await this.record.conditions(organisationId), nobodysSecret);
    const until = addDays(heldOn, expiringWithinDays);
    const waiting = await this.agenda.waiting({ organisationId, boardId, previousId, until });
    const kept = <Fact>(kind: WaitingRow['kind'], fact: (row: WaitingRow & { readonly day: CalendarDay }) => Fact) =>
      waiting.flatMap((row) => (row.kind === kind ? [fact({ ...row, day: row.day ?? heldOn })] : []));
    const facts: AgendaFacts = {
      review,
      toAgree: kept('minutes', ({ ref, day }) => ({ ref, heldOn: day }))[0] ?? null,
      proposedVersions: kept('plan_version', ({ ref, text, number }) => ({
        plan: ref,
        title: text,
        number: number ?? 0,
      })),
      requests: kept('date_request', ({ ref, parent, text, day }) => ({
        ref,
        milestone: parent ?? '',
        title: text,
        askedTo: day,
      })),
      decisions: kept('decision', ({ ref, text, day }) => ({ ref, text, reviewOn: day })),
      breaches: kept('breach', ({ id, parent, text }) => ({ id, trigger: parent ?? '', text })),
      open: milestones.filter(isOpen).map(({ ref, currentDue, rated }) => ({
        ref,
        due: currentDue,
        isOffTrack: rated.rating === 'off_track',
      })),
      dips: beyondDips(await this.measures.ofOrganisations(bodies, bodies), await this.record.measureParts(bodies[0])),
      challenges: kept('challenge', ({ ref, day }) => ({ ref, due: day })),
      conditions: conditions.filter(({ isMet }) => !isMet).map(({ ref }) => ({ ref })),
      expiring: kept('evidence', ({ ref, day }) => ({ ref, goodUntil: day })),
      lessonsDue: await this.assessments.due(review),
      taken: new Set(
        items.flatMap(({ sourceKind, sourceId }) => (sourceKind && sourceId ? [`${sourceKind} ${sourceId}`] : [])),
      ),
    };
    return { items, proposals: agendaProposals(facts) };
  }
}

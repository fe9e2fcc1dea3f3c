import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { may, type Reach, reachesOrganisation, reachOf } from '../access/domain/account.js';
import { BoardDesk } from '../boards/board-desk.service.js';
import type { ReviewRow } from '../boards/data/board.row.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { purposes } from '../boards/domain/board.js';
import { quorumWords } from '../boards/domain/quorum.js';
import { isAgendaOpen, isRoomOpen, reviewStates } from '../boards/domain/review-state.js';
import { Clock } from '../kernel/clock.js';
import { EvidenceQueries } from '../plans/data/evidence.queries.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import { PlansQueries } from '../plans/data/plans.queries.js';
import { MeetingQueries } from './data/meeting.queries.js';
import type { RoomRow } from './data/meeting.row.js';
import type { MeetingFacts, MemberFacts } from './domain/meeting-facts.js';
import { isPlanItem, type PlanRecord, readPlans, recordedThing } from './meeting-reading.js';

/** Why nothing can be recorded at a meeting now; null: it can. */
export type MeetingShut = 'not-issued' | 'not-yet' | 'minutes-agreed' | 'not-yours' | null;

export type Meeting = {
  readonly facts: MeetingFacts;
  readonly shut: MeetingShut;
  readonly may: { readonly record: boolean; readonly decide: boolean; readonly challenge: boolean };
  /** Who can record, for whoever cannot. */
  readonly recorders: readonly string[];
};

/** A meeting as it is held: what lies before the board, from its agenda, its plans and what is written down so far. */
@Injectable()
export class MeetingsService {
  constructor(
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly evidence: EvidenceQueries,
    private readonly queries: MeetingQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
  ) {}

  /** The meeting, where the actor may read the papers of its board. `brought`: an action that is not due. */
  async open(actor: Actor, ref: string, brought: string | null = null): Promise<Meeting | null> {
    const review = await this.desk.review(actor, 'papers.read', ref);
    if (!review) return null;
    const rights = this.mayOf(actor, review);
    const items = await this.reviews.agendaOf(review.id);
    const room = await this.queries.room(review);
    const recorded = await this.queries.recordedAt(review.id);
    const record = await this.#plans(review);
    const names = await this.accounts.namesOf(namesIn(record));
    const decisionRefs = new Set(recorded.map(({ ref: decided }) => decided));
    const read = readPlans(record, { review, decisionRefs, brought, names, today: this.clock.today() });
    return {
      facts: {
        review: {
          id: review.id,
          ref: review.ref,
          boardName: review.boardName,
          boardRef: review.boardRef,
          heldOn: review.heldOn,
          state: review.state,
          stateWords: reviewStates[review.state],
          isQuorate: review.quorate,
          quorumRule: review.quorate === false ? quorumWords(await this.desk.termsOf(review)) : null,
        },
        organisation: {
          id: review.organisationId,
          name: review.organisationName,
          slug: review.organisationSlug,
        },
        items: items.map((item) => ({
          id: item.id,
          position: item.position,
          title: item.title,
          purposeWords: purposes[item.purpose],
          isConfidential: item.confidential,
          outcome: item.outcome,
          isPlan: isPlanItem(item, items),
          version: item.version,
        })),
        ...read,
        recorded: recorded.map(recordedThing),
        members: room.map(memberOf),
      },
      may: rights,
      shut: this.#shut(review, rights),
      recorders: rights.record ? [] : await this.#recorders(review),
    };
  }

  /** What the actor may do at a meeting that they may read, and who records; null: there is none for them. */
  async rightsAt(actor: Actor, ref: string): Promise<Pick<Meeting, 'may' | 'recorders'> | null> {
    const review = await this.desk.review(actor, 'papers.read', ref);
    if (!review) return null;
    const rights = this.mayOf(actor, review);
    return { may: rights, recorders: rights.record ? [] : await this.#recorders(review) };
  }

  /** What the actor may do at this meeting, by record B5: the secretary records, the chair or the secretary settles dates. */
  mayOf({ account }: Actor, { organisationId }: Pick<ReviewRow, 'organisationId'>): Meeting['may'] {
    return {
      record: reachesOrganisation(reachOf(account ?? null, 'decisions.record'), organisationId),
      decide: reachesOrganisation(reachOf(account ?? null, 'dates.decide'), organisationId),
      challenge:
        reachesOrganisation(reachOf(account ?? null, 'challenges.raise'), organisationId) ||
        // Whoever reads the papers and has no part in the body sits on the board: an inspector whom it invited.
        (may(account ?? null, 'challenges.raise') &&
          !reachesOrganisation(reachOf(account ?? null, 'papers.read'), organisationId)),
    };
  }

  #shut({ state, heldOn }: ReviewRow, { record, decide, challenge }: Meeting['may']): MeetingShut {
    if (isAgendaOpen(state)) return 'not-issued';
    if (!isRoomOpen(state)) return 'minutes-agreed';
    if (heldOn > this.clock.today()) return 'not-yet';
    return record || decide || challenge ? null : 'not-yours';
  }

  async #recorders({ organisationId }: ReviewRow): Promise<string[]> {
    const holders = await this.accounts.holders(['board_secretary'], { organisationId }, this.clock.today());
    return holders.map(({ name }) => name);
  }

  /** The plans of the body: whoever may read the papers of its board reads them there. */
  async #plans({ organisationId }: ReviewRow): Promise<PlanRecord> {
    const plans = await this.plans.ofOrganisation(organisationId, everywhere);
    const milestones = [];
    const dependencies = [];
    for (const plan of plans) {
      milestones.push(...(await this.milestones.ofPlan(plan.id)));
      dependencies.push(...(await this.milestones.dependenciesOfPlan(plan.id)));
    }
    const ids = milestones.map(({ id }) => id);
    return {
      milestones,
      dependencies,
      updates: await this.milestones.updatesOf(ids),
      evidence: await this.evidence.of('milestone', ids),
      requests: await this.milestones.requestsOf(ids),
    };
  }
}

const everywhere: Reach = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

const namesIn = ({ updates, requests }: PlanRecord): string[] => [
  ...new Set([...updates.map(({ byName }) => byName), ...requests.map(({ askedBy }) => askedBy)]),
];

const memberOf = (row: RoomRow): MemberFacts => ({ ...row, isVoting: row.voting === 1 });

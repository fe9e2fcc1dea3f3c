import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ActionRow, AnswerRow, ChallengeRow, DecisionRow } from './board.row.js';
import { boardWithin } from './boards.queries.js';
import { withFlags } from './flags.js';

export type Kind = 'decision' | 'challenge' | 'board_action';

/** What everybody may read: of public boards, once the public minutes are out, and not what was said in private. */
const published = (table: Kind, today: CalendarDay): Sql =>
  sql`(board.visibility = 'public' AND ${fixed(table)}.confidential = 0 AND EXISTS (
    SELECT 1 FROM minutes
     WHERE minutes.review_id = review.id AND minutes.state = 'published' AND minutes.public_on <= ${today}))`;

/** What somebody sees of one of them: all of the boards within their reach, and of others what is published. */
export const isReadable = (table: Kind, reach: Reach, today: CalendarDay): Sql =>
  sql`(${boardWithin(reach, today)} OR ${published(table, today)})`;

/** Boards by their ids: those of which a register tells, and among them those of which it tells all. */
export type RegisterBoards = { readonly all: readonly string[]; readonly own: readonly string[] };

/** The rows of a register: looked up by the boards, which are known already. `all` is never empty. */
export const inRegister = (table: Kind, { all, own }: RegisterBoards, today: CalendarDay): Sql =>
  own.length === 0
    ? sql`review.board_id IN (${list(all)}) AND ${published(table, today)}`
    : sql`review.board_id IN (${list(all)})
           AND (review.board_id IN (${list(own)}) OR ${published(table, today)})`;

const ofMeeting = (table: Kind): Sql =>
  fixed(`${table}.review_id AS "reviewId", review.ref AS "reviewRef", review.held_on AS "heldOn",
               review.board_id AS "boardId", board.ref AS "boardRef", board.name AS "boardName",
               board.organisation_id AS "organisationId", organisation.name AS "organisationName",
               organisation.slug AS "organisationSlug", ${table}.agenda_item_id AS "agendaItemId",
               agenda_item.title AS "agendaTitle", ${table}.confidential, ${table}.recorded_at AS "recordedAt",
               ${table}.recorded_by AS "recordedBy", ${table}.version`);

const joined = (table: Kind): Sql =>
  fixed(`JOIN review ON review.id = ${table}.review_id
          JOIN board ON board.id = review.board_id
          JOIN organisation ON organisation.id = board.organisation_id
          LEFT JOIN agenda_item ON agenda_item.id = ${table}.agenda_item_id`);

/** Decisions, challenges and actions of meetings. */
@Injectable()
export class OutcomesQueries {
  constructor(private readonly db: Database) {}

  decisionsOf(reviewId: string): Promise<DecisionRow[]> {
    return this.decisions(sql`decision.review_id = ${reviewId}`);
  }

  async decision(ref: string): Promise<DecisionRow | null> {
    const [row] = await this.decisions(sql`decision.ref = ${ref}`);
    return row ?? null;
  }

  /** Decisions of a board, the latest meeting first: what its pack and its agenda look back on. */
  decisionsOfBoard(boardId: string): Promise<DecisionRow[]> {
    return this.decisions(sql`review.board_id = ${boardId}`);
  }

  challengesOf(reviewId: string): Promise<ChallengeRow[]> {
    return this.challenges(sql`challenge.review_id = ${reviewId}`);
  }

  async challenge(ref: string): Promise<ChallengeRow | null> {
    const [row] = await this.challenges(sql`challenge.ref = ${ref}`);
    return row ?? null;
  }

  /** Challenges of a board that nobody is satisfied with yet, the longest open first. */
  openChallengesOf(boardId: string): Promise<ChallengeRow[]> {
    return this.challenges(
      sql`review.board_id = ${boardId} AND challenge.state <> 'satisfied'`,
      fixed('challenge.raised_on, challenge.ref'),
    );
  }

  actionsOf(reviewId: string): Promise<ActionRow[]> {
    return this.actions(sql`board_action.review_id = ${reviewId}`);
  }

  async action(ref: string): Promise<ActionRow | null> {
    const [row] = await this.actions(sql`board_action.ref = ${ref}`);
    return row ?? null;
  }

  /** The action log of a board: what is still to be done, the first due first. */
  openActionsOf(boardId: string): Promise<ActionRow[]> {
    return this.actions(
      sql`review.board_id = ${boardId} AND board_action.state = 'open'`,
      fixed('board_action.due_on, board_action.ref'),
    );
  }

  async answersOf(challengeIds: readonly string[]): Promise<AnswerRow[]> {
    if (challengeIds.length === 0) return [];
    return withFlags<AnswerRow, 'satisfied'>(
      await this.db.rows(sql`
        SELECT challenge_answer.id, challenge_answer.challenge_id AS "challengeId", challenge_answer.position,
               challenge_answer.text, challenge_answer.answered_on AS "answeredOn",
               challenge_answer.recorded_by AS "recordedBy", challenge_answer.satisfied,
               challenge_answer.judged_why AS "judgedWhy", challenge_answer.judged_on AS "judgedOn",
               challenge_answer.judged_by AS "judgedBy"
          FROM challenge_answer
         WHERE challenge_answer.challenge_id IN (${list(challengeIds)})
         ORDER BY challenge_answer.challenge_id, challenge_answer.position`),
      'satisfied',
    );
  }

  /** How many there are of each kind at meetings of these boards: for a board's page. */
  async countsOf(boardId: string): Promise<{ decisions: number; openChallenges: number; openActions: number }> {
    const row = await this.db.row<Record<'decisions' | 'openChallenges' | 'openActions', number | string>>(sql`
      SELECT (SELECT COUNT(*) FROM decision JOIN review ON review.id = decision.review_id
               WHERE review.board_id = ${boardId} AND decision.withdrawn_at IS NULL) AS decisions,
             (SELECT COUNT(*) FROM challenge JOIN review ON review.id = challenge.review_id
               WHERE review.board_id = ${boardId} AND challenge.withdrawn_at IS NULL
                 AND challenge.state <> 'satisfied') AS "openChallenges",
             (SELECT COUNT(*) FROM board_action JOIN review ON review.id = board_action.review_id
               WHERE review.board_id = ${boardId} AND board_action.withdrawn_at IS NULL
                 AND board_action.state = 'open') AS "openActions"`);
    return {
      decisions: Number(row?.decisions ?? 0),
      openChallenges: Number(row?.openChallenges ?? 0),
      openActions: Number(row?.openActions ?? 0),
    };
  }

  /** How many rows of a register there are, under the same conditions. */
  async countIn(table: Kind, which: Sql): Promise<number> {
    const row = await this.db.row<{ count: number | string }>(
      table === 'decision'
        ? sql`SELECT COUNT(*) AS count FROM decision ${joined('decision')}
               WHERE decision.withdrawn_at IS NULL AND ${which}`
        : table === 'challenge'
          ? sql`SELECT COUNT(*) AS count FROM challenge ${joined('challenge')}
                 WHERE challenge.withdrawn_at IS NULL AND ${which}`
          : sql`SELECT COUNT(*) AS count FROM board_action ${joined('board_action')}
                 WHERE board_action.withdrawn_at IS NULL AND ${which}`,
    );
    return Number(row?.count ?? 0);
  }

  async decisions(which: Sql, tail: Sql = fixed('decision.decided_on DESC, decision.ref')): Promise<DecisionRow[]> {
    return withFlags<DecisionRow, 'confidential' | 'forLackOfQuorum'>(
      await this.db.rows(sql`
        SELECT decision.id, decision.ref, decision.text, decision.type,
               decision.for_lack_of_quorum AS "forLackOfQuorum", confirmed.ref AS "confirmsRef",
               (SELECT MAX(confirming.ref) FROM decision AS confirming
                 WHERE confirming.confirms_id = decision.id AND confirming.withdrawn_at IS NULL) AS "confirmedBy",
               decision.options, decision.who_for AS "whoFor", decision.taken_by AS "takenBy", decision.dissent,
               decision.decided_on AS "decidedOn", decision.review_on AS "reviewOn",
               decision.reviewed_on AS "reviewedOn", decision.review_words AS "reviewWords", ${ofMeeting('decision')}
          FROM decision
          ${joined('decision')}
          LEFT JOIN decision AS confirmed ON confirmed.id = decision.confirms_id
         WHERE decision.withdrawn_at IS NULL AND ${which}
         ORDER BY ${tail}`),
      'confidential',
      'forLackOfQuorum',
    );
  }

  async challenges(which: Sql, tail: Sql = fixed('challenge.raised_on DESC, challenge.ref')): Promise<ChallengeRow[]> {
    return withFlags<ChallengeRow, 'confidential' | 'byNameIsPublic'>(
      await this.db.rows(sql`
        SELECT challenge.id, challenge.ref, challenge.text, challenge.to_post AS "toPost",
               challenge.by_member_id AS "byMemberId", board_member.display_name AS "byName",
               board_member.role_title AS "byRole", COALESCE(board_member.name_is_public, 0) AS "byNameIsPublic",
               challenge.raised_on AS "raisedOn", challenge.due_on AS "dueOn", challenge.state,
               ${ofMeeting('challenge')}
          FROM challenge
          ${joined('challenge')}
          LEFT JOIN board_member ON board_member.id = challenge.by_member_id
         WHERE challenge.withdrawn_at IS NULL AND ${which}
         ORDER BY ${tail}`),
      'confidential',
      'byNameIsPublic',
    );
  }

  async actions(which: Sql, tail: Sql = fixed('review.held_on DESC, board_action.ref')): Promise<ActionRow[]> {
    return withFlags<ActionRow, 'confidential'>(
      await this.db.rows(sql`
        SELECT board_action.id, board_action.ref, board_action.text, board_action.owner_post AS "ownerPost",
               board_action.first_due_on AS "firstDueOn", board_action.due_on AS "dueOn", board_action.moves,
               board_action.state, board_action.closed_on AS "closedOn",
               board_action.closing_words AS "closingWords", board_action.milestone_ref AS "milestoneRef",
               ${ofMeeting('board_action')}
          FROM board_action
          ${joined('board_action')}
         WHERE board_action.withdrawn_at IS NULL AND ${which}
         ORDER BY ${tail}`),
      'confidential',
    );
  }
}

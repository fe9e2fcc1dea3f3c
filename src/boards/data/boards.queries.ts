import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { BoardRow, HatRow, MemberRow, TermsRow } from './board.row.js';
import { withFlags } from './flags.js';

const none = fixed('1 = 0');

/** Each of these in an index of its own, so that the database looks up what fits and reads nothing else. */
const anyOf = (conditions: readonly Sql[]): Sql => {
  const [first, ...others] = conditions;
  if (!first) return none;
  return sql`(${others.reduce((before, condition) => sql`${before} OR ${condition}`, first)})`;
};

function armsOf(reach: Reach, today: CalendarDay): readonly Sql[] {
  if (reach.any) return [fixed(`board.visibility IN ('public', 'board')`)];
  return [
    ...(reach.organisationIds.length === 0 ? [] : [sql`board.organisation_id IN (${list(reach.organisationIds)})`]),
    ...(reach.accountId === null
      ? []
      : [
          sql`board.id IN (
    SELECT sitting.board_id FROM board_member AS sitting
     WHERE sitting.account_id = ${reach.accountId} AND sitting.withdrawn_at IS NULL
       AND sitting.from_on <= ${today} AND (sitting.to_on IS NULL OR sitting.to_on >= ${today}))`,
        ]),
  ];
}

/**
 * The boards that lie within a reach: those of its bodies, and those on which the account itself sits today: so an
 * inspector who is invited to a board reads its papers.
 */
export const boardWithin = (reach: Reach, today: CalendarDay): Sql => anyOf(armsOf(reach, today));

/** Those of which everybody may read, and those that lie within a reach. */
const boardReadable = (reach: Reach, today: CalendarDay): Sql =>
  anyOf([fixed(`board.visibility = 'public'`), ...armsOf(reach, today)]);

@Injectable()
export class BoardsQueries {
  constructor(private readonly db: Database) {}

  async byRef(ref: string): Promise<BoardRow | null> {
    const [row] = await this.#boards(sql`board.ref = ${ref}`);
    return row ?? null;
  }

  async byId(id: string): Promise<BoardRow | null> {
    const [row] = await this.#boards(sql`board.id = ${id}`);
    return row ?? null;
  }

  /** The board, where it lies within the reach. */
  async seenByRef(ref: string, reach: Reach, today: CalendarDay): Promise<BoardRow | null> {
    const [row] = await this.#boards(sql`board.ref = ${ref} AND ${boardWithin(reach, today)}`);
    return row ?? null;
  }

  /** Every board within the reach, by body and name. */
  seen(reach: Reach, today: CalendarDay): Promise<BoardRow[]> {
    return this.#boards(boardWithin(reach, today));
  }

  /** The board, where everybody may read of it or it lies within the reach. */
  async readableByRef(ref: string, reach: Reach, today: CalendarDay): Promise<BoardRow | null> {
    const [row] = await this.#boards(sql`board.ref = ${ref} AND ${boardReadable(reach, today)}`);
    return row ?? null;
  }

  /** Every board that everybody may read of or that lies within the reach, by body and name. */
  readable(reach: Reach, today: CalendarDay): Promise<BoardRow[]> {
    return this.#boards(boardReadable(reach, today));
  }

  /** The day of the last meeting that each of these boards held. */
  async lastHeld(boardIds: readonly string[]): Promise<ReadonlyMap<string, CalendarDay>> {
    if (boardIds.length === 0) return new Map();
    const rows = await this.db.rows<{ boardId: string; heldOn: CalendarDay }>(sql`
      SELECT review.board_id AS "boardId", MAX(review.held_on) AS "heldOn"
        FROM review
       WHERE review.board_id IN (${list(boardIds)}) AND review.withdrawn_at IS NULL
         AND review.state NOT IN ('scheduled', 'collecting', 'issued')
       GROUP BY review.board_id`);
    return new Map(rows.map(({ boardId, heldOn }) => [boardId, heldOn]));
  }

  /** The bodies for which somebody may set up a board, by name. */
  async bodies(reach: Reach): Promise<{ readonly id: string; readonly name: string }[]> {
    if (reach.organisationIds.length === 0) return [];
    return this.db.rows(sql`
      SELECT organisation.id, organisation.name
        FROM organisation
       WHERE organisation.id IN (${list(reach.organisationIds)}) AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name`);
  }

  /** The boards of a body that everybody may read of, and with a reach also the others within it. */
  ofOrganisation(organisationId: string, reach: Reach, today: CalendarDay): Promise<BoardRow[]> {
    return this.#boards(sql`board.organisation_id = ${organisationId} AND ${boardReadable(reach, today)}`);
  }

  /** The terms of boards, oldest first. */
  async termsOf(boardIds: readonly string[]): Promise<TermsRow[]> {
    if (boardIds.length === 0) return [];
    return withFlags<TermsRow, 'quorumNeedsChair' | 'substitutesCount'>(
      await this.db.rows(sql`
        SELECT board_terms.id, board_terms.board_id AS "boardId", board_terms.edition,
               board_terms.terms_version AS "termsVersion", board_terms.terms_url AS "termsUrl", board_terms.purpose,
               board_terms.cadence, board_terms.quorum_kind AS "quorumKind",
               board_terms.quorum_amount AS "quorumAmount", board_terms.quorum_needs_chair AS "quorumNeedsChair",
               board_terms.substitutes_count AS "substitutesCount", board_terms.from_on AS "fromOn"
          FROM board_terms
         WHERE board_terms.board_id IN (${list(boardIds)}) AND board_terms.withdrawn_at IS NULL
         ORDER BY board_terms.from_on, board_terms.edition`),
      'quorumNeedsChair',
      'substitutesCount',
    );
  }

  /** Everybody who ever sat on these boards: chair and vice-chair first, then by name. */
  async membersOf(boardIds: readonly string[]): Promise<MemberRow[]> {
    if (boardIds.length === 0) return [];
    return withFlags<MemberRow, 'voting' | 'nameIsPublic'>(
      await this.db.rows(sql`
        SELECT board_member.id, board_member.board_id AS "boardId", board_member.account_id AS "accountId",
               board_member.display_name AS "displayName", board_member.role_title AS "roleTitle", board_member.body,
               board_member.independence, board_member.seat, board_member.voting,
               board_member.name_is_public AS "nameIsPublic", board_member.from_on AS "fromOn",
               board_member.to_on AS "toOn", board_member.version
          FROM board_member
         WHERE board_member.board_id IN (${list(boardIds)}) AND board_member.withdrawn_at IS NULL
         ORDER BY CASE board_member.seat WHEN 'chair' THEN 0 WHEN 'vice' THEN 1 ELSE 2 END,
                  board_member.display_name, board_member.from_on, board_member.id`),
      'voting',
      'nameIsPublic',
    );
  }

  async hatsOf(boardIds: readonly string[]): Promise<HatRow[]> {
    if (boardIds.length === 0) return [];
    return this.db.rows<HatRow>(sql`
      SELECT board_hat.id, board_hat.member_id AS "memberId", board_hat.hat, board_hat.from_on AS "fromOn",
             board_hat.to_on AS "toOn"
        FROM board_hat
        JOIN board_member ON board_member.id = board_hat.member_id
       WHERE board_member.board_id IN (${list(boardIds)})
       ORDER BY board_hat.from_on, board_hat.hat`);
  }

  #boards(which: Sql): Promise<BoardRow[]> {
    return this.db.rows<BoardRow>(sql`
      SELECT board.id, board.ref, board.organisation_id AS "organisationId", organisation.name AS "organisationName",
             organisation.slug AS "organisationSlug", organisation.country, board.name,
             board.started_on AS "startedOn", board.ended_on AS "endedOn", board.visibility,
             board.recorded_at AS "recordedAt", board.version
        FROM board
        JOIN organisation ON organisation.id = board.organisation_id
       WHERE board.withdrawn_at IS NULL AND ${which}
       ORDER BY organisation.sort_name, board.name, board.ref`);
  }
}

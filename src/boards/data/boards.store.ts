import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../../office/domain/kept.js';
import type { Hat, NewBoard, NewMember, NewTerms } from '../domain/board.js';
import { Board, BoardHat, BoardMember, BoardTerms } from './board.entity.js';

export type Recorded = { readonly id: string; readonly ref: string };

@Injectable()
export class BoardsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, board: NewBoard): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('BD', 1);
    const id = randomUUID();
    const { organisationId, name, startedOn, isPublic } = board;
    await this.db.insert(Board, [
      { id, ref, organisationId, name, startedOn, endedOn: null, kept: keptAs(isPublic ? 'public' : 'board', stamp) },
    ]);
    return { id, ref };
  }

  async describe(
    id: string,
    { name, endedOn, isPublic, at }: { name: string; endedOn: CalendarDay | null; isPublic: boolean; at: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE board
         SET name = ${name}, ended_on = ${endedOn}, visibility = ${isPublic ? 'public' : 'board'},
             published_at = ${isPublic ? at : null}, version = version + 1
       WHERE board.id = ${id}`);
  }

  /** Who sits on it or by what terms has changed: whoever has read it should read it again. */
  async touch(id: string): Promise<void> {
    await this.db.run(sql`UPDATE board SET version = version + 1 WHERE board.id = ${id}`);
  }

  async addTerms(stamp: Stamp, boardId: string, edition: number, terms: NewTerms): Promise<string> {
    const id = randomUUID();
    await this.db.insert(BoardTerms, [
      {
        id,
        boardId,
        edition,
        ...terms,
        quorumNeedsChair: Number(terms.quorumNeedsChair),
        substitutesCount: Number(terms.substitutesCount),
        kept: keptAs('board', stamp),
      },
    ]);
    return id;
  }

  async addMember(stamp: Stamp, boardId: string, { hats, ...member }: NewMember): Promise<string> {
    const id = randomUUID();
    await this.db.insert(BoardMember, [
      {
        id,
        boardId,
        ...member,
        voting: Number(member.voting),
        nameIsPublic: Number(member.nameIsPublic),
        kept: keptAs('board', stamp),
      },
    ]);
    await this.addHats(id, hats, member.fromOn);
    return id;
  }

  async describeMember(id: string, member: Omit<NewMember, 'hats'>): Promise<void> {
    await this.db.run(sql`
      UPDATE board_member
         SET account_id = ${member.accountId}, display_name = ${member.displayName},
             role_title = ${member.roleTitle}, body = ${member.body}, independence = ${member.independence},
             seat = ${member.seat}, voting = ${Number(member.voting)},
             name_is_public = ${Number(member.nameIsPublic)}, from_on = ${member.fromOn}, to_on = ${member.toOn},
             version = version + 1
       WHERE board_member.id = ${id}`);
  }

  async addHats(memberId: string, hats: readonly Hat[], fromOn: CalendarDay): Promise<void> {
    await this.db.insert(
      BoardHat,
      hats.map((hat) => ({ id: randomUUID(), memberId, hat, fromOn, toOn: null })),
    );
  }

  async endHat(id: string, toOn: CalendarDay): Promise<void> {
    await this.db.run(sql`UPDATE board_hat SET to_on = ${toOn} WHERE board_hat.id = ${id}`);
  }
}

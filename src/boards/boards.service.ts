import { Injectable } from '@nestjs/common';
import { reachesOrganisation } from '../access/domain/account.js';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { addDays, type CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { BoardRow } from './data/board.row.js';
import { BoardsQueries } from './data/boards.queries.js';
import { BoardsStore, type Recorded } from './data/boards.store.js';
import {
  type Hat,
  type MemberRefusal,
  type NewBoard,
  type NewMember,
  type NewTerms,
  type TermsRefusal,
  whyNotMember,
  whyNotTerms,
} from './domain/board.js';

type Stale = { readonly ref: string; readonly version: number };

/** Sets up boards: their terms, edition by edition, and who sits on them for how long and under which hats. */
@Injectable()
export class BoardsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: BoardsQueries,
    private readonly store: BoardsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, board: NewBoard): Promise<Result<Recorded, 'not-found' | 'name-taken' | TermsRefusal>> {
    return this.db.transaction(async () => {
      const reach = this.desk.reach(actor, 'reviews.run');
      if (!reachesOrganisation(reach, board.organisationId)) return refused('not-found');
      const refusal = whyNotTerms(board.terms, { startedOn: board.startedOn, latestFromOn: null });
      if (refusal) return refused(refusal);
      const there = await this.queries.ofOrganisation(board.organisationId, reach, this.clock.today());
      if (there.some(({ name }) => name.toLowerCase() === board.name.toLowerCase())) return refused('name-taken');
      const made = await this.store.add(this.#stamp(actor), board);
      await this.store.addTerms(this.#stamp(actor), made.id, 1, board.terms);
      await this.#record(actor, made.id, 'board.created', { ...board, ref: made.ref });
      return ok(made);
    });
  }

  async describe(
    actor: Actor,
    { ref, version }: Stale,
    change: { readonly name: string; readonly endedOn: CalendarDay | null; readonly isPublic: boolean },
  ): Promise<Result<null, 'not-found' | 'changed' | 'ends-before-it-starts'>> {
    return this.#changing(actor, { ref, version }, async (board) => {
      if (change.endedOn !== null && change.endedOn < board.startedOn) return refused('ends-before-it-starts');
      await this.store.describe(board.id, { ...change, at: this.clock.now() });
      const { name, endedOn, visibility } = board;
      await this.#record(actor, board.id, 'board.described', change, { name, endedOn, visibility });
      return ok(null);
    });
  }

  /** New terms from a day on. Meetings before it stay counted by the terms of their day. */
  async renewTerms(
    actor: Actor,
    { ref, version }: Stale,
    terms: NewTerms,
  ): Promise<Result<null, 'not-found' | 'changed' | TermsRefusal>> {
    return this.#changing(actor, { ref, version }, async (board) => {
      const latest = (await this.queries.termsOf([board.id])).at(-1) ?? null;
      const refusal = whyNotTerms(terms, { startedOn: board.startedOn, latestFromOn: latest?.fromOn ?? null });
      if (refusal) return refused(refusal);
      const edition = (latest?.edition ?? 0) + 1;
      await this.store.addTerms(this.#stamp(actor), board.id, edition, terms);
      await this.store.touch(board.id);
      await this.#record(actor, board.id, 'board.terms_renewed', { ...terms, edition });
      return ok(null);
    });
  }

  async addMember(
    actor: Actor,
    ref: string,
    member: NewMember,
  ): Promise<Result<string, 'not-found' | 'changed' | MemberRefusal>> {
    return this.#changing(actor, { ref, version: null }, async (board) => {
      const others = await this.queries.membersOf([board.id]);
      const refusal = whyNotMember(member, { startedOn: board.startedOn, others });
      if (refusal) return refused(refusal);
      const id = await this.store.addMember(this.#stamp(actor), board.id, member);
      await this.store.touch(board.id);
      await this.#recordMember(actor, board, id, 'board_member.added', member);
      return ok(id);
    });
  }

  /** Puts right or ends a seat. Hats taken off end the day before; hats put on begin on that day. */
  async changeMember(
    actor: Actor,
    { ref, memberId, version }: { readonly ref: string; readonly memberId: string; readonly version: number },
    { hats, ...member }: NewMember,
  ): Promise<Result<null, 'not-found' | 'changed' | MemberRefusal>> {
    return this.#changing(actor, { ref, version: null }, async (board) => {
      const all = await this.queries.membersOf([board.id]);
      const before = all.find(({ id }) => id === memberId);
      if (!before) return refused('not-found');
      if (before.version !== version) return refused('changed');
      const others = all.filter(({ id }) => id !== memberId);
      const refusal = whyNotMember(member, { startedOn: board.startedOn, others });
      if (refusal) return refused(refusal);
      await this.store.describeMember(memberId, member);
      await this.#changeHats(board, memberId, hats, member.fromOn);
      await this.store.touch(board.id);
      await this.#recordMember(actor, board, memberId, 'board_member.changed', { ...member, hats }, before);
      return ok(null);
    });
  }

  async #changeHats(board: BoardRow, memberId: string, wanted: readonly Hat[], fromOn: CalendarDay): Promise<void> {
    const today = this.clock.today();
    const worn = (await this.queries.hatsOf([board.id])).filter((hat) => hat.memberId === memberId && !hat.toOn);
    for (const { id, hat, fromOn: since } of worn) {
      const yesterday = addDays(today, -1);
      if (!wanted.includes(hat)) await this.store.endHat(id, yesterday < since ? since : yesterday);
    }
    const fresh = wanted.filter((hat) => !worn.some((one) => one.hat === hat));
    await this.store.addHats(memberId, fresh, fromOn > today ? fromOn : today);
  }

  async #changing<Value, Refusal>(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number | null },
    change: (board: BoardRow) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed'>> {
    return this.db.transaction(async () => {
      const board = await this.desk.board(actor, 'reviews.run', ref);
      if (!board) return refused('not-found');
      if (version !== null && board.version !== version) return refused('changed');
      return change(board);
    });
  }

  async #record(actor: Actor, id: string, action: string, after: object, before?: object): Promise<void> {
    await this.audit.record(actor, { action, entity: 'board', entityId: id, after, before });
  }

  async #recordMember(
    actor: Actor,
    board: BoardRow,
    id: string,
    action: string,
    after: object,
    before?: object,
  ): Promise<void> {
    const subjects = [{ entity: 'board', entityId: board.id }];
    await this.audit.record(actor, { action, entity: 'board_member', entityId: id, after, before, subjects });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}

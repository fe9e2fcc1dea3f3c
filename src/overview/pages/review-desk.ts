import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import type { Permission } from '../../access/domain/permissions.js';
import { BoardDesk } from '../../boards/board-desk.service.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import type { Posted } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { doneParameter } from '../../shell/said.js';

export type Exchange = { readonly request: Request; readonly response: Response };

type Words = Readonly<Record<string, { readonly at?: string; readonly text: string }>>;

type Settling = {
  readonly posted: Posted;
  /** Where to go when it is done, and the key of what is then said. */
  readonly to: string;
  readonly done: string;
  readonly words: Words;
  /** The page again, with what was typed; its status is set already. */
  readonly again: (tried: NonNullable<Tried>) => Promise<void>;
  /** What was changed meanwhile, by its name in the trail. */
  readonly thing: { readonly words: string; readonly entity: string; readonly id: string };
  /** What stands now beside what was typed, where somebody was faster. */
  readonly standing?: () => Promise<
    readonly { readonly label: string; readonly saved: string | null; readonly typed: string | null }[]
  >;
};

/** What every page on which a meeting is got ready does alike: find the meeting, and say what became of what was posted. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly boards: BoardDesk,
    private readonly trail: AuditQueries,
    private readonly accounts: AccountsQueries,
    readonly clock: Clock,
  ) {}

  /** A meeting that the person may get ready. */
  open(actor: Actor, ref: string): Promise<ReviewRow> {
    return this.openFor(actor, 'reviews.run', ref);
  }

  /** A meeting whose papers the person may read. */
  read(actor: Actor, ref: string): Promise<ReviewRow> {
    return this.openFor(actor, 'papers.read', ref);
  }

  async openFor(actor: Actor, permission: Permission, ref: string): Promise<ReviewRow> {
    const review = await this.boards.review(actor, permission, ref);
    if (!review) throw new NotFoundException();
    return review;
  }

  async settle<Value>({ response }: Exchange, result: Result<Value, string>, settling: Settling): Promise<void> {
    if (result.ok) {
      response.redirect(303, `${settling.to}?${doneParameter}=${settling.done}`);
      return;
    }
    const { error } = result;
    const { posted, thing } = settling;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'changed') {
      response.status(409);
      const [last] = await this.trail.ofObject(thing.entity, [thing.id], { limit: 1 });
      const rows = (await settling.standing?.()) ?? [];
      const at = formatMoment(last?.at ?? this.clock.now());
      return settling.again({ posted, errors: {}, conflict: conflict({ thing: thing.words, at, rows }) });
    }
    const words = settling.words[error];
    if (!words) throw new ConflictException();
    response.status(422);
    return settling.again(
      words.at ? { posted, errors: { [words.at]: words.text } } : { posted, errors: {}, problem: words.text },
    );
  }

  /** What people are called; a reference without a name stays as it is. */
  async nameOf(ref: string): Promise<string> {
    return (await this.accounts.namesOf([ref])).get(ref) ?? ref;
  }
}

import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { type Account, type Reach, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import type { Permission } from '../../access/domain/permissions.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { historyPaths } from '../../overview/pages/history.paths.js';
import { faster, type Thing, type ThingAsked } from '../../shell/form/faster.js';
import type { Tried } from '../../shell/form/form.js';
import type { Posted } from '../../shell/form/posted.js';
import type { PageFacts } from '../../shell/layout.js';
import { Pages } from '../../shell/pages.js';
import { doneParameter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { BoardDesk } from '../board-desk.service.js';
import type { BoardRow, ReviewRow } from '../data/board.row.js';
import type { BoardFormPage } from './board-frame.page.js';

export type Exchange = { readonly request: Request; readonly response: Response };

/** Where a refusal is said: at a field, or above the form. */
export type RefusalWords = Readonly<Record<string, { readonly at?: string; readonly text: string }>>;

type Again = (tried: Tried) => Promise<PageFacts> | PageFacts;

type Settling = {
  readonly posted: Posted;
  /** Where to go when it is done, and the key of what is then said. */
  readonly to: string;
  readonly done: string;
  readonly words: RefusalWords;
  readonly again: Again;
  /** The template of the page; that of a single form unless told. */
  readonly view?: string;
  /** What somebody else may have changed meanwhile. */
  readonly thing?: ThingAsked;
};

const looksPersonal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';

/** What is said to be changed where a form does not say it. */
const page: Thing = { words: 'page', entity: '', id: '' };

/** What the pages of boards do alike: find it, show a form, and say what became of what was posted. */
@Injectable()
export class BoardPages {
  constructor(
    private readonly desk: BoardDesk,
    private readonly trail: AuditQueries,
    private readonly pages: Pages,
    readonly clock: Clock,
  ) {}

  /** A board or a meeting, for whoever saves it after somebody else. */
  thing(actor: Actor, kind: 'board' | 'review', ref: string): ThingAsked {
    return async () =>
      kind === 'board'
        ? { words: 'board', entity: 'board', id: (await this.board(actor, 'reviews.run', ref)).id }
        : { words: 'meeting', entity: 'review', id: (await this.review(actor, 'papers.read', ref)).id };
  }

  /** What somebody reads of boards beyond what everybody reads. */
  reach(account: Account | null): Reach {
    return reachOf(account, 'papers.read');
  }

  async board(actor: Actor, permission: Permission, ref: string): Promise<BoardRow> {
    const board = await this.desk.board(actor, permission, ref);
    if (!board) throw new NotFoundException();
    return board;
  }

  async review(actor: Actor, permission: Permission, ref: string): Promise<ReviewRow> {
    const review = await this.desk.review(actor, permission, ref);
    if (!review) throw new NotFoundException();
    return review;
  }

  /** Where the history of a record of a board is told, for whoever may read it. */
  historyOf(account: Account | null, organisationId: string, record: { kind: string; ref: string }): string | null {
    const mayRead = reachesOrganisation(reachOf(account, 'history.read'), organisationId);
    return mayRead ? historyPaths.of(record.kind, record.ref) : null;
  }

  show({ request, response }: Exchange, view: string, page: PageFacts): void {
    this.pages.show(request, response, view, page);
  }

  form(exchange: Exchange, page: BoardFormPage): void {
    this.show(exchange, 'boards/form', page);
  }

  /** What was posted cannot stand: the page again, with what was typed. */
  async again(exchange: Exchange, page: Promise<PageFacts> | PageFacts, view = 'boards/form', status = 422) {
    exchange.response.status(status);
    this.show(exchange, view, await page);
  }

  async settle<Value>(exchange: Exchange, result: Result<Value, string>, settling: Settling): Promise<void> {
    const { response } = exchange;
    const { posted, view, again } = settling;
    if (result.ok) {
      response.redirect(303, `${settling.to}?${doneParameter}=${settling.done}`);
      return;
    }
    const { error } = result;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'changed' || error === 'stale') {
      const told = await faster(settling.thing ?? page, this.trail, this.clock.now());
      return this.again(exchange, again({ posted, errors: {}, conflict: told }), view, 409);
    }
    const words = settling.words[error];
    if (!words) throw new ConflictException();
    const tried = words.at
      ? { posted, errors: { [words.at]: words.text } }
      : { posted, errors: {}, problem: words.text };
    return this.again(exchange, again(tried), view);
  }

  /** What in these fields looks as if it could identify a person, as messages at them. */
  personal(value: object, ...fields: readonly string[]): Readonly<Record<string, string>> | null {
    const texts = value as Readonly<Record<string, unknown>>;
    const found = fields.filter((name) => typeof texts[name] === 'string' && personalDataIn(texts[name]).length > 0);
    return found.length === 0 ? null : Object.fromEntries(found.map((name) => [name, looksPersonal]));
  }
}

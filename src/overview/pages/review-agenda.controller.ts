import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AgendaService } from '../../boards/agenda.service.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import type { NewAgendaItem } from '../../boards/domain/agenda.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { AgendaFactsService } from '../agenda-facts.service.js';
import { proposalKey } from '../domain/pack/agenda-proposals.js';
import { recordNamed } from '../domain/pack/record-named.js';
import { packPaths } from './packs.paths.js';
import { AgendaItemForm, DescribeItemForm, PlaceForm, ProposalsForm, RemovalForm } from './review-agenda.form.js';
import {
  agendaItemPage,
  agendaMessages,
  itemConflict,
  agendaSaid,
  proposalWords,
  reviewAgendaPage,
} from './review-agenda.page.js';
import { type Exchange, ReviewDesk } from './review-desk.js';

type Wanted = { readonly form: 'proposals' | 'own'; readonly tried: NonNullable<Tried> };
type WantedItem = { readonly form: 'item' | 'removal'; readonly tried: NonNullable<Tried> };

const reasonIn = ({ isPrivate, reason }: { readonly isPrivate: boolean; readonly reason: string | null }) =>
  isPrivate ? reason : null;

/** The agenda of a meeting: what the record proposes, what the secretary adds, in which order, and what is private. */
@Controller('reviews/:ref/agenda')
export class ReviewAgendaController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly agenda: AgendaService,
    private readonly facts: AgendaFactsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('reviews.run')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, await this.desk.open(actor, ref), { query });
  }

  /** An item that the secretary writes. */
  @Post()
  @Allow('reviews.run')
  async add(
    @Param('ref') ref: string,
    @Body(new FormPipe(AgendaItemForm)) form: Form<AgendaItemForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, review, { tried: { form: 'own', tried } });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const item = ownItem(form.value);
    const added = item.ok ? await this.agenda.add(actor, ref, [item.value]) : item;
    await this.#settle(exchange, review, added, { posted: form.posted, done: 'added', again });
  }

  /** What the record proposed, as it proposes it now. */
  @Post('proposals')
  @Allow('reviews.run')
  async accept(
    @Param('ref') ref: string,
    @Body(new FormPipe(ProposalsForm)) form: Form<ProposalsForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, review, { tried: { form: 'proposals', tried } });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const wanted = new Set(form.value.proposals);
    const { proposals } = await this.facts.of(review);
    const chosen = proposals.filter((proposal) => wanted.has(proposalKey(proposal)));
    const items = chosen.map((proposal): NewAgendaItem => ({
      title: proposalWords(proposal).title,
      purpose: proposal.purpose,
      source: { kind: proposal.kind, id: proposal.id },
    }));
    const added = items.length === 0 ? refused('nothing-proposed') : await this.agenda.add(actor, ref, items);
    await this.#settle(exchange, review, added, { posted: form.posted, done: 'added', again });
  }

  @Get(':item')
  @Allow('reviews.run')
  async item(
    @Param('ref') ref: string,
    @Param('item') id: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#item({ request, response }, await this.desk.open(actor, ref), id);
  }

  @Post(':item')
  @Allow('reviews.run')
  async describe(
    @Param('ref') ref: string,
    @Param('item') id: string,
    @Body(new FormPipe(DescribeItemForm)) form: Form<DescribeItemForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const again = (tried: NonNullable<Tried>) => this.#item(exchange, review, id, { form: 'item', tried });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const { value, posted } = form;
    const { title, purpose, leadPost, paper, version } = value;
    const reading = { reviewRef: ref, itemId: id, version };
    const confidentialReason = reasonIn(value);
    const saved =
      value.isPrivate && confidentialReason === null
        ? refused('no-reason')
        : await this.agenda.describe(actor, reading, {
            title,
            purpose,
            minutesPlanned: value.minutes,
            leadPost,
            confidentialReason,
            paper,
          });
    const standing = async () =>
      itemConflict(
        (await this.facts.items(review)).find((one) => one.id === id),
        value,
      );
    await this.#settle(exchange, review, saved, { posted, done: 'saved', again, id, standing });
  }

  @Post(':item/place')
  @Allow('reviews.run')
  async move(
    @Param('ref') ref: string,
    @Param('item') id: string,
    @Body(new FormPipe(PlaceForm)) form: Form<PlaceForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    if (!form.ok) {
      response.status(422);
      return this.#show(exchange, review);
    }
    const moved = await this.agenda.move(actor, { reviewRef: ref, itemId: id }, form.value.way);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, review, { tried: { form: 'own', tried } });
    await this.#settle(exchange, review, moved, { posted: form.posted, done: 'moved', again });
  }

  @Post(':item/removal')
  @Allow('reviews.run')
  async remove(
    @Param('ref') ref: string,
    @Param('item') id: string,
    @Body(new FormPipe(RemovalForm)) form: Form<RemovalForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const again = (tried: NonNullable<Tried>) => this.#item(exchange, review, id, { form: 'removal', tried });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const { why, version } = form.value;
    const removed = await this.agenda.remove(actor, { reviewRef: ref, itemId: id, version }, why);
    await this.#settle(exchange, review, removed, { posted: form.posted, done: 'removed', again, id });
  }

  async #settle<Value>(
    exchange: Exchange,
    review: ReviewRow,
    result: Result<Value, string>,
    settling: {
      readonly posted: Extract<Form<object>, { ok: false }>['posted'];
      readonly done: string;
      readonly again: (tried: NonNullable<Tried>) => Promise<void>;
      readonly id?: string;
      readonly standing?: Parameters<ReviewDesk['settle']>[2]['standing'];
    },
  ): Promise<void> {
    const { posted, done, again, id, standing } = settling;
    await this.desk.settle(exchange, result, {
      posted,
      done,
      again,
      standing,
      to: packPaths.agenda(review.ref),
      words: agendaMessages,
      thing: { words: 'item', entity: id ? 'agenda_item' : 'review', id: id ?? review.id },
    });
  }

  async #show(
    { request, response }: Exchange,
    review: ReviewRow,
    { query = {}, tried = null }: { readonly query?: Record<string, unknown>; readonly tried?: Wanted | null } = {},
  ): Promise<void> {
    const { items, proposals } = await this.facts.of(review);
    const said = saidAfter(query, agendaSaid);
    const page = reviewAgendaPage({ review, items, proposals, tried, said });
    this.pages.show(request, response, 'overview/pack/agenda', page);
  }

  async #item(
    { request, response }: Exchange,
    review: ReviewRow,
    id: string,
    tried: WantedItem | null = null,
  ): Promise<void> {
    const item = (await this.facts.items(review)).find((one) => one.id === id);
    if (!item) throw new NotFoundException();
    this.pages.show(request, response, 'overview/pack/agenda-item', agendaItemPage({ review, item, tried }));
  }
}

/** An item as the secretary wrote it; taken in private it says why, and a record that it names is one of a board's. */
function ownItem(value: AgendaItemForm): Result<NewAgendaItem, 'no-reason' | 'no-record'> {
  const { title, purpose, minutes, leadPost, about } = value;
  const confidentialReason = reasonIn(value);
  if (value.isPrivate && confidentialReason === null) return refused('no-reason');
  const source = about === null ? null : recordNamed(about);
  if (about !== null && source === null) return refused('no-record');
  return ok({ title, purpose, minutesPlanned: minutes, leadPost, confidentialReason, source });
}

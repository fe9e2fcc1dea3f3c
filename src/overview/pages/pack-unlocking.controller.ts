import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import type { Actor } from '../../access/audit.service.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import { PacksQueries } from '../../boards/data/packs.queries.js';
import { PacksService } from '../../boards/packs.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { packPaths } from './packs.paths.js';
import { type Exchange, ReviewDesk } from './review-desk.js';
import { UnlockAnswerForm, UnlockForm } from './review-pack.form.js';
import { packSaid, unlockMessages, unlockPage } from './review-pack.page.js';

/** Correcting an issued pack takes two people: the secretary and the chair, or two of either. */
@Controller('reviews/:ref/pack/unlocking')
export class PackUnlockingController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly packs: PacksService,
    private readonly queries: PacksQueries,
    private readonly accounts: AccountsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('packs.unlock')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, actor, await this.desk.openFor(actor, 'packs.unlock', ref), { query });
  }

  @Post()
  @Allow('packs.unlock')
  async ask(
    @Param('ref') ref: string,
    @Body(new FormPipe(UnlockForm)) form: Form<UnlockForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.openFor(actor, 'packs.unlock', ref);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, actor, review, { tried });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const asked = await this.packs.askToUnlock(actor, { ref, why: form.value.why });
    await this.desk.settle(exchange, asked, {
      posted: form.posted,
      to: packPaths.unlocking(ref),
      done: 'asked',
      words: unlockMessages,
      thing: { words: 'pack', entity: 'review', id: review.id },
      again,
    });
  }

  @Post('answer')
  @Allow('packs.unlock')
  async answer(
    @Param('ref') ref: string,
    @Body(new FormPipe(UnlockAnswerForm)) form: Form<UnlockAnswerForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.openFor(actor, 'packs.unlock', ref);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, actor, review, { tried });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const { answer, reason, version } = form.value;
    const agreed = answer === 'agree';
    const answered = await this.packs.answerUnlock(actor, { ref, version }, { agreed, why: reason });
    await this.desk.settle(exchange, answered, {
      posted: form.posted,
      to: packPaths.unlocking(ref),
      done: agreed ? 'unlocked' : 'refused',
      words: unlockMessages,
      thing: { words: 'pack', entity: 'review', id: review.id },
      again,
    });
  }

  async #show(
    { request, response }: Exchange,
    actor: Actor,
    review: ReviewRow,
    { query = {}, tried = null }: { readonly query?: Record<string, unknown>; readonly tried?: Tried } = {},
  ): Promise<void> {
    const unlocks = await this.queries.unlocksOf(review.id);
    const refs = unlocks.flatMap(({ askedBy, answeredBy }) => [askedBy, ...(answeredBy ? [answeredBy] : [])]);
    const names = await this.accounts.namesOf(refs);
    const said = saidAfter(query, packSaid);
    const page = unlockPage({ review, unlocks, names, me: actor.name, tried, said });
    this.pages.show(request, response, 'overview/pack/unlocking', page);
  }
}

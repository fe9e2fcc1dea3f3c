import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import { ReviewsService } from '../../boards/reviews.service.js';
import { Settings } from '../../config/settings.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { Version } from '../../shell/form/fields.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatDay } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { reminderLetter } from '../domain/pack/update-requests.js';
import { UpdateRequestsService } from '../update-requests.service.js';
import { ButtonForm } from './button.form.js';
import { packPaths } from './packs.paths.js';
import { collectMessages, collectSaid, pathsOf, reviewCollectPage } from './review-collect.page.js';
import { type Exchange, ReviewDesk } from './review-desk.js';

export class CollectingForm {
  @Version()
  version: number;
}

/** Asks for updates before a meeting, and reminds those who have not given them. */
@Controller('reviews/:ref/collect')
export class ReviewCollectController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly reviews: ReviewsService,
    private readonly updates: UpdateRequestsService,
    private readonly settings: Settings,
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

  @Post('begin')
  @Allow('reviews.run')
  async begin(
    @Param('ref') ref: string,
    @Body(new FormPipe(CollectingForm)) form: Form<CollectingForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    if (!form.ok) {
      response.status(422);
      return this.#show(exchange, review, { tried: form });
    }
    const begun = await this.reviews.collect(actor, { ref, version: form.value.version });
    await this.desk.settle(exchange, begun, {
      posted: form.posted,
      to: packPaths.collect(ref),
      done: 'collecting',
      words: collectMessages,
      thing: { words: 'meeting', entity: 'review', id: review.id },
      again: async (tried) => this.#show(exchange, await this.desk.open(actor, ref), { tried }),
    });
  }

  @Post('reminders')
  @Allow('reviews.run')
  async remind(
    @Param('ref') ref: string,
    @Body(new FormPipe(ButtonForm)) form: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const { requests } = await this.updates.of(review);
    const sent = await this.updates.remind(actor, ref, {
      held: formatDay(review.heldOn),
      due: formatDay(review.updatesDueOn),
      paths: pathsOf(requests.filter(({ state }) => state !== 'given')),
    });
    await this.desk.settle(exchange, sent, {
      posted: form.posted,
      to: packPaths.collect(ref),
      done: 'reminded',
      words: collectMessages,
      thing: { words: 'meeting', entity: 'review', id: review.id },
      again: (tried) => this.#show(exchange, review, { tried }),
    });
  }

  async #show(
    { request, response }: Exchange,
    review: ReviewRow,
    { query = {}, tried = null }: { readonly query?: Record<string, unknown>; readonly tried?: Tried } = {},
  ): Promise<void> {
    const updates = await this.updates.of(review);
    const { reminded } = updates;
    const page = reviewCollectPage({
      review,
      updates,
      letter: this.#letter(review, updates),
      remindedBy: reminded ? await this.desk.nameOf(reminded.by) : null,
      tried,
      said: saidAfter(query, collectSaid),
    });
    this.pages.show(request, response, 'overview/pack/collect', page);
  }

  #letter(review: ReviewRow, { requests }: Awaited<ReturnType<UpdateRequestsService['of']>>): string | null {
    const owed = requests.filter(({ state }) => state !== 'given');
    if (owed.length === 0) return null;
    const facts = {
      board: review.boardName,
      held: formatDay(review.heldOn),
      due: formatDay(review.updatesDueOn),
      paths: pathsOf(owed),
      requests: owed,
      publicUrl: this.settings.values.publicUrl,
    };
    return reminderLetter(facts, '').text.replace(/^Hello ,\n\n/, '');
  }
}

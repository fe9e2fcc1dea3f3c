import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { BoardReader } from '../board-reader.service.js';
import { MinutesQueries } from '../data/minutes.queries.js';
import { ReviewsQueries } from '../data/reviews.queries.js';
import { ReviewsService } from '../reviews.service.js';
import { cancelPage, meetingRefusals, reschedulePage } from './board-forms.page.js';
import { BoardPages, type RefusalWords } from './board-pages.js';
import { areOut } from './board-words.page.js';
import { CancelMeetingForm, MovedMeetingForm, VersionForm } from './boards.form.js';
import { reviewPage } from './review.page.js';
import { reviewPaths } from './reviews.paths.js';

type Asked = Readonly<Record<string, unknown>>;

const holdRefusals: RefusalWords = {
  'not-issued': { text: 'The pack of this meeting is not issued, or it was held already' },
  'not-yet': { text: 'This meeting is not held before its day' },
  'attendance-missing': { text: 'Take the attendance of every member first' },
  'no-members': { text: 'Nobody sits on the board on that day. Add its members first' },
};

/** A meeting of a board: where it stands, what came of it, and what everybody reads of it. */
@Controller('reviews/:ref')
export class ReviewsController {
  constructor(
    private readonly desk: BoardPages,
    private readonly reader: BoardReader,
    private readonly reviews: ReviewsService,
    private readonly queries: ReviewsQueries,
    private readonly minutes: MinutesQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  @Get()
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, 'boards/review', await this.#page(ref, account, query));
  }

  @Get('date')
  @Allow('reviews.run')
  async askDate(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, reschedulePage(await this.desk.review(actor, 'reviews.run', ref)));
  }

  @Post('date')
  @Allow('reviews.run')
  async reschedule(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(MovedMeetingForm)) form: Form<MovedMeetingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried) => reschedulePage(await this.desk.review(actor, 'reviews.run', ref), tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { heldOn, startsAt, place, reason, version } = form.value;
    const result = await this.reviews.reschedule(actor, { ref, version }, { heldOn, startsAt, place }, reason);
    const to = reviewPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'moved',
      thing: this.desk.thing(actor, 'review', ref),
      words: meetingRefusals,
      again,
    });
  }

  @Get('cancellation')
  @Allow('reviews.run')
  async askCancel(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, cancelPage(await this.desk.review(actor, 'reviews.run', ref)));
  }

  @Post('cancellation')
  @Allow('reviews.run')
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(CancelMeetingForm)) form: Form<CancelMeetingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried) => cancelPage(await this.desk.review(actor, 'reviews.run', ref), tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, reason } = form.value;
    const result = await this.reviews.cancel(actor, { ref, version }, reason);
    const to = reviewPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'cancelled',
      thing: this.desk.thing(actor, 'review', ref),
      words: meetingRefusals,
      again,
    });
  }

  @Post('holding')
  @Allow('reviews.run')
  async hold(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    if (!form.ok) throw new NotFoundException();
    const result = await this.reviews.hold(actor, { ref, version: form.value.version });
    const done = result.ok && !result.value.quorate ? 'held-informally' : 'held';
    const again = async (tried: Tried) => {
      const page = await this.#page(ref, actor.account ?? null, {});
      const problem = tried?.problem ?? tried?.conflict?.message;
      return problem ? { ...page, errors: [{ text: problem, href: '#tasks-heading' }] } : page;
    };
    const to = reviewPaths.show(ref);
    const settling = { posted: form.posted, to, done, words: holdRefusals, again, view: 'boards/review' };
    const thing = this.desk.thing(actor, 'review', ref);
    return this.desk.settle({ request, response }, result, { ...settling, thing });
  }

  async #page(ref: string, account: Account | null, query: Asked) {
    const today = this.desk.clock.today();
    const own = account ? await this.queries.seenByRef(ref, this.desk.reach(account), today) : null;
    const review = own ?? (await this.queries.byRef(ref));
    if (!review) throw new NotFoundException();
    if (!own) {
      const isOut = review.boardVisibility === 'public' && areOut(await this.minutes.of(review.id), today);
      if (!isOut) throw new NotFoundException();
    }
    const facts = await this.reader.review(review);
    const names = own ? await this.accounts.namesOf(facts.steps.map(({ recordedBy }) => recordedBy)) : new Map();
    const page = reviewPage(facts, {
      today,
      reading: own ? 'board' : 'public',
      runs: reachesOrganisation(reachOf(account, 'reviews.run'), review.organisationId),
      chairs: reachesOrganisation(reachOf(account, 'minutes.agree'), review.organisationId),
      names,
      query,
    });
    return { ...page, historyHref: this.desk.historyOf(account, review.organisationId, { kind: 'review', ref }) };
  }
}

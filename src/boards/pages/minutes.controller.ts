import {
  BadRequestException,
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import type { Result } from '../../kernel/result.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import type { MinutesRow, ReviewRow } from '../data/board.row.js';
import { MinutesQueries } from '../data/minutes.queries.js';
import { ReviewsQueries } from '../data/reviews.queries.js';
import { hasReached } from '../domain/review-state.js';
import { MinutesService } from '../minutes.service.js';
import { PublishingMinutesService, signsIn } from '../publishing-minutes.service.js';
import { BoardPages, type Exchange } from './board-pages.js';
import { areOut } from './board-words.page.js';
import {
  AddendumForm,
  AgreeForm,
  MinutesForm,
  PublicVersionForm,
  PublishMinutesForm,
  TakeBackForm,
} from './minutes.form.js';
import { minutesPage, type MinutesPage, minutesRefusals, type TriedMinutes } from './minutes.page.js';
import { reviewPaths } from './reviews.paths.js';

type Asked = Readonly<Record<string, unknown>>;

class BeginForm {}

/** Minutes: written by the secretary, agreed by the chair, published, and added to later. */
@Controller('reviews/:ref/minutes')
export class MinutesController {
  constructor(
    private readonly desk: BoardPages,
    private readonly minutes: MinutesService,
    private readonly publishing: PublishingMinutesService,
    private readonly queries: MinutesQueries,
    private readonly reviews: ReviewsQueries,
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
    this.desk.show({ request, response }, 'boards/minutes', await this.#page(ref, account, { query }));
  }

  @Post('beginning')
  @Allow('minutes.draft')
  async begin(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(BeginForm)) form: Form<BeginForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const result = await this.minutes.begin(actor, ref);
    return this.#settle({ request, response }, { actor, ref, which: 'begin', form, done: 'minutes-begun' }, result);
  }

  @Post()
  @Allow('minutes.draft')
  async write(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(MinutesForm)) form: Form<MinutesForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'write', form, done: 'minutes-saved' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    const { item, body } = form.value;
    if (item.length !== body.length) throw new BadRequestException();
    const written = item.map((key, index) => {
      const [itemId = '', version = ''] = key.split(':');
      if (!/^\d{1,9}$/.test(version)) throw new BadRequestException();
      return { itemId, version: Number(version), body: body[index] ?? '' };
    });
    const result = await this.minutes.write(actor, ref, written);
    const { next, version } = form.value;
    if (!result.ok || next === null) return this.#settle({ request, response }, asked, result);
    const sent = await this.minutes.submit(actor, { ref, version });
    return this.#settle({ request, response }, { ...asked, done: 'minutes-circulated', isSaved: true }, sent);
  }

  @Post('taking-back')
  @Allow('minutes.draft')
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(TakeBackForm)) form: Form<TakeBackForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'take-back', form, done: 'minutes-taken-back' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    const { version, reason } = form.value;
    return this.#settle({ request, response }, asked, await this.minutes.takeBack(actor, { ref, version }, reason));
  }

  @Post('agreement')
  @Allow('minutes.agree')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(AgreeForm)) form: Form<AgreeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'agree', form, done: 'minutes-agreed' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    const { how, at, note, version } = form.value;
    const agreement = how === 'meeting' ? { how, atRef: at ?? '' } : { how, note: note ?? '' };
    return this.#settle({ request, response }, asked, await this.minutes.agree(actor, { ref, version }, agreement));
  }

  @Post('public-version')
  @Allow('minutes.publish')
  async prepare(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PublicVersionForm)) form: Form<PublicVersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'public-version', form, done: 'public-saved' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    const { title, body, withheld, version } = form.value;
    if (title.length !== body.length) throw new BadRequestException();
    const items = title.map((words, index) => ({
      title: words,
      body: body[index] ?? '',
      withheld: withheld.includes(String(index + 1)),
    }));
    const result = await this.publishing.prepare(actor, { ref, version }, items);
    return this.#settle({ request, response }, asked, result);
  }

  @Post('publication')
  @Allow('minutes.publish')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PublishMinutesForm)) form: Form<PublishMinutesForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'publish', form, done: 'minutes-published' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    const { version, confirmed, from } = form.value;
    const result = await this.publishing.publish(actor, { ref, version }, { confirmed, from });
    return this.#settle({ request, response }, asked, result);
  }

  @Post('addenda')
  @Allow('minutes.publish')
  async add(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(AddendumForm)) form: Form<AddendumForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = { actor, ref, which: 'addendum', form, done: 'addendum-added' };
    if (!form.ok) return this.#again({ request, response }, asked, form);
    return this.#settle({ request, response }, asked, await this.publishing.addAddendum(actor, ref, form.value));
  }

  async #again(
    exchange: Exchange,
    { actor, ref, which }: { readonly actor: Actor; readonly ref: string; readonly which: string },
    tried: NonNullable<Tried>,
  ) {
    const page = this.#page(ref, actor.account ?? null, { tried: { which, tried } });
    return this.desk.again(exchange, page, 'boards/minutes');
  }

  async #settle(
    exchange: Exchange,
    asked: {
      readonly actor: Actor;
      readonly ref: string;
      readonly which: string;
      readonly form: Form<object>;
      readonly done: string;
      /** What was typed is on the record already: the page shows that. */
      readonly isSaved?: boolean;
    },
    result: Result<unknown, string>,
  ) {
    const { actor, ref, which, form, done, isSaved = false } = asked;
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: reviewPaths.minutes(ref),
      done,
      words: minutesRefusals,
      thing: async () => {
        const review = await this.desk.review(actor, 'papers.read', ref);
        return { words: 'record of the meeting', entity: 'minutes', id: (await this.queries.of(review.id))?.id ?? '' };
      },
      view: 'boards/minutes',
      again: (tried) =>
        this.#page(ref, actor.account ?? null, {
          tried: tried === null ? null : { which: isSaved ? 'circulate' : which, tried },
        }),
    });
  }

  async #page(
    ref: string,
    account: Account | null,
    { query = {}, tried = null }: { readonly query?: Asked; readonly tried?: TriedMinutes },
  ): Promise<MinutesPage> {
    const today = this.desk.clock.today();
    const own = account ? await this.reviews.seenByRef(ref, this.desk.reach(account), today) : null;
    const review = own ?? (await this.reviews.byRef(ref));
    if (!review || review.withdrawnAt !== null) throw new NotFoundException();
    const minutes = await this.queries.of(review.id);
    if (!own && !(review.boardVisibility === 'public' && areOut(minutes, today))) throw new NotFoundException();
    const read = await this.#read(review, minutes, own !== null);
    const isOf = (permission: 'minutes.draft' | 'minutes.agree' | 'minutes.publish'): boolean =>
      reachesOrganisation(reachOf(account, permission), review.organisationId);
    return minutesPage(
      { review, minutes, ...read },
      {
        reading: own ? 'board' : 'public',
        powers: { drafts: isOf('minutes.draft'), agrees: isOf('minutes.agree'), publishes: isOf('minutes.publish') },
        today,
        query,
        tried,
      },
    );
  }

  async #read(review: ReviewRow, minutes: MinutesRow | null, isOwn: boolean) {
    const none = { items: [], version: [], signs: [], addenda: [], later: [], names: new Map<string, string>() };
    if (!minutes) return none;
    const version = minutes.state === 'draft' ? [] : await this.publishing.version(minutes);
    const addenda = await this.queries.addenda(minutes.id);
    if (!isOwn) return { ...none, version, addenda };
    const today = this.desk.clock.today();
    const others = minutes.state === 'draft' ? await this.reviews.ofBoards([review.boardId]) : [];
    const who = [minutes.agreedBy ?? '', ...addenda.map(({ recordedBy }) => recordedBy)].filter(Boolean);
    return {
      items: await this.queries.items(minutes.id),
      version,
      signs: signsIn(version),
      addenda,
      later: others.filter(
        ({ heldOn, state }) => heldOn > review.heldOn && heldOn <= today && hasReached(state, 'issued'),
      ),
      names: await this.accounts.namesOf(who),
    };
  }
}

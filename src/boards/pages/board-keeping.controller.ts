import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { reachOf } from '../../access/domain/account.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { BoardsService } from '../boards.service.js';
import { BoardsQueries } from '../data/boards.queries.js';
import type { NewMember } from '../domain/board.js';
import { ReviewsService } from '../reviews.service.js';
import {
  boardRefusals,
  editBoardPage,
  meetingRefusals,
  memberPage,
  memberRefusals,
  newBoardPage,
  newMemberPage,
  newTermsPage,
  schedulePage,
  termsRefusals,
} from './board-forms.page.js';
import { BoardPages } from './board-pages.js';
import { BoardForm, ChangedMemberForm, MeetingForm, MemberForm, NewBoardForm, NewTermsForm } from './boards.form.js';
import { boardPaths } from './boards.paths.js';
import { reviewPaths } from './reviews.paths.js';

const noSuchAccount = 'There is no account with that reference';

/** Setting up a board: its terms, its members, and the dates of its meetings. */
@Controller('boards')
export class BoardKeepingController {
  constructor(
    private readonly desk: BoardPages,
    private readonly boards: BoardsService,
    private readonly reviews: ReviewsService,
    private readonly queries: BoardsQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  @Get('new')
  @Allow('reviews.run')
  async askNew(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response) {
    this.desk.form({ request, response }, await this.#newPage(actor));
  }

  @Post('new')
  @Allow('reviews.run')
  async create(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NewBoardForm)) form: Form<NewBoardForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#newPage(actor, tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { organisation, name, startedOn, visibility, ...terms } = form.value;
    const result = await this.boards.create(actor, {
      organisationId: organisation,
      name,
      startedOn,
      isPublic: visibility === 'public',
      terms: { ...terms, fromOn: startedOn },
    });
    const to = result.ok ? boardPaths.show(result.value.ref) : boardPaths.index();
    const settling = { posted: form.posted, to, done: 'board-created', words: boardRefusals, again };
    return this.desk.settle(exchange, result, settling);
  }

  @Get(':ref/edit')
  @Allow('reviews.run')
  async askEdit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, editBoardPage(await this.desk.board(actor, 'reviews.run', ref)));
  }

  @Post(':ref/edit')
  @Allow('reviews.run')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(BoardForm)) form: Form<BoardForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried) => editBoardPage(await this.desk.board(actor, 'reviews.run', ref), tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { name, endedOn, visibility, version } = form.value;
    const change = { name, endedOn, isPublic: visibility === 'public' };
    const result = await this.boards.describe(actor, { ref, version }, change);
    const to = boardPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'board-changed',
      thing: this.desk.thing(actor, 'board', ref),
      words: boardRefusals,
      again,
    });
  }

  @Get(':ref/terms')
  @Allow('reviews.run')
  async askTerms(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, await this.#termsPage(actor, ref));
  }

  @Post(':ref/terms')
  @Allow('reviews.run')
  async renewTerms(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(NewTermsForm)) form: Form<NewTermsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#termsPage(actor, ref, tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, ...terms } = form.value;
    const result = await this.boards.renewTerms(actor, { ref, version }, terms);
    const to = boardPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'terms-renewed',
      thing: this.desk.thing(actor, 'board', ref),
      words: termsRefusals,
      again,
    });
  }

  @Get(':ref/members/new')
  @Allow('reviews.run')
  async askMember(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, newMemberPage(await this.desk.board(actor, 'reviews.run', ref)));
  }

  @Post(':ref/members/new')
  @Allow('reviews.run')
  async addMember(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(MemberForm)) form: Form<MemberForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried) => newMemberPage(await this.desk.board(actor, 'reviews.run', ref), tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const member = await this.#memberOf(form.value);
    if (!member) return this.desk.again(exchange, again({ posted: form.posted, errors: { account: noSuchAccount } }));
    const result = await this.boards.addMember(actor, ref, member);
    const to = boardPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'member-added',
      words: memberRefusals,
      again,
    });
  }

  @Get(':ref/members/:id')
  @Allow('reviews.run')
  async showMember(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, await this.#memberPage(actor, { ref, id }));
  }

  @Post(':ref/members/:id')
  @Allow('reviews.run')
  async changeMember(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(ChangedMemberForm)) form: Form<ChangedMemberForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#memberPage(actor, { ref, id }, tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const member = await this.#memberOf(form.value);
    if (!member) return this.desk.again(exchange, again({ posted: form.posted, errors: { account: noSuchAccount } }));
    const { version } = form.value;
    const result = await this.boards.changeMember(actor, { ref, memberId: id, version }, member);
    const to = boardPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'member-changed',
      thing: { words: 'member', entity: 'board_member', id },
      words: memberRefusals,
      again,
    });
  }

  @Get(':ref/reviews/new')
  @Allow('reviews.run')
  async askSchedule(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.form({ request, response }, schedulePage(await this.desk.board(actor, 'reviews.run', ref)));
  }

  @Post(':ref/reviews/new')
  @Allow('reviews.run')
  async schedule(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(MeetingForm)) form: Form<MeetingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried) => schedulePage(await this.desk.board(actor, 'reviews.run', ref), tried);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const result = await this.reviews.schedule(actor, ref, form.value);
    const to = result.ok ? reviewPaths.show(result.value.ref) : boardPaths.show(ref);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'scheduled',
      words: meetingRefusals,
      again,
    });
  }

  async #newPage(actor: Actor, tried: Tried = null) {
    return newBoardPage(await this.queries.bodies(reachOf(actor.account ?? null, 'reviews.run')), tried);
  }

  async #termsPage(actor: Actor, ref: string, tried: Tried = null) {
    const board = await this.desk.board(actor, 'reviews.run', ref);
    return newTermsPage(board, (await this.queries.termsOf([board.id])).at(-1) ?? null, tried);
  }

  async #memberPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const board = await this.desk.board(actor, 'reviews.run', ref);
    const member = (await this.queries.membersOf([board.id])).find((one) => one.id === id);
    if (!member) throw new NotFoundException();
    const worn = (await this.queries.hatsOf([board.id])).filter(({ memberId }) => memberId === id);
    const account = member.accountId ? await this.accounts.byId(member.accountId) : null;
    return memberPage(board, { member, worn, accountRef: account?.ref ?? null }, tried);
  }

  /** The member with the id of their account; null where there is no account of that reference. */
  async #memberOf({ account, ...given }: MemberForm): Promise<NewMember | null> {
    const { displayName, roleTitle, body, independence, seat, voting, nameIsPublic, hats, fromOn, toOn } = given;
    const member = { displayName, roleTitle, body, independence, seat, voting, nameIsPublic, hats, fromOn, toOn };
    if (account === null) return { ...member, accountId: null };
    const found = await this.accounts.byRef(account.toUpperCase());
    return found ? { ...member, accountId: found.id } : null;
  }
}

import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import type { Account } from '../../access/domain/account.js';
import type { Result } from '../../kernel/result.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import type { ThingAsked } from '../../shell/form/faster.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { ActionsService } from '../actions.service.js';
import { ChallengesService } from '../challenges.service.js';
import { BoardsQueries } from '../data/boards.queries.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { OutcomesQueries } from '../data/outcomes.queries.js';
import { RegistersQueries } from '../data/registers.queries.js';
import { ReviewsQueries } from '../data/reviews.queries.js';
import { DecisionsService } from '../decisions.service.js';
import { BoardDesk } from '../board-desk.service.js';
import { BoardPages, type Exchange } from './board-pages.js';
import { actionPage, challengePage, decisionPage } from './outcome.page.js';
import { type MayDo, type OutcomePage, outcomeRefusals, type TriedForm } from './outcome-frame.page.js';
import { ActionDateForm, ActionDoneForm, AnswerForm, JudgeForm, LookBackForm, ReasonForm } from './outcomes.form.js';
import { registerPaths } from './registers.paths.js';

type Asked = Readonly<Record<string, unknown>>;
type Reader = { readonly account: Account | null; readonly query?: Asked; readonly tried?: TriedForm };

/** One decision, challenge or action, and what is done about it between meetings. */
@Controller()
export class OutcomesController {
  constructor(
    private readonly desk: BoardPages,
    private readonly boardDesk: BoardDesk,
    private readonly registers: RegistersQueries,
    private readonly boards: BoardsQueries,
    private readonly reviews: ReviewsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly plans: PlansQueries,
    private readonly decisions: DecisionsService,
    private readonly challenges: ChallengesService,
    private readonly actions: ActionsService,
    private readonly accounts: AccountsQueries,
  ) {}

  @Get('decisions/:ref')
  @Allow('everyone')
  async decision(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, 'boards/outcome', await this.#decision(ref, { account, query }));
  }

  @Post('decisions/:ref/looking-back')
  @Allow('decisions.record')
  async lookBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(LookBackForm)) form: Form<LookBackForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'look-back', (reader) => this.#decision(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.decision(ref),
      thing: this.#thing(actor, 'decision', ref),
      done: 'looked-back',
      act: ({ version, words, nextOn }) => this.decisions.lookBack(actor, { ref, version }, { words, nextOn }),
    });
  }

  @Post('decisions/:ref/withdrawal')
  @Allow('decisions.record')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ReasonForm)) form: Form<ReasonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'withdraw', (reader) => this.#decision(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.decisions(),
      thing: this.#thing(actor, 'decision', ref),
      done: 'withdrawn',
      act: ({ version, reason }) => this.decisions.withdraw(actor, { ref, version }, reason),
    });
  }

  @Get('challenges/:ref')
  @Allow('everyone')
  async challenge(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, 'boards/outcome', await this.#challenge(ref, { account, query }));
  }

  @Post('challenges/:ref/answers')
  @Allow('challenges.answer')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(AnswerForm)) form: Form<AnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'answer', (reader) => this.#challenge(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.challenge(ref),
      thing: this.#thing(actor, 'challenge', ref),
      done: 'answered',
      act: ({ version, answer }) => this.challenges.answer(actor, { ref, version }, answer),
      personal: ['answer'],
    });
  }

  @Post('challenges/:ref/judgement')
  @Allow('challenges.raise')
  async judge(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(JudgeForm)) form: Form<JudgeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'judge', (reader) => this.#challenge(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.challenge(ref),
      thing: this.#thing(actor, 'challenge', ref),
      done: form.ok && form.value.satisfied === 'yes' ? 'satisfied' : 'not-satisfied',
      act: ({ version, satisfied, why }) =>
        this.challenges.judge(actor, { ref, version }, { satisfied: satisfied === 'yes', why }),
    });
  }

  @Get('actions/:ref')
  @Allow('everyone')
  async action(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, 'boards/outcome', await this.#action(ref, { account, query }));
  }

  @Post('actions/:ref/completion')
  @Allow('challenges.answer')
  async done(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActionDoneForm)) form: Form<ActionDoneForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'done', (reader) => this.#action(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.action(ref),
      thing: this.#thing(actor, 'action', ref),
      done: 'done',
      act: ({ version, on, words }) => this.actions.move(actor, { ref, version }, { to: 'done', on, words }),
    });
  }

  @Post('actions/:ref/date')
  @Allow('decisions.record')
  async moveDate(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActionDateForm)) form: Form<ActionDateForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'date', (reader) => this.#action(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.action(ref),
      thing: this.#thing(actor, 'action', ref),
      done: 'date-moved',
      act: ({ version, dueOn, reason }) => this.actions.moveDate(actor, { ref, version }, { dueOn, reason }),
    });
  }

  @Post('actions/:ref/cancellation')
  @Allow('decisions.record')
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ReasonForm)) form: Form<ReasonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'cancel', (reader) => this.#action(ref, reader));
    const on = this.desk.clock.today();
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.action(ref),
      thing: this.#thing(actor, 'action', ref),
      done: 'action-cancelled',
      act: ({ version, reason: words }) => this.actions.move(actor, { ref, version }, { to: 'cancelled', on, words }),
    });
  }

  @Post('actions/:ref/reopening')
  @Allow('decisions.record')
  async reopen(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ReasonForm)) form: Form<ReasonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = this.#again(actor, 'reopen', (reader) => this.#action(ref, reader));
    return this.#settle({ request, response }, form, again, {
      to: registerPaths.action(ref),
      thing: this.#thing(actor, 'action', ref),
      done: 'reopened',
      act: ({ version, reason: words }) => this.actions.move(actor, { ref, version }, { to: 'open', words }),
    });
  }

  /** A decision, a challenge or an action, for whoever saves it after somebody else. */
  #thing(actor: Actor, kind: 'decision' | 'challenge' | 'action', ref: string): ThingAsked {
    return async () => {
      const row = await this.registers[kind](ref, this.desk.reach(actor.account ?? null), this.desk.clock.today());
      return { words: kind, entity: kind === 'action' ? 'board_action' : kind, id: row?.id ?? '' };
    };
  }

  #again(actor: Actor, which: string, page: (reader: Reader) => Promise<OutcomePage>) {
    return (tried: Tried) => page({ account: actor.account ?? null, tried: tried === null ? null : { which, tried } });
  }

  async #settle<Value extends object>(
    exchange: Exchange,
    form: Form<Value>,
    again: (tried: Tried) => Promise<OutcomePage>,
    asked: {
      readonly to: string;
      readonly done: string;
      readonly act: (value: Value) => Promise<Result<unknown, string>>;
      readonly personal?: readonly string[];
      readonly thing: ThingAsked;
    },
  ): Promise<void> {
    const view = 'boards/outcome';
    const { posted } = form;
    if (!form.ok) return this.desk.again(exchange, again(form), view);
    const personal = this.desk.personal(form.value, ...(asked.personal ?? []));
    if (personal) return this.desk.again(exchange, again({ posted, errors: personal }), view);
    const result = await asked.act(form.value);
    return this.desk.settle(exchange, result, { ...asked, posted, words: outcomeRefusals, again, view });
  }

  async #decision(ref: string, reader: Reader): Promise<OutcomePage> {
    const row = await this.registers.decision(ref, this.desk.reach(reader.account), this.desk.clock.today());
    if (!row) throw new NotFoundException();
    const review = await this.reviews.byRef(row.reviewRef);
    const around = await this.#around(row, reader, []);
    const { account } = reader;
    const moved = account ? await this.plans.actionsOfDecision(row.id, planReach(account, 'plans.read')) : [];
    const page = decisionPage(row, { ...around, state: review?.state ?? 'published', moved });
    return this.#withHistory(page, reader, row, 'decision');
  }

  async #challenge(ref: string, reader: Reader): Promise<OutcomePage> {
    const row = await this.registers.challenge(ref, this.desk.reach(reader.account), this.desk.clock.today());
    if (!row) throw new NotFoundException();
    const answers = await this.outcomes.answersOf([row.id]);
    const page = challengePage(row, { ...(await this.#around(row, reader, answers)), answers });
    return this.#withHistory(page, reader, row, 'challenge');
  }

  async #action(ref: string, reader: Reader): Promise<OutcomePage> {
    const row = await this.registers.action(ref, this.desk.reach(reader.account), this.desk.clock.today());
    if (!row) throw new NotFoundException();
    return this.#withHistory(actionPage(row, await this.#around(row, reader, [])), reader, row, 'board_action');
  }

  #withHistory(
    page: OutcomePage,
    { account }: Reader,
    { organisationId, ref }: { readonly organisationId: string; readonly ref: string },
    kind: string,
  ): OutcomePage {
    return { ...page, historyHref: this.desk.historyOf(account, organisationId, { kind, ref }) };
  }

  async #around(
    { boardRef }: { readonly boardRef: string },
    { account, query, tried = null }: Reader,
    answers: readonly { readonly recordedBy: string }[],
  ) {
    const today = this.desk.clock.today();
    const own = account ? await this.boards.seenByRef(boardRef, this.desk.reach(account), today) : null;
    const actor: Actor = { name: account?.ref ?? '', role: '', requestId: null, account };
    const mayDo = async (permission: Parameters<BoardDesk['board']>[1]): Promise<boolean> =>
      own !== null && (await this.boardDesk.board(actor, permission, boardRef)) !== null;
    const may: MayDo = {
      record: await mayDo('decisions.record'),
      answer: await mayDo('challenges.answer'),
      judge: await mayDo('challenges.raise'),
    };
    const names = own ? await this.accounts.namesOf(answers.map(({ recordedBy }) => recordedBy)) : new Map();
    return { today, reading: own ? ('board' as const) : ('public' as const), may, names, query, tried };
  }
}

import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { SignalLimitsQueries } from '../data/signal-limits.queries.js';
import type { Signal } from '../domain/signal.js';
import { signals } from '../domain/signals.js';
import { SignalLimitsService } from '../signal-limits.service.js';
import { AgreementForm, ClosingForm, LimitsForm } from './thresholds.form.js';
import {
  decisionProblems,
  readLimit,
  refusalMessages,
  requestPage,
  thresholdPage,
  thresholdsPage,
} from './thresholds.page.js';
import { thresholdPaths } from './thresholds.paths.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller('admin/thresholds')
export class ThresholdsController {
  constructor(
    private readonly limits: SignalLimitsService,
    private readonly queries: SignalLimitsQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('thresholds.manage')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [editions, waiting] = await Promise.all([this.queries.editions(), this.queries.waiting()]);
    const names = await this.accounts.namesOf(waiting.map(({ askedBy }) => askedBy));
    const page = thresholdsPage({ editions, waiting, names, today: this.clock.today(), query });
    this.pages.show(request, response, 'lessons/thresholds', page);
  }

  @Get('signals/:key')
  @Allow('thresholds.manage')
  async show(
    @Param('key') key: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#signal(request, response, signalOf(key), { query });
  }

  @Post('signals/:key')
  @Allow('thresholds.manage')
  async ask(
    @Param('key') key: string,
    @Body(new FormPipe(LimitsForm)) posted: Form<LimitsForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signal = signalOf(key);
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#signal(request, response.status(422), signal, { query: {}, tried: { posted: posted.posted, errors } });
    if (!posted.ok) return again(posted.errors);
    const { validFrom, owner, reason } = posted.value;
    const limits = Object.fromEntries(
      signal.limits.map((guide, index) => [guide.name, readLimit(guide, textOf(posted.posted, `limit${index + 1}`))]),
    );
    const asked = await this.limits.ask(actor, key, { limits, validFrom, owner, reason });
    if (asked.ok) return response.redirect(303, `${thresholdPaths.request(asked.value)}?done=asked`);
    if (asked.error === 'no-such-signal') throw new NotFoundException();
    await again(refusalMessages(signal, asked.error));
  }

  @Get('requests/:id')
  @Allow('thresholds.manage')
  async request(
    @Param('id') id: string,
    @Query() query: Asked,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#request(request, response, { id, actor, query });
  }

  @Post('requests/:id/agreement')
  @Allow('thresholds.manage')
  async agree(
    @Param('id') id: string,
    @Body(new FormPipe(AgreementForm)) posted: Form<AgreementForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const agreed = await this.limits.agree(actor, id, posted.ok ? posted.value.version : 0);
    if (agreed.ok) return response.redirect(303, `${thresholdPaths.request(id)}?done=agreed`);
    if (agreed.error === 'not-found') throw new NotFoundException();
    const status = agreed.error === 'your-own' ? 422 : 409;
    const problem = decisionProblems[agreed.error];
    await this.#request(request, response.status(status), { id, actor, query: {}, problem });
  }

  @Post('requests/:id/closing')
  @Allow('thresholds.manage')
  async close(
    @Param('id') id: string,
    @Body(new FormPipe(ClosingForm)) posted: Form<ClosingForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#request(request, response.status(422), { id, actor, query: {}, tried: posted });
    const closed = await this.limits.close(actor, id, posted.value);
    if (closed.ok) return response.redirect(303, `${thresholdPaths.request(id)}?done=${closed.value}`);
    const { error } = closed;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'no-reason') {
      const tried = { posted: posted.posted, errors: { answer: decisionProblems[error] } };
      return this.#request(request, response.status(422), { id, actor, query: {}, tried });
    }
    const problem = decisionProblems[error];
    const tried = { posted: posted.posted, errors: {} };
    await this.#request(request, response.status(409), { id, actor, query: {}, tried, problem });
  }

  async #signal(
    request: Request,
    response: Response,
    signal: Signal<never>,
    { query, tried = null }: { readonly query: Asked; readonly tried?: Tried },
  ): Promise<void> {
    const editions = await this.queries.editions();
    const own = editions.filter(({ signalKey }) => signalKey === signal.key);
    const names = await this.accounts.namesOf(
      own.flatMap(({ askedBy, agreedBy }) => (agreedBy ? [askedBy, agreedBy] : [])),
    );
    const page = thresholdPage({ signal, editions, names, today: this.clock.today(), tried, query });
    this.pages.show(request, response, 'lessons/thresholds', page);
  }

  async #request(
    request: Request,
    response: Response,
    {
      id,
      actor,
      query,
      tried = null,
      problem = null,
    }: {
      readonly id: string;
      readonly actor: Actor;
      readonly query: Asked;
      readonly tried?: Tried;
      readonly problem?: string | null;
    },
  ): Promise<void> {
    const asked = await this.queries.request(id);
    if (!asked) throw new NotFoundException();
    const { askedBy, decidedBy } = asked;
    const [editions, names, all] = await Promise.all([
      this.queries.editions(),
      this.accounts.namesOf([askedBy, ...(decidedBy ? [decidedBy] : [])]),
      this.accounts.holders(['administrator'], {}, this.clock.today()),
    ]);
    const others = all.filter(({ ref }) => ref !== actor.name).map(({ name }) => name);
    const signal = signalOf(asked.signalKey);
    const shown = { signal, request: asked, editions, reader: actor.name, others, names, query, tried, problem };
    this.pages.show(request, response, 'lessons/thresholds', requestPage(shown));
  }
}

/** The signal of that key; no page about any other. */
function signalOf(key: string): Signal<never> {
  const signal = signals.find((one) => one.key === key);
  if (signal) return signal;
  throw new NotFoundException();
}

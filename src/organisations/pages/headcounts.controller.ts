import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { period } from '../../kernel/period.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import { sendCsv } from '../../shell/csv.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { tableCsv } from '../../shell/table-csv.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { BodiesQueries, type BodyRow } from '../data/bodies.queries.js';
import { HeadcountsQueries } from '../data/headcounts.queries.js';
import { HeadcountsService } from '../headcounts.service.js';
import { HeadcountForm, WithdrawHeadcountForm } from './headcounts.form.js';
import {
  headcountMessages,
  headcountSaid,
  headcountsPage,
  headcountTable,
  withdrawHeadcountPage,
} from './headcounts.page.js';
import { headcountPaths } from './headcounts.paths.js';

type Shown = { readonly account: Account | null; readonly tried?: Tried; readonly query?: Record<string, unknown> };

const mayRecord = (account: Account | null, organisationId: string): boolean =>
  reachesOrganisation(reachOf(account, 'headcounts.record'), organisationId);

/** How many people work in a body. */
@Controller()
export class HeadcountsController {
  constructor(
    private readonly bodies: BodiesQueries,
    private readonly queries: HeadcountsQueries,
    private readonly citations: CitationsQueries,
    private readonly headcounts: HeadcountsService,
    private readonly pages: Pages,
  ) {}

  @Get('organisations/:slug/staff')
  @Allow('everyone')
  async index(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, await this.#body(slug), { account, query });
  }

  @Get('organisations/:slug/staff.csv')
  @Allow('everyone')
  async csv(@Param('slug') slug: string, @Res() response: Response): Promise<void> {
    const body = await this.#body(slug);
    const table = headcountTable(body, await this.queries.of(body.id), { mayRecord: false });
    sendCsv(response, `${slug}-staff.csv`, tableCsv(table));
  }

  @Post('organisations/:slug/staff')
  @Allow('headcounts.record')
  async record(
    @Param('slug') slug: string,
    @Body(new FormPipe(HeadcountForm)) form: Form<HeadcountForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = actor.account ?? null;
    const body = await this.#body(slug);
    if (!mayRecord(account, body.id)) throw new NotFoundException();
    const again = (tried: Tried): Promise<void> => this.#show(request, response.status(422), body, { account, tried });
    if (!form.ok) return again(form);
    const { posted, value } = form;
    const sourceId = value.source === null ? null : await this.queries.sourceId(value.source.toUpperCase());
    if (value.source !== null && sourceId === null) return again({ posted, errors: headcountMessages['no-source'] });
    const recorded = await this.headcounts.record(actor, {
      organisationId: body.id,
      countedOn: period(value.countedOn),
      basis: value.basis,
      value: value.value,
      note: value.note,
      knownOn: period(value.countedOn),
      sources: sourceId === null ? [] : [{ sourceId }],
    });
    if (!recorded.ok) return again({ posted, errors: headcountMessages[recorded.error] });
    response.redirect(303, address(headcountPaths.index(slug), { done: 'recorded' }));
  }

  @Get('headcounts/:ref/withdrawal')
  @Allow('headcounts.record')
  async askWithdrawal(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { body, row } = await this.#own(ref, actor);
    this.pages.show(request, response, 'organisations/withdraw-headcount', withdrawHeadcountPage(body, row));
  }

  @Post('headcounts/:ref/withdrawal')
  @Allow('headcounts.record')
  async withdraw(
    @Param('ref') ref: string,
    @Body(new FormPipe(WithdrawHeadcountForm)) form: Form<WithdrawHeadcountForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { body, row } = await this.#own(ref, actor);
    if (!form.ok) {
      const page = withdrawHeadcountPage(body, row, form);
      return this.pages.show(request, response.status(422), 'organisations/withdraw-headcount', page);
    }
    const withdrawn = await this.headcounts.withdraw(actor, ref, form.value.reason);
    if (!withdrawn.ok) throw new NotFoundException();
    response.redirect(303, address(headcountPaths.index(body.slug), { done: 'withdrawn' }));
  }

  async #show(
    request: Request,
    response: Response,
    body: BodyRow,
    { account, tried = null, query = {} }: Shown,
  ): Promise<void> {
    const rows = await this.queries.of(body.id);
    const sources = rows.length === 0 ? new Map<string, never>() : await this.citations.of(rows.map(({ id }) => id));
    const page = headcountsPage(body, rows, {
      sources,
      mayRecord: mayRecord(account, body.id),
      tried,
      said: saidAfter(query, headcountSaid),
    });
    this.pages.show(request, response, 'organisations/headcounts', page);
  }

  async #body(slug: string): Promise<BodyRow> {
    const body = await this.bodies.bySlug(slug);
    if (!body) throw new NotFoundException();
    return body;
  }

  async #own(ref: string, actor: Actor) {
    const row = await this.queries.byRef(ref);
    const body = row ? await this.bodies.byId(row.organisationId) : null;
    if (!row || !body || !mayRecord(actor.account ?? null, body.id)) throw new NotFoundException();
    return { body, row };
  }
}

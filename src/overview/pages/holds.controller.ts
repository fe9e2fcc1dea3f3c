import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { Clock } from '../../kernel/clock.js';
import { HoldsQueries } from '../../office/data/holds.queries.js';
import { HoldsService } from '../../office/holds.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { RecordLookupQueries } from '../data/record-lookup.queries.js';
import { HoldEndingForm, HoldForm } from './holds.form.js';
import { holdMessages, holdPage, holdsPage } from './holds.page.js';
import { holdPaths } from './holds.paths.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller('admin/holds')
export class HoldsController {
  constructor(
    private readonly holds: HoldsService,
    private readonly queries: HoldsQueries,
    private readonly records: RecordLookupQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('holds.manage')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#index(request, response, query);
  }

  @Post()
  @Allow('holds.manage')
  async place(
    @Body(new FormPipe(HoldForm)) posted: Form<HoldForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#index(request, response.status(422), {}, posted);
    const { record, reason, until } = posted.value;
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#index(request, response.status(422), {}, { posted: posted.posted, errors });
    const found = await this.records.byRef(record.toUpperCase());
    if (!found) return again(holdMessages['no-record']);
    const { kind: recordKind, id: recordId, ref: recordRef, title } = found;
    const placed = await this.holds.place(actor, { recordKind, recordId, recordRef, title, reason, until });
    if (!placed.ok) return again(holdMessages[placed.error]);
    response.redirect(303, `${holdPaths.index()}?done=placed`);
  }

  @Get(':ref')
  @Allow('holds.manage')
  async show(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show(request, response, ref);
  }

  @Post(':ref/ending')
  @Allow('holds.manage')
  async end(
    @Param('ref') ref: string,
    @Body(new FormPipe(HoldEndingForm)) posted: Form<HoldEndingForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#show(request, response.status(422), ref, posted);
    const ended = await this.holds.end(actor, ref, posted.value.reason);
    if (!ended.ok && ended.error === 'not-found') throw new NotFoundException();
    response.redirect(303, `${holdPaths.index()}?done=ended`);
  }

  async #index(request: Request, response: Response, query: Asked, tried: Tried = null): Promise<void> {
    const holds = await this.queries.all();
    const names = await this.accounts.namesOf(holds.map(({ placedBy }) => placedBy));
    const page = holdsPage(holds, { names, today: this.clock.today(), query, tried });
    this.pages.show(request, response, 'overview/holds', page);
  }

  async #show(request: Request, response: Response, ref: string, tried: Tried = null): Promise<void> {
    const hold = await this.queries.byRef(ref);
    if (!hold) throw new NotFoundException();
    const names = await this.accounts.namesOf([hold.placedBy]);
    this.pages.show(request, response, 'overview/hold', holdPage(hold, { names, today: this.clock.today(), tried }));
  }
}

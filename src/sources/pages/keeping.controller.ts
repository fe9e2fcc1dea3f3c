import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { NotAllowed } from '../../shell/refusals.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { KeepingSourcesQueries, type KeptSourceRow } from '../data/keeping-sources.queries.js';
import { mayCheck } from '../domain/source-edit.js';
import { KeepingSourcesService } from '../keeping-sources.service.js';
import { CheckForm, SourceEditForm, SourceForm, WithdrawalForm } from './keeping.form.js';
import {
  addressErrors,
  checkMessages,
  checkSourcePage,
  editSourcePage,
  type KeepingPage,
  newSourcePage,
  ownEntry,
  personalWords,
  type Stale,
  withdrawalMessages,
  withdrawSourcePage,
  writingMessages,
} from './keeping.page.js';
import { sourcePaths } from './sources.paths.js';

type Errors = Readonly<Record<string, string>>;
type Making = (row: KeptSourceRow, wanted: { readonly tried?: Tried; readonly stale?: Stale }) => KeepingPage;
type Exchange = { readonly request: Request; readonly response: Response };

/** Writes sources down, puts them right, has them checked and takes them back. */
@Controller('sources')
export class KeepingSourcesController {
  constructor(
    private readonly keeping: KeepingSourcesService,
    private readonly queries: KeepingSourcesQueries,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  @Allow('sources.keep')
  ask(@Req() request: Request, @Res() response: Response): void {
    this.#show({ request, response }, newSourcePage());
  }

  @Post('new')
  @Allow('sources.keep')
  async add(
    @Body(new FormPipe(SourceForm)) form: Form<SourceForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried): void => this.#show({ request, response: response.status(422) }, newSourcePage(tried));
    if (!form.ok) return again(form);
    const { posted, value } = form;
    const errors = errorsIn(value);
    if (errors) return again({ posted, errors });
    const added = await this.keeping.add(actor, value);
    if (!added.ok) return again({ posted, errors: writingMessages[added.error] });
    return response.redirect(303, address(sourcePaths.show(added.value.ref), { done: 'added' }));
  }

  @Get(':ref/edit')
  @Allow('sources.keep')
  async askEdit(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.#show({ request, response }, editSourcePage(await this.#find(ref)));
  }

  @Post(':ref/edit')
  @Allow('sources.keep')
  async edit(
    @Param('ref') ref: string,
    @Body(new FormPipe(SourceEditForm)) form: Form<SourceEditForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const { posted } = form;
    if (!form.ok) return this.#again(exchange, ref, editSourcePage, form);
    const { version, was: _, ...edit } = form.value;
    const errors = errorsIn(edit);
    if (errors) return this.#again(exchange, ref, editSourcePage, { posted, errors });
    const saved = await this.keeping.edit(actor, ref, edit, version);
    if (saved.ok) return response.redirect(303, address(sourcePaths.show(ref), { done: 'saved' }));
    return this.#refuse(exchange, ref, editSourcePage, { posted, error: saved.error, words: writingMessages });
  }

  @Get(':ref/check')
  @Allow('sources.keep')
  async askCheck(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(ref);
    if (!mayCheck(row, actor.name)) throw new NotAllowed(ownEntry);
    this.#show({ request, response }, checkSourcePage(row));
  }

  @Post(':ref/check')
  @Allow('sources.keep')
  async check(
    @Param('ref') ref: string,
    @Body(new FormPipe(CheckForm)) form: Form<CheckForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    if (!form.ok) return this.#again(exchange, ref, checkSourcePage, form);
    const { version, ...check } = form.value;
    const { posted } = form;
    if (check.why !== null && personalDataIn(check.why).length > 0)
      return this.#again(exchange, ref, checkSourcePage, { posted, errors: { why: personalWords } });
    const checked = await this.keeping.check(actor, ref, check, version);
    if (checked.ok) return response.redirect(303, address(sourcePaths.show(ref), { done: `checked-${check.verdict}` }));
    if (checked.error === 'own-entry') throw new NotAllowed(ownEntry);
    return this.#refuse(exchange, ref, checkSourcePage, { posted, error: checked.error, words: checkMessages });
  }

  @Get(':ref/withdrawal')
  @Allow('sources.keep')
  async askWithdrawal(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.#show({ request, response }, withdrawSourcePage(await this.#find(ref)));
  }

  @Post(':ref/withdrawal')
  @Allow('sources.keep')
  async withdraw(
    @Param('ref') ref: string,
    @Body(new FormPipe(WithdrawalForm)) form: Form<WithdrawalForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    if (!form.ok) return this.#again(exchange, ref, withdrawSourcePage, form);
    const { posted, value } = form;
    if (personalDataIn(value.why).length > 0)
      return this.#again(exchange, ref, withdrawSourcePage, { posted, errors: { why: personalWords } });
    const insteadRef = value.instead?.toUpperCase() ?? null;
    const given = { why: value.why, insteadRef, version: value.version };
    const done = await this.keeping.withdraw(actor, ref, given);
    if (done.ok) {
      const to = insteadRef === null ? sourcePaths.index() : sourcePaths.show(insteadRef);
      return response.redirect(303, address(to, { done: insteadRef === null ? 'withdrawn' : 'took-its-place' }));
    }
    return this.#refuse(exchange, ref, withdrawSourcePage, { posted, error: done.error, words: withdrawalMessages });
  }

  /** A source that stands: of one that was withdrawn nothing can be changed any more. */
  async #find(ref: string): Promise<KeptSourceRow> {
    const row = await this.queries.byRef(ref);
    if (!row || row.withdrawnAt !== null) throw new NotFoundException();
    return row;
  }

  async #again(exchange: Exchange, ref: string, making: Making, tried: Tried, status = 422): Promise<void> {
    const row = await this.#find(ref);
    exchange.response.status(status);
    this.#show(exchange, making(row, { tried }));
  }

  /** What was asked cannot be done: the page again with why, or with what somebody else saved meanwhile. */
  async #refuse<Error extends string>(
    exchange: Exchange,
    ref: string,
    making: Making,
    refusal: {
      readonly posted: NonNullable<Tried>['posted'];
      readonly error: Error;
      readonly words: Readonly<Record<Exclude<Error, 'not-found' | 'stale' | 'withdrawn'>, Errors>>;
    },
  ): Promise<void> {
    const row = await this.#find(ref);
    const { posted, error, words } = refusal;
    if (error !== 'stale') {
      const errors = (words as Readonly<Record<string, Errors>>)[error] ?? {};
      return this.#again(exchange, ref, making, { posted, errors });
    }
    const [last] = await this.audit.ofObject('source', [row.id], { limit: 1 });
    const stale = { at: last ? formatMoment(last.at) : 'an unknown time' };
    exchange.response.status(409);
    this.#show(exchange, making(row, { tried: { posted, errors: {} }, stale }));
  }

  #show({ request, response }: Exchange, page: KeepingPage): void {
    this.pages.show(request, response, 'sources/keeping', page);
  }
}

/** What of it cannot stand before anything is asked of the record; null where all can. */
function errorsIn(value: SourceForm): Errors | null {
  const personal = value.supports !== null && personalDataIn(value.supports).length > 0;
  const errors = { ...addressErrors(value), ...(personal ? { supports: personalWords } : {}) };
  return Object.keys(errors).length > 0 ? errors : null;
}

import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { ApiTokensService } from '../api-tokens.service.js';
import type { Actor } from '../audit.service.js';
import { ApiTokensQueries } from '../data/api-tokens.queries.js';
import { accessPaths } from './access.paths.js';
import { TokenRevocationForm } from './tokens.form.js';
import { allTokensPage, oneTokenPage, tokenFilters } from './tokens.page.js';

/** Everybody’s tokens: administrators see whose they are and what they may read, and revoke them. */
@Controller('admin/tokens')
export class AllTokensController {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly queries: ApiTokensQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('accounts.manage')
  async list(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(tokenFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const today = this.clock.today();
    const wanted = { today, isLive: values.state === 'live' };
    const total = await this.queries.count(wanted);
    const rows = await this.queries.page(wanted, { page, size: pageSize });
    const model = allTokensPage({ rows, total, page, values, notes: [...notes, ...pageNotes], today, query });
    this.pages.show(request, response, 'access/all-tokens', model);
  }

  @Get(':ref')
  @Allow('accounts.manage')
  async one(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show(request, response, ref);
  }

  @Post(':ref/revocation')
  @Allow('accounts.manage')
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(TokenRevocationForm)) posted: Form<TokenRevocationForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#show(request, response.status(422), ref, posted);
    const revoked = await this.tokens.revoke(actor, ref, posted.value.reason);
    if (!revoked.ok) throw new NotFoundException();
    response.redirect(303, address(accessPaths.allTokens, { done: 'revoked' }));
  }

  async #show(request: Request, response: Response, ref: string, tried: Tried = null): Promise<void> {
    const row = await this.queries.byRef(ref);
    if (!row) throw new NotFoundException();
    const model = oneTokenPage({ row, today: this.clock.today(), tried });
    this.pages.show(request, response, 'access/one-token', model);
  }
}

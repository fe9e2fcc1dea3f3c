import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { boundOf, type Grant, isRole, type Role } from '../../access/domain/roles.js';
import { type Changed, GrantingService } from '../../access/granting.service.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { deviceOf } from '../../shell/device.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { cookieNames, setCookie } from '../../shell/visitor.js';
import { AccountListQueries } from '../data/account-list.queries.js';
import { BoundsService } from '../bounds.service.js';
import { EndGrantForm, GrantForm } from './accounts.form.js';
import { accountsPaths } from './accounts.paths.js';
import { giveRolePage, givingMessages } from './grants.page.js';
import { endGrantPage, endingMessages } from './one-account.page.js';

type Web = { readonly request: Request; readonly response: Response };

/** Roles given and ended. */
@Controller('admin/users/:ref/grants')
export class GrantsController {
  constructor(
    private readonly list: AccountListQueries,
    private readonly accounts: AccountsQueries,
    private readonly granting: GrantingService,
    private readonly bounds: BoundsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  @Allow('accounts.manage')
  async ask(
    @Param('ref') ref: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const role = isRole(query.role) ? query.role : null;
    const q = typeof query.q === 'string' && query.q.trim() !== '' ? query.q.trim().slice(0, 100) : null;
    await this.#show(ref, { request, response }, { role, q });
  }

  @Post()
  @Allow('accounts.manage')
  async give(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(GrantForm)) posted: Form<GrantForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = textOf(posted.posted, 'role');
    const role = isRole(asked) ? asked : null;
    const q = textOf(posted.posted, 'q') || null;
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#show(
        ref,
        { request, response: response.status(422) },
        { role, q, tried: { posted: posted.posted, errors } },
      );
    if (!posted.ok || role === null) return again(posted.ok ? { role: 'Select a role' } : posted.errors);
    const grant = await this.#grantOf(role, posted.value);
    const given = await this.granting.give(actor, ref, { grant, device: deviceOf(request) });
    if (given.ok) return this.#done(response, given.value, address(accountsPaths.show(ref), { done: 'role' }));
    if (given.error === 'not-found') throw new NotFoundException();
    const { field, message } = givingMessages[given.error];
    await again({ [field]: message });
  }

  @Get(':id/ending')
  @Allow('accounts.manage')
  async askEnding(
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#showEnding(ref, id, { request, response });
  }

  @Post(':id/ending')
  @Allow('accounts.manage')
  async end(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(EndGrantForm)) posted: Form<EndGrantForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#showEnding(ref, id, { request, response: response.status(422) }, { posted: posted.posted, errors });
    if (!posted.ok) return again(posted.errors);
    const ended = await this.granting.end(actor, ref, {
      grantId: id,
      reason: posted.value.reason,
      device: deviceOf(request),
    });
    if (ended.ok) return this.#done(response, ended.value, address(accountsPaths.show(ref), { done: 'role-ended' }));
    if (ended.error === 'not-found') throw new NotFoundException();
    await again({ reason: endingMessages[ended.error] });
  }

  /** Whoever changed their own roles goes on in a session of its own. */
  #done(response: Response, { token }: Changed, path: string): void {
    const isHttps = this.settings.values.publicUrl.startsWith('https:');
    if (token) setCookie(response, cookieNames(isHttps).session, token, isHttps);
    response.redirect(303, path);
  }

  async #grantOf(role: Role, { bound, chair, fromOn, toOn }: GrantForm): Promise<Grant> {
    const known = bound ? await this.bounds.known(role, bound) : null;
    return {
      role,
      organisationId: boundOf[role] === 'organisation' ? known : null,
      inspectorateId: boundOf[role] === 'inspectorate' ? known : null,
      chair,
      fromOn,
      toOn,
    };
  }

  async #show(
    ref: string,
    { request, response }: Web,
    { role, q, tried = null }: { readonly role: Role | null; readonly q: string | null; readonly tried?: Tried },
  ): Promise<void> {
    const account = await this.accounts.byRef(ref);
    if (!account) throw new NotFoundException();
    const bounds = await this.bounds.offered(role, q);
    const page = giveRolePage({ role, q, bounds, tried }, { ...account, today: this.clock.today() });
    this.pages.show(request, response, 'overview/choose-grant', page);
  }

  async #showEnding(ref: string, id: string, { request, response }: Web, tried: Tried = null): Promise<void> {
    const account = await this.list.byRef(ref);
    const grant = account && (await this.list.grantsOf([account.id])).find((one) => one.id === id && !one.endedAt);
    if (!account || !grant) throw new NotFoundException();
    const page = endGrantPage({ ref, name: account.name, grant, tried });
    this.pages.show(request, response, 'overview/account-form', page);
  }
}

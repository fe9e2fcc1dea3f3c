import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { LinksQueries } from '../../access/data/links.queries.js';
import { ManagingAccountsService } from '../../access/managing-accounts.service.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { conflict } from '../../shell/form/conflict.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { AccountListQueries } from '../data/account-list.queries.js';
import { ActForm, DescribeForm, DisableForm } from './accounts.form.js';
import { linkMadePage } from './accounts.page.js';
import { accountsPaths } from './accounts.paths.js';
import { describeMessages, editAccountPage, oneAccountPage, statusMessages } from './one-account.page.js';

type Web = { readonly request: Request; readonly response: Response };

/** One account: what it may do, since when and by whom, and what an administrator does with it. */
@Controller('admin/users')
export class OneAccountController {
  constructor(
    private readonly list: AccountListQueries,
    private readonly accounts: AccountsQueries,
    private readonly links: LinksQueries,
    private readonly managing: ManagingAccountsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':ref')
  @Allow('accounts.manage')
  async show(
    @Param('ref') ref: string,
    @Query('done') done: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(ref, { request, response }, { done: typeof done === 'string' ? done : null });
  }

  @Get(':ref/edit')
  @Allow('accounts.manage')
  async askEdit(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const account = await this.accounts.byRef(ref);
    if (!account) throw new NotFoundException();
    this.pages.show(request, response, 'overview/account-form', editAccountPage(account));
  }

  @Post(':ref/edit')
  @Allow('accounts.manage')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DescribeForm)) posted: Form<DescribeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.accounts.byRef(ref);
    if (!account) throw new NotFoundException();
    const again = (status: number, tried: Tried): void =>
      this.pages.show(
        request,
        response.status(status),
        'overview/account-form',
        editAccountPage({ ...account, tried }),
      );
    if (!posted.ok) return again(422, posted);
    const done = await this.managing.describe(actor, ref, posted.value);
    if (done.ok) return response.redirect(303, address(accountsPaths.show(ref), { done: 'described' }));
    if (done.error !== 'stale')
      return again(422, { posted: posted.posted, errors: { email: describeMessages[done.error] } });
    const typed = (name: string): string => textOf(posted.posted, name);
    again(409, {
      posted: posted.posted,
      errors: {},
      conflict: conflict({
        thing: 'account',
        at: formatMoment(this.clock.now()),
        rows: [
          { label: 'Name', saved: account.name, typed: typed('name') },
          { label: 'Email address', saved: account.email, typed: typed('email') },
        ],
      }),
    });
  }

  @Post(':ref/invitation')
  @Allow('accounts.manage')
  async inviteAgain(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#makeLink(actor, { ref, purpose: 'invitation' }, { request, response });
  }

  @Post(':ref/reset')
  @Allow('accounts.manage')
  async makeReset(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#makeLink(actor, { ref, purpose: 'reset' }, { request, response });
  }

  @Post(':ref/invitation/ending')
  @Allow('accounts.manage')
  async endInvitation(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.managing.revokeLink(actor, ref, 'invitation')).ok) throw new NotFoundException();
    response.redirect(303, address(accountsPaths.show(ref), { done: 'revoked' }));
  }

  @Post(':ref/reset/ending')
  @Allow('accounts.manage')
  async endReset(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.managing.revokeLink(actor, ref, 'reset')).ok) throw new NotFoundException();
    response.redirect(303, address(accountsPaths.show(ref), { done: 'revoked' }));
  }

  @Post(':ref/disabling')
  @Allow('accounts.manage')
  async disable(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DisableForm)) posted: Form<DisableForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#show(ref, { request, response: response.status(422) }, { tried: posted });
    const done = await this.managing.disable(actor, ref, posted.value.reason);
    if (done.ok) return response.redirect(303, address(accountsPaths.show(ref), { done: 'disabled' }));
    const tried = { posted: posted.posted, errors: { reason: statusMessages[done.error] } };
    await this.#show(ref, { request, response: response.status(422) }, { tried });
  }

  @Post(':ref/enabling')
  @Allow('accounts.manage')
  async enable(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Res() response: Response,
  ): Promise<void> {
    const done = await this.managing.enable(actor, ref);
    if (!done.ok && done.error === 'not-found') throw new NotFoundException();
    response.redirect(303, address(accountsPaths.show(ref), { done: 'enabled' }));
  }

  @Post(':ref/second-factor/ending')
  @Allow('accounts.manage')
  async endSecondFactor(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActForm)) _posted: Form<ActForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.managing.resetSecondFactor(actor, ref)).ok) throw new NotFoundException();
    response.redirect(303, address(accountsPaths.show(ref), { done: 'second-factor-off' }));
  }

  async #makeLink(
    actor: Actor,
    { ref, purpose }: { ref: string; purpose: 'invitation' | 'reset' },
    { request, response }: Web,
  ): Promise<void> {
    const account = await this.accounts.byRef(ref);
    const made = await this.managing.makeLink(actor, ref, purpose);
    if (!account || !made.ok) throw new NotFoundException();
    const { publicUrl, smtpUrl } = this.settings.values;
    const model = linkMadePage({ ...account, ...made.value, purpose, publicUrl, sendsMail: smtpUrl !== null });
    this.pages.show(request, response.status(200), 'overview/account-link', model);
  }

  async #show(
    ref: string,
    { request, response }: Web,
    { done = null, tried = null }: { readonly done?: string | null; readonly tried?: Tried },
  ): Promise<void> {
    const account = await this.list.byRef(ref);
    if (!account) throw new NotFoundException();
    const grants = await this.list.grantsOf([account.id]);
    const by = grants.flatMap(({ grantedBy, endedBy }) => (endedBy ? [grantedBy, endedBy] : [grantedBy]));
    const model = oneAccountPage({
      account,
      grants,
      links: await this.links.ofAccount(account.id),
      names: await this.accounts.namesOf(by),
      today: this.clock.today(),
      now: this.clock.now(),
      done,
      tried,
    });
    this.pages.show(request, response, 'overview/one-account', model);
  }
}

import { BadRequestException, Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { SecondFactorsQueries } from '../../access/data/second-factors.queries.js';
import { isRole } from '../../access/domain/roles.js';
import { ManagingAccountsService } from '../../access/managing-accounts.service.js';
import { SecondFactorsService } from '../../access/second-factors.service.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { AccountListQueries } from '../data/account-list.queries.js';
import { InviteForm, RulesForm } from './accounts.form.js';
import { accountFilters, accountsPage, inviteMessages, invitePage, linkMadePage, rulesPage } from './accounts.page.js';
import { accountsPaths } from './accounts.paths.js';

/** Everybody who may sign in, and the way to let in one more. */
@Controller('admin/users')
export class AccountsController {
  constructor(
    private readonly list: AccountListQueries,
    private readonly managing: ManagingAccountsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly rules: SecondFactorsQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('accounts.manage')
  async index(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(accountFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const today = this.clock.today();
    const { rows, total } = await this.list.page({ ...values, today }, { page, size: pageSize });
    const grants = await this.list.grantsOf(rows.map(({ id }) => id));
    const model = accountsPage({ values, notes: [...notes, ...pageNotes], page, total, rows, grants, today });
    this.pages.show(request, response, 'overview/accounts', model);
  }

  @Get('new')
  @Allow('accounts.manage')
  askInvite(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'overview/account-form', invitePage());
  }

  @Post()
  @Allow('accounts.manage')
  async invite(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(InviteForm)) posted: Form<InviteForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (errors: Readonly<Record<string, string>>): void => {
      const model = invitePage({ tried: { posted: posted.posted, errors } });
      this.pages.show(request, response.status(422), 'overview/account-form', model);
    };
    if (!posted.ok) return again(posted.errors);
    const invited = await this.managing.invite(actor, posted.value);
    if (!invited.ok) return again({ email: inviteMessages[invited.error] });
    const { publicUrl, smtpUrl } = this.settings.values;
    const model = linkMadePage({
      purpose: 'invitation',
      name: posted.value.name,
      ...invited.value,
      publicUrl,
      sendsMail: smtpUrl !== null,
    });
    this.pages.show(request, response.status(200), 'overview/account-link', model);
  }

  @Get('second-factor-rules')
  @Allow('accounts.manage')
  async askRules(@Req() request: Request, @Res() response: Response): Promise<void> {
    const asking = (await this.rules.rules()).map(({ role }) => role);
    this.pages.show(request, response, 'overview/account-form', rulesPage({ asking }));
  }

  @Post('second-factor-rules')
  @Allow('accounts.manage')
  async setRules(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(RulesForm)) posted: Form<RulesForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) throw new BadRequestException();
    await this.secondFactors.require(actor, posted.value.roles.filter(isRole));
    response.redirect(303, accountsPaths.list);
  }
}

import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { NeverKept } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { AccountsService } from '../accounts.service.js';
import { ApiTokensService } from '../api-tokens.service.js';
import type { PersonActing } from '../audit.service.js';
import { ChoosingPasswordsService } from '../choosing-passwords.service.js';
import { SecondFactorsService } from '../second-factors.service.js';
import { SessionsService } from '../sessions.service.js';
import { accessPaths } from './access.paths.js';
import { BareForm, ChangePasswordForm, NameForm } from './account.form.js';
import { changeMessages, namePage, passwordPage } from './account.page.js';
import { WayIn } from './way-in.js';

/** What a person changes about their own account. The page that shows it all is the overview's. */
@Controller('account')
export class OwnAccountController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly choosing: ChoosingPasswordsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly wayIn: WayIn,
    private readonly pages: Pages,
  ) {}

  @Get('name')
  @Allow('signed-in')
  askName(@CurrentActor() { account }: PersonActing, @Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'access/form', namePage({ account }));
  }

  @Post('name')
  @Allow('signed-in')
  async rename(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(NameForm)) posted: Form<NameForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { account } = actor;
    if (!posted.ok)
      return this.pages.show(request, response.status(422), 'access/form', namePage({ account, tried: posted }));
    await this.accounts.rename(actor, posted.value.name);
    response.redirect(303, address(accessPaths.account, { done: 'name' }));
  }

  @Get('password')
  @Allow('signed-in')
  async askPassword(
    @CurrentActor() { account }: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.pages.show(request, response, 'access/form', passwordPage(await this.#beforePassword(account.id)));
  }

  @Post('password')
  @Allow('signed-in')
  @NeverKept()
  async changePassword(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(ChangePasswordForm)) posted: Form<ChangePasswordForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const before = await this.#beforePassword(actor.account.id);
    const again = (errors: Readonly<Record<string, string>>): void =>
      this.pages.show(
        request,
        response.status(422),
        'access/form',
        passwordPage({ ...before, tried: { posted: {}, errors } }),
      );
    if (!posted.ok) return again(posted.errors);
    const changed = await this.choosing.change(actor, posted.value, visitOf(request));
    if (!changed.ok) {
      const { field, message } = changeMessages(changed.error, before.hasSecondFactor);
      return again({ [field]: message });
    }
    const { token, ended } = changed.value;
    this.wayIn.begin(response, token);
    response.redirect(303, address(accessPaths.account, { done: ended === 0 ? 'password' : 'password-and-tokens' }));
  }

  @Post('sessions/ending')
  @Allow('signed-in')
  async endAll(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(BareForm)) _posted: Form<BareForm>,
    @Res() response: Response,
  ): Promise<void> {
    await this.sessions.endAllOf(actor, actor.account);
    this.wayIn.leave(response);
    response.redirect(303, accessPaths.signIn);
  }

  @Post('sessions/:id/ending')
  @Allow('signed-in')
  async endOne(
    @CurrentActor() actor: PersonActing,
    @Param('id') id: string,
    @Body(new FormPipe(BareForm)) _posted: Form<BareForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.sessions.endOneOf(actor, actor.account.id, id))) throw new NotFoundException();
    response.redirect(303, address(accessPaths.account, { done: 'session' }));
  }

  async #beforePassword(accountId: string): Promise<{ readonly hasSecondFactor: boolean; readonly tokens: number }> {
    return {
      hasSecondFactor: await this.secondFactors.isOn(accountId),
      tokens: await this.tokens.countLive(accountId),
    };
  }
}

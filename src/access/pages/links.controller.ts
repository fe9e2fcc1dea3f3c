import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Allow } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { AskingForLinksService } from '../asking-for-links.service.js';
import { ChoosingPasswordsService } from '../choosing-passwords.service.js';
import type { LinkPurpose } from '../domain/one-time-link.js';
import type { LinkRefusal } from '../one-time-links.service.js';
import { SecondFactorsService } from '../second-factors.service.js';
import { accessPaths } from './access.paths.js';
import { AskResetForm, NewPasswordForm } from './links.form.js';
import { askResetPage, chooseByLinkPage, deadLinkPage, resetAskedPage } from './links.page.js';
import { passwordMessage, tooBusyMessage } from './password-words.js';
import { WayIn } from './way-in.js';

type Purpose = Exclude<LinkPurpose, 'set-up'>;

const isDead = (refusal: string): refusal is LinkRefusal => ['unknown', 'used', 'revoked', 'expired'].includes(refusal);

/** The pages behind links that work once, and the one that asks for such a link. */
@Controller()
export class LinksController {
  constructor(
    private readonly choosing: ChoosingPasswordsService,
    private readonly asking: AskingForLinksService,
    private readonly secondFactors: SecondFactorsService,
    private readonly settings: Settings,
    private readonly wayIn: WayIn,
    private readonly pages: Pages,
  ) {}

  @Get('invitations/:token')
  @Allow('everyone')
  async invitation(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show('invitation', token, { request, response });
  }

  @Post('invitations/:token')
  @Allow('everyone')
  async accept(
    @Param('token') token: string,
    @Body(new FormPipe(NewPasswordForm)) posted: Form<NewPasswordForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#choose('invitation', { token, posted }, { request, response });
  }

  @Get('reset')
  @Allow('everyone')
  askReset(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'access/form', askResetPage());
  }

  @Post('reset')
  @Allow('everyone')
  async sendReset(
    @Body(new FormPipe(AskResetForm)) posted: Form<AskResetForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok)
      return this.pages.show(request, response.status(422), 'access/form', askResetPage({ tried: posted }));
    await this.asking.askForReset(posted.value.email, visitOf(request));
    response.setHeader('Cache-Control', 'no-store');
    const sendsMail = this.settings.values.smtpUrl !== null;
    this.pages.show(request, response.status(200), 'access/told', resetAskedPage({ sendsMail }));
  }

  @Get('reset/:token')
  @Allow('everyone')
  async reset(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show('reset', token, { request, response });
  }

  @Post('reset/:token')
  @Allow('everyone')
  async choose(
    @Param('token') token: string,
    @Body(new FormPipe(NewPasswordForm)) posted: Form<NewPasswordForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#choose('reset', { token, posted }, { request, response });
  }

  async #show(
    purpose: Purpose,
    token: string,
    { request, response, tried = null }: { request: Request; response: Response; tried?: Tried },
  ): Promise<void> {
    const found = await this.choosing.linkHolder(purpose, token);
    response.setHeader('Cache-Control', 'no-store');
    if (!found.ok) return this.#showDead(purpose, found.error, { request, response });
    const { id, name, email } = found.value;
    const hasSecondFactor = await this.secondFactors.isOn(id);
    const page = chooseByLinkPage({ purpose, token, name, email, hasSecondFactor, tried });
    this.pages.show(request, response, 'access/form', page);
  }

  async #choose(
    purpose: Purpose,
    { token, posted }: { token: string; posted: Form<NewPasswordForm> },
    { request, response }: { request: Request; response: Response },
  ): Promise<void> {
    const again = (status: number, message: string): Promise<void> =>
      this.#show(purpose, token, {
        request,
        response: response.status(status),
        tried: { posted: {}, errors: { password: message } },
      });
    if (!posted.ok) return again(422, posted.errors.password ?? 'Enter a new password');
    const chosen = await this.choosing.chooseByLink(
      purpose,
      { token, password: posted.value.password },
      visitOf(request),
    );
    if (chosen.ok) {
      const { admitted, ended } = chosen.value;
      return this.wayIn.admit(
        response,
        admitted,
        ended === 0 ? '/' : address(accessPaths.tokens, { done: 'password' }),
      );
    }
    if (isDead(chosen.error)) return this.#showDead(purpose, chosen.error, { request, response });
    if (chosen.error === 'too-busy') return again(503, tooBusyMessage);
    return again(422, passwordMessage(chosen.error, false));
  }

  #showDead(
    purpose: Purpose,
    refusal: LinkRefusal,
    { request, response }: { request: Request; response: Response },
  ): void {
    response.setHeader('Cache-Control', 'no-store');
    this.pages.show(
      request,
      response.status(refusal === 'unknown' ? 404 : 410),
      'access/told',
      deadLinkPage(purpose, refusal),
    );
  }
}

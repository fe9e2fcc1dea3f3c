import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Allow, CurrentActor, EvenWhileViewing } from '../../shell/allow.js';
import { deviceOf } from '../../shell/device.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { textOf } from '../../shell/form/posted.js';
import type { Tried } from '../../shell/form/form.js';
import { Pages } from '../../shell/pages.js';
import { safeReturn } from '../../shell/return-to.js';
import { clearCookie, cookieNames, setCookie, visitorOf } from '../../shell/visitor.js';
import type { Actor } from '../audit.service.js';
import { SessionsService } from '../sessions.service.js';
import { SigningInService } from '../signing-in.service.js';
import { accessPaths } from './access.paths.js';
import { SignInForm } from './sign-in.form.js';
import { signInMessages, signInPage } from './sign-in.page.js';

const home = '/';

@Controller()
export class SignInController {
  constructor(
    private readonly signingIn: SigningInService,
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {}

  @Get('sign-in')
  @Allow('everyone')
  ask(@Query() query: Record<string, unknown>, @Req() request: Request, @Res() response: Response): void {
    const returnTo = safeReturn(typeof query.returnTo === 'string' ? query.returnTo : null, home);
    if (visitorOf(request).account) response.redirect(303, returnTo);
    else this.#show(request, response, { returnTo, wasSignedOut: query.ended !== undefined, query });
  }

  @Post('sign-in')
  @Allow('everyone')
  async signIn(
    @Body(new FormPipe(SignInForm)) posted: Form<SignInForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const returnTo = safeReturn(textOf(posted.posted, 'returnTo'), home);
    const again = (tried: Tried): void =>
      this.#show(request, response.status(422), { returnTo, wasSignedOut: false, tried, query: {} });
    if (!posted.ok) return again(posted);
    const { email, password } = posted.value;
    const { requestId } = visitorOf(request);
    const signed = await this.signingIn.signIn({ email, password, device: deviceOf(request), requestId });
    if (!signed.ok) return again({ posted: posted.posted, errors: { email: signInMessages[signed.error] } });
    setCookie(response, this.#cookies.session, signed.value.token, this.#isHttps);
    response.redirect(303, returnTo);
  }

  @Post('sign-out')
  @Allow('signed-in')
  @EvenWhileViewing()
  async signOut(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { sessionId } = visitorOf(request);
    if (sessionId) await this.sessions.end(actor, sessionId);
    clearCookie(response, this.#cookies.session, this.#isHttps);
    response.redirect(303, `${accessPaths.signIn}?done=signed-out`);
  }

  #show(request: Request, response: Response, page: Parameters<typeof signInPage>[0]): void {
    this.pages.show(request, response, 'access/sign-in', signInPage(page));
  }

  get #isHttps(): boolean {
    return this.settings.values.publicUrl.startsWith('https:');
  }

  get #cookies() {
    return cookieNames(this.#isHttps);
  }
}

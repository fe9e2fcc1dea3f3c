import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, CurrentActor, EvenWhileViewing, WithoutSecondFactor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { visitorOf } from '../../shell/visitor.js';
import type { Actor } from '../audit.service.js';
import { SessionsService } from '../sessions.service.js';
import { type SignInRefusal, SigningInService } from '../signing-in.service.js';
import { SingleSignOnService } from '../single-sign-on.service.js';
import { accessPaths } from './access.paths.js';
import { SignInForm } from './sign-in.form.js';
import { type Ended, signInMessages, signInPage } from './sign-in.page.js';
import { WayIn } from './way-in.js';

const statusOf: Readonly<Record<SignInRefusal, number>> = { 'not-matching': 422, 'too-many': 429, 'too-busy': 503 };

const endedOf = (value: unknown): Ended | null =>
  value === 'roles' || value === 'password' ? value : value === undefined ? null : 'time';

@Controller()
export class SignInController {
  constructor(
    private readonly signingIn: SigningInService,
    private readonly sessions: SessionsService,
    private readonly directory: SingleSignOnService,
    private readonly wayIn: WayIn,
    private readonly pages: Pages,
  ) {}

  @Get('sign-in')
  @Allow('everyone')
  ask(@Query() query: Record<string, unknown>, @Req() request: Request, @Res() response: Response): void {
    const returnTo = this.wayIn.returnTo(query.returnTo);
    if (visitorOf(request).account) return response.redirect(303, returnTo);
    const isKept = returnTo === accessPaths.answers;
    this.#show(request, response, { returnTo, ended: endedOf(query.ended), isKept, query });
  }

  @Post('sign-in')
  @Allow('everyone')
  async signIn(
    @Body(new FormPipe(SignInForm)) posted: Form<SignInForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const returnTo = this.wayIn.returnTo(posted.posted.returnTo);
    const again = (status: number, tried: Tried): void =>
      this.#show(request, response.status(status), { returnTo, ended: null, tried, query: {} });
    if (!posted.ok) return again(422, posted);
    const signed = await this.signingIn.signIn(posted.value, visitOf(request));
    if (signed.ok) return this.wayIn.admit(response, signed.value, returnTo);
    return again(statusOf[signed.error], { posted: posted.posted, errors: { email: signInMessages[signed.error] } });
  }

  @Post('sign-out')
  @Allow('signed-in')
  @EvenWhileViewing()
  @WithoutSecondFactor()
  async signOut(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { sessionId } = visitorOf(request);
    if (sessionId) await this.sessions.end(actor, sessionId);
    this.wayIn.leave(response);
    response.redirect(303, `${accessPaths.signIn}?done=signed-out`);
  }

  #show(request: Request, response: Response, page: Omit<Parameters<typeof signInPage>[0], 'directoryName'>): void {
    const model = signInPage({ ...page, directoryName: this.directory.name });
    this.pages.show(request, response, 'access/sign-in', model);
  }
}

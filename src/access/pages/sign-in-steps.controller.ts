import { Body, Controller, Get, NotFoundException, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { SigningInService } from '../signing-in.service.js';
import { type DirectoryRefusal, SingleSignOnService } from '../single-sign-on.service.js';
import { CodeForm } from './sign-in.form.js';
import { codeMessages, codePage, directoryMessages, signInPage } from './sign-in.page.js';
import { WayIn } from './way-in.js';

const directoryStatus = { unreachable: 502, unknown: 403, 'not-completed': 400 } as const;

/** The two longer ways in: a one-time code after the password, and the directory of an organisation. */
@Controller('sign-in')
export class SignInStepsController {
  constructor(
    private readonly signingIn: SigningInService,
    private readonly directory: SingleSignOnService,
    private readonly wayIn: WayIn,
    private readonly pages: Pages,
  ) {}

  @Get('code')
  @Allow('everyone')
  askCode(@Query() query: Record<string, unknown>, @Req() request: Request, @Res() response: Response): void {
    const returnTo = this.wayIn.returnTo(query.returnTo);
    if (this.wayIn.stepToken(request) === null) return this.#startAgain(request, response, { returnTo });
    this.#showCode(request, response, { returnTo });
  }

  @Post('code')
  @Allow('everyone')
  async enterCode(
    @Body(new FormPipe(CodeForm)) posted: Form<CodeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const returnTo = this.wayIn.returnTo(posted.posted.returnTo);
    if (!posted.ok) return this.#showCode(request, response.status(422), { returnTo, tried: posted });
    const step = this.wayIn.stepToken(request) ?? '';
    const entered = await this.signingIn.enterCode(step, posted.value.code, visitOf(request));
    if (entered.ok) return this.wayIn.admit(response, entered.value, returnTo);
    const tried = { posted: {}, errors: {} };
    if (entered.error === 'start-again' || entered.error === 'not-begun')
      return this.#startAgain(request, response.status(422), { returnTo });
    const status = entered.error === 'too-many' ? 429 : 422;
    this.#showCode(request, response.status(status), {
      returnTo,
      tried: { ...tried, errors: { code: codeMessages[entered.error] } },
    });
  }

  @Get('directory')
  @Allow('everyone')
  async depart(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const departure = await this.directory.depart(this.wayIn.returnTo(query.returnTo));
    response.setHeader('Cache-Control', 'no-store');
    if (!departure.ok) return this.#showRefusal(request, response, departure.error);
    this.wayIn.depart(response, departure.value.baggage);
    response.redirect(303, departure.value.address);
  }

  @Get('directory/return')
  @Allow('everyone')
  async arrive(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    const baggage = this.wayIn.arrive(request, response);
    const query = request.originalUrl.includes('?') ? request.originalUrl.slice(request.originalUrl.indexOf('?')) : '';
    const arrived = await this.directory.arrive(query, baggage);
    if (!arrived.ok) return this.#showRefusal(request, response, arrived.error);
    const { person, returnTo } = arrived.value;
    const signed = await this.signingIn.signInFromDirectory(person, visitOf(request));
    if (!signed.ok) return this.#showRefusal(request, response, signed.error);
    this.wayIn.admit(response, signed.value, returnTo);
  }

  #showRefusal(request: Request, response: Response, refusal: DirectoryRefusal | 'unknown'): void {
    if (refusal === 'not-set-up') throw new NotFoundException();
    const model = signInPage({
      returnTo: null,
      ended: null,
      directoryName: this.directory.name,
      tried: { posted: {}, errors: {}, problem: directoryMessages[refusal] },
    });
    this.pages.show(request, response.status(directoryStatus[refusal]), 'access/sign-in', model);
  }

  /** There is no password that a code could follow, or it was too long ago. */
  #startAgain(request: Request, response: Response, { returnTo }: { readonly returnTo: string }): void {
    const model = signInPage({
      returnTo,
      ended: null,
      directoryName: this.directory.name,
      tried: { posted: {}, errors: { email: codeMessages['start-again'] } },
    });
    this.pages.show(request, response, 'access/sign-in', model);
  }

  #showCode(request: Request, response: Response, page: { readonly returnTo: string; readonly tried?: Tried }): void {
    this.pages.show(request, response, 'access/code', codePage(page));
  }
}

import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { SettingUpService } from '../setting-up.service.js';
import { SetUpForm } from './links.form.js';
import { deadLinkPage, setUpPage } from './links.page.js';
import { passwordMessage } from './password-words.js';
import { WayIn } from './way-in.js';

/** Where the first administrator is made. */
@Controller('set-up')
export class SetUpController {
  constructor(
    private readonly settingUp: SettingUpService,
    private readonly wayIn: WayIn,
    private readonly pages: Pages,
  ) {}

  @Get(':token')
  @Allow('everyone')
  async ask(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const open = await this.settingUp.check(token);
    if (!open.ok) return this.#showDead(request, response, open.error);
    this.pages.show(request, response, 'access/form', setUpPage({ token }));
  }

  @Post(':token')
  @Allow('everyone')
  async setUp(
    @Param('token') token: string,
    @Body(new FormPipe(SetUpForm)) posted: Form<SetUpForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const open = await this.settingUp.check(token);
    if (!open.ok) return this.#showDead(request, response, open.error);
    const again = (errors: Readonly<Record<string, string>>): void =>
      this.pages.show(
        request,
        response.status(422),
        'access/form',
        setUpPage({ token, tried: { posted: posted.posted, errors } }),
      );
    if (!posted.ok) return again(posted.errors);
    const done = await this.settingUp.setUp(token, posted.value, visitOf(request));
    if (done.ok) return this.wayIn.admit(response, done.value, '/account');
    if (done.error === 'unknown' || done.error === 'expired') return this.#showDead(request, response, done.error);
    again({ password: passwordMessage(done.error, false) });
  }

  #showDead(request: Request, response: Response, refusal: 'unknown' | 'expired'): void {
    response.setHeader('Cache-Control', 'no-store');
    this.pages.show(
      request,
      response.status(refusal === 'unknown' ? 404 : 410),
      'access/told',
      deadLinkPage('set-up', refusal),
    );
  }
}

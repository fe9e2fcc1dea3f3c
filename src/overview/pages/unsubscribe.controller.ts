import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { DigestsService } from '../../office/digests.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { ButtonForm } from './button.form.js';
import { unsubscribedPage, unsubscribePage } from './unsubscribe.page.js';

@Controller('unsubscribe/:token')
export class UnsubscribeController {
  constructor(
    private readonly digests: DigestsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async ask(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!(await this.digests.isToken(token))) throw new NotFoundException();
    this.pages.show(request, response, 'overview/unsubscribe', unsubscribePage(token));
  }

  @Post()
  @Allow('everyone')
  async end(
    @Param('token') token: string,
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.digests.endByToken(actor, token))) throw new NotFoundException();
    this.pages.show(request, response.status(200), 'overview/unsubscribe', unsubscribedPage());
  }
}

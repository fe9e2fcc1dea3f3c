import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import type { PersonActing } from '../audit.service.js';
import { KeptFormsService } from '../kept-forms.service.js';
import { accessPaths } from './access.paths.js';
import { BareForm } from './account.form.js';
import { answersPage } from './answers.page.js';

/** What a person was sending when their session ended: to send it again, or to throw it away. */
@Controller('account/answers')
export class AnswersController {
  constructor(
    private readonly keptForms: KeptFormsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(
    @CurrentActor() { account }: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const kept = await this.keptForms.ofAccount(account);
    this.pages.show(request, response, 'access/answers', answersPage(kept));
  }

  @Post(':id/removal')
  @Allow('signed-in')
  async remove(
    @CurrentActor() { account }: PersonActing,
    @Param('id') id: string,
    @Body(new FormPipe(BareForm)) _posted: Form<BareForm>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.keptForms.remove(account, id))) throw new NotFoundException();
    response.redirect(303, accessPaths.answers);
  }
}

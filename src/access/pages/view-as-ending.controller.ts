import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, CurrentActor, EvenWhileViewing } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { visitorOf } from '../../shell/visitor.js';
import type { Actor } from '../audit.service.js';
import { ViewingAsService } from '../viewing-as.service.js';
import { BareForm } from './account.form.js';

/** The way back from looking through other eyes. */
@Controller('view-as')
export class ViewAsEndingController {
  constructor(private readonly viewing: ViewingAsService) {}

  @Post('ending')
  @Allow('signed-in')
  @EvenWhileViewing()
  async end(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(BareForm)) _posted: Form<BareForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sessionId, viewingAs } = visitorOf(request);
    if (sessionId && viewingAs !== null) await this.viewing.end(actor, sessionId);
    response.redirect(303, '/');
  }
}

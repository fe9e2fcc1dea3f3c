import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { onceOf } from '../../shell/once.js';
import { Pages } from '../../shell/pages.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { ConcernsQueries } from '../data/concerns.queries.js';
import { RaisingConcernsService } from '../raising-concerns.service.js';
import { looksPersonal } from './concern-words.page.js';
import { RaiseForm, ReceiptForm } from './raise.form.js';
import { chosenAmong, raisedPage, raisePage, receiptPage } from './raise.page.js';

/** Of the sixty points that a network address has in a minute: six concerns, or six tries at a receipt. */
const pointsOfATry = 10;

/**
 * Takes concerns from anybody, and tells whoever has a receipt what became of theirs. Tries are slowed down in memory,
 * under a key that lives as long as the process: no address is kept. Answers to these forms have no address of their
 * own and are kept by nobody.
 */
@Controller()
export class RaiseController {
  constructor(
    private readonly raising: RaisingConcernsService,
    private readonly queries: ConcernsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('raise-a-concern')
  @Allow('everyone')
  async ask(
    @Query('organisation') chosen: unknown,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const known = typeof chosen === 'string' ? chosen : null;
    await this.#ask(request, response, { account, chosen: known });
  }

  @Post('raise-a-concern')
  @Allow('everyone')
  @Costly(pointsOfATry)
  async raise(
    @Body(new FormPipe(RaiseForm)) form: Form<RaiseForm>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried): Promise<void> => this.#ask(request, response.status(422), { account, tried });
    if (!form.ok) return again(form);
    const { posted, value } = form;
    const service = chosenAmong(await this.queries.hearing(this.clock.today()), posted);
    if (!service) return again({ posted, errors: { service: 'Select where you work' } });
    const { theme, words, reply } = value;
    if (words !== null && personalDataIn(words).length > 0) return again({ posted, errors: { words: looksPersonal } });
    const wantsReply = reply === 'yes';
    const receipt = await this.raising.raise({ service, theme, words, wantsReply, formKey: onceOf(request) });
    this.pages.show(request, response.status(200), 'voice/raised', raisedPage(wantsReply ? receipt : null));
  }

  @Get('concern')
  @Allow('everyone')
  askReceipt(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'voice/answer', receiptPage({ typed: null, answer: null }));
  }

  @Post('concern')
  @Allow('everyone')
  @Costly(pointsOfATry)
  async read(
    @Body(new FormPipe(ReceiptForm)) form: Form<ReceiptForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!form.ok) {
      const page = receiptPage({ typed: null, answer: null, tried: form });
      return this.pages.show(request, response.status(422), 'voice/answer', page);
    }
    const typed = form.value.receipt;
    const page = receiptPage({ typed, answer: await this.raising.answer(typed) });
    this.pages.show(request, response.status(200), 'voice/answer', page);
  }

  @Get('concern/:receipt')
  @Allow('everyone')
  @Costly(pointsOfATry)
  async readAt(@Param('receipt') typed: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const answer = await this.raising.answer(typed);
    this.pages.show(
      request,
      response.status(answer ? 200 : 404),
      'voice/answer',
      receiptPage({ typed: typed.slice(0, 80), answer }),
    );
  }

  async #ask(
    request: Request,
    response: Response,
    {
      account,
      chosen = null,
      tried = null,
    }: { readonly account: Account | null; readonly chosen?: string | null; readonly tried?: Tried },
  ): Promise<void> {
    const hearing = await this.queries.hearing(this.clock.today());
    const page = raisePage({ hearing, chosen, isSignedIn: account !== null, tried });
    this.pages.show(request, response, 'voice/raise', page);
  }
}

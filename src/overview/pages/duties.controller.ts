import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { DisclosureCheckService } from '../../measures/disclosure-check.service.js';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { Remembered } from '../../shell/remembered.js';
import { holdingsCountedTo, HoldingsQueries } from '../data/holdings.queries.js';
import type { Holdings } from '../data/holdings.row.js';
import { aboutPage, accessibilityPage, cookiesPage, methodsPage, privacyPage } from './duties.page.js';

/** What every public service owes its readers. */
@Controller()
export class DutiesController {
  readonly #holdings: Remembered<Holdings>;

  constructor(
    private readonly holdings: HoldingsQueries,
    private readonly disclosure: DisclosureCheckService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {
    this.#holdings = new Remembered(() => holdings.dataVersion(), 1);
  }

  @Get('about')
  @Allow('everyone')
  async about(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { publicUrl, contactEmail: email } = this.settings.values;
    const options = { countedTo: holdingsCountedTo, today: this.clock.today(), publicUrl, email };
    const counts = await this.#holdings.of('counts', () => this.holdings.counts());
    this.pages.show(request, response, 'overview/duties-about', aboutPage(counts, options));
  }

  @Get('methods')
  @Allow('everyone')
  async methods(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.pages.show(request, response, 'overview/duties-methods', methodsPage(await this.disclosure.run()));
  }

  @Get('accessibility')
  @Allow('everyone')
  accessibility(@Req() request: Request, @Res() response: Response): void {
    const page = accessibilityPage(this.settings.values.contactEmail);
    this.pages.show(request, response, 'overview/duties-accessibility', page);
  }

  @Get('privacy')
  @Allow('everyone')
  privacy(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'overview/duties-privacy', privacyPage(this.settings.values.contactEmail));
  }

  @Get('cookies')
  @Allow('everyone')
  cookies(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'overview/duties-cookies', cookiesPage());
  }
}

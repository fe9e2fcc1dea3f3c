import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { LessonReadingsDesk } from './lesson-readings-desk.js';
import { lessonReadingsCsv, lessonReadingsPage } from './lesson-readings.page.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';

type Asked = Readonly<Record<string, unknown>>;

/** The eight lessons of a body and of a failure, for everybody; for its board with what is the board's alone. */
@Controller()
export class LessonReadingsController {
  constructor(
    private readonly readings: LessonReadingsDesk,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('organisations/:slug/lessons.csv')
  @Allow('everyone')
  async organisationCsv(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { readings } = await this.#ofOrganisation(slug, query, account);
    const now = readings.subject.slug;
    if (now === slug) sendCsv(response, `${now}-lessons.csv`, lessonReadingsCsv(readings));
    else response.redirect(301, address(lessonReadingPaths.organisationCsv(now), query as QueryValues));
  }

  @Get('organisations/:slug/lessons')
  @Allow('everyone')
  async organisation(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { readings, known } = await this.#ofOrganisation(slug, query, account);
    const now = readings.subject.slug;
    const page = lessonReadingsPage({ ...readings, known, of: 'organisation' });
    if (now === slug) this.pages.show(request, response, 'overview/lesson-readings', page);
    else response.redirect(301, address(lessonReadingPaths.organisation(now), query as QueryValues));
  }

  @Get('episodes/:ref/lessons.csv')
  @Allow('everyone')
  async episodeCsv(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { readings } = await this.#ofEpisode(ref, query, account);
    sendCsv(response, `${ref}-lessons.csv`, lessonReadingsCsv(readings));
  }

  @Get('episodes/:ref/lessons')
  @Allow('everyone')
  async episode(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { readings, known } = await this.#ofEpisode(ref, query, account);
    const page = lessonReadingsPage({ ...readings, known, of: 'episode' });
    this.pages.show(request, response, 'overview/lesson-readings', page);
  }

  async #ofOrganisation(slug: string, query: Asked, account: Account | null) {
    const known = readKnownOn(query, this.clock.today());
    const readings = await this.readings.ofOrganisation(slug, account, known.ok ? known.value : null);
    if (!readings) throw new NotFoundException();
    return { readings, known };
  }

  async #ofEpisode(ref: string, query: Asked, account: Account | null) {
    const known = readKnownOn(query, this.clock.today());
    const readings = await this.readings.ofEpisode(ref, account, known.ok ? known.value : null);
    if (!readings) throw new NotFoundException();
    return { readings, known };
  }
}

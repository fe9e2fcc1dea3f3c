import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { BodiesQueries, type BodyRow } from '../../organisations/data/bodies.queries.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { ConcernCountsService } from '../concern-counts.service.js';
import { ConcernsQueries } from '../data/concerns.queries.js';
import { countsPage, countsTable } from './counts.page.js';

/** How many concerns there were: to everybody by year, to those who take part by quarter, to all through one function. */
@Controller('organisations')
export class CountsController {
  constructor(
    private readonly counts: ConcernCountsService,
    private readonly concerns: ConcernsQueries,
    private readonly bodies: BodiesQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':slug/concerns')
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { body, mayCount, years } = await this.#read(slug, account);
    this.pages.show(request, response, 'voice/counts', countsPage(body, years, { mayCount }));
  }

  @Get(':slug/concerns.csv')
  @Allow('everyone')
  async csv(
    @Param('slug') slug: string,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { body, mayCount, years } = await this.#read(slug, account);
    sendCsv(response, `${slug}-concerns.csv`, tableCsv(countsTable(body, years, { mayCount })));
  }

  async #read(slug: string, account: Account | null) {
    const body = await this.bodies.bySlug(slug);
    if (!body) throw new NotFoundException();
    const years = await this.counts.ofOrganisation(body.id, this.clock.today());
    return { body, years, mayCount: await this.#mayCount(body, account) };
  }

  async #mayCount({ id }: BodyRow, account: Account | null): Promise<boolean> {
    const reach = reachOf(account, 'concerns.count');
    return reachesOrganisation(reach, id) || this.concerns.isInspectedBy(id, reach.inspectorateIds);
  }
}

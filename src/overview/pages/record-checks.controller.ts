import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { BodiesQueries } from '../../organisations/data/bodies.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { RecordChecksService } from '../record-checks.service.js';
import { recordCheckFilters, recordChecksPage, recordChecksTable } from './record-checks.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** What in the record does not fit together, for whoever can put it right. */
@Controller()
export class RecordChecksController {
  constructor(
    private readonly checks: RecordChecksService,
    private readonly bodies: BodiesQueries,
    private readonly pages: Pages,
  ) {}

  @Get('record-checks')
  @Allow('checks.read')
  async index(
    @Query() query: Asked,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const read = await this.#read(query, actor);
    this.pages.show(request, response, 'overview/record-checks', recordChecksPage(read));
  }

  @Get('record-checks.csv')
  @Allow('checks.read')
  async csv(@Query() query: Asked, @CurrentActor() actor: PersonActing, @Res() response: Response): Promise<void> {
    const read = await this.#read(query, actor);
    sendCsv(response, 'record-checks.csv', tableCsv(recordChecksTable(read)));
  }

  async #read(query: Asked, { account }: PersonActing) {
    const { values, notes } = readFilters(recordCheckFilters, query);
    const reach = reachOf(account, 'checks.read');
    const named = values.organisation === null ? null : await this.bodies.bySlug(values.organisation);
    const isReached = named !== null && reachesOrganisation(reach, named.id);
    const ids = values.organisation === null ? reach.organisationIds : isReached ? [named.id] : [];
    const found = await this.checks.of(ids);
    const unknown =
      values.organisation !== null && !isReached
        ? ['No organisation of yours has that address. Nothing was looked through.']
        : [];
    return {
      checks: values.rule === null ? found : found.filter(({ rule }) => rule === values.rule),
      kept: await this.checks.kept(ids),
      values,
      notes: [...notes, ...unknown],
      isAsked: ids.length > 0,
    };
  }
}

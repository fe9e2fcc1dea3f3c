import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { saidAfter } from '../../shell/said.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { countedTo, SourcePagesQueries } from '../data/source-pages.queries.js';
import { sourceCsvColumns, sourceFilters, sourcesPage, sourcesSaid } from './sources.page.js';

@Controller()
export class SourcesController {
  constructor(
    private readonly sources: SourcePagesQueries,
    private readonly pages: Pages,
  ) {}

  @Get('sources')
  @Allow('everyone')
  async index(
    @Query() query: Record<string, unknown>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(sourceFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const wanted = { kinds: values.kind, text: values.q };
    const found = await this.sources.count(wanted);
    const rows = await this.sources.page(wanted, { limit: pageSize, offset: (page - 1) * pageSize });
    const total = { count: Math.min(found, countedTo), capped: found > countedTo };
    const mayAdd = may(account, 'sources.keep');
    const said = saidAfter(query, sourcesSaid);
    const listed = { mayAdd, said, rows, total, values, page, notes: [...notes, ...pageNotes], countedTo };
    this.pages.show(request, response, 'sources/index', sourcesPage(listed));
  }

  @Get('sources.csv')
  @Allow('everyone')
  async csv(@Query() query: Record<string, unknown>, @Res() response: Response): Promise<void> {
    const { values } = readFilters(sourceFilters, query);
    const batches = this.sources.all({ kinds: values.kind, text: values.q });
    await streamCsv(response, 'sources.csv', sourceCsvColumns, batches);
  }
}

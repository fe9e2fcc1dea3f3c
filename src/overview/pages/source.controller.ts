import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { readPage } from '../../shell/pagination.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { SourceFactsQueries, usesCountedTo } from '../data/source-facts.queries.js';
import { sourcePage, usesPerPage } from './source.page.js';

/** One source. It shows facts of every kind, so it stands above them all. */
@Controller('sources')
export class SourceController {
  constructor(
    private readonly facts: SourceFactsQueries,
    private readonly citations: CitationsQueries,
    private readonly pages: Pages,
  ) {}

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const source = await this.facts.byRef(ref);
    if (!source) throw new NotFoundException();
    const { page, notes } = readPage(query);
    const [counts, uses, claims] = await Promise.all([
      this.facts.counts(source.id),
      this.facts.uses(source.id, { limit: usesPerPage, offset: (page - 1) * usesPerPage }),
      this.facts.conflicts(source.id),
    ]);
    const [records, citations] = await Promise.all([
      this.facts.records(uses),
      this.citations.of(claims.map(({ claimId }) => claimId)),
    ]);
    const shown = { page, notes, countedTo: usesCountedTo };
    const model = sourcePage({ source, counts, uses, records, claims, citations }, shown);
    this.pages.show(request, response, 'overview/source', model);
  }
}

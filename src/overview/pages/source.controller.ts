import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { readPage } from '../../shell/pagination.js';
import { saidAfter } from '../../shell/said.js';
import { mayCheck } from '../../sources/domain/source-edit.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { SourceFactsQueries, usesCountedTo } from '../data/source-facts.queries.js';
import {
  recordOf,
  sourceFactColumns,
  type SourceFactLine,
  sourcePage,
  sourceSaid,
  usesPerPage,
} from './source.page.js';

/** Facts that are read at once for a file. */
const batchSize = 500;

/** One source. It shows facts of every kind, so it stands above them all. */
@Controller('sources')
export class SourceController {
  constructor(
    private readonly facts: SourceFactsQueries,
    private readonly citations: CitationsQueries,
    private readonly pages: Pages,
  ) {}

  @Get(':ref/:kind.csv')
  @Allow('everyone')
  async csv(@Param('ref') ref: string, @Param('kind') kind: string, @Res() response: Response): Promise<void> {
    const source = await this.facts.byRef(ref);
    if (!source) throw new NotFoundException();
    const first = await this.#lines(source.id, kind, 0);
    if (first.length === 0) throw new NotFoundException();
    await streamCsv(response, `${ref}-${kind}.csv`, sourceFactColumns, this.#after(first, source.id, kind));
  }

  async *#after(first: readonly SourceFactLine[], sourceId: string, kind: string) {
    let lines = first;
    for (let read = 0; lines.length > 0;) {
      yield lines;
      read += lines.length;
      lines = lines.length < batchSize ? [] : await this.#lines(sourceId, kind, read);
    }
  }

  async #lines(sourceId: string, kind: string, offset: number): Promise<readonly SourceFactLine[]> {
    const uses = await this.facts.uses(sourceId, { limit: batchSize, offset, kind });
    if (uses.length === 0) return [];
    const records = await this.facts.records(uses);
    return uses.map((use) => ({ use, record: recordOf(records, use) }));
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const source = await this.facts.byRef(ref);
    if (!source) {
      const instead = await this.facts.insteadOf(ref);
      if (instead === null) throw new NotFoundException();
      return response.redirect(301, sourcePaths.show(instead));
    }
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
    const isKeeper = may(account, 'sources.keep');
    const keeper = isKeeper ? { mayCheck: mayCheck(source, account?.ref ?? '') } : null;
    const shown = { page, notes, countedTo: usesCountedTo, said: saidAfter(query, sourceSaid), keeper };
    const model = sourcePage({ source, counts, uses, records, claims, citations }, shown);
    this.pages.show(request, response, 'overview/source', model);
  }
}

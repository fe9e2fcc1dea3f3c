import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { Costly } from '../../shell/costly.guard.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { type Filters, readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { EyesService } from '../eyes.service.js';
import { scopesOf } from '../domain/eyes.js';
import { eachOnFirstPage, isSearchedKind, searchedKinds, searchPage } from './search.page.js';

const asked = { q: { kind: 'text', label: 'Search' } } as const satisfies Filters;

@Controller()
export class SearchController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly eyes: EyesService,
    private readonly pages: Pages,
  ) {}

  @Get('search')
  @Costly(1)
  @Allow('everyone')
  async search(
    @Query() query: Readonly<Record<string, unknown>>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(asked, query);
    const q = values.q ?? '';
    const scopes = scopesOf(await this.eyes.of(account));
    const { page, notes: pageNotes } = readPage(query);
    const kind = isSearchedKind(query.kind) && q !== '' ? query.kind : null;
    const wanted = searchedKinds.map((each) =>
      each === kind ? { kind: each, page, size: pageSize } : { kind: each, page: 1, size: kind ? 1 : eachOnFirstPage },
    );
    const best = q === '' ? [] : await this.queries.findAll(q, scopes, wanted);
    const only = kind ? { kind, page } : null;
    const owed = q === '' ? 0 : await this.queries.owed();
    const said = [...notes, ...(kind ? pageNotes : [])];
    this.pages.show(request, response, 'overview/search', searchPage({ q, best, only, owed, notes: said }));
  }
}

import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { readSort } from '../../shell/table.js';
import { tableCsv } from '../../shell/table-csv.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { FrameworkPagesQueries, inspectionsCountedTo } from '../data/framework-pages.queries.js';
import { frameworkPage, type FrameworkParts, frameworkTable } from './framework.page.js';
import {
  frameworkColumns,
  frameworkCsvColumns,
  frameworkFilters,
  frameworksPage,
  matchingFrameworks,
  sortedFrameworks,
  usualOrder,
} from './frameworks.page.js';

@Controller()
export class FrameworksController {
  constructor(
    private readonly frameworks: FrameworkPagesQueries,
    private readonly citations: CitationsQueries,
    private readonly pages: Pages,
  ) {}

  @Get('frameworks')
  @Allow('everyone')
  async index(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const all = await this.frameworks.list();
    const { values, notes } = readFilters(frameworkFilters(all), query);
    const { sort, notes: sortNotes } = readSort(query, frameworkColumns, usualOrder);
    const page = frameworksPage({ all, values, sort, notes: [...notes, ...sortNotes] });
    this.pages.show(request, response, 'inspections/frameworks', page);
  }

  @Get('frameworks.csv')
  @Allow('everyone')
  async csv(@Query() query: Record<string, unknown>, @Res() response: Response): Promise<void> {
    const all = await this.frameworks.list();
    const { values } = readFilters(frameworkFilters(all), query);
    const { sort } = readSort(query, frameworkColumns, usualOrder);
    const rows = sortedFrameworks(matchingFrameworks(all, values), sort);
    sendCsv(response, 'frameworks.csv', csvFile(frameworkCsvColumns, rows));
  }

  @Get('frameworks/:key')
  @Allow('everyone')
  async show(@Param('key') key: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.pages.show(request, response, 'inspections/framework', frameworkPage(await this.#parts(key)));
  }

  @Get('frameworks/:key/:table.csv')
  @Allow('everyone')
  async table(@Param('key') key: string, @Param('table') id: string, @Res() response: Response): Promise<void> {
    const table = frameworkTable(await this.#parts(key), id);
    if (!table) throw new NotFoundException();
    sendCsv(response, `${key}-${id}.csv`, tableCsv(table));
  }

  async #parts(key: string): Promise<FrameworkParts> {
    const framework = await this.frameworks.byKey(key);
    if (!framework) throw new NotFoundException();
    const [areas, grades, facts] = await Promise.all([
      this.frameworks.areas(framework.id),
      this.frameworks.grades(framework),
      this.frameworks.facts(framework.id),
    ]);
    const citations = await this.citations.of([
      framework.id,
      ...areas.map(({ id }) => id),
      ...grades.map(({ scaleId }) => scaleId),
      ...facts.map(({ id }) => id),
    ]);
    return { framework, areas, grades, facts, citations, inspectionsCountedTo };
  }
}

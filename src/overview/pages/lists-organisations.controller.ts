import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { mostNarrowed } from '../../office/domain/search-entry.js';
import { Allow } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Remembered } from '../../shell/remembered.js';
import { readSort } from '../../shell/table.js';
import { LifeLineQueries } from '../data/life-lines.queries.js';
import { ListQueries } from '../data/lists.queries.js';
import {
  type FrameworkChoice,
  mostCounted,
  type OrganisationFilter,
  type OrganisationOrder,
} from '../data/lists.row.js';
import {
  organisationColumns,
  organisationCsv,
  organisationFilters,
  type OrganisationFilters,
  organisationOrder,
  organisationsPage,
} from './lists-organisations.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** So many questions are remembered with what was found, a thousand ids each at most. */
const mostQuestions = 50;

@Controller()
export class OrganisationListController {
  readonly #frameworks: Remembered<readonly FrameworkChoice[]>;
  readonly #totals: Remembered<number>;
  /** Whoever turns the page, sorts or narrows what was found asks the same question again. */
  readonly #found: Remembered<readonly string[]>;

  constructor(
    private readonly lists: ListQueries,
    private readonly lifeLines: LifeLineQueries,
    private readonly search: SearchQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {
    const version = (): Promise<string> => lists.dataVersion();
    this.#frameworks = new Remembered(version);
    this.#totals = new Remembered(version);
    this.#found = new Remembered(version, mostQuestions);
  }

  @Get('organisations')
  @Allow('everyone')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { filters, values, filter, notes } = await this.#asked(query);
    const { sort, notes: sortNotes } = readSort(query, organisationColumns, organisationOrder);
    const { page, notes: pageNotes } = readPage(query);
    const known = await this.#totals.recall(address('', values));
    const order = { column: sort.column as OrganisationOrder['column'], direction: sort.direction };
    const rows = await this.lists.organisations(filter, order, {
      page,
      size: pageSize,
      countToo: known.value === null,
    });
    const counted = known.value ?? rows[0]?.total ?? (page === 1 ? 0 : await this.lists.countOrganisations(filter));
    await known.keep(counted);
    const lines = await this.lifeLines.of(rows.map(({ id }) => id));
    const capped = counted > mostCounted || (filter.among?.length ?? 0) >= mostNarrowed;
    const total = { count: Math.min(counted, mostCounted), capped };
    const said = [...notes, ...sortNotes, ...pageNotes];
    const list = { filters, values, sort, page, total, rows, lines, notes: said, today: this.clock.today() };
    this.pages.show(request, response, 'overview/organisations', organisationsPage(list));
  }

  @Get('organisations.csv')
  @Allow('everyone')
  async csv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { filter } = await this.#asked(query);
    await streamCsv(response, 'organisations.csv', organisationCsv, this.lists.everyOrganisation(filter));
  }

  async #asked(query: Asked) {
    const choices = await this.#frameworks.of('', () => this.lists.frameworks());
    const filters: OrganisationFilters = organisationFilters(choices);
    const { values, notes } = readFilters(filters, query);
    const { q, ...rest } = values;
    const among = q === null ? null : await this.#found.of(q, () => this.search.find(q, 'organisation', mostNarrowed));
    const filter: OrganisationFilter = { ...rest, among };
    return { filters, values, filter, notes };
  }
}

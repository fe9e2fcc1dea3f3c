import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { may } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { type FilterValues, readFilters } from '../../shell/filters.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Remembered } from '../../shell/remembered.js';
import { readSort } from '../../shell/table.js';
import { visitorOf } from '../../shell/visitor.js';
import { LifeLineQueries } from '../data/life-lines.queries.js';
import { ListQueries } from '../data/lists.queries.js';
import { type EpisodeFilter, type EpisodeOrder, mostCounted } from '../data/lists.row.js';
import {
  episodeColumns,
  episodeCsv,
  episodeFilters,
  type EpisodeFilters,
  episodeOrder,
  episodesPage,
  readYears,
  tooLongForMonths,
} from './lists-episodes.page.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller()
export class EpisodeListController {
  readonly #totals: Remembered<number>;

  constructor(
    private readonly lists: ListQueries,
    private readonly lifeLines: LifeLineQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {
    this.#totals = new Remembered(() => lists.dataVersion());
  }

  @Get('episodes')
  @Allow('everyone')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const today = this.clock.today();
    const { filters, values, filter, notes } = this.#asked(query);
    const key = address('', values);
    const { sort, notes: sortNotes } = await this.#sort(query, key, filter);
    const { page, notes: pageNotes } = readPage(query);
    const known = await this.#totals.recall(key);
    const order = { column: sort.column as EpisodeOrder['column'], direction: sort.direction };
    const rows = await this.lists.episodes(filter, order, {
      page,
      size: pageSize,
      countToo: known.value === null,
      today,
    });
    const counted = known.value ?? rows[0]?.total ?? (page === 1 ? 0 : await this.lists.countEpisodes(filter));
    await known.keep(counted);
    const lines = await this.lifeLines.of([...new Set(rows.map(({ organisationId }) => organisationId))]);
    const mayOpen = may(visitorOf(request).account, 'episodes.open');
    const total = { count: Math.min(counted, mostCounted), capped: counted > mostCounted };
    const said = [...notes, ...sortNotes, ...pageNotes];
    this.pages.show(
      request,
      response,
      'overview/episodes',
      episodesPage({ filters, values, sort, page, total, rows, lines, notes: said, today, mayOpen }),
    );
  }

  @Get('episodes.csv')
  @Allow('everyone')
  async csv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { filter } = this.#asked(query);
    await streamCsv(response, 'episodes.csv', episodeCsv(this.clock.today()), this.lists.everyEpisode(filter));
  }

  /** Lengths are worked out row by row, so a list that is longer than what is counted is not sorted by them. */
  async #sort(query: Asked, key: string, filter: EpisodeFilter): Promise<ReturnType<typeof readSort>> {
    const read = readSort(query, episodeColumns, episodeOrder);
    if (read.sort.column !== 'months') return read;
    const count = await this.#totals.of(key, () => this.lists.countEpisodes(filter));
    return count <= mostCounted ? read : { sort: episodeOrder, notes: [tooLongForMonths] };
  }

  #asked(query: Asked): {
    filters: EpisodeFilters;
    values: FilterValues<EpisodeFilters>;
    filter: EpisodeFilter;
    notes: readonly string[];
  } {
    const filters = episodeFilters(this.clock.today());
    const read = readFilters(filters, query);
    const { values, notes } = readYears(read.values);
    const yearOf = (text: string | null): number | null => (text === null ? null : Number(text));
    const filter = {
      area: values.area,
      state: values.state,
      relapse: values.relapse as EpisodeFilter['relapse'],
      basis: values.basis as EpisodeFilter['basis'],
      fromYear: yearOf(values.from),
      toYear: yearOf(values.to),
    };
    return { filters, values, filter, notes: [...read.notes, ...notes] };
  }
}

import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, ukDayOf } from '../../kernel/clock.js';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv, streamCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { type MeasureSeries, partsKnownBy, valuesByMeasure } from '../data/measure-facts.js';
import { type MeasureFilter, MeasurePagesQueries, measuresCountedTo } from '../data/measure-pages.queries.js';
import { MeasureReadingService } from '../measure-reading.service.js';
import type { MeasurePageInput } from './measure-input.page.js';
import { MeasureKeepingQueries } from '../data/keeping.queries.js';
import { measureSaid, withActs } from './measure-acts.page.js';
import { measurePage } from './measure.page.js';
import { measureCsv } from './measure-values.page.js';
import { measureFilters, measureListCsv, measuresPage } from './measures.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** What was measured, for everybody. */
@Controller()
export class MeasuresController {
  constructor(
    private readonly measures: MeasurePagesQueries,
    private readonly reading: MeasureReadingService,
    private readonly keeping: MeasureKeepingQueries,
    private readonly plans: PlansQueries,
    private readonly citations: CitationsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('measures')
  @Allow('everyone')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { values: filterValues, notes } = readFilters(measureFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const filter = filterOf(filterValues);
    const rows = await this.measures.page(filter, { limit: pageSize, offset: (page - 1) * pageSize });
    const found = rows[0]?.total ?? (page === 1 ? 0 : await this.measures.count(filter));
    const total = { count: Math.min(found, measuresCountedTo), capped: found > measuresCountedTo };
    const listed = {
      measures: await this.reading.together(rows),
      total,
      filterValues,
      page,
      notes: [...notes, ...pageNotes],
    };
    this.pages.show(request, response, 'measures/index', measuresPage(listed));
  }

  @Get('measures.csv')
  @Allow('everyone')
  async indexCsv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { values } = readFilters(measureFilters, query);
    await streamCsv(response, 'measures.csv', measureListCsv, this.#everyMeasure(filterOf(values)));
  }

  @Get('measures/:ref.csv')
  @Allow('everyone')
  async csv(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    sendCsv(response, `${ref}.csv`, measureCsv(await this.#read(ref, query, account)));
  }

  @Get('measures/:ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#read(ref, query, account);
    const { measure, scope } = input;
    const may = (permission: 'measures.enter' | 'measures.propose' | 'measures.decide') =>
      measure.origin === 'board' && reachesOrganisation(reachOf(account, permission), measure.organisationId);
    const page = withActs(measurePage(input), {
      measure,
      said: saidAfter(query, measureSaid),
      keeps: may('measures.enter'),
      proposes: may('measures.propose'),
      waiting: scope === 'board' ? await this.keeping.proposals(measure.id) : [],
      actions: account
        ? await this.plans.actionsAnswering('measure', [measure.id], planReach(account, 'plans.read'))
        : [],
      isForBoard: scope === 'board',
    });
    this.pages.show(request, response, 'measures/show', page);
  }

  async #read(ref: string, query: Asked, account: Account | null): Promise<MeasurePageInput> {
    const eyes = reachOf(account, 'papers.read').organisationIds;
    const measure = await this.measures.byRef(ref, eyes);
    if (!measure) throw new NotFoundException();
    const scope = eyes.includes(measure.organisationId) ? 'board' : 'public';
    const forBoard = scope === 'board' ? [measure.id] : [];
    const [rows, parts, events, conflicts] = await Promise.all([
      this.measures.values([measure.id], forBoard),
      this.measures.parts([measure.id], forBoard),
      this.measures.events(measure.organisationId, eyes),
      this.measures.conflicts(measure.id),
    ]);
    const cited = [measure.id, ...rows.map(({ id }) => id), ...conflicts.map(({ claimId }) => claimId)];
    const recorded = [measure, ...rows].map(({ recordedAt }) => recordedAt).toSorted();
    const known = readKnownOn(query, this.clock.today());
    return {
      measure,
      values: valuesByMeasure(rows).get(measure.id) ?? [],
      parts: known.ok && known.value ? partsKnownBy(parts, known.value) : parts,
      events,
      conflicts,
      citations: await this.citations.of(cited),
      known,
      scope,
      today: this.clock.today(),
      recordedOn: ukDayOf(new Date(recorded.at(-1) ?? measure.recordedAt)),
    };
  }

  async *#everyMeasure(filter: MeasureFilter): AsyncGenerator<readonly MeasureSeries[]> {
    for await (const rows of this.measures.all(filter)) yield this.reading.together(rows);
  }
}

const filterOf = (values: {
  readonly q: string | null;
  readonly role: string | null;
  readonly sector: string | null;
  readonly safety: readonly string[];
}): MeasureFilter => ({
  text: values.q,
  role: values.role,
  sector: values.sector,
  safetyCritical: values.safety.length > 0,
});

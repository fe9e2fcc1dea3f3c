import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may, reachOf } from '../../access/domain/account.js';
import { entryPaths } from '../../exchange/pages/entries.paths.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { tableCsv } from '../../shell/table-csv.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import type { ProgrammeListRow } from '../data/programme.row.js';
import { ProgrammesQueries, programmesCountedTo } from '../data/programmes.queries.js';
import type { ProgrammeInput } from './programme-input.page.js';
import { programmePage, programmeTable } from './programme.page.js';
import { programmeFilters, programmesPage, programmesTable } from './programmes.page.js';

type Asked = Readonly<Record<string, unknown>>;

const rowsAtOnce = 500;

/** Practice that travels, for everybody. */
@Controller()
export class ProgrammesController {
  constructor(
    private readonly programmes: ProgrammesQueries,
    private readonly citations: CitationsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('programmes')
  @Allow('everyone')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { values, notes } = readFilters(programmeFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const rows = await this.programmes.page({ q: values.q, limit: pageSize, offset: (page - 1) * pageSize });
    const found = await this.programmes.count(values.q);
    const total = { count: Math.min(found, programmesCountedTo), capped: found > programmesCountedTo };
    const listed = { rows, total, page, values, notes: [...notes, ...pageNotes] };
    this.pages.show(request, response, 'programmes/index', programmesPage(listed));
  }

  @Get('programmes.csv')
  @Allow('everyone')
  async indexCsv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { values } = readFilters(programmeFilters, query);
    const rows: ProgrammeListRow[] = [];
    for (let read = rowsAtOnce; read === rowsAtOnce;) {
      const batch = await this.programmes.page({ q: values.q, limit: rowsAtOnce, offset: rows.length });
      rows.push(...batch);
      read = batch.length;
    }
    sendCsv(response, 'programmes.csv', tableCsv(programmesTable(rows)));
  }

  @Get('programmes/:slug/:table.csv')
  @Allow('everyone')
  async tableCsv(
    @Param('slug') slug: string,
    @Param('table') table: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const found = programmeTable(await this.#read(slug, query, account), table);
    if (!found) throw new NotFoundException();
    sendCsv(response, `${slug}-${table}.csv`, tableCsv(found));
  }

  @Get('programmes/:slug')
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#read(slug, query, account);
    const mayWrite = account !== null && may(account, 'entries.write') && input.programme.ownerName !== null;
    const editHref = mayWrite ? entryPaths.ofProgramme(slug) : null;
    this.pages.show(request, response, 'programmes/show', { ...programmePage(input), editHref });
  }

  async #read(slug: string, query: Asked, account: Account | null): Promise<ProgrammeInput> {
    const programme = await this.programmes.bySlug(slug);
    if (!programme) throw new NotFoundException();
    const { id } = programme;
    const planReach = reachOf(account, 'plans.read').organisationIds;
    const [elements, funding, adoptions, fidelity, claims, conflicts, uses, adapted] = await Promise.all([
      this.programmes.elements(id),
      this.programmes.funding(id),
      this.programmes.adoptions(id),
      this.programmes.fidelity(id),
      this.programmes.claims(id),
      this.programmes.conflicts(id),
      this.programmes.uses(id, planReach),
      this.programmes.adapted(programme.ref, planReach),
    ]);
    const cited = [
      programme,
      ...elements,
      ...funding,
      ...fidelity,
      ...claims,
      ...uses,
      ...adoptions.flatMap(({ stageId }) => (stageId === null ? [] : [{ id: stageId }])),
    ];
    const today = this.clock.today();
    return {
      programme,
      elements,
      funding,
      adoptions,
      fidelity,
      claims,
      conflicts,
      uses,
      adapted,
      citations: await this.citations.of(cited.map((fact) => fact.id)),
      known: readKnownOn(query, today),
      today,
    };
  }
}

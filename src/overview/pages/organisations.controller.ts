import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { WatchesQueries } from '../../office/data/watches.queries.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { ProgrammesQueries } from '../../programmes/data/programmes.queries.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { AreaViewsQueries } from '../../inspections/data/area-views.queries.js';
import { TriangleQueries } from '../data/triangle.queries.js';
import { CorrectionRequestsQueries } from '../../sources/data/correction-requests.queries.js';
import { visitorOf } from '../../shell/visitor.js';
import { DossierService } from '../dossier.service.js';
import { correctionsPart, mostReports } from './corrections.page.js';
import { inspectionsCsv, inspectionsPage } from './organisation-inspections.page.js';
import { type DossierPageInput, knownDay } from './organisation-frame.page.js';
import { triangleTable, withTriangle } from './triangle.page.js';
import { organisationPage, organisationTable } from './organisation.page.js';
import { timelineCsv, timelinePage } from './organisation-timeline.page.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller('organisations/:slug')
export class OrganisationsController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly watches: WatchesQueries,
    private readonly reported: CorrectionRequestsQueries,
    private readonly views: AreaViewsQueries,
    private readonly triangle: TriangleQueries,
    private readonly clock: Clock,
    private readonly programmes: ProgrammesQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const input = await this.#read(slug, query);
    if (this.#moved(response, { slug, input, query, to: organisationPaths.show })) return;
    const programmes = await this.programmes.ofBody(input.dossier.self.id);
    const watched = account && (await this.watches.isWatched(account.id, input.dossier.self.id));
    const mayEdit = reachesOrganisation(reachOf(account, 'organisations.edit'), input.dossier.self.id);
    const reports = correctionsPart(await this.reported.about('organisation', input.dossier.self.ref, mostReports + 1));
    this.pages.show(request, response, 'overview/organisation', {
      ...withTriangle(organisationPage({ ...input, programmes }, watched), await this.#triangle(input, account)),
      reports,
      editHref: mayEdit ? organisationPaths.edit(input.dossier.self.slug) : null,
    });
  }

  @Get('inspections.csv')
  @Allow('everyone')
  async inspectionsCsv(@Param('slug') slug: string, @Query() query: Asked, @Res() response: Response) {
    const input = await this.#read(slug, query);
    if (this.#moved(response, { slug, input, query, to: organisationPaths.inspectionsCsv })) return;
    sendCsv(response, `${input.dossier.self.slug}-inspections.csv`, inspectionsCsv(input));
  }

  @Get('inspections')
  @Allow('everyone')
  async inspections(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const input = await this.#read(slug, query);
    if (this.#moved(response, { slug, input, query, to: organisationPaths.inspections })) return;
    const mayInspect = may(visitorOf(request).account, 'inspections.create');
    this.pages.show(request, response, 'overview/organisation-inspections', inspectionsPage(input, { mayInspect }));
  }

  @Get('timeline.csv')
  @Allow('everyone')
  async timelineCsv(@Param('slug') slug: string, @Query() query: Asked, @Res() response: Response) {
    const input = await this.#read(slug, query);
    if (this.#moved(response, { slug, input, query, to: organisationPaths.timelineCsv })) return;
    sendCsv(response, `${input.dossier.self.slug}-timeline.csv`, timelineCsv(input, query));
  }

  @Get('timeline')
  @Allow('everyone')
  async timeline(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const input = await this.#read(slug, query);
    if (this.#moved(response, { slug, input, query, to: organisationPaths.timeline })) return;
    this.pages.show(request, response, 'overview/organisation-timeline', timelinePage(input, query));
  }

  @Get(':table.csv')
  @Allow('everyone')
  async tableCsv(
    @Param('slug') slug: string,
    @Param('table') name: string,
    @Query() query: Asked,
    @Res() response: Response,
  ) {
    const input = await this.#read(slug, query);
    const table = organisationTable(input, name);
    if (!table) throw new NotFoundException();
    if (this.#moved(response, { slug, input, query, to: (now) => organisationPaths.table(now, name) })) return;
    sendCsv(response, `${input.dossier.self.slug}-${name}.csv`, tableCsv(table));
  }

  async #read(slug: string, query: Asked): Promise<DossierPageInput> {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    const read = await this.dossiers.bySlug(slug, known.ok ? known.value : null);
    if (!read) throw new NotFoundException();
    return { ...read, today, known };
  }

  /** What the body, its board and its inspectors judged, as it was known. */
  async #triangle(input: DossierPageInput, account: Account | null) {
    const { self } = input.dossier;
    const isForBoard = reachesOrganisation(reachOf(account, 'papers.read'), self.id);
    const rows = await this.views.ofOrganisation(self.id, isForBoard);
    return rows.length === 0
      ? null
      : triangleTable(rows, await this.triangle.inspectors(self.id), { name: self.name, knownOn: knownDay(input) });
  }

  /** An address that the organisation once had leads to the one it has now, with whatever else was asked. */
  #moved(
    response: Response,
    { slug, input, query, to }: { slug: string; input: DossierPageInput; query: Asked; to: (slug: string) => string },
  ): boolean {
    if (input.dossier.self.slug === slug) return false;
    response.redirect(301, address(to(input.dossier.self.slug), query as QueryValues));
    return true;
  }
}

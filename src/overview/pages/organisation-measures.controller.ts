import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { MeasuredService } from '../measured.service.js';
import { DossierService } from '../dossier.service.js';
import {
  organisationMeasuresCsv,
  type OrganisationMeasuresInput,
  organisationMeasuresPage,
} from './organisation-measures.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** What was measured of one body. */
@Controller('organisations/:slug')
export class OrganisationMeasuresController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly measured: MeasuredService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('measures.csv')
  @Allow('everyone')
  async csv(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#read(slug, query, account);
    const { slug: now } = input.dossier.self;
    if (now === slug) sendCsv(response, `${now}-measures.csv`, organisationMeasuresCsv(input));
    else response.redirect(301, address(organisationPaths.measuresCsv(now), query as QueryValues));
  }

  @Get('measures')
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#read(slug, query, account);
    const { slug: now } = input.dossier.self;
    if (now === slug)
      this.pages.show(request, response, 'overview/organisation-measures', organisationMeasuresPage(input));
    else response.redirect(301, address(organisationPaths.measures(now), query as QueryValues));
  }

  async #read(slug: string, query: Asked, account: Account | null): Promise<OrganisationMeasuresInput> {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    const read = await this.dossiers.bySlug(slug, known.ok ? known.value : null);
    if (!read) throw new NotFoundException();
    const eyes = reachOf(account, 'papers.read').organisationIds;
    const { measures, citations } = await this.measured.of(read.dossier.family, eyes);
    return {
      ...read,
      citations: new Map([...read.citations, ...citations]),
      measures,
      mayKeep: reachesOrganisation(reachOf(account, 'measures.keep'), read.dossier.self.id),
      today,
      known,
    };
  }
}

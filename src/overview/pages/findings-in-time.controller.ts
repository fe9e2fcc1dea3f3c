import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { AreaViewsQueries } from '../../inspections/data/area-views.queries.js';
import { Clock } from '../../kernel/clock.js';
import { OwnListQueries } from '../../lessons/data/own-list.queries.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { TriangleQueries } from '../data/triangle.queries.js';
import { knownBy } from '../domain/assurance-triangle.js';
import { DossierService } from '../dossier.service.js';
import { findingsInTimePage, findingsOf } from './findings-in-time.page.js';
import { findingsInTimePaths } from './findings-in-time.paths.js';
import { knownDay, lastDay } from './organisation-frame.page.js';
import { viewFacts } from './triangle.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The findings of all inspections of a body, laid beside each other and beside what it said of itself. */
@Controller('organisations/:slug')
export class FindingsInTimeController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly views: AreaViewsQueries,
    private readonly triangle: TriangleQueries,
    private readonly ownList: OwnListQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('findings')
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    const read = await this.dossiers.bySlug(slug, known.ok ? known.value : null);
    if (!read) throw new NotFoundException();
    const { slug: now, id } = read.dossier.self;
    if (now !== slug) return response.redirect(301, address(findingsInTimePaths.show(now), query as QueryValues));
    const input = { ...read, today, known };
    const views = viewFacts(await this.views.ofOrganisation(id, reaches(account, 'papers.read', id)));
    const sides = { views, inspectors: views.length === 0 ? [] : await this.triangle.inspectors(id) };
    const day = knownDay(input);
    const page = findingsInTimePage({
      ...input,
      ...(day === null ? sides : knownBy(day, sides)),
      tied: reaches(account, 'plans.read', id)
        ? await this.ownList.tiedTo(
            findingsOf(read.dossier).map((finding) => finding.id),
            { organisationId: id, upTo: lastDay(input) },
          )
        : null,
    });
    this.pages.show(request, response, 'overview/findings-in-time', page);
  }
}

const reaches = (account: Account | null, permission: 'papers.read' | 'plans.read', organisationId: string): boolean =>
  reachesOrganisation(reachOf(account, permission), organisationId);

import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { Clock } from '../../kernel/clock.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { Account } from '../../access/domain/account.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { InspectionSheetsService } from '../inspection-sheets.service.js';
import { correctionsPart } from './corrections.page.js';
import { doneAbout, inspectionPage } from './inspection.page.js';
import { unknownThenPage } from './unknown-then.page.js';

@Controller('inspections')
export class InspectionsController {
  constructor(
    private readonly sheets: InspectionSheetsService,
    private readonly plans: PlansQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':ref/findings.csv')
  @Allow('everyone')
  async findingsCsv(
    @Param('ref') ref: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ) {
    const read = await this.sheets.byRef(ref);
    if (!read) throw new NotFoundException();
    const known = readKnownOn(query, this.clock.today());
    if (known.ok && known.value && !knownBy(read.sheet.inspection.certainty, known.value))
      throw new NotFoundException();
    sendCsv(response, `${ref}-findings.csv`, tableCsv(inspectionPage({ ...read, known }).findings));
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const known = readKnownOn(query, this.clock.today());
    const read = await this.sheets.byRef(ref);
    if (!read) throw new NotFoundException();
    const { inspection, context } = read.sheet;
    if (known.ok && known.value && !knownBy(inspection.certainty, known.value)) {
      const organisation = context.find(({ kind }) => kind === 'organisation');
      const about = {
        what: `Inspection ${ref}`,
        path: inspectionPaths.show(ref),
        organisation: {
          text: organisation?.name ?? 'the organisation',
          href: organisationPaths.show(organisation?.ref ?? ''),
        },
      };
      this.pages.show(request, response, 'overview/unknown-then', unknownThenPage(about, known));
      return;
    }
    const reports = correctionsPart(read.sheet.reports);
    const found = inspection.findings.map(({ id }) => id);
    const answering =
      account && !(known.ok && known.value)
        ? await this.plans.actionsAnswering('finding', found, planReach(account, 'plans.read'))
        : [];
    const page = { ...inspectionPage({ ...read, known }), done: doneAbout(inspection, answering) };
    this.pages.show(request, response, 'overview/inspection', { ...page, reports });
  }
}

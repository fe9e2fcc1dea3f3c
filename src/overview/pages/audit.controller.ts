import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditChecksService } from '../../access/audit-checks.service.js';
import { AuditExportsService } from '../../access/audit-exports.service.js';
import { type Actor, AuditService } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { reachOf } from '../../access/domain/account.js';
import { ukDayStart } from '../../kernel/clock.js';
import { Costly } from '../../shell/costly.guard.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { streamFile } from '../../shell/send-file.js';
import { AuditLogQueries } from '../data/audit-log.queries.js';
import type { AuditLogFilter } from '../data/audit-log.row.js';
import { ExportLinesForm, NoFieldsForm } from './audit.form.js';
import {
  actionsOf,
  auditColumns,
  auditFilters,
  type AuditFilterValues,
  auditPage,
  auditSaid,
  linesPerPage,
  readDays,
} from './audit.page.js';
import { auditPaths } from './audit.paths.js';
import { isForAdministrators } from './history-sentences.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The trail of who did what: all of it for administrators, of their own scope for secretaries and lead inspectors. */
@Controller('admin/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLogQueries,
    private readonly audit: AuditService,
    private readonly checks: AuditChecksService,
    private readonly exports: AuditExportsService,
    private readonly accounts: AccountsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('audit.read')
  async index(
    @Query() query: Asked,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(auditFilters, query);
    const { filter, notes: dayNotes } = await this.#filter(values, actor);
    const before = typeof query.before === 'string' && /^\d{1,12}$/.test(query.before) ? Number(query.before) : null;
    const lines = await this.log.lines(filter, { limit: linesPerPage + 1, before });
    const [people, head, last] = await Promise.all([
      this.accounts.namesOf(lines.map((line) => line.actor)),
      this.audit.head(),
      this.checks.last(),
    ]);
    const chain = filter.scope === null ? { head, last, underWay: this.checks.underWay } : null;
    const said = saidAfter(query, auditSaid);
    const facts = { values, notes: [...notes, ...dayNotes], lines, people, before, chain, said };
    this.pages.show(request, response, 'overview/audit', auditPage(facts));
  }

  @Post('checks')
  @Allow('audit.check')
  async check(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NoFieldsForm)) _form: Form<NoFieldsForm>,
    @Res() response: Response,
  ): Promise<void> {
    await this.checks.begin(actor);
    response.redirect(303, address(auditPaths.index(), { done: 'check-begun' }));
  }

  @Post('exports')
  @Costly(20)
  @HttpCode(200)
  @Allow('audit.read')
  async csv(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ExportLinesForm)) form: Form<ExportLinesForm>,
    @Res() response: Response,
  ): Promise<void> {
    const { values } = readFilters(auditFilters, form.posted);
    const { filter } = await this.#filter(values, actor);
    await this.exports.note(actor, { format: 'CSV', filter: values });
    const people = await this.accounts.namesOf(await this.log.actors());
    await streamCsv(response, 'audit-trail.csv', auditColumns(people), this.log.all(filter));
  }

  @Post('archives')
  @Costly(20)
  @HttpCode(200)
  @Allow('audit.check')
  async archive(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NoFieldsForm)) _form: Form<NoFieldsForm>,
    @Res() response: Response,
  ): Promise<void> {
    const zip = await this.exports.zip(actor, { withholds: ({ action }) => !isForAdministrators(action) });
    await streamFile(response, { name: 'audit-trail.zip', contentType: 'application/zip' }, zip);
  }

  async #filter(
    values: AuditFilterValues,
    { account }: Actor,
  ): Promise<{ readonly filter: AuditLogFilter; readonly notes: readonly string[] }> {
    const reach = reachOf(account ?? null, 'audit.read');
    const { from, until, notes } = readDays(values);
    return {
      notes,
      filter: {
        actors: values.who === null ? null : [values.who, ...(await this.log.accountsLike(values.who))],
        actions: actionsOf(values),
        entity: values.entity,
        from: from && ukDayStart(from),
        until: until && ukDayStart(until),
        scope: reach.any ? null : { organisationIds: reach.organisationIds, accountRef: account?.ref ?? '' },
      },
    };
  }
}

import { BadRequestException, Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { may } from '../../access/domain/account.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import { sendCsv } from '../../shell/csv.js';
import type { Tried } from '../../shell/form/form.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { uploadOf } from '../../shell/uploads.js';
import { type ImportFilter, ImportsQueries } from '../data/imports.queries.js';
import { RunningImportsService } from '../running-imports.service.js';
import { StagingImportsService } from '../staging-imports.service.js';
import { bringWords } from './import-words.page.js';
import { NewImportForm } from './imports.form.js';
import {
  importFilters,
  importsAsked,
  importsPage,
  importsTable,
  type ListedImport,
  newImportPage,
} from './imports.page.js';
import { importPaths } from './imports.paths.js';

/** What was brought in, and where a file is handed in. */
@Controller()
export class ImportsController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly staging: StagingImportsService,
    private readonly running: RunningImportsService,
    private readonly accounts: AccountsQueries,
    private readonly pages: Pages,
  ) {}

  @Get('imports')
  @Allow('imports.read')
  async index(
    @CurrentActor() actor: Actor,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { page, notes: pageNotes } = readPage(query);
    const { profiles } = this.staging;
    const { values, notes } = readFilters(importFilters(profiles), query);
    const filter = importsAsked(values);
    const total = await this.queries.count(filter);
    const imports = await this.#listed(filter, pageSize, (page - 1) * pageSize);
    const names = await this.accounts.namesOf(imports.map(({ by }) => by));
    const mayRun = may(actor.account ?? null, 'imports.run');
    this.pages.show(
      request,
      response,
      'exchange/imports',
      importsPage({ imports, profiles, names, total, page, values, mayRun, notes: [...notes, ...pageNotes] }),
    );
  }

  @Get('imports.csv')
  @Allow('imports.read')
  async list(@Query() query: Readonly<Record<string, unknown>>, @Res() response: Response): Promise<void> {
    const filter = importsAsked(readFilters(importFilters(this.staging.profiles), query).values);
    const imports = await this.#listed(filter, await this.queries.count(filter), 0);
    const names = await this.accounts.namesOf(imports.map(({ by }) => by));
    sendCsv(response, 'imports.csv', tableCsv(importsTable(imports, this.staging.profiles, names)));
  }

  @Get('imports/new')
  @Allow('imports.run')
  begin(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'exchange/import-new', newImportPage(this.staging.profiles));
  }

  @Post('imports/new')
  @Allow('imports.run')
  @Costly(2)
  async bring(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NewImportForm)) form: Form<NewImportForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried): void =>
      this.pages.show(
        request,
        response.status(422),
        'exchange/import-new',
        newImportPage(this.staging.profiles, tried),
      );
    if (!form.ok) return again(form);
    const { profile } = form.value;
    if (profile !== null && !this.staging.profile(profile)) throw new BadRequestException();
    const upload = uploadOf(request, 'file');
    const wrong = (file: string): void => again({ posted: form.posted, errors: { file } });
    if (!upload) return wrong('Choose the file');
    if (upload.isTooLarge) return wrong(bringWords('too-big'));
    const brought = await this.staging.bring(actor, upload, profile);
    if (!brought.ok) return wrong(bringWords(brought.error));
    response.redirect(303, address(importPaths.show(brought.value), { done: 'brought' }));
  }

  async #listed(filter: ImportFilter, limit: number, offset: number): Promise<readonly ListedImport[]> {
    if (limit === 0) return [];
    const rows = await this.queries.page(filter, limit, offset);
    return rows.map((row) => ({ ...row, state: this.running.standing(row) }));
  }
}

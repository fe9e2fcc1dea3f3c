import {
  BadRequestException,
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import { streamCsv } from '../../shell/csv.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, type Posted, textOf } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { sendFile } from '../../shell/send-file.js';
import type { IssueRow, StagedImportRow } from '../data/import.row.js';
import { ImportsQueries } from '../data/imports.queries.js';
import { headingsToChoose, placesOf } from '../domain/column-mapping.js';
import { plainName } from '../domain/file-row.js';
import type { Profile } from '../domain/profile.js';
import type { StagedChoices } from '../domain/staged-import.js';
import { type BeginRefusal, RunningImportsService } from '../running-imports.service.js';
import { StagingImportsService } from '../staging-imports.service.js';
import { ImportDesk, type LookOptions } from './import-desk.js';
import { importMadePage } from './import-made.page.js';
import { importRowsPage } from './import-rows.page.js';
import { ApplyForm, columnField, DescribeForm, mostSaidColumns, SeenForm } from './imports.form.js';
import { importPaths } from './imports.paths.js';

type Asked = Readonly<Record<string, unknown>>;

const doneSentences = {
  brought: 'The file is kept. Nothing of it is on the record yet.',
  described: 'It is saved. Look at the first rows, and check it.',
  'set-aside': 'It is put aside.',
};

/** Seconds after which the page of work under way is shown anew; a reader may stop that. */
const secondsBetweenLooks = 4;
const rowsPerBatch = 1_000;

const outcomeIn = (query: Asked): IssueRow['outcome'] => (query.outcome === 'noted' ? 'noted' : 'refused');

/** One file on its way to the record: what it is, what a check finds, bringing it in, and what came of it. */
@Controller('imports/:ref')
export class StagedImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly queries: ImportsQueries,
    private readonly staging: StagingImportsService,
    private readonly running: RunningImportsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('imports.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const isStill = query.still === 'yes';
    const page = await this.desk.page(actor, ref, { said: saidAfter(query, doneSentences), isStill });
    if (page.progress && !isStill)
      response.setHeader('Refresh', `${secondsBetweenLooks}; url=${importPaths.show(encodeURIComponent(ref))}`);
    this.pages.show(request, response, 'exchange/import', page);
  }

  @Post('columns')
  @Allow('imports.run')
  async describe(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DescribeForm)) form: Form<DescribeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (options: LookOptions, status: number) =>
      this.#again(actor, ref, { request, response }, options, status);
    if (!form.ok) return again({ tried: { which: 'columns', what: form } }, 422);
    const row = await this.#open(ref);
    const profile = this.staging.profile(form.value.profile);
    if (!profile) throw new BadRequestException();
    const choices = choicesIn(row, profile, form.posted);
    const result = await this.staging.choose(actor, { ref, version: form.value.version }, choices);
    if (result.ok) return response.redirect(303, address(importPaths.show(ref), { done: 'described' }));
    if (result.error === 'not-found') throw new NotFoundException();
    return again({ isChanged: true, tried: { which: 'columns', what: { posted: form.posted, errors: {} } } }, 409);
  }

  @Post('check')
  @Allow('imports.run')
  @Costly(5)
  async check(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(SeenForm)) form: Form<SeenForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!form.ok) throw new BadRequestException();
    const begun = await this.running.check(actor, { ref, version: form.value.version });
    if (begun.ok) return response.redirect(303, importPaths.show(ref));
    return this.#refuse(actor, ref, { request, response }, { error: begun.error, posted: form.posted });
  }

  @Post('application')
  @Allow('imports.run')
  @Costly(5)
  async apply(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ApplyForm)) form: Form<ApplyForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    if (!form.ok) return this.#again(actor, ref, exchange, { tried: { which: 'application', what: form } }, 422);
    const { version, shrunken, why } = form.value;
    const begun = await this.running.apply(actor, { ref, version }, shrunken ? why : null);
    if (begun.ok) return response.redirect(303, importPaths.show(ref));
    return this.#refuse(actor, ref, exchange, { error: begun.error, posted: form.posted });
  }

  @Post('setting-aside')
  @Allow('imports.run')
  async setAside(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(SeenForm)) form: Form<SeenForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!form.ok) throw new BadRequestException();
    const result = await this.staging.setAside(actor, { ref, version: form.value.version });
    if (result.ok) return response.redirect(303, address(importPaths.show(ref), { done: 'set-aside' }));
    if (result.error === 'not-found') throw new NotFoundException();
    return this.#again(actor, ref, { request, response }, { isChanged: true }, 409);
  }

  @Get('rows')
  @Allow('imports.read')
  async rows(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.desk.find(ref);
    const { page, notes } = readPage(query);
    const outcome = outcomeIn(query);
    const counts = await this.queries.countIssues(ref);
    const issues = await this.queries.issues({ ref, outcome }, { limit: pageSize, offset: (page - 1) * pageSize });
    const model = importRowsPage(ref, { outcome, issues, counts, page, notes });
    this.pages.show(request, response, 'exchange/import-rows', model);
  }

  @Get('rows.csv')
  @Allow('imports.read')
  async rowsFile(@Param('ref') ref: string, @Query() query: Asked, @Res() response: Response): Promise<void> {
    await this.desk.find(ref);
    const outcome = outcomeIn(query);
    await streamCsv<IssueRow>(
      response,
      `${ref}-${outcome}-rows.csv`,
      [
        { header: 'Line', value: ({ line }) => line },
        { header: 'Column', value: ({ column }) => column },
        { header: 'Why', value: ({ reason }) => reason },
      ],
      this.#everyIssue(ref, outcome),
    );
  }

  @Get('inspections')
  @Allow('imports.read')
  async made(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { imported } = await this.desk.find(ref);
    if (!imported) throw new NotFoundException();
    const { page, notes } = readPage(query);
    const count = await this.desk.countMade(imported.id);
    const made = await this.queries.made(imported.id, { limit: pageSize, offset: (page - 1) * pageSize });
    const model = importMadePage(ref, { made, count, page, notes });
    this.pages.show(request, response, 'exchange/import-rows', model);
  }

  /** To be saved, never shown: the bytes that were handed in. */
  @Get('file')
  @Allow('imports.read')
  async file(@Param('ref') ref: string, @Res() response: Response): Promise<void> {
    const row = await this.queries.staged(ref);
    const file = row && (await this.staging.file(row));
    if (!file) throw new NotFoundException();
    sendFile(response, file);
  }

  async *#everyIssue(ref: string, outcome: IssueRow['outcome']): AsyncGenerator<readonly IssueRow[]> {
    for (let offset = 0; ; offset += rowsPerBatch) {
      const some = await this.queries.issues({ ref, outcome }, { limit: rowsPerBatch, offset });
      yield some;
      if (some.length < rowsPerBatch) return;
    }
  }

  async #open(ref: string): Promise<StagedImportRow> {
    const row = await this.queries.staged(ref);
    if (!row) throw new NotFoundException();
    return row;
  }

  async #again(
    actor: Actor,
    ref: string,
    { request, response }: { readonly request: Request; readonly response: Response },
    options: LookOptions,
    status: number,
  ): Promise<void> {
    this.pages.show(request, response.status(status), 'exchange/import', await this.desk.page(actor, ref, options));
  }

  #refuse(
    actor: Actor,
    ref: string,
    exchange: { readonly request: Request; readonly response: Response },
    { error, posted }: { readonly error: BeginRefusal; readonly posted: Posted },
  ): Promise<void> {
    if (error.because === 'not-found') throw new NotFoundException();
    if (error.because !== 'shrunken') {
      const tried = { which: 'application', what: { posted, errors: {} } } as const;
      return this.#again(actor, ref, exchange, { isChanged: true, tried }, 409);
    }
    const errors = {
      ...(textOf(posted, 'shrunken') === '' ? { shrunken: 'Say that you looked at why it has fewer rows' } : {}),
      ...(textOf(posted, 'why').trim() === '' ? { why: 'Enter why it has fewer rows' } : {}),
    };
    return this.#again(actor, ref, exchange, { tried: { which: 'application', what: { posted, errors } } }, 422);
  }
}

/** Which heading was chosen for which column. One that the page did not offer cannot come from it. */
function choicesIn(row: StagedImportRow, profile: Profile, posted: Posted): StagedChoices {
  if (profile.key !== row.profile) return { profile: profile.key, columns: {} };
  const names = row.sample.heading.map(plainName);
  const choosable = headingsToChoose(profile, row.sample.heading);
  const asked = placesOf(profile, row.sample.heading);
  const columns: Record<string, string> = {};
  for (const [index, { column, how }] of asked.entries()) {
    const chosen = index < mostSaidColumns ? textOf(posted, columnField(index)) : '';
    if (chosen === '') continue;
    const name = names[/^\d+$/.test(chosen) ? Number(chosen) : -1];
    if (name === undefined || how === 'same' || !choosable.includes(name)) throw new BadRequestException();
    columns[column] = name;
  }
  return { profile: profile.key, columns };
}

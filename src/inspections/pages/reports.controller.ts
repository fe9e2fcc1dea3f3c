import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { type Conflict, conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { JudgingService } from '../judging.service.js';
import { WorkspaceReader, type WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import { categoryRefusals, looksPersonal, textsRefusals, triedWith } from './refusal-words.js';
import { CategoryForm, NoteForm, ReportForm } from './report.form.js';
import { notePage, provisionalReportPage, reportPage } from './report.page.js';

type Query = Readonly<Record<string, unknown>>;

/** What an inspection says in words: summary, report, category, the note of a visit. */
@Controller('inspections/:ref')
export class ReportsController {
  constructor(
    private readonly reader: WorkspaceReader,
    private readonly judging: JudgingService,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get('report')
  @Allow('inspections.read-evidence')
  async report(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    this.pages.show(request, response, 'inspections/sheet', reportPage(view, { query }));
  }

  @Post('report')
  @Allow('inspections.judge')
  async write(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ReportForm)) form: Form<ReportForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', reportPage(view, { query: {}, tried }));
    if (!form.ok) return again(form);
    const { checked, ...texts } = form.value;
    const personal = checked ? {} : personalIn({ summary: texts.summary, reportText: texts.reportText });
    if (Object.keys(personal).length > 0) return again({ posted: form.posted, errors: personal });
    const written = await this.judging.write(actor, ref, texts);
    if (written.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'report' }));
    if (written.error === 'not-found') throw new NotFoundException();
    if (written.error !== 'stale') return again(triedWith(form.posted, textsRefusals[written.error]));
    const told = await this.#conflict(view, 'report', [
      { label: 'Summary', saved: view.work.summary, typed: texts.summary },
      { label: 'Report', saved: view.work.reportText, typed: texts.reportText },
    ]);
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  @Post('category')
  @Allow('inspections.judge')
  async categorise(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(CategoryForm)) form: Form<CategoryForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const again = (triedCategory: Tried): void =>
      this.pages.show(
        request,
        response.status(422),
        'inspections/sheet',
        reportPage(view, { query: {}, triedCategory }),
      );
    if (!form.ok) return again(form);
    const done = await this.judging.categorise(actor, ref, form.value);
    if (done.ok) return response.redirect(303, address(inspectionPaths.report(ref), { done: 'category' }));
    if (done.error === 'not-found') throw new NotFoundException();
    again(triedWith(form.posted, categoryRefusals[done.error]));
  }

  @Get('note')
  @Allow('inspections.read-evidence')
  async note(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    if (view.work.type !== 'monitoring') throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', notePage(view));
  }

  @Post('note')
  @Allow('inspections.judge')
  async writeNote(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NoteForm)) form: Form<NoteForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    if (view.work.type !== 'monitoring') throw new NotFoundException();
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', notePage(view, tried));
    if (!form.ok) return again(form);
    const { checked, ...note } = form.value;
    const personal = checked
      ? {}
      : personalIn({ improved: note.improved, notImproved: note.notImproved, next: note.next });
    if (Object.keys(personal).length > 0) return again({ posted: form.posted, errors: personal });
    const written = await this.judging.writeNote(actor, ref, note);
    if (written.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'note' }));
    if (written.error === 'not-found') throw new NotFoundException();
    if (written.error !== 'stale') {
      const refusal = written.error === 'no-such-area' ? textsRefusals.locked : textsRefusals[written.error];
      return again(triedWith(form.posted, refusal));
    }
    const told = await this.#conflict(view, 'note', [
      { label: 'What improved', saved: view.note?.improved ?? null, typed: note.improved },
      { label: 'What did not improve', saved: view.note?.notImproved ?? null, typed: note.notImproved },
      { label: 'What comes next', saved: view.note?.next ?? null, typed: note.next },
    ]);
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  /** For the team, and for the organisation's contacts while they check it. */
  @Get('provisional-report')
  @Allow('inspections.read')
  async provisionalReport(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.reader.read(actor, ref, ['words']);
    if (!view || view.relation.part === null) throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', provisionalReportPage(view));
  }

  async #team(actor: Actor, ref: string): Promise<WorkView> {
    const view = await this.reader.read(actor, ref, ['words', 'rules']);
    if (!view || view.relation.part === 'contact' || view.relation.part === null) throw new NotFoundException();
    return view;
  }

  async #conflict(view: WorkView, thing: string, rows: Parameters<typeof conflict>[0]['rows']): Promise<Conflict> {
    const [line] = await this.audit.ofObject('inspection', [view.work.id], { limit: 1 });
    return conflict({ thing, at: line ? formatMoment(line.at) : 'a time that is not known', rows });
  }
}

/** The fields whose words look as if somebody could be known by them, each with message 21. */
const personalIn = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([field, words]) =>
      personalDataIn(words).length > 0 ? [[field, looksPersonal]] : [],
    ),
  );

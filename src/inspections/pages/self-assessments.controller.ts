import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { may, reachOf } from '../../access/domain/account.js';
import { parsePeriod } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import type { FieldErrors, Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { AreaViewsService } from '../area-views.service.js';
import { type AreaViewRow, AreaViewsQueries, type FrameworkFound } from '../data/area-views.queries.js';
import { type AreaViewKind, type AreaViewSaid, isAreaViewKind } from '../domain/area-view.js';
import { BeginViewForm, ChangeSelfViewForm, ChooseViewForm, SubmitViewForm, whoOf } from './self-assessments.form.js';
import {
  chooseViewPage,
  notAPeriod,
  type ViewChoices,
  viewFields,
  viewFormPage,
  viewListPage,
  viewMessages,
  viewPage,
  viewSaid,
} from './self-assessments.page.js';
import { selfAssessmentPaths } from './self-assessments.paths.js';

type Typed = Pick<BeginViewForm, 'area' | 'grade' | 'from' | 'to' | 'narrative'>;
type Place = {
  readonly kind: AreaViewKind;
  readonly body: { readonly id: string; readonly name: string; readonly slug: string };
  readonly framework: FrameworkFound;
};

const personal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';

/** Self-assessments of bodies, and the views of their boards. */
@Controller('self-assessments')
export class SelfAssessmentsController {
  constructor(
    private readonly views: AreaViewsService,
    private readonly queries: AreaViewsQueries,
    private readonly accounts: AccountsQueries,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('papers.read')
  async index(@CurrentActor() { account }: PersonActing, @Req() request: Request, @Res() response: Response) {
    const rows = await this.queries.within(reachOf(account, 'papers.read').organisationIds);
    this.pages.show(request, response, 'inspections/area-views', viewListPage(rows, may(account, 'area_views.write')));
  }

  @Get('new')
  @Allow('area_views.write')
  async askWhich(@CurrentActor() actor: PersonActing, @Req() request: Request, @Res() response: Response) {
    this.pages.show(request, response, 'inspections/area-view-form', await this.#choosePage(actor, null));
  }

  @Post('new')
  @Allow('area_views.write')
  async choose(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(ChooseViewForm)) form: Form<ChooseViewForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { kind, slug } = form.ok ? whoOf(form.value.who) : { kind: '', slug: '' };
    const framework = form.ok ? await this.queries.framework(form.value.framework) : null;
    if (form.ok && kind !== '' && framework)
      return response.redirect(303, selfAssessmentPaths.begin(kind, slug, framework.key));
    const tried = form.ok ? { posted: form.posted, errors: { framework: 'Select a framework of the list' } } : form;
    this.pages.show(request, response.status(422), 'inspections/area-view-form', await this.#choosePage(actor, tried));
  }

  @Get('new/:kind/:slug/:framework')
  @Allow('area_views.write')
  async askNew(
    @CurrentActor() actor: PersonActing,
    @Param() at: { kind: string; slug: string; framework: string },
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const place = await this.#place(actor, at);
    this.pages.show(request, response, 'inspections/area-view-form', await this.#newPage(place, null));
  }

  @Post('new/:kind/:slug/:framework')
  @Allow('area_views.write')
  async begin(
    @CurrentActor() actor: PersonActing,
    @Param() at: { kind: string; slug: string; framework: string },
    @Body(new FormPipe(BeginViewForm)) form: Form<BeginViewForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const place = await this.#place(actor, at);
    const { posted } = form;
    const again = async (tried: Tried) =>
      this.pages.show(request, response.status(422), 'inspections/area-view-form', await this.#newPage(place, tried));
    if (!form.ok) return again(form);
    const { reviewRef, visibility } = form.value;
    if (place.kind === 'board' && visibility === null)
      return again({ posted, errors: { visibility: 'Select who may read it' } });
    const read = said(form.value, visibility ?? 'board');
    if ('errors' in read) return again({ posted, errors: read.errors });
    const added = await this.views.add(
      actor,
      place.kind,
      { organisationId: place.body.id, framework: place.framework },
      { ...read, reviewRef },
    );
    const done = place.kind === 'board' ? 'recorded' : 'begun';
    if (added.ok) return response.redirect(303, address(selfAssessmentPaths.show(added.value), { done }));
    if (added.error === 'not-found') throw new NotFoundException();
    return again({ posted, errors: viewMessages[added.error] });
  }

  @Get(':ref')
  @Allow('papers.read')
  async show(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#show(actor, await this.#find(actor, ref), { request, response, query, tried: null });
  }

  @Get(':ref/edit')
  @Allow('self_assessments.write')
  async askEdit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const row = await this.#draft(actor, ref);
    this.pages.show(request, response, 'inspections/area-view-form', await this.#editPage(row, null));
  }

  @Post(':ref/edit')
  @Allow('self_assessments.write')
  async edit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(ChangeSelfViewForm)) form: Form<ChangeSelfViewForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const row = await this.#draft(actor, ref);
    const { posted } = form;
    const again = async (tried: Tried, status = 422) =>
      this.pages.show(
        request,
        response.status(status),
        'inspections/area-view-form',
        await this.#editPage(await this.#draft(actor, ref), tried),
      );
    if (!form.ok) return again(form);
    const read = said(form.value, 'board');
    if ('errors' in read) return again({ posted, errors: read.errors });
    const changed = await this.views.change(actor, ref, read, form.value.version);
    if (changed.ok) return response.redirect(303, address(selfAssessmentPaths.show(ref), { done: 'saved' }));
    if (changed.error === 'not-found' || changed.error === 'submitted-already') throw new NotFoundException();
    if (changed.error !== 'stale') return again({ posted, errors: viewMessages[changed.error] });
    const now = await this.#draft(actor, ref);
    const [last] = await this.audit.ofObject('self_assessment', [row.id], { limit: 1 });
    const at = last ? formatMoment(last.at) : 'a moment ago';
    const fields = viewFields(await this.#choicesOf(now.frameworkKey), now);
    return again(mergeConflict({ thing: 'self-assessment', at, fields, posted, was: readWas(posted) }), 409);
  }

  @Post(':ref/submission')
  @Allow('self_assessments.write')
  async submit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(SubmitViewForm)) form: Form<SubmitViewForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const row = await this.#find(actor, ref);
    const again = (status: number, tried: Tried) =>
      this.#show(actor, row, { request, response: response.status(status), query: {}, tried });
    if (!form.ok) return again(422, form);
    const { visibility, version } = form.value;
    const submitted = await this.views.submit(actor, ref, { visibility, version });
    if (submitted.ok) return response.redirect(303, address(selfAssessmentPaths.show(ref), { done: 'submitted' }));
    if (submitted.error === 'not-found') throw new NotFoundException();
    const problem =
      submitted.error === 'stale'
        ? 'Someone changed this self-assessment meanwhile. Read it again and submit it then'
        : 'It was submitted already';
    return this.#show(actor, await this.#find(actor, ref), {
      request,
      response: response.status(409),
      query: {},
      tried: { posted: form.posted, errors: {}, problem },
    });
  }

  async #show(
    actor: PersonActing,
    row: AreaViewRow,
    around: {
      readonly request: Request;
      readonly response: Response;
      readonly query: Readonly<Record<string, unknown>>;
      readonly tried: Tried;
    },
  ): Promise<void> {
    const names = await this.accounts.namesOf([row.recordedBy]);
    const page = viewPage(row, {
      mayWrite: this.views.mayWrite(actor, 'self', row.organisationId) && row.kind === 'self',
      said: saidAfter(around.query, viewSaid),
      by: names.get(row.recordedBy) ?? row.recordedBy,
      tried: around.tried,
    });
    this.pages.show(around.request, around.response, 'inspections/area-view', page);
  }

  async #choosePage(actor: PersonActing, tried: Tried) {
    const own = (await this.views.bodiesFor(actor, 'self')).map((body) => ({ ...body, kind: 'self' as const }));
    const boards = (await this.views.bodiesFor(actor, 'board')).map((body) => ({ ...body, kind: 'board' as const }));
    return chooseViewPage([...own, ...boards], await this.queries.frameworks(), tried);
  }

  async #newPage({ kind, body, framework }: Place, tried: Tried) {
    const action = selfAssessmentPaths.begin(kind, body.slug, framework.key);
    const choices = await this.#choicesOf(framework.key);
    return viewFormPage({ kind, body, frameworkTitle: framework.title, action, choices, held: null }, tried);
  }

  async #editPage(row: AreaViewRow, tried: Tried) {
    const body = { name: row.organisationName, slug: row.organisationSlug };
    const choices = await this.#choicesOf(row.frameworkKey);
    const action = selfAssessmentPaths.edit(row.ref);
    return viewFormPage({ kind: 'self', body, frameworkTitle: row.frameworkTitle, action, choices, held: row }, tried);
  }

  async #choicesOf(key: string): Promise<ViewChoices> {
    const framework = await this.queries.framework(key);
    const areas = framework ? await this.queries.areas(framework.id) : [];
    return { areas, grades: await this.queries.grades([...new Set(areas.map(({ scaleId }) => scaleId))]) };
  }

  async #place(actor: PersonActing, at: { kind: string; slug: string; framework: string }): Promise<Place> {
    if (!isAreaViewKind(at.kind)) throw new NotFoundException();
    const body = (await this.views.bodiesFor(actor, at.kind)).find(({ slug }) => slug === at.slug);
    const framework = await this.queries.framework(at.framework);
    if (!body || !framework) throw new NotFoundException();
    return { kind: at.kind, body, framework };
  }

  async #find({ account }: PersonActing, ref: string): Promise<AreaViewRow> {
    const row = await this.queries.byRef(ref, reachOf(account, 'papers.read').organisationIds);
    if (!row) throw new NotFoundException();
    return row;
  }

  async #draft(actor: PersonActing, ref: string): Promise<AreaViewRow> {
    const row = await this.#find(actor, ref);
    const isOwn = row.kind === 'self' && this.views.mayWrite(actor, 'self', row.organisationId);
    if (!isOwn || row.state !== 'draft') throw new NotFoundException();
    return row;
  }
}

/** What was typed as a view, or what is wrong with it. */
function said(typed: Typed, visibility: 'public' | 'board'): AreaViewSaid | { readonly errors: FieldErrors } {
  const [from, to] = [parsePeriod(typed.from), parsePeriod(typed.to)];
  const errors = {
    ...(from ? {} : { from: notAPeriod }),
    ...(to ? {} : { to: notAPeriod }),
    ...(personalDataIn(typed.narrative).length > 0 ? { narrative: personal } : {}),
  };
  if (!from || !to || Object.keys(errors).length > 0) return { errors };
  return { areaKey: typed.area, gradeId: typed.grade, from, to, narrative: typed.narrative, visibility };
}

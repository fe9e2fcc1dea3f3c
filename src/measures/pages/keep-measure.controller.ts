import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { reachOf } from '../../access/domain/account.js';
import { parsePeriod } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { mergeConflict } from '../../shell/form/merging.js';
import { readWas } from '../../shell/form/held.js';
import type { Form } from '../../shell/form/posted.js';
import { conflict } from '../../shell/form/conflict.js';
import { textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { MeasureKeepingQueries } from '../data/keeping.queries.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import { MeasurePagesQueries } from '../data/measure-pages.queries.js';
import type { MeasureEdit } from '../domain/measure-edit.js';
import { editOf, KeepingMeasuresService, protectionOf } from '../keeping-measures.service.js';
import { BeginMeasureForm, DefinitionForm, EditMeasureForm, ProtectionForm } from './keep-measure.form.js';
import {
  beginMeasurePage,
  definitionMessages,
  definitionPage,
  editFields,
  editMeasurePage,
  editMessages,
  protectionMessages,
  protectionPage,
} from './keep-measure.page.js';
import type { MeasureFormPage } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

const unreadable = 'First period must be a year, a quarter, a month or a day, as in the hint';

/** Begins measures, and changes what is said of them. */
@Controller()
export class KeepMeasureController {
  constructor(
    private readonly keeping: KeepingMeasuresService,
    private readonly queries: MeasureKeepingQueries,
    private readonly measures: MeasurePagesQueries,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get('organisations/:slug/measures/new')
  @Allow('measures.keep')
  async askBegin(
    @CurrentActor() actor: PersonActing,
    @Param('slug') slug: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = await this.#body(actor, slug);
    this.#show(request, response, beginMeasurePage(body, await this.queries.others(body.id)));
  }

  @Post('organisations/:slug/measures/new')
  @Allow('measures.keep')
  async begin(
    @CurrentActor() actor: PersonActing,
    @Param('slug') slug: string,
    @Body(new FormPipe(BeginMeasureForm)) form: Form<BeginMeasureForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = await this.#body(actor, slug);
    const again = async (tried: Tried) =>
      this.#show(request, response.status(422), beginMeasurePage(body, await this.queries.others(body.id), tried));
    if (!form.ok) return again(form);
    const { definition, numerator, denominator, ...said } = form.value;
    const edit: MeasureEdit = { ...said, status: 'active' };
    const made = await this.keeping.begin(actor, body.id, edit, { text: definition, numerator, denominator });
    if (made.ok) return response.redirect(303, address(measurePaths.show(made.value), { done: 'begun' }));
    if (made.error === 'not-found') throw new NotFoundException();
    return again({ posted: form.posted, errors: editMessages[made.error] });
  }

  @Get('measures/:ref/edit')
  @Allow('measures.keep')
  async askEdit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.#show(request, response, await this.#editPage(await this.#find(actor, ref), null));
  }

  @Post('measures/:ref/edit')
  @Allow('measures.keep')
  async edit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(EditMeasureForm)) form: Form<EditMeasureForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = async (tried: Tried, status = 422) =>
      this.#show(request, response.status(status), await this.#editPage(await this.#find(actor, ref), tried));
    if (!form.ok) return again(form);
    const { posted } = form;
    const { version, was: _, ...edit } = form.value;
    const saved = await this.keeping.edit(actor, ref, edit, version);
    if (saved.ok) return response.redirect(303, address(measurePaths.show(ref), { done: 'saved' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale') return again({ posted, errors: editMessages[saved.error] });
    const now = await this.#find(actor, ref);
    const merged = mergeConflict({
      thing: 'measure',
      at: await this.#savedAt(row),
      fields: editFields(editOf(now), await this.#othersOf(now)),
      posted,
      was: readWas(posted),
    });
    return again(merged, 409);
  }

  @Get('measures/:ref/definition')
  @Allow('measures.keep')
  async askDefinition(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.#show(request, response, await this.#definitionPage(await this.#find(actor, ref), null));
  }

  @Post('measures/:ref/definition')
  @Allow('measures.keep')
  async definition(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(DefinitionForm)) form: Form<DefinitionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = async (tried: Tried, status = 422) =>
      this.#show(request, response.status(status), await this.#definitionPage(await this.#find(actor, ref), tried));
    if (!form.ok) return again(form);
    const { posted } = form;
    const { definition, numerator, denominator, reason, version } = form.value;
    const from = parsePeriod(form.value.from);
    if (!from) return again({ posted, errors: { from: unreadable } });
    const saved = await this.keeping.define(
      actor,
      ref,
      { text: definition, numerator, denominator, from, reason },
      version,
    );
    if (saved.ok) return response.redirect(303, address(measurePaths.show(ref), { done: 'defined' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale') return again({ posted, errors: definitionMessages[saved.error] ?? {} });
    const [newest] = (await this.measures.parts([row.id], [row.id])).filter(({ part }) => part === 'definition');
    const rows = [{ label: 'Definition', saved: newest?.text ?? null, typed: textOf(posted, 'definition') }];
    return again(await this.#changed(row, posted, rows), 409);
  }

  @Get('measures/:ref/small-numbers')
  @Allow('measures.keep')
  async askProtection(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.#show(request, response, await this.#protectionPage(await this.#find(actor, ref), null));
  }

  @Post('measures/:ref/small-numbers')
  @Allow('measures.keep')
  async protection(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(ProtectionForm)) form: Form<ProtectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = async (tried: Tried, status = 422) =>
      this.#show(request, response.status(status), await this.#protectionPage(await this.#find(actor, ref), tried));
    if (!form.ok) return again(form);
    const { posted } = form;
    const { smallNumbers, threshold, suppressZero, roundTo, reason, version } = form.value;
    const saved = await this.keeping.protect(actor, ref, {
      protection: {
        smallNumbers: smallNumbers === 'yes',
        threshold,
        suppressZero,
        roundTo: roundTo === 'none' ? null : Number(roundTo),
      },
      reason,
      version,
    });
    if (saved.ok) {
      const done = saved.value === 'asked' ? 'asked' : 'protected';
      return response.redirect(303, address(measurePaths.show(ref), { done }));
    }
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error === 'stale') {
      const now = await this.#find(actor, ref);
      const rows = [
        { label: 'Threshold', saved: String(now.threshold), typed: textOf(posted, 'threshold') },
        { label: 'Why', saved: now.disclosureReason, typed: textOf(posted, 'reason') },
      ];
      return again(await this.#changed(row, posted, rows), 409);
    }
    return again({ posted, errors: protectionMessages[saved.error] ?? {} });
  }

  #show(request: Request, response: Response, page: MeasureFormPage): void {
    this.pages.show(request, response, 'measures/form', page);
  }

  async #editPage(row: KeptMeasureRow, tried: Tried): Promise<MeasureFormPage> {
    return editMeasurePage(row, { held: editOf(row), others: await this.#othersOf(row), tried });
  }

  async #definitionPage(row: KeptMeasureRow, tried: Tried): Promise<MeasureFormPage> {
    const parts = await this.measures.parts([row.id], [row.id]);
    return definitionPage(row, parts.find(({ part }) => part === 'definition') ?? null, tried);
  }

  async #protectionPage(row: KeptMeasureRow, tried: Tried): Promise<MeasureFormPage> {
    const waiting = await this.queries.proposals(row.id);
    const isAsked = waiting.some(({ kind }) => kind === 'protection');
    return protectionPage(row, { held: protectionOf(row), isAsked, tried });
  }

  async #othersOf(row: KeptMeasureRow) {
    return (await this.queries.others(row.organisationId)).filter(({ id }) => id !== row.id);
  }

  /** What stands on the page is saved now: whoever typed sees it above their words. */
  async #changed(
    row: KeptMeasureRow,
    posted: NonNullable<Tried>['posted'],
    rows: Parameters<typeof conflict>[0]['rows'],
  ): Promise<Tried> {
    return { posted, errors: {}, conflict: conflict({ thing: 'measure', at: await this.#savedAt(row), rows }) };
  }

  async #savedAt({ id }: KeptMeasureRow): Promise<string> {
    const [last] = await this.audit.ofObject('measure', [id], { limit: 1 });
    return last ? formatMoment(last.at) : 'a moment ago';
  }

  async #find(actor: PersonActing, ref: string): Promise<KeptMeasureRow> {
    const row = await this.keeping.find(actor, ref);
    if (!row) throw new NotFoundException();
    return row;
  }

  async #body({ account }: PersonActing, slug: string) {
    const body = await this.queries.body(slug, reachOf(account, 'measures.keep').organisationIds);
    if (!body) throw new NotFoundException();
    return body;
  }
}

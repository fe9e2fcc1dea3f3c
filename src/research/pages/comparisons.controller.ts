import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ComparisonRefusal, ComparisonsService } from '../comparisons.service.js';
import type { ComparisonRow } from '../data/comparison.row.js';
import { ComparisonsQueries } from '../data/comparisons.queries.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { factsTextName, linesOf } from '../comparison-files.js';
import { recordsIn } from '../domain/comparison-changes.js';
import { differenceOf, readFactsText } from '../domain/comparison-facts.js';
import type { KeptComparison } from '../domain/comparison-package/kept-comparison.js';
import type { LaneName } from '../domain/lanes.js';
import { CompareDesk } from './compare-desk.js';
import { choiceFault, type Chosen, readChoice, readLanes } from './compare-question.js';
import { comparisonQuery } from './compare-side.page.js';
import { comparePaths } from './compare.paths.js';
import { ComparisonStepForm, EditComparisonForm, NewComparisonForm } from './comparisons.form.js';
import { comparisonPage, comparisonRefusals } from './comparison.page.js';
import {
  comparisonSaid,
  comparisonsPage,
  editComparisonPage,
  namingFields,
  newComparisonPage,
} from './comparisons.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { RecoveryDesk } from './recovery-desk.js';
import type { Asked } from './recovery-question.js';

/** The query of an address as a page is asked with it: a name that comes more than once has all its values. */
function queryOf(text: string): Asked {
  const search = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** What an address of a comparison asks for. */
type ReadComparison = {
  readonly chosen: Chosen;
  readonly rows: readonly LaneName[];
  readonly measure: string | null;
  readonly shownAs: string;
};

/** Comparisons that a researcher keeps: their own alone, so that another's address finds nothing. */
@Controller('research/comparisons')
export class ComparisonsController {
  constructor(
    private readonly desk: RecoveryDesk,
    private readonly compared: CompareDesk,
    private readonly queries: ComparisonsQueries,
    private readonly comparisons: ComparisonsService,
    private readonly audit: AuditQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('comparisons.keep')
  async index(
    @CurrentActor() actor: PersonActing,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const rows = await this.queries.ofAccount(actor.account.id);
    const page = comparisonsPage(rows, saidAfter(query, comparisonSaid));
    this.pages.show(request, response, 'research/comparisons', page);
  }

  @Get('new')
  @Allow('comparisons.keep')
  async begin(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { chosen, shownAs } = await this.#read(query);
    if (choiceFault(chosen.picked.length) !== null) return response.redirect(303, comparePaths.choose());
    this.#ask(request, response, { chosen, shownAs, tried: null });
  }

  @Post('new')
  @Allow('comparisons.keep')
  async save(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(NewComparisonForm)) form: Form<NewComparisonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = form.ok ? form.value.shown : form.posted.shown;
    const read = await this.#read(queryOf(typeof asked === 'string' ? asked : ''));
    const { chosen, shownAs } = read;
    const fault = choiceFault(chosen.picked.length);
    const again = (tried: Tried): void => this.#ask(request, response.status(422), { chosen, shownAs, tried });
    if (!form.ok) return again(form);
    if (fault !== null) return again({ posted: form.posted, errors: {}, problem: fault });
    const { name, note } = form.value;
    const made = await this.comparisons.save(actor, { name, note }, { ...(await this.#shown(read)), shownAs });
    response.redirect(303, address(comparisonPaths.show(made.ref), { done: 'saved' }));
  }

  @Get(':ref')
  @Allow('comparisons.keep')
  async show(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, { row: await this.#find(actor, ref), query, refusal: null });
  }

  @Get(':ref/edit')
  @Allow('comparisons.keep')
  async askEdit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.#form(request, response, await this.#find(actor, ref), null);
  }

  @Post(':ref/edit')
  @Allow('comparisons.keep')
  async edit(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(EditComparisonForm)) form: Form<EditComparisonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    if (!form.ok) return this.#form(request, response.status(422), row, form);
    const { name, note, version } = form.value;
    const saved = await this.comparisons.rename(actor, { ref, version }, { name, note });
    if (saved.ok) return response.redirect(303, address(comparisonPaths.show(ref), { done: 'renamed' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale')
      return this.#form(request, response.status(422), row, {
        posted: form.posted,
        errors: { name: comparisonRefusals[saved.error] },
      });
    const now = await this.#find(actor, ref);
    const [last] = await this.audit.ofObject('comparison', [row.id], { limit: 1 });
    const merged = mergeConflict({
      thing: 'comparison',
      at: last ? formatMoment(last.at) : 'a moment ago',
      fields: namingFields(now),
      posted: form.posted,
      was: readWas(form.posted),
    });
    this.#form(request, response.status(409), now, merged);
  }

  @Post(':ref/renewal')
  @Allow('comparisons.keep')
  async renew(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(ComparisonStepForm)) form: Form<ComparisonStepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    if (!form.ok) return response.redirect(303, comparisonPaths.show(ref));
    const shown = await this.#shown(await this.#read(queryOf(row.shownAs)));
    const renewed = await this.comparisons.renew(actor, { ref, version: form.value.version }, shown);
    await this.#stepped(request, response, { row, result: renewed, done: 'renewed' });
  }

  @Post(':ref/publication')
  @Allow('comparisons.keep')
  async publish(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(ComparisonStepForm)) form: Form<ComparisonStepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    if (!form.ok) return response.redirect(303, comparisonPaths.show(ref));
    const published = await this.comparisons.publish(actor, { ref, version: form.value.version });
    await this.#stepped(request, response, { row, result: published, done: 'published' });
  }

  @Post(':ref/removal')
  @Allow('comparisons.keep')
  async remove(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(ComparisonStepForm)) form: Form<ComparisonStepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    if (!form.ok) return response.redirect(303, comparisonPaths.show(ref));
    const removed = await this.comparisons.remove(actor, { ref, version: form.value.version });
    if (removed.ok) return response.redirect(303, address(comparisonPaths.index(), { done: 'removed' }));
    await this.#stepped(request, response, { row, result: removed, done: 'removed' });
  }

  /** Whoever pressed a button on a page that is no longer how it stands is led to how it stands. */
  async #stepped(
    request: Request,
    response: Response,
    {
      row,
      result,
      done,
    }: { readonly row: ComparisonRow; readonly result: Result<null, ComparisonRefusal>; readonly done: string },
  ): Promise<void> {
    if (result.ok) return response.redirect(303, address(comparisonPaths.show(row.ref), { done }));
    if (result.error === 'not-found') throw new NotFoundException();
    if (result.error === 'stale') return response.redirect(303, comparisonPaths.show(row.ref));
    await this.#show(request, response.status(422), { row, query: {}, refusal: comparisonRefusals[result.error] });
  }

  async #show(
    request: Request,
    response: Response,
    { row, query, refusal }: { readonly row: ComparisonRow; readonly query: Asked; readonly refusal: string | null },
  ): Promise<void> {
    const read = await this.#read(queryOf(row.shownAs));
    const shown = await this.#shown(read);
    const editions = await this.queries.editions(row.id);
    const [newest] = editions;
    const kept = newest ? await this.queries.contentOf(newest.id, factsTextName) : null;
    // An earlier version of the service kept no numbers: they were not added since.
    const now = linesOf(newest?.shape === 'lines' ? { ...shown, series: [] } : shown);
    const difference = differenceOf(readFactsText(kept ?? ''), now);
    const there = new Set(read.chosen.picked.map((one) => one.ref));
    const page = comparisonPage({
      row,
      editions,
      difference,
      fates: await this.queries.fates(recordsIn(difference), newest?.savedAt ?? ''),
      gone: new URLSearchParams(row.shownAs).getAll('case').filter((one) => !there.has(one)),
      site: this.settings.values.publicUrl,
      today: this.clock.today(),
      refusal,
      said: saidAfter(query, comparisonSaid),
    });
    this.pages.show(request, response, 'research/comparison', page);
  }

  async #read(query: Asked): Promise<ReadComparison> {
    const { record } = await this.desk.open();
    const chosen = readChoice(record, query);
    const { rows } = readLanes(query);
    const measure = typeof query.measure === 'string' && query.measure.length <= 300 ? query.measure : null;
    const path = address('', comparisonQuery(chosen, rows, measure));
    return { chosen, rows, measure, shownAs: path.replace(/^\?/, '') };
  }

  async #shown({ chosen, rows, measure }: ReadComparison): Promise<KeptComparison> {
    const { record } = await this.desk.open();
    return this.compared.shown(record, chosen, { rows, measure });
  }

  #ask(
    request: Request,
    response: Response,
    { chosen, shownAs, tried }: { readonly chosen: Chosen; readonly shownAs: string; readonly tried: Tried },
  ): void {
    const refs = chosen.picked.map(({ ref }) => ref);
    const page = newComparisonPage({ refs, align: chosen.align, shownAs, tried });
    this.pages.show(request, response, 'research/comparison-form', page);
  }

  #form(request: Request, response: Response, row: ComparisonRow, tried: Tried): void {
    this.pages.show(request, response, 'research/comparison-form', editComparisonPage(row, tried));
  }

  async #find({ account }: PersonActing, ref: string): Promise<ComparisonRow> {
    const row = await this.queries.byRef(ref, account.id);
    if (!row) throw new NotFoundException();
    return row;
  }
}

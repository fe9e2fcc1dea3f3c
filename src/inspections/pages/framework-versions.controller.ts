import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { textOf } from '../../shell/form/posted.js';
import { outsideHref } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { nations } from '../../vocabulary/domain/nations.js';
import { FrameworkDraftsQueries } from '../data/framework-drafts.queries.js';
import { FrameworkPagesQueries } from '../data/framework-pages.queries.js';
import { linesOf, type VersionContent } from '../domain/framework-version.js';
import { contentOf, FrameworkVersionsService } from '../framework-versions.service.js';
import {
  ClosingForm,
  DecisionForm,
  DraftForm,
  NewVersionForm,
  MeaningsForm,
  mostMeanings,
} from './framework-versions.form.js';
import { decisionProblems, draftPage, yourOwn } from './framework-draft.page.js';
import { addressMessage, draftMessages, editPage, newVersionPage } from './framework-drafts.page.js';
import { closingMessages, closingStale, versionPage, versionsPage } from './framework-versions.page.js';
import { versionPaths } from './framework-versions.paths.js';
import { readGrades, ownScaleId, type OwnScale } from '../domain/own-scale.js';
import { GradeMeaningsService } from '../grade-meanings.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { faster } from '../../shell/form/faster.js';
import { meaningsPage } from './grade-meanings.page.js';

type Asked = Readonly<Record<string, unknown>>;
type Typed = Omit<DraftForm, 'version' | 'was'>;

const typedContent = (typed: Typed): VersionContent => ({
  title: typed.title,
  unit: typed.unit,
  episodeArea: typed.episodeArea,
  sectors: typed.sectors,
  countries: typed.nations.map((nation) => nations[nation]),
  effectiveFrom: typed.effectiveFrom,
  effectiveTo: typed.effectiveTo,
  headline: linesOf(typed.headline),
  others: linesOf(typed.others),
  scaleId: typed.scale,
  ownScale: ownScaleOf(typed),
  recoveredRule: typed.recoveredRule,
  failing: typed.failing,
  planDays: typed.planDays,
  note: typed.note,
  sourceUrl: typed.sourceUrl,
});

/** The scale that is written with the version, where that was chosen and can be read. */
function ownScaleOf({ scale, scaleName, grades }: Typed): OwnScale | null {
  const read = readGrades(grades);
  return scale === ownScaleId && scaleName && 'grades' in read ? { label: scaleName, grades: read.grades } : null;
}

/** What cannot stand about what was typed, as messages at the fields. */
function faultsOf(typed: Typed): Readonly<Record<string, string>> | null {
  if (isNoAddress(typed)) return addressMessage;
  if (typed.scale !== ownScaleId) return null;
  const read = readGrades(typed.grades);
  const errors = {
    ...(typed.scaleName ? {} : { scaleName: 'Enter the name of the new scale' }),
    ...('problem' in read ? { grades: read.problem } : {}),
  };
  return Object.keys(errors).length > 0 ? errors : null;
}

const isNoAddress = ({ sourceUrl }: Typed): boolean => sourceUrl !== null && outsideHref(sourceUrl) === null;

@Controller('admin/frameworks')
export class FrameworkVersionsController {
  constructor(
    private readonly versions: FrameworkVersionsService,
    private readonly meanings: GradeMeaningsService,
    private readonly trail: AuditQueries,
    private readonly queries: FrameworkDraftsQueries,
    private readonly frameworks: FrameworkPagesQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('frameworks.manage')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [drafts, versions] = await Promise.all([this.queries.waiting(), this.frameworks.list()]);
    const names = await this.accounts.namesOf(drafts.map(({ savedBy }) => savedBy));
    const page = versionsPage({ drafts, versions, names, today: this.clock.today(), query });
    this.pages.show(request, response, 'inspections/sheet', page);
  }

  @Get('new')
  @Allow('frameworks.manage')
  async begin(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#new(request, response, typeof query.copy === 'string' && query.copy !== '' ? query.copy : null);
  }

  @Post('new')
  @Allow('frameworks.manage')
  async add(
    @Body(new FormPipe(NewVersionForm)) posted: Form<NewVersionForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const copy = textOf(posted.posted, 'copy') || null;
    if (!posted.ok) return this.#new(request, response.status(422), copy, posted);
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#new(request, response.status(422), copy, { posted: posted.posted, errors });
    const faults = faultsOf(posted.value);
    if (faults) return again(faults);
    const made = await this.versions.draft(actor, {
      baseKey: copy,
      inspectorateKey: posted.value.inspectorate,
      content: typedContent(posted.value),
    });
    if (!made.ok) return again(draftMessages[made.error]);
    response.redirect(303, `${versionPaths.draft(made.value)}?done=added`);
  }

  @Get('drafts/:id')
  @Allow('frameworks.manage')
  async draft(
    @Param('id') id: string,
    @Query() query: Asked,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#draft(request, response, { id, actor, query });
  }

  @Get('drafts/:id/edit')
  @Allow('frameworks.manage')
  async edit(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#edit(request, response, { id });
  }

  @Post('drafts/:id/edit')
  @Allow('frameworks.manage')
  async change(
    @Param('id') id: string,
    @Body(new FormPipe(DraftForm)) posted: Form<DraftForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#edit(request, response.status(422), { id, tried: posted });
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#edit(request, response.status(422), { id, tried: { posted: posted.posted, errors } });
    const faults = faultsOf(posted.value);
    if (faults) return again(faults);
    const { version } = posted.value;
    const saved = await this.versions.change(actor, { id, version, content: typedContent(posted.value) });
    if (saved.ok) return response.redirect(303, `${versionPaths.draft(id)}?done=changed`);
    const { error } = saved;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'stale') {
      const tried = { posted: posted.posted, errors: {} };
      return this.#edit(request, response.status(409), { id, tried, isStale: true });
    }
    if (error === 'decided-already') return this.#refuse(request, response, { id, actor, error });
    await again(draftMessages[error]);
  }

  @Post('drafts/:id/agreement')
  @Allow('frameworks.manage')
  async agree(
    @Param('id') id: string,
    @Body(new FormPipe(DecisionForm)) posted: Form<DecisionForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const agreed = await this.versions.agree(actor, id, posted.ok ? posted.value.version : 0);
    if (agreed.ok) return response.redirect(303, `${versionPaths.version(agreed.value)}?done=agreed`);
    const { error } = agreed;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'stale' || error === 'decided-already') return this.#refuse(request, response, { id, actor, error });
    const problem = error === 'your-own' ? yourOwn(await this.#others(actor)) : Object.values(draftMessages[error])[0];
    await this.#draft(request, response.status(422), { id, actor, query: {}, problem: problem ?? null });
  }

  @Post('drafts/:id/dropping')
  @Allow('frameworks.manage')
  async drop(
    @Param('id') id: string,
    @Body(new FormPipe(DecisionForm)) posted: Form<DecisionForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const dropped = await this.versions.drop(actor, id, posted.ok ? posted.value.version : 0);
    if (dropped.ok) return response.redirect(303, `${versionPaths.index()}?done=dropped`);
    if (dropped.error === 'not-found') throw new NotFoundException();
    await this.#refuse(request, response, { id, actor, error: dropped.error });
  }

  @Get('versions/:key')
  @Allow('frameworks.manage')
  async version(
    @Param('key') key: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#version(request, response, { key, query });
  }

  @Post('versions/:key/closing')
  @Allow('frameworks.manage')
  async close(
    @Param('key') key: string,
    @Body(new FormPipe(ClosingForm)) posted: Form<ClosingForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried, status = 422): Promise<void> =>
      this.#version(request, response.status(status), { key, query: {}, tried });
    if (!posted.ok) return again(posted);
    const closed = await this.versions.close(actor, key, posted.value);
    if (closed.ok) return response.redirect(303, `${versionPaths.version(key)}?done=closed`);
    if (closed.error === 'not-found') throw new NotFoundException();
    if (closed.error === 'stale') {
      const now = await this.frameworks.byKey(key);
      return again({ posted: posted.posted, errors: {}, problem: closingStale(now?.effectiveTo ?? null) }, 409);
    }
    await again({ posted: posted.posted, errors: closingMessages[closed.error] });
  }

  @Get('versions/:key/meanings')
  @Allow('frameworks.manage')
  async askMeanings(@Param('key') key: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#meanings(request, response, { key });
  }

  @Post('versions/:key/meanings')
  @Allow('frameworks.manage')
  async sayMeanings(
    @Param('key') key: string,
    @Body(new FormPipe(MeaningsForm)) posted: Form<MeaningsForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#meanings(request, response.status(422), { key, tried: posted });
    const { version } = posted.value;
    const typed = Array.from({ length: mostMeanings }, (_, index) => posted.value[`meaning${index + 1}`] ?? null);
    const saved = await this.meanings.say(actor, key, { version, typed });
    if (saved.ok) return response.redirect(303, `${versionPaths.version(key)}?done=meanings`);
    if (saved.error === 'not-found') throw new NotFoundException();
    const thing = { words: 'list of meanings', entity: 'framework', id: saved.frameworkId };
    const conflict = await faster(thing, this.trail, this.clock.now());
    await this.#meanings(request, response.status(409), {
      key,
      tried: { posted: posted.posted, errors: {}, conflict },
    });
  }

  async #meanings(
    request: Request,
    response: Response,
    { key, tried = null }: { readonly key: string; readonly tried?: Tried },
  ): Promise<void> {
    const found = await this.meanings.of(key);
    if (!found) throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', meaningsPage({ ...found, tried }));
  }

  async #new(request: Request, response: Response, copy: string | null, tried: Tried = null): Promise<void> {
    const base = copy === null ? null : await this.versions.copied(copy);
    if (copy !== null && !base) throw new NotFoundException();
    const [scales, inspectorates] = await Promise.all([this.queries.scales(), this.queries.inspectorates()]);
    const page = newVersionPage({ base, scales, inspectorates, tried });
    this.pages.show(request, response, 'inspections/sheet', page);
  }

  async #edit(
    request: Request,
    response: Response,
    { id, tried = null, isStale = false }: { readonly id: string; readonly tried?: Tried; readonly isStale?: boolean },
  ): Promise<void> {
    const shown = await this.#shown(id);
    if (shown.draft.state !== 'draft') return response.redirect(303, versionPaths.draft(id));
    this.pages.show(request, response, 'inspections/sheet', editPage({ ...shown, tried, isStale }));
  }

  #refuse(
    request: Request,
    response: Response,
    { id, actor, error }: { readonly id: string; readonly actor: Actor; readonly error: keyof typeof decisionProblems },
  ): Promise<void> {
    return this.#draft(request, response.status(409), { id, actor, query: {}, problem: decisionProblems[error] });
  }

  async #draft(
    request: Request,
    response: Response,
    {
      id,
      actor,
      query,
      problem = null,
    }: { readonly id: string; readonly actor: Actor; readonly query: Asked; readonly problem?: string | null },
  ): Promise<void> {
    const shown = await this.#shown(id);
    const { savedBy, decidedBy } = shown.draft;
    const [names, others] = await Promise.all([
      this.accounts.namesOf([savedBy, ...(decidedBy ? [decidedBy] : [])]),
      this.#others(actor),
    ]);
    const page = draftPage({ ...shown, reader: actor.name, others, names, query, problem });
    this.pages.show(request, response, 'inspections/sheet', page);
  }

  async #others(actor: Actor): Promise<readonly string[]> {
    const all = await this.accounts.holders(['administrator'], {}, this.clock.today());
    return all.filter(({ ref }) => ref !== actor.name).map(({ name }) => name);
  }

  async #shown(id: string) {
    const draft = await this.queries.byId(id);
    if (!draft) throw new NotFoundException();
    const [base, scales] = await Promise.all([
      draft.baseKey === null ? null : this.versions.copied(draft.baseKey),
      this.queries.scales(),
    ]);
    const content = contentOf(draft);
    return { draft, content, base, scales };
  }

  async #version(
    request: Request,
    response: Response,
    { key, query, tried = null }: { readonly key: string; readonly query: Asked; readonly tried?: Tried },
  ): Promise<void> {
    const version = await this.frameworks.byKey(key);
    if (!version) throw new NotFoundException();
    const closing = await this.queries.closingOf(version.id);
    const names = await this.accounts.namesOf(closing ? [closing.closedBy] : []);
    const page = versionPage({ version, closing, names, today: this.clock.today(), query, tried });
    this.pages.show(request, response, 'inspections/sheet', page);
  }
}

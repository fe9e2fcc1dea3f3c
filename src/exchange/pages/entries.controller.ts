import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from '../../inspections/data/workspace.queries.js';
import { Clock } from '../../kernel/clock.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { NotAllowed } from '../../shell/refusals.js';
import { saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { RecordEntriesQueries } from '../data/record-entries.queries.js';
import type { EntryRow } from '../data/record-entry.row.js';
import { bodyOf, isOfProgramme } from '../domain/record-entry.js';
import { type EntryKind, type PlaceKind, placeKinds, wroteIt } from '../domain/record-entry.js';
import { ProgrammeEntriesService } from '../programme-entries.service.js';
import { type EntryFault, RecordEntriesService, type StandRefusal } from '../record-entries.service.js';
import { EntryEditForm, EntryForm, PublishForm, TurnDownForm } from './entries.form.js';
import { entriesPage, entryPage, entrySaid } from './entries.page.js';
import { entryFormPage } from './entry-form.page.js';
import { chooseBodyPage, chooseFrameworkPage, chooseKindPage, notOursPage } from './entry-steps.page.js';
import { entryPaths } from './entries.paths.js';
import { doneByOthers, faultWords } from './entry-words.page.js';
import { type OpenFramework, readEntry } from './read-entry.js';
import { ForeseeingEntriesService } from '../foreseeing-entries.service.js';

const mostListed = 200;
const mostFound = 20;
type Asked = Readonly<Record<string, unknown>>;
type Exchange = { readonly request: Request; readonly response: Response };
type Which = 'publication' | 'return' | 'drop';

const ownWords = (others: readonly string[]): string =>
  `Somebody else must publish an entry than whoever wrote it. ${others.length > 0 ? `${others.join(', ')} can do this.` : 'Another record keeper can do this.'}`;

const wordsIn = (query: Asked, name: string): string | null => {
  const value = query[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
};

/** What record keepers write down of places that have nobody here, and what another of them publishes. */
@Controller('entries')
export class EntriesController {
  constructor(
    private readonly entries: RecordEntriesService,
    private readonly foreseeing: ForeseeingEntriesService,
    private readonly queries: RecordEntriesQueries,
    private readonly bodies: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly search: SearchQueries,
    private readonly accounts: AccountsQueries,
    private readonly audit: AuditQueries,
    private readonly programmes: ProgrammeEntriesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('entries.write')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const states = ['written', 'returned', 'published', 'dropped'];
    const rows = await this.queries.inStates(states, mostListed + 1);
    const names = await this.accounts.namesOf(rows.map(({ recordedBy }) => recordedBy));
    this.pages.show(request, response, 'exchange/entries', entriesPage(rows, names, { limit: mostListed }));
  }

  @Get('new')
  @Allow('entries.write')
  async begin(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const show = (page: object): void => this.pages.show(request, response, 'exchange/entry-step', page as never);
    const body = await this.bodies.organisationBySlug(wordsIn(query, 'organisation') ?? '');
    if (!body) return show(await this.#findBody(wordsIn(query, 'q')));
    const kind = wordsIn(query, 'kind');
    if (kind === null || !isKind(kind)) return show(chooseKindPage(body));
    const framework = await this.#framework(wordsIn(query, 'framework'));
    if (kind === 'judgement' && !framework) return show(chooseFrameworkPage(body, await this.frameworks.everyOne()));
    const inspectorateId = framework?.inspectorateId ?? null;
    const others = await this.entries.othersWho(body.id, { kind, inspectorateId });
    if (others) return show(notOursPage(body, doneByOthers(others)));
    this.pages.show(request, response, 'exchange/entry-form', entryFormPage({ body, kind, framework }));
  }

  @Post('new')
  @Allow('entries.write')
  async write(
    @Body(new FormPipe(EntryForm)) form: Form<EntryForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const posted = form.posted as Asked;
    const kind = wordsIn(posted, 'kind');
    const body = await this.bodies.organisationBySlug(wordsIn(posted, 'organisation') ?? '');
    if (!body || kind === null || !isKind(kind)) throw new NotFoundException();
    const framework = await this.#framework(wordsIn(posted, 'framework'));
    const again = (tried: Tried): void => {
      const page = entryFormPage({ body, kind, framework, tried });
      this.pages.show(request, response.status(422), 'exchange/entry-form', page);
    };
    if (!form.ok) return again(form);
    const read = readEntry(form.value, framework);
    if ('errors' in read) return again({ posted: form.posted, errors: read.errors });
    const written = await this.entries.write(actor, body.id, { entry: read.entry, source: sourceOf(form.value) });
    if (!written.ok) return again({ posted: form.posted, ...faultWords(written.error, framework) });
    response.redirect(303, address(entryPaths.show(written.value.ref), { done: 'written' }));
  }

  @Get(':ref')
  @Allow('entries.write')
  async look(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#look({ request, response }, actor, ref, { said: saidAfter(query, entrySaid) });
  }

  @Get(':ref/edit')
  @Allow('entries.write')
  async askEdit(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#showEdit({ request, response }, await this.#find(ref), {});
  }

  @Post(':ref/edit')
  @Allow('entries.write')
  async rewrite(
    @Param('ref') ref: string,
    @Body(new FormPipe(EntryEditForm)) form: Form<EntryEditForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(ref);
    const again = (tried: Tried) => this.#showEdit({ request, response: response.status(422) }, row, { tried });
    if (!form.ok) return again(form);
    const framework = await this.#frameworkOf(row);
    const { posted, value } = form;
    const read = readEntry({ ...value, kind: row.kind as EntryKind }, framework);
    if ('errors' in read) return again({ posted, errors: read.errors });
    const given = { entry: read.entry, source: sourceOf(value) };
    const saved = await this.entries.rewrite(actor, ref, given, value.version);
    if (saved.ok) return response.redirect(303, address(entryPaths.show(ref), { done: 'rewritten' }));
    const { error } = saved;
    if (!isStanding(error)) return again({ posted, ...faultWords(error, framework) });
    if (error.because === 'not-found') throw new NotFoundException();
    const now = await this.#find(ref);
    const tried = { posted, errors: {} };
    if (error.because !== 'stale' || !isOpen(now))
      return this.#look({ request, response: response.status(409) }, actor, ref, {});
    const stale = { at: await this.#lastChange(now) };
    await this.#showEdit({ request, response: response.status(409) }, now, { tried, stale });
  }

  @Post(':ref/publication')
  @Allow('entries.publish')
  async publish(
    @Param('ref') ref: string,
    @Body(new FormPipe(PublishForm)) form: Form<PublishForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const row = await this.#find(ref);
    if (wroteIt(row, actor.name)) throw new NotAllowed(ownWords(await this.#others(row)));
    if (!form.ok) return this.#again(exchange, actor, ref, { which: 'publication', what: form });
    const published = await this.entries.publish(actor, ref, form.value.version);
    if (published.ok) return response.redirect(303, address(entryPaths.show(ref), { done: 'published' }));
    const { error } = published;
    if (isStanding(error)) return this.#refuse(exchange, actor, row, error.because);
    const { errors, problem } = faultWords(error, await this.#frameworkOf(row));
    const said = [problem, ...Object.values(errors)].filter((words) => words !== undefined).join('. ');
    const what = { posted: form.posted, errors: {}, problem: said };
    return this.#again(exchange, actor, ref, { which: 'publication', what });
  }

  @Post(':ref/return')
  @Allow('entries.publish')
  async giveBack(
    @Param('ref') ref: string,
    @Body(new FormPipe(TurnDownForm)) form: Form<TurnDownForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#turnDown({ request, response }, actor, ref, { which: 'return', form });
  }

  @Post(':ref/drop')
  @Allow('entries.write')
  async drop(
    @Param('ref') ref: string,
    @Body(new FormPipe(TurnDownForm)) form: Form<TurnDownForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#turnDown({ request, response }, actor, ref, { which: 'drop', form });
  }

  async #turnDown(
    exchange: Exchange,
    actor: Actor,
    ref: string,
    { which, form }: { readonly which: 'return' | 'drop'; readonly form: Form<TurnDownForm> },
  ): Promise<void> {
    const row = await this.#find(ref);
    if (which === 'return' && wroteIt(row, actor.name)) throw new NotAllowed(ownWords(await this.#others(row)));
    if (!form.ok) return this.#again(exchange, actor, ref, { which, what: form });
    const { posted, value } = form;
    if (personalDataIn(value.why).length > 0) {
      const why = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';
      return this.#again(exchange, actor, ref, { which, what: { posted, errors: { why } } });
    }
    const done = await this.entries.turnDown(actor, ref, { ...value, step: which === 'drop' ? 'drop' : 'give-back' });
    if (done.ok) {
      const said = which === 'drop' ? 'dropped' : 'returned';
      return exchange.response.redirect(303, address(entryPaths.show(ref), { done: said }));
    }
    return this.#refuse(exchange, actor, row, done.error);
  }

  /** Somebody was faster, or it is done: the entry as it stands now, and nothing changed. */
  async #refuse(exchange: Exchange, actor: Actor, row: EntryRow, error: StandRefusal): Promise<void> {
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'own-entry') throw new NotAllowed(ownWords(await this.#others(row)));
    const { request, response } = exchange;
    await this.#look({ request, response: response.status(409) }, actor, row.ref, {
      changedAt: await this.#lastChange(row),
    });
  }

  #again(exchange: Exchange, actor: Actor, ref: string, tried: { which: Which; what: NonNullable<Tried> }) {
    const { request, response } = exchange;
    return this.#look({ request, response: response.status(422) }, actor, ref, { tried });
  }

  async #look(
    { request, response }: Exchange,
    actor: Actor,
    ref: string,
    {
      changedAt = null,
      ...wanted
    }: Pick<Parameters<typeof entryPage>[0], 'said' | 'tried'> & { readonly changedAt?: string | null },
  ): Promise<void> {
    const row = await this.#find(ref);
    const framework = await this.#frameworkOf(row);
    const names = await this.accounts.namesOf(
      [row.recordedBy, row.editedBy, row.decidedBy].filter((one) => one !== null),
    );
    const page = entryPage({
      row,
      frameworkTitle: framework?.title ?? null,
      names,
      isOwn: wroteIt(row, actor.name),
      others: await this.#others(row),
      foreseen: row.state === 'written' ? await this.foreseeing.of(row) : null,
      ...wanted,
    });
    const notices =
      changedAt === null
        ? []
        : [{ text: `Someone changed this entry at ${changedAt}. Nothing was done. Look at it again.` }];
    this.pages.show(request, response, 'exchange/entry', { ...page, notices });
  }

  async #showEdit(
    { request, response }: Exchange,
    row: EntryRow,
    wanted: { readonly tried?: Tried; readonly stale?: { readonly at: string } },
  ): Promise<void> {
    if (!isOpen(row)) throw new NotFoundException();
    const body = { id: row.organisationId, name: row.organisation, slug: row.slug };
    const framework = await this.#frameworkOf(row);
    const entry = bodyOf(row);
    const programme = isOfProgramme(entry) ? await this.programmes.toWrite(entry.says.programme) : null;
    const page = entryFormPage({ body, kind: row.kind as EntryKind, framework, row, programme, ...wanted });
    this.pages.show(request, response, 'exchange/entry-form', page);
  }

  async #find(ref: string): Promise<EntryRow> {
    const row = await this.queries.byRef(ref);
    if (!row) throw new NotFoundException();
    return row;
  }

  async #findBody(words: string | null) {
    const ids = words === null ? [] : await this.search.find(words, 'organisation', mostFound);
    const found = new Map((await this.bodies.organisations(ids)).map((body) => [body.id, body]));
    return chooseBodyPage(
      words,
      ids.flatMap((id) => found.get(id) ?? []),
    );
  }

  async #frameworkOf(row: EntryRow) {
    const entry = bodyOf(row);
    return entry.kind === 'judgement' ? this.#framework(entry.says.framework) : null;
  }

  async #framework(key: string | null): Promise<(OpenFramework & { readonly inspectorateId: string }) | null> {
    const framework = key === null ? null : await this.frameworks.byKey(key);
    if (!framework) return null;
    const { id, title, inspectorateId } = framework;
    const [areas, grades] = [await this.frameworks.areas(id), await this.frameworks.grades(id)];
    return { key: framework.key, title, inspectorateId, areas, grades };
  }

  /** Other record keepers, by name. */
  async #others(row: EntryRow): Promise<readonly string[]> {
    const keepers = await this.accounts.holders(['record_keeper'], {}, this.clock.today());
    return keepers
      .filter(({ ref }) => !wroteIt(row, ref))
      .slice(0, 3)
      .map(({ name }) => name);
  }

  async #lastChange({ id }: EntryRow): Promise<string> {
    const [last] = await this.audit.ofObject('record_entry', [id], { limit: 1 });
    return last ? formatMoment(last.at) : 'an unknown time';
  }
}

const isKind = (kind: string): kind is PlaceKind => Object.hasOwn(placeKinds, kind);
const isOpen = ({ state }: EntryRow): boolean => state === 'written' || state === 'returned';

const standing = new Set<string>(['not-found', 'stale', 'own-entry', 'not-now']);
const isStanding = (
  error: EntryFault | { readonly because: StandRefusal },
): error is { readonly because: StandRefusal } => standing.has(error.because);

const sourceOf = ({ source, sourcePage, sourceQuote }: EntryForm) => ({
  ref: source.toUpperCase(),
  page: sourcePage,
  quote: sourceQuote,
});

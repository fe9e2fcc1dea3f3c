import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor, PersonActing } from '../../access/audit.service.js';
import { may } from '../../access/domain/account.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { formatDay } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import { Remembered } from '../../shell/remembered.js';
import { visitorOf } from '../../shell/visitor.js';
import { CohortsService, mayAddTo } from '../cohorts.service.js';
import { CohortsQueries } from '../data/cohorts.queries.js';
import { ComparisonsQueries } from '../data/comparisons.queries.js';
import { readDefinition } from '../domain/cohort.js';
import type { Change } from '../domain/package/difference.js';
import { readPlainCsv } from '../domain/package/plain-csv.js';
import { GatheringPackagesService } from '../gathering-packages.service.js';
import { PackingService } from '../packing.service.js';
import { type ComparedEpisodes, readAnchors, readCohort } from './cohort-question.js';
import { anchorsUnread, cohortsPage, freezeMessages, freezePage } from './cohort-lists.page.js';
import { cohortPage, refreezeMessages, rerunPage } from './cohort.page.js';
import { FreezeAgainForm, FreezeForm, FreezeRecordForm, RunAgainForm } from './cohorts.form.js';
import { RecoveryDesk } from './recovery-desk.js';
import type { Asked } from './recovery-question.js';
import { researchPaths } from './research.paths.js';
import { sendFrozen, typeOfFile } from './send-frozen.js';

type Errors = Readonly<Record<string, string>>;

/** Cohorts: read by everybody, frozen by those who may. */
type Counted = Awaited<ReturnType<GatheringPackagesService['count']>>;
const mostCounts = 50;

@Controller('research/exports')
export class CohortsController {
  /** How many episodes a definition means, until anything is committed. */
  readonly #counts: Remembered<Counted>;

  constructor(
    private readonly cohorts: CohortsService,
    private readonly queries: CohortsQueries,
    private readonly comparisons: ComparisonsQueries,
    private readonly gathering: GatheringPackagesService,
    private readonly packing: PackingService,
    private readonly desk: RecoveryDesk,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {
    this.#counts = new Remembered(() => queries.dataVersion(), mostCounts);
  }

  @Get()
  @Allow('everyone')
  async index(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const page = cohortsPage({
      cohorts: await this.queries.all(),
      comparisons: await this.comparisons.published(),
      asked: query,
      mayFreeze: mayFreeze(request),
    });
    this.pages.show(request, response, 'research/cohorts', page);
  }

  @Get('new')
  @Allow('cohorts.freeze')
  async choose(
    @Query() query: Asked,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const comparison = await this.#comparison(actor, query.comparison);
    if (query.comparison !== undefined && !comparison) throw new NotFoundException();
    await this.#choose(request, response, { query, comparison });
  }

  @Post('new')
  @Allow('cohorts.freeze')
  @Costly(10)
  async freeze(
    @Body(new FormPipe(FreezeForm)) posted: Form<FreezeForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const named = textOf(posted.posted, 'comparison');
    const comparison = named === '' ? null : await this.#comparison(actor, named);
    if (named !== '' && !comparison) throw new NotFoundException();
    const again = (errors: Errors): Promise<void> =>
      this.#choose(request, response.status(422), {
        query: posted.posted,
        comparison,
        tried: { posted: posted.posted, errors },
      });
    if (!posted.ok) return again(posted.errors);
    const { title, words, anchors: typed, comparison: _named, ...filters } = posted.value;
    const anchors = readAnchors(typed ?? '');
    if (!anchors) return again({ anchors: anchorsUnread });
    const { record } = await this.desk.open();
    const { definition, notes } = readCohort(record, filters, { anchors, comparison });
    // A filter that cannot be read must not widen what is frozen.
    if (notes.length > 0) return again({ title: notes[0] ?? '' });
    const frozen = await this.cohorts.freeze(actor, { title, words, definition });
    if (!frozen.ok) return again(freezeMessages[frozen.error]);
    response.redirect(303, `${researchPaths.cohort(frozen.value.ref)}?done=frozen`);
  }

  @Post('record')
  @Allow('cohorts.freeze')
  @Costly(10)
  async freezeRecord(
    @Body(new FormPipe(FreezeRecordForm)) posted: Form<FreezeRecordForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (status: number, errors: Errors): Promise<void> =>
      this.#choose(request, response.status(status), { query: {}, triedRecord: { posted: posted.posted, errors } });
    if (!posted.ok) return again(422, posted.errors);
    const frozen = await this.cohorts.freezeRecord(actor, posted.value.reason);
    if (frozen.ok) return response.redirect(303, `${researchPaths.cohort(frozen.value.ref)}?done=frozen`);
    const words: Errors = refreezeMessages;
    await again(frozen.error === 'stale' ? 409 : 422, { reason: words[frozen.error] ?? refreezeMessages.stale });
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, { ref, number: null, query });
  }

  @Get(':ref/editions/:number')
  @Allow('everyone')
  async edition(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, { ref, number: numberIn(number), query });
  }

  @Get(':ref/editions/:number/package.zip')
  @Allow('everyone')
  @Costly(2)
  async package(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const packed = await this.packing.zip(ref, numberIn(number));
    if (!packed) throw new NotFoundException();
    sendFrozen(request, response, { ...packed, contentType: 'application/zip' });
  }

  @Get(':ref/editions/:number/files/:name')
  @Allow('everyone')
  async file(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.queries.file(ref, numberIn(number), name);
    if (!file) throw new NotFoundException();
    sendFrozen(request, response, { name, contentType: typeOfFile(name), content: Buffer.from(file.content) });
  }

  /** Runs the definition again and shows what changed. It writes nothing, but costs as much as freezing. */
  @Post(':ref/run')
  @Allow('cohorts.freeze')
  @Costly(10)
  async run(
    @Param('ref') ref: string,
    @Body(new FormPipe(RunAgainForm)) _posted: Form<RunAgainForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#rerun(request, response, { ref, actor });
  }

  @Post(':ref/editions')
  @Allow('cohorts.freeze')
  @Costly(10)
  async freezeAgain(
    @Param('ref') ref: string,
    @Body(new FormPipe(FreezeAgainForm)) posted: Form<FreezeAgainForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (status: number, errors: Errors): Promise<void> =>
      this.#rerun(request, response.status(status), { ref, actor, tried: { posted: posted.posted, errors } });
    if (!posted.ok) return again(422, posted.errors);
    const frozen = await this.cohorts.freezeAgain(actor, { ref, ...posted.value });
    if (frozen.ok) return response.redirect(303, `${researchPaths.cohort(ref)}?done=frozen`);
    if (frozen.error === 'not-found' || frozen.error === 'not-yours') throw new NotFoundException();
    await again(frozen.error === 'stale' ? 409 : 422, { reason: refreezeMessages[frozen.error] });
  }

  async #choose(
    request: Request,
    response: Response,
    {
      query,
      comparison = null,
      tried = null,
      triedRecord = null,
    }: {
      readonly query: Asked;
      readonly comparison?: ComparedEpisodes | null;
      readonly tried?: Tried;
      readonly triedRecord?: Tried;
    },
  ): Promise<void> {
    const { record, today } = await this.desk.open();
    const asked = readCohort(record, query, { comparison });
    const key = JSON.stringify([today, asked.definition]);
    const counted = await this.#counts.of(key, () => this.gathering.count(asked.definition, today));
    const whole = await this.queries.ofRecord();
    const [newest] = whole ? await this.queries.editions(whole.id) : [];
    const page = freezePage({
      asked,
      counted,
      record: whole && newest ? { ref: whole.ref, number: newest.number, asOf: formatDay(newest.asOf) } : null,
      tried,
      triedRecord,
    });
    this.pages.show(request, response, 'research/freeze', page);
  }

  /** A comparison of this researcher’s own; null: there is none. */
  async #comparison(actor: PersonActing, ref: unknown): Promise<ComparedEpisodes | null> {
    if (typeof ref !== 'string') return null;
    const row = await this.comparisons.byRef(ref, actor.account.id);
    if (!row) return null;
    const episodes = JSON.parse(row.episodes) as readonly { readonly ref: string }[];
    return { ref: row.ref, name: row.name, episodes: episodes.map((one) => one.ref) };
  }

  async #show(
    request: Request,
    response: Response,
    { ref, number, query }: { readonly ref: string; readonly number: number | null; readonly query: Asked },
  ): Promise<void> {
    const cohort = await this.queries.byRef(ref);
    if (!cohort) throw new NotFoundException();
    const editions = await this.queries.editions(cohort.id);
    const edition = number === null ? editions[0] : editions.find((one) => one.number === number);
    if (!edition) throw new NotFoundException();
    const changes = edition.number > 1 ? await this.queries.file(ref, edition.number, 'changes.csv') : null;
    const { account } = visitorOf(request);
    const page = cohortPage({
      cohort,
      definition: readDefinition(cohort.definition),
      editions,
      edition,
      files: await this.queries.files(edition.id),
      changes: changes && readChanges(changes.content),
      isOfVersion: number !== null,
      mayRun: account !== null && mayFreeze(request) && mayAddTo({ name: account.ref }, cohort),
      site: this.settings.values.publicUrl,
      today: this.clock.today(),
      query,
    });
    this.pages.show(request, response, 'research/cohort', page);
  }

  async #rerun(
    request: Request,
    response: Response,
    { ref, actor, tried = null }: { readonly ref: string; readonly actor: Actor; readonly tried?: Tried },
  ): Promise<void> {
    const held = await this.queries.byRef(ref);
    if (!held || !mayAddTo(actor, held)) throw new NotFoundException();
    const rerun = await this.cohorts.runAgain(ref);
    if (!rerun) throw new NotFoundException();
    this.pages.show(request, response, 'research/rerun', rerunPage({ ...rerun, mayFreeze: true, tried }));
  }
}

const mayFreeze = (request: Request): boolean => may(visitorOf(request).account, 'cohorts.freeze');

/** A number as an address writes it, or one that no edition has. */
const numberIn = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** The changes as the file of an edition holds them. */
function readChanges(csv: string): readonly Change[] {
  const { names, rows } = readPlainCsv(csv);
  const at = (cells: readonly string[], name: string): string => cells[names.indexOf(name)] ?? '';
  const orNull = (text: string): string | null => (text === '' ? null : text);
  return rows.map((cells) => ({
    table: at(cells, 'table'),
    change: at(cells, 'kind') as Change['change'],
    row: at(cells, 'row'),
    column: orNull(at(cells, 'column')),
    from: orNull(at(cells, 'from')),
    to: orNull(at(cells, 'to')),
    since: orNull(at(cells, 'since')),
    why: at(cells, 'why'),
  }));
}

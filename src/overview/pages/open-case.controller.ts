import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import type { NewPersonToTell } from '../../episodes/domain/new-case.js';
import { isOpeningTask, missingTasks, type Opening, type OpeningTask } from '../../episodes/domain/opening.js';
import { casePaths, openingPaths } from '../../episodes/pages/cases.paths.js';
import { OpeningCasesService } from '../../episodes/opening-cases.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form, Posted } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import {
  AreaForm,
  BeginForm,
  DatesForm,
  FirstWarningForm,
  OpenForm,
  PeopleForm,
  TriggerForm,
} from './open-case.form.js';
import { beginPage, candidateLimit, checkPage, openRefusals, taskPage, tasksPage } from './open-case.page.js';

type Exchange = { readonly request: Request; readonly response: Response };
type Errors = Readonly<Record<string, string>>;

const personal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';
const looksPersonal = (text: string | null): boolean => text !== null && personalDataIn(text).length > 0;

/** Opens a case, task by task. */
@Controller('episodes/new')
export class OpenCaseController {
  constructor(
    private readonly service: OpeningCasesService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('episodes.open')
  async begin(
    @CurrentActor() actor: Actor,
    @Query('q') q: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#showBegin(actor, { request, response }, { asked: typeof q === 'string' ? q.trim().slice(0, 100) : '' });
  }

  @Post()
  @Allow('episodes.open')
  async start(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(BeginForm)) form: Form<BeginForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    if (!form.ok) {
      response.status(422);
      return this.#showBegin(actor, { request, response }, { asked: '', tried: form });
    }
    const started = await this.service.start(actor, form.value.organisation);
    if (!started.ok) throw new NotFoundException();
    response.redirect(303, openingPaths.tasks(started.value.ref));
  }

  async #showBegin(
    actor: Actor,
    { request, response }: Exchange,
    { asked, tried = null }: { readonly asked: string; readonly tried?: Tried },
  ) {
    const bodies = await this.service.bodiesFor(actor, asked, candidateLimit + 1);
    const openings = await this.cases.openingsOf(actor.name);
    this.pages.show(request, response, 'overview/open-case', beginPage({ bodies, asked, openings, tried }));
  }

  @Get(':opening')
  @Allow('episodes.open')
  async tasks(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.pages.show(request, response, 'overview/open-case-tasks', tasksPage(await this.#file(actor, ref)));
  }

  @Post(':opening/removal')
  @Allow('episodes.open')
  async drop(@CurrentActor() actor: Actor, @Param('opening') ref: string, @Res() response: Response) {
    const dropped = await this.service.drop(actor, ref);
    if (!dropped.ok) throw new NotFoundException();
    response.redirect(303, openingPaths.begin());
  }

  @Get(':opening/check')
  @Allow('episodes.open')
  async check(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const file = await this.#file(actor, ref);
    if (file.missing.length > 0 || file.row.episodeRef) return response.redirect(303, openingPaths.tasks(ref));
    this.pages.show(request, response, 'overview/open-case-check', checkPage(await this.#input(actor, ref)));
  }

  @Post(':opening/check')
  @Allow('episodes.open')
  async open(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(OpenForm)) form: Form<OpenForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { version } = form.ok ? form.value : { version: 0 };
    const opened = await this.service.open(actor, { ref, version });
    if (opened.ok) return response.redirect(303, `${casePaths.manage(opened.value.ref)}?done=opened`);
    if (opened.error === 'no-opening') throw new NotFoundException();
    if (opened.error === 'opened-already') return response.redirect(303, openingPaths.tasks(ref));
    const isStale = opened.error === 'changed';
    const problem = isStale
      ? 'Your answers were changed in another window. They are shown below. Check them and open the case again'
      : (openRefusals[opened.error]?.text ?? 'This case cannot be opened');
    response.status(isStale ? 409 : 422);
    const tried = { posted: form.posted, errors: {}, problem };
    this.pages.show(
      request,
      response,
      'overview/open-case-check',
      checkPage({ ...(await this.#input(actor, ref)), tried }),
    );
  }

  @Get(':opening/:task')
  @Allow('episodes.open')
  async task(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Param('task') task: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    if (!isOpeningTask(task)) throw new NotFoundException();
    const input = await this.#input(actor, ref);
    this.pages.show(request, response, 'overview/open-case-task', taskPage(task, input));
  }

  @Post(':opening/area')
  @Allow('episodes.open')
  answerArea(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(AreaForm)) form: Form<AreaForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#answer(
      actor,
      { request, response },
      { ref, task: 'area', form },
      ({ area, unit, title, summary }) => ({
        answers: { area, unit, title, summary },
        errors: {
          ...(looksPersonal(title) ? { title: personal } : {}),
          ...(looksPersonal(summary) ? { summary: personal } : {}),
        },
      }),
    );
  }

  @Post(':opening/trigger')
  @Allow('episodes.open')
  answerTrigger(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(TriggerForm)) form: Form<TriggerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#answer(actor, { request, response }, { ref, task: 'trigger', form }, triggerAnswer);
  }

  @Post(':opening/dates')
  @Allow('episodes.open')
  answerDates(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(DatesForm)) form: Form<DatesForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#answer(actor, { request, response }, { ref, task: 'dates', form }, ({ onset, basis }) => ({
      answers: { onset: { on: onset, basis } },
      errors: (looksPersonal(basis) ? { basis: personal } : {}) as Errors,
    }));
  }

  @Post(':opening/warning')
  @Allow('episodes.open')
  answerWarning(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(FirstWarningForm)) form: Form<FirstWarningForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#answer(actor, { request, response }, { ref, task: 'warning', form }, warningAnswer);
  }

  @Post(':opening/people')
  @Allow('episodes.open')
  answerPeople(
    @CurrentActor() actor: Actor,
    @Param('opening') ref: string,
    @Body(new FormPipe(PeopleForm)) form: Form<PeopleForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#answer(actor, { request, response }, { ref, task: 'people', form }, ({ people }) =>
      peopleAnswer(people),
    );
  }

  async #answer<Value extends { readonly version: number }>(
    actor: Actor,
    exchange: Exchange,
    { ref, task, form }: { readonly ref: string; readonly task: OpeningTask; readonly form: Form<Value> },
    read: (value: Value) => { readonly answers: Partial<Opening>; readonly errors: Errors },
  ): Promise<void> {
    if (!form.ok) return this.#again(actor, exchange, { ref, task, posted: form.posted, errors: form.errors });
    const { answers, errors } = read(form.value);
    if (Object.keys(errors).length > 0) return this.#again(actor, exchange, { ref, task, posted: form.posted, errors });
    const answered = await this.service.answer(actor, { ref, version: form.value.version }, answers);
    if (answered.ok) {
      const [next] = missingTasks(answered.value);
      return exchange.response.redirect(303, next ? openingPaths.tasks(ref) : openingPaths.check(ref));
    }
    if (answered.error === 'no-opening') throw new NotFoundException();
    if (answered.error === 'opened-already') return exchange.response.redirect(303, openingPaths.tasks(ref));
    const isStale = answered.error === 'changed';
    const problem = isStale
      ? 'Your answers were changed in another window. Your version is below. Check it and save again'
      : (openRefusals[answered.error]?.text ?? '');
    return this.#again(actor, exchange, {
      ref,
      task,
      posted: form.posted,
      errors: {},
      problem,
      status: isStale ? 409 : 422,
    });
  }

  async #again(
    actor: Actor,
    { request, response }: Exchange,
    {
      ref,
      task,
      posted,
      errors,
      problem,
      status = 422,
    }: {
      readonly ref: string;
      readonly task: OpeningTask;
      readonly posted: Posted;
      readonly errors: Errors;
      readonly problem?: string;
      readonly status?: number;
    },
  ): Promise<void> {
    const input = await this.#input(actor, ref);
    response.status(status);
    const told = status === 409 && problem ? { conflict: { message: problem, rows: [] } } : problem ? { problem } : {};
    const tried = { posted, errors, ...told };
    this.pages.show(request, response, 'overview/open-case-task', taskPage(task, { ...input, tried }));
  }

  async #file(actor: Actor, ref: string) {
    const file = await this.service.file(actor, ref);
    if (!file) throw new NotFoundException();
    return file;
  }

  async #input(actor: Actor, ref: string) {
    const file = await this.#file(actor, ref);
    const bodies = [file.row.organisationId];
    const warnings = (await this.work.warningsOf(bodies)).filter(({ visibility }) => visibility === 'public');
    return { file, notices: await this.work.formalNotices(bodies), warnings };
  }
}

function triggerAnswer({ kind, judgement, notice, declaredBy, declaredOn }: TriggerForm): {
  readonly answers: Partial<Opening>;
  readonly errors: Errors;
} {
  const isDeclared = kind === 'self_declaration';
  const recordId = kind === 'judgement' ? judgement : kind === 'formal_notice' ? notice : null;
  const missing: Readonly<Record<string, string>> =
    kind === 'judgement' && !judgement
      ? { judgement: 'Select the judgement that opens the case' }
      : kind === 'formal_notice' && !notice
        ? { notice: 'Select the notice that opens the case' }
        : {
            ...(isDeclared && !declaredBy ? { declaredBy: 'Enter who declared it' } : {}),
            ...(isDeclared && !declaredOn ? { declaredOn: 'Enter the date of the declaration' } : {}),
          };
  const trigger = {
    kind,
    recordId,
    declaredBy: isDeclared ? declaredBy : null,
    declaredOn: isDeclared ? declaredOn : null,
  };
  return { answers: { trigger }, errors: missing };
}

function warningAnswer({ known, on, kind, text }: FirstWarningForm): {
  readonly answers: Partial<Opening>;
  readonly errors: Errors;
} {
  if (known === 'none') return { answers: { warning: { known: 'none' } }, errors: {} };
  if (known !== 'new') return { answers: { warning: { known: 'recorded', id: known } }, errors: {} };
  const errors = {
    ...(on ? {} : { on: 'Enter the date of the sign' }),
    ...(kind ? {} : { kind: 'Select what it was seen in' }),
    ...(text ? {} : { text: 'Enter what could be seen' }),
    ...(looksPersonal(text) ? { text: personal } : {}),
  };
  const warning = on && kind && text ? ({ known: 'new', on, kind, text } as const) : null;
  return { answers: { warning }, errors };
}

function peopleAnswer(typed: string | null): { readonly answers: Partial<Opening>; readonly errors: Errors } {
  const lines = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const people = lines.map((line): NewPersonToTell => {
    const [post = '', body = '', email = ''] = line.split(',').map((part) => part.trim());
    return { post, body, email: email || null };
  });
  const odd = people.findIndex(({ post, body, email }) => !post || !body || (email !== null && !email.includes('@')));
  const long = people.some(
    ({ post, body, email }) => post.length > 200 || body.length > 200 || (email?.length ?? 0) > 254,
  );
  const errors: Errors =
    odd >= 0
      ? { people: `Line ${odd + 1} must have a post and a body, with a comma between` }
      : long
        ? { people: 'Each post and body must be 200 characters or less' }
        : {};
  return { answers: { people }, errors };
}

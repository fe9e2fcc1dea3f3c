import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseRecordsService } from '../../episodes/case-records.service.js';
import { CasesService } from '../../episodes/cases.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { type AskedMove, decidingBodies } from '../../episodes/domain/moving-a-case.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import type { ManagedCase } from '../managed-case.js';
import type { Thing } from '../../shell/form/faster.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { CaseDetailsForm, MoveForm, VersionForm, WhyForm } from './manage-case.form.js';
import { detailsPage, pausePage, resumptionPage } from './manage-case.page.js';
import { managePage } from './manage.page.js';
import { movePage, moveRefusals, moveWords } from './manage-move.page.js';

type Asked = Readonly<Record<string, unknown>>;
type To = AskedMove['to'];

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Where a case is run: its state and gates, its pause, and what it says of itself. */
@Controller('episodes/:ref')
export class ManageCaseController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly service: CasesService,
    private readonly cases: CasesQueries,
    private readonly records: CaseRecordsService,
    private readonly pages: Pages,
  ) {}

  @Get('manage')
  @Allow('cases.read')
  async manage(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const file = await this.records.of(managed.theCase);
    const moves = await this.cases.movesOf(managed.theCase.id);
    const input = { file, moves, today: this.desk.clock.today(), query };
    this.pages.show(request, response, 'overview/manage', managePage(managed, input));
  }

  @Post('manage/taking-up')
  @Allow('episodes.open')
  async takeUp(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'episodes.open');
    if (!form.ok) throw new NotFoundException();
    const taken = await this.service.takeUp(actor, { ref, version: form.value.version });
    // Somebody was faster, or the record has moved on: the page says how it stands now.
    response.redirect(303, taken.ok ? `${casePaths.manage(ref)}?done=taken-up` : casePaths.manage(ref));
  }

  @Get('manage/moves/:to')
  @Allow('episodes.open')
  async askMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('to') to: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#move(actor, { ref, to }));
  }

  @Post('manage/moves/:to')
  @Allow('episodes.open')
  async move(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('to') to: string,
    @Body(new FormPipe(MoveForm)) form: Form<MoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#move(actor, { ref, to }));
  }

  #move(actor: Actor, { ref, to }: { readonly ref: string; readonly to: string }): CaseTask<MoveForm> {
    return {
      page: async (tried) => {
        const managed = await this.#open(actor, ref);
        if (!isTo(to)) throw new NotFoundException();
        const file = await this.records.of(managed.theCase);
        return movePage(managed, { file, to, today: this.desk.clock.today(), tried });
      },
      faults: (value) => decisionFaults(askedMove(to, value), value),
      act: (value) => this.service.move(actor, { ref, version: value.version }, askedMove(to, value)),
      to: casePaths.manage(ref),
      done: to,
      words: moveRefusals,
      permission: 'episodes.open',
      thing: () => this.#thing(actor, ref),
    };
  }

  @Get('manage/pause')
  @Allow('episodes.open')
  async askPause(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#pause(actor, { ref }));
  }

  @Post('manage/pause')
  @Allow('episodes.open')
  async pause(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(WhyForm)) form: Form<WhyForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#pause(actor, { ref }));
  }

  #pause(actor: Actor, { ref }: { readonly ref: string }): CaseTask<WhyForm> {
    return {
      page: async (tried) => pausePage(await this.#open(actor, ref), tried),
      act: ({ version, why }) => this.service.pause(actor, { ref, version }, why),
      to: casePaths.manage(ref),
      done: 'paused',
      words: {
        'already-paused': { text: 'The case is paused already' },
        'case-is-over': { text: 'The case is over, so there is nothing to pause' },
      },
      permission: 'episodes.open',
      thing: () => this.#thing(actor, ref),
    };
  }

  @Get('manage/resumption')
  @Allow('episodes.open')
  async askResumption(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#resume(actor, { ref }));
  }

  @Post('manage/resumption')
  @Allow('episodes.open')
  async resume(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(WhyForm)) form: Form<WhyForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#resume(actor, { ref }));
  }

  #resume(actor: Actor, { ref }: { readonly ref: string }): CaseTask<WhyForm> {
    return {
      page: async (tried) => resumptionPage(await this.#open(actor, ref), tried),
      act: ({ version, why }) => this.service.resume(actor, { ref, version }, why),
      to: casePaths.manage(ref),
      done: 'resumed',
      words: { 'not-paused': { text: 'The case is not paused' } },
      permission: 'episodes.open',
      thing: () => this.#thing(actor, ref),
    };
  }

  @Get('manage/details')
  @Allow('episodes.open')
  async askDetails(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#describe(actor, { ref }));
  }

  @Post('manage/details')
  @Allow('episodes.open')
  async describe(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(CaseDetailsForm)) form: Form<CaseDetailsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#describe(actor, { ref }));
  }

  #describe(actor: Actor, { ref }: { readonly ref: string }): CaseTask<CaseDetailsForm> {
    return {
      page: async (tried) => detailsPage(await this.#open(actor, ref), tried),
      personal: ['title', 'summary', 'basis'],
      act: ({ title, summary, onset, basis, version }) =>
        this.service.describe(actor, { ref, version }, { title, summary, onsetOn: when(onset), onsetBasis: basis }),
      to: casePaths.manage(ref),
      done: 'described',
      words: { 'onset-after-trigger': { at: 'onset', text: 'The failure must have begun before its trigger' } },
      permission: 'episodes.open',
      thing: () => this.#thing(actor, ref),
    };
  }

  /** The case before somebody who runs it. */
  async #open(actor: Actor, ref: string): Promise<ManagedCase> {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'episodes.open');
    return managed;
  }

  async #thing(actor: Actor, ref: string): Promise<Thing> {
    return { words: 'case', entity: 'failure_episode', id: (await this.#open(actor, ref)).theCase.id };
  }
}

const isTo = (text: string): text is To => Object.hasOwn(moveWords, text);

function askedMove(to: string, form: MoveForm): AskedMove {
  if (!isTo(to)) throw new NotFoundException();
  const { decisionBody, decisionBy } = form;
  const decidedOn = when(form.decisionOn);
  const isDecided = to === 'recovered' && decisionBody && decisionBy && decidedOn;
  return {
    to,
    on: parsePeriod(form.on) as Period,
    why: form.why ?? '',
    decision: isDecided ? { body: decisionBody, by: decisionBy, on: decidedOn, reference: form.decisionRef } : null,
    basis: to === 'recovered' ? form.basis : null,
    closeReason: to === 'closed' ? form.closeReason : null,
  };
}

/** A recovery names its decision in full: who, of which kind, and when. */
function decisionFaults({ to, decision, basis }: AskedMove, form: MoveForm): Readonly<Record<string, string>> | null {
  if (to !== 'recovered' || (decision && basis)) return null;
  const faults = {
    ...(basis ? {} : { basis: 'Select on what basis' }),
    ...(form.decisionBody
      ? {}
      : { decisionBody: `Select who decided it: ${Object.values(decidingBodies).join(' or ').toLowerCase()}` }),
    ...(form.decisionBy ? {} : { decisionBy: 'Enter the name of who decided it' }),
    ...(form.decisionOn ? {} : { decisionOn: 'Enter the date it was decided' }),
  };
  return Object.keys(faults).length > 0 ? faults : null;
}

import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { parsePeriod } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import { MeasureDecisionsService } from '../measure-decisions.service.js';
import { RecordedDecisions } from '../recorded-decisions.service.js';
import {
  baselineMessages,
  baselinePage,
  decidingMessages,
  type Deciding,
  decisionSaid,
  dipMessages,
  dipPage,
  proposalPage,
  triedWith,
} from './decide-measure.page.js';
import { BaselineForm, DipForm, ProposalForm } from './keep-measure.form.js';
import type { MeasureFormPage } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

type Exchange = { readonly request: Request; readonly response: Response };
type PageFor = (row: KeptMeasureRow, tried: Tried) => MeasureFormPage | Promise<MeasureFormPage>;

const unreadable = 'Period must be written as in the hint';

/** Baselines and expected dips: asked for, decided, written down. */
@Controller('measures/:ref')
export class DecideMeasureController {
  constructor(
    private readonly decisions: MeasureDecisionsService,
    private readonly recorded: RecordedDecisions,
    private readonly accounts: AccountsQueries,
    private readonly pages: Pages,
  ) {}

  @Get('baseline')
  @Allow('measures.propose')
  async askBaseline(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, await this.#find(actor, ref), this.#baselinePage(actor), null);
  }

  @Post('baseline')
  @Allow('measures.propose')
  async baseline(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(BaselineForm)) form: Form<BaselineForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = (tried: Tried) =>
      this.#show({ request, response: response.status(422) }, row, this.#baselinePage(actor), tried);
    if (!form.ok) return again(form);
    const { posted } = form;
    const { from: first, to: last, reason } = form.value;
    const [from, to] = [parsePeriod(first), parsePeriod(last)];
    if (!from || !to) {
      const errors = { ...(from ? {} : { from: unreadable }), ...(to ? {} : { to: unreadable }) };
      return again({ posted, errors });
    }
    const decisionRef = await this.#decision(actor, row, form.value);
    const asked = await this.decisions.baseline(actor, ref, { from, to, reason, decisionRef });
    if (asked.ok) return response.redirect(303, address(measurePaths.show(ref), { done: asked.value }));
    if (asked.error === 'not-found') throw new NotFoundException();
    return again(triedWith(posted, baselineMessages[asked.error]));
  }

  @Get('expected-dip')
  @Allow('measures.propose')
  async askDip(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, await this.#find(actor, ref), this.#dipPage(actor), null);
  }

  @Post('expected-dip')
  @Allow('measures.propose')
  async dip(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(DipForm)) form: Form<DipForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = (tried: Tried) =>
      this.#show({ request, response: response.status(422) }, row, this.#dipPage(actor), tried);
    if (!form.ok) return again(form);
    const decisionRef = await this.#decision(actor, row, form.value);
    const asked = await this.decisions.dip(actor, ref, { ...form.value, decisionRef });
    if (asked.ok) return response.redirect(303, address(measurePaths.show(ref), { done: asked.value }));
    if (asked.error === 'not-found') throw new NotFoundException();
    return again(triedWith(form.posted, dipMessages[asked.error]));
  }

  @Get('proposals/:id')
  @Allow('measures.propose')
  async askProposal(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, await this.#find(actor, ref), this.#proposalPage(actor, id), null);
  }

  @Post('proposals/:id')
  @Allow('measures.propose')
  async decide(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(ProposalForm)) form: Form<ProposalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(actor, ref);
    const again = (tried: Tried, status = 422) =>
      this.#show({ request, response: response.status(status) }, row, this.#proposalPage(actor, id), tried);
    if (!form.ok) return again(form);
    const { decision, answer, version } = form.value;
    const decisionRef = await this.#decision(actor, row, form.value);
    const decided = await this.decisions.decide(actor, { ref, id, version }, { decision, decisionRef, answer });
    if (decided.ok) return response.redirect(303, address(measurePaths.show(ref), { done: decided.value }));
    const { error } = decided;
    if (error === 'not-found') throw new NotFoundException();
    const words = { ...baselineMessages, ...dipMessages, ...decidingMessages }[error];
    // Of what was asked, nothing can be changed here: the message stands above the form.
    const told = error in decidingMessages ? words : { text: words.text };
    return again(triedWith(form.posted, told), error === 'decided-already' ? 409 : 422);
  }

  #baselinePage =
    (actor: PersonActing): PageFor =>
    async (row, tried) =>
      baselinePage(row, { ...(await this.#deciding(actor, row)), tried });

  #dipPage =
    (actor: PersonActing): PageFor =>
    async (row, tried) =>
      dipPage(row, { ...(await this.#deciding(actor, row)), tried });

  #proposalPage =
    (actor: PersonActing, id: string): PageFor =>
    async (row, tried) => {
      const proposal = await this.decisions.proposal(id, row.id);
      if (!proposal) throw new NotFoundException();
      const names = await this.accounts.namesOf([proposal.proposedBy]);
      return proposalPage(row, {
        ...(await this.#deciding(actor, row)),
        proposal,
        by: names.get(proposal.proposedBy) ?? proposal.proposedBy,
        isOwn: proposal.proposedBy === actor.name,
        tried,
      });
    };

  async #deciding(actor: PersonActing, row: KeptMeasureRow): Promise<Deciding> {
    const isOfTheBoard = this.decisions.isOfTheBoard(actor, row);
    return { isOfTheBoard, decisions: isOfTheBoard ? await this.recorded.of(row.organisationId) : [] };
  }

  async #decision(actor: PersonActing, row: KeptMeasureRow, said: Parameters<typeof decisionSaid>[1]) {
    return decisionSaid((await this.#deciding(actor, row)).decisions, said);
  }

  async #show({ request, response }: Exchange, row: KeptMeasureRow, page: PageFor, tried: Tried): Promise<void> {
    this.pages.show(request, response, 'measures/form', await page(row, tried));
  }

  async #find(actor: PersonActing, ref: string): Promise<KeptMeasureRow> {
    const row = await this.decisions.find(actor, ref);
    if (!row) throw new NotFoundException();
    return row;
  }
}

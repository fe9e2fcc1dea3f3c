import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';

import { answerPage, answerRefusals } from './manage-answer.page.js';
import { AnswerForm, WarningForm } from './manage-help.form.js';
import { newWarningPage, warningsPage } from './manage-warnings.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** What could have been seen before the failure was judged, and what was done about it. */
@Controller('episodes/:ref/warnings')
export class ManageWarningsController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly help: CaseHelpService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('cases.read')
  async warnings(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const facts = await this.cases.factsOf(managed.theCase.id);
    const warnings = await this.work.warnings(idsOf(facts, 'warning', 'first_warning'));
    const names = await this.desk.cases.namesOf(warnings.map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names };
    const page = warningsPage(managed, { ...around, warnings, firstIds: idsOf(facts, 'first_warning') });
    this.pages.show(request, response, 'overview/manage-list', page);
  }

  @Get('new')
  @Allow('help.record')
  async askWarning(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#warning(actor, { ref }));
  }

  @Post('new')
  @Allow('help.record')
  async warning(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(WarningForm)) form: Form<WarningForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#warning(actor, { ref }));
  }

  #warning(actor: Actor, { ref }: { readonly ref: string }): CaseTask<WarningForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        return newWarningPage(managed, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { kind, text, first, visibility } = value;
        return this.help.noteWarning(actor, ref, {
          kind,
          text,
          occurredOn: on(value.on),
          isFirst: first,
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.warnings(ref),
      done: 'warning-noted',
      words: inThePast,
      permission: 'help.record',
    };
  }

  @Get(':id/answer')
  @Allow('help.record')
  async askWarningAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#warningAnswer(actor, { ref, id }));
  }

  @Post(':id/answer')
  @Allow('help.record')
  async warningAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(AnswerForm)) form: Form<AnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#warningAnswer(actor, { ref, id }));
  }

  #warningAnswer(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<AnswerForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const found = await this.#findWarning(managed, id);
        return answerPage(managed, {
          what: 'Answer a warning sign',
          quoted: found.text,
          action: casePaths.warningAnswer(ref, id),
          back: { text: 'Warning signs', href: casePaths.warnings(ref) },
          version: found.version,
          answered: found,
          tried,
        });
      },
      personal: ['response'],
      act: async (value) => {
        const { version, response: answer } = value;
        const said = { respondedOn: on(value.on), response: answer };
        return this.help.answerWarning(actor, ref, { id, version }, said);
      },
      to: casePaths.warnings(ref),
      done: 'warning-answered',
      thing: { words: 'warning sign', entity: 'warning_sign', id },
      words: answerRefusals,
      permission: 'help.record',
    };
  }

  async #findWarning(managed: ManagedCase, id: string) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    const warnings = readable(managed, await this.work.warnings(idsOf(facts, 'warning', 'first_warning')));
    const found = warnings.find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}

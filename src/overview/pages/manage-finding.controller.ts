import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { refused } from '../../kernel/result.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { DecisionChoice } from './decision-choice.js';
import { FindingDecisionForm } from './manage-help.form.js';
import { decisionRefusals, findingDecisionPage } from './manage-support.page.js';

type At = { readonly ref: string; readonly id: string };

/** The decision of a board that answers what peers found. */
@Controller('episodes/:ref')
export class ManageFindingController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly help: CaseHelpService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly decisions: DecisionChoice,
  ) {}

  @Get('findings/:id/decision')
  @Allow('help.record')
  async askDecision(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.desk.ask({ request, response }, this.#decision(actor, at));
  }

  @Post('findings/:id/decision')
  @Allow('help.record')
  async decision(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(FindingDecisionForm)) form: Form<FindingDecisionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.desk.act({ request, response }, form, this.#decision(actor, at));
  }

  #decision(actor: Actor, { ref, id }: At): CaseTask<FindingDecisionForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const finding = await this.#find(managed, id);
        const decisions = await this.#choice(actor, managed);
        return findingDecisionPage(managed, { finding, decisions }, tried);
      },
      act: async ({ version, decision }) => {
        const managed = await this.desk.open(actor, ref);
        const chosen = (await this.#choice(actor, managed)).find((one) => one.id === decision);
        if (decision !== null && !chosen) return refused('no-such-decision');
        return this.help.tieDecision(actor, ref, { id, version }, chosen ?? null);
      },
      to: casePaths.support(ref),
      done: 'finding-decided',
      thing: { words: 'finding', entity: 'peer_finding', id },
      words: decisionRefusals,
      permission: 'help.record',
    };
  }

  #choice(actor: Actor, { theCase }: ManagedCase) {
    return this.decisions.of(actor.account, theCase.organisationId);
  }

  async #find(managed: ManagedCase, id: string) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    const supportId = await this.work.parentOf('peer_finding', id);
    const isOfCase = readable(managed, await this.work.support(idsOf(facts, 'peer'))).some(
      (one) => one.id === supportId,
    );
    const found = isOfCase ? (await this.work.findingsOf([supportId ?? ''])).find((one) => one.id === id) : undefined;
    if (!found) throw new NotFoundException();
    return found;
  }
}

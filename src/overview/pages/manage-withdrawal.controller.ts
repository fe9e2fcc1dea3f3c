import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseWithdrawalsService } from '../../episodes/case-withdrawals.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { type WithdrawableKind, withdrawableKinds } from '../../interventions/domain/withdrawal.js';
import { WithdrawingFactsService } from '../../interventions/withdrawing-facts.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { WithdrawalForm } from './manage-withdrawal.form.js';
import { listOf, withdrawalPage, withdrawalRefusals } from './manage-withdrawal.page.js';

const isKind = (kind: string): kind is WithdrawableKind => Object.hasOwn(withdrawableKinds, kind);

/** Takes back a warning sign, an event or evidence that was recorded in a case. */
@Controller('episodes/:ref/facts/:kind/:id/withdrawal')
export class ManageWithdrawalController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly withdrawals: CaseWithdrawalsService,
    private readonly facts: WithdrawingFactsService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
  ) {}

  @Get()
  @Allow('help.record')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.desk.ask({ request, response }, await this.#task(actor, { ref, kind, id }));
  }

  @Post()
  @Allow('help.record')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Body(new FormPipe(WithdrawalForm)) form: Form<WithdrawalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.desk.act({ request, response }, form, await this.#task(actor, { ref, kind, id }));
  }

  async #task(
    actor: Actor,
    at: { readonly ref: string; readonly kind: string; readonly id: string },
  ): Promise<CaseTask<WithdrawalForm>> {
    const { ref, id } = at;
    const found = await this.#find(actor, at);
    const { kind, stepRef } = found;
    return {
      // Where something was tried it is read again: somebody else may have been there first.
      page: async (tried) => (tried === null ? found : await this.#find(actor, at)).page(tried),
      personal: ['why'],
      act: ({ why, version }) => this.withdrawals.withdraw(actor, ref, { kind, id, version }, why),
      to: listOf(ref, kind, stepRef),
      done: 'fact-withdrawn',
      words: withdrawalRefusals,
      permission: 'help.record',
      thing: { words: withdrawableKinds[kind].toLowerCase(), entity: kind, id },
    };
  }

  /** A record of this case that its reader may see. */
  async #find(actor: Actor, { ref, kind, id }: { readonly ref: string; readonly kind: string; readonly id: string }) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    if (!isKind(kind)) throw new NotFoundException();
    const [row, anchor] = [await this.facts.find(kind, id), await this.withdrawals.anchorOf(kind, id)];
    const facts = await this.cases.factsOf(managed.theCase.id);
    const { triggerInterventionId } = managed.theCase;
    const isOurs =
      anchor !== null && (anchor === triggerInterventionId || facts.some(({ recordId }) => recordId === anchor));
    const isSeen = row !== null && (row.visibility !== 'board' || managed.readsBoardOnly);
    if (!row || !isOurs || !isSeen) throw new NotFoundException();
    const [step] = kind === 'exit_evidence' ? await this.work.steps([anchor]) : [];
    const stepRef = step?.ref ?? null;
    const { text, version } = row;
    return {
      kind,
      stepRef,
      page: (tried: Tried) => withdrawalPage(managed, { kind, id, text, version, stepRef, tried }),
    };
  }
}

import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseCorrectionsService, correctionPermissions } from '../../episodes/case-corrections.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { CorrectingFactsService } from '../../interventions/correcting-facts.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { type CorrectableKind, correctableKinds } from '../../interventions/domain/fact-correction.js';
import { refused } from '../../kernel/result.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { CorrectionForm, readCorrection } from './manage-correction.form.js';
import { correctionPage, correctionRefusals, listOf } from './manage-correction.page.js';

type At = { readonly ref: string; readonly kind: string; readonly id: string };

const isKind = (kind: string): kind is CorrectableKind => Object.hasOwn(correctableKinds, kind);

/** Puts right a warning sign, an event, evidence, help or a step that was recorded in a case. */
@Controller('episodes/:ref/facts/:kind/:id/correction')
export class ManageCorrectionController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly corrections: CaseCorrectionsService,
    private readonly facts: CorrectingFactsService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
  ) {}

  /** Which fact it is decides who may: the door lets in whoever may see the case, and the page asks. */
  @Get()
  @Allow('cases.read')
  async ask(@CurrentActor() actor: Actor, @Param() at: At, @Req() request: Request, @Res() response: Response) {
    return this.desk.ask({ request, response }, await this.#task(actor, at));
  }

  @Post()
  @Allow('cases.read')
  async correct(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(CorrectionForm)) form: Form<CorrectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, await this.#task(actor, at));
  }

  async #task(actor: Actor, at: At): Promise<CaseTask<CorrectionForm>> {
    const { ref, id } = at;
    const { kind, stepRef } = await this.#find(actor, at);
    return {
      page: async (tried) => {
        const { managed, found } = await this.#find(actor, at);
        return correctionPage(managed, { id, now: found.now, version: found.version, stepRef, tried });
      },
      personal: ['text', 'why'],
      faults: (value) => {
        const read = readCorrection(kind, value);
        return 'errors' in read ? read.errors : null;
      },
      act: async (value) => {
        const read = readCorrection(kind, value);
        if ('errors' in read) return refused('nothing-changed');
        return this.corrections.correct(actor, ref, { id, version: value.version }, read.correction, value.why);
      },
      to: listOf(ref, kind, stepRef),
      done: 'fact-corrected',
      words: correctionRefusals,
      permission: correctionPermissions[kind],
      thing: { words: correctableKinds[kind].toLowerCase(), entity: kind, id },
    };
  }

  /** A record of this case that its reader may see and put right. */
  async #find(actor: Actor, { ref, kind, id }: At) {
    const managed = await this.desk.open(actor, ref);
    if (!isKind(kind)) throw new NotFoundException();
    const [found, anchor] = [await this.facts.find(kind, id), await this.corrections.anchorOf(kind, id)];
    const facts = await this.cases.factsOf(managed.theCase.id);
    const { triggerInterventionId } = managed.theCase;
    const isOurs =
      anchor !== null && (anchor === triggerInterventionId || facts.some(({ recordId }) => recordId === anchor));
    const isSeen = found !== null && (found.visibility !== 'board' || managed.readsBoardOnly);
    if (!found || !isOurs || !isSeen) throw new NotFoundException();
    this.desk.insist(managed, correctionPermissions[kind]);
    const isOfStep = kind === 'exit_evidence' || kind === 'intervention';
    const [step] = isOfStep ? await this.work.steps([anchor]) : [];
    return { managed, found, kind, stepRef: step?.ref ?? null };
  }
}

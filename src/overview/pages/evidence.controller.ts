import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { FilesService } from '../../office/files.service.js';
import { EvidenceQueries } from '../../plans/data/evidence.queries.js';
import type { EvidenceRow } from '../../plans/data/plan.row.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { EvidenceService } from '../../plans/evidence.service.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { sendFile } from '../../shell/send-file.js';
import { evidencePage, evidenceWords } from './evidence.page.js';
import { whoCanDo } from './manage-frame.page.js';
import { JudgeForm, WithdrawalForm } from './milestone.form.js';
import { myWorkPaths } from './my-work.paths.js';
import { PlanDesk } from './plan-desk.js';

type Asked = Readonly<Record<string, unknown>>;

/** One piece of evidence, and whether somebody else than whoever added it accepts it. */
@Controller('evidence/:ref')
export class EvidenceController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly queries: EvidenceQueries,
    private readonly service: EvidenceService,
    private readonly files: FilesService,
  ) {}

  @Get()
  @Allow('plans.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#page(actor, ref, query));
  }

  @Get('file')
  @Allow('plans.read')
  async file(@CurrentActor() actor: Actor, @Param('ref') ref: string, @Res() response: Response): Promise<void> {
    const { fileId, id } = await this.#open(actor, ref);
    const file = fileId ? await this.files.read(fileId) : null;
    if (!file || file.recordKind !== 'evidence' || file.recordId !== id) throw new NotFoundException();
    sendFile(response, file);
  }

  @Post('acceptance')
  @Allow('milestones.accept')
  async judge(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(JudgeForm)) form: Form<JudgeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#page(actor, ref, {}, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'because');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, accepted, because } = form.value;
    const result = await this.service.judge(actor, { ref, version }, { accepted: accepted === 'yes', because });
    const to = planPaths.evidence(ref);
    const settling = { posted: form.posted, to, done: 'judged', words: evidenceWords, again };
    const thing = async () => ({ words: 'evidence', entity: 'evidence', id: (await this.#open(actor, ref)).id });
    return this.desk.settle(exchange, result, { ...settling, thing });
  }

  /** Takes it back. The page is then gone, so the way leads to what it was on. */
  @Post('withdrawal')
  @Allow('evidence.add')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(WithdrawalForm)) form: Form<WithdrawalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#page(actor, ref, {}, tried, 'withdrawal');
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'reason');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const [milestone] = await this.queries.milestonesOf((await this.#open(actor, ref)).id);
    const { version, reason } = form.value;
    const result = await this.service.withdraw(actor, { ref, version }, reason);
    const to = milestone ? planPaths.milestone(milestone.planRef, milestone.ref) : myWorkPaths.show();
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'evidence-withdrawn',
      words: {},
      again,
      thing: async () => ({ words: 'evidence', entity: 'evidence', id: (await this.#open(actor, ref)).id }),
    });
  }

  async #open(actor: Actor, ref: string): Promise<EvidenceRow> {
    const evidence = await this.queries.byRef(ref, planReach(actor.account, 'plans.read'));
    if (!evidence) throw new NotFoundException();
    return evidence;
  }

  async #page(
    actor: Actor,
    ref: string,
    query: Asked,
    tried: Tried = null,
    of: 'acceptance' | 'withdrawal' = 'acceptance',
  ) {
    const evidence = await this.#open(actor, ref);
    const mayJudge = (await this.queries.byRef(ref, planReach(actor.account, 'milestones.accept'))) !== null;
    const own = evidence.recordedBy === actor.name;
    const names = await this.desk.namesOf([evidence.recordedBy, evidence.acceptedBy]);
    return evidencePage(
      {
        evidence,
        milestones: await this.queries.milestonesOf(evidence.id),
        names,
        cannot: !mayJudge
          ? whoCanDo('milestones.accept')
          : own
            ? 'You added this evidence. Somebody else must accept it.'
            : null,
        today: this.desk.clock.today(),
        mayWithdraw: (await this.queries.byRef(ref, planReach(actor.account, 'evidence.add'))) !== null,
        query,
      },
      of === 'acceptance' ? tried : null,
      of === 'withdrawal' ? tried : null,
    );
  }
}

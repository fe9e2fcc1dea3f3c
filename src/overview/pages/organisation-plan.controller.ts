import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { PlanDesk } from './plan-desk.js';
import { plansPage } from './plan.page.js';

/** The plans of one body: a person who may read exactly one is led to it. */
@Controller('organisations/:slug/plan')
export class OrganisationPlanController {
  constructor(private readonly desk: PlanDesk) {}

  @Get()
  @Allow('everyone')
  async show(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = await this.desk.plans.body(slug);
    if (!body) throw new NotFoundException();
    const plans = await this.desk.plans.ofOrganisation(body.id, planReach(actor.account, 'plans.read'));
    const mayBegin = await this.desk.plans.isOpenBody(body.id, planReach(actor.account, 'plans.edit'));
    const [only] = plans;
    if (only && plans.length === 1) return response.redirect(303, planPaths.show(only.ref));
    this.desk.show({ request, response }, plansPage(plans, { body, mayBegin: mayBegin ? [body] : [], said: null }));
  }
}

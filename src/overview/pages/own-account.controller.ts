import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { KeptFormsService } from '../../access/kept-forms.service.js';
import { SecondFactorsService } from '../../access/second-factors.service.js';
import { SessionsService } from '../../access/sessions.service.js';
import { Allow, CurrentActor, WithoutSecondFactor } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { visitorOf } from '../../shell/visitor.js';
import { AccountListQueries } from '../data/account-list.queries.js';
import { accountPage } from './account.page.js';

/** A person's own account: it names the bodies that their roles are for. */
@Controller('account')
export class AccountPageController {
  constructor(
    private readonly list: AccountListQueries,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly keptForms: KeptFormsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('signed-in')
  @WithoutSecondFactor()
  async show(
    @CurrentActor() { account }: PersonActing,
    @Query('done') done: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sessionId, rolesAsleep } = visitorOf(request);
    const bounds = account.grants.flatMap(
      ({ organisationId, inspectorateId }) => organisationId ?? inspectorateId ?? [],
    );
    const model = accountPage({
      account,
      rolesAsleep,
      sessionId,
      names: await this.list.namesOf(bounds),
      secondFactor: await this.secondFactors.stateOf(account.id),
      sessions: await this.sessions.ofAccount(account.id),
      keptAnswers: (await this.keptForms.ofAccount(account)).length,
      done: typeof done === 'string' ? done : null,
    });
    this.pages.show(request, response, 'overview/account', model);
  }
}

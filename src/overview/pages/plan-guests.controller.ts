import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { GuestsQueries } from '../../plans/data/guests.queries.js';
import { InvitingGuestsService } from '../../plans/inviting-guests.service.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { saidAfter } from '../../shell/said.js';
import { EndGuestForm, GuestForm } from './plan.form.js';
import { PlanDesk } from './plan-desk.js';
import { guestsPage, type GuestsTried, guestWords } from './plan-guests.page.js';
import { planSentences } from './plan-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** Which inspectors may read a plan, and until when. */
@Controller('plans/:ref/guests')
export class PlanGuestsController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly guests: GuestsQueries,
    private readonly inviting: InvitingGuestsService,
  ) {}

  @Get()
  @Allow('plans.invite')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#page(actor, ref, { query }));
  }

  @Post()
  @Allow('plans.invite')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(GuestForm)) form: Form<GuestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: NonNullable<GuestsTried>['tried'] | null) =>
      this.#page(actor, ref, { tried: tried && { form: 'invite', tried } });
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { accountId, from, to } = form.value;
    const done = await this.inviting.invite(actor, ref, { accountId, fromOn: from, toOn: to });
    return this.desk.settle(exchange, done, {
      posted: form.posted,
      to: planPaths.guests(ref),
      done: 'invited',
      words: guestWords,
      again,
    });
  }

  @Post('ending')
  @Allow('plans.invite')
  async end(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(EndGuestForm)) form: Form<EndGuestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: NonNullable<GuestsTried>['tried'] | null) =>
      this.#page(actor, ref, { tried: tried && { form: 'end', tried } });
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const done = await this.inviting.end(actor, ref, form.value.accountId);
    return this.desk.settle(exchange, done, {
      posted: form.posted,
      to: planPaths.guests(ref),
      done: 'invitation-ended',
      words: guestWords,
      again,
    });
  }

  async #page(
    actor: Actor,
    ref: string,
    { query = {}, tried = null }: { readonly query?: Asked; readonly tried?: GuestsTried },
  ) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.invite', plan);
    const today = this.desk.clock.today();
    const guests = await this.guests.ofPlan(plan.id);
    return guestsPage(
      {
        plan,
        guests,
        inspectors: await this.guests.inspectors(plan.organisationId, today),
        names: await this.desk.namesOf(guests.map(({ invitedBy }) => invitedBy)),
        today,
        said: saidAfter(query, planSentences),
      },
      tried,
    );
  }
}

import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { Clock } from '../../kernel/clock.js';
import { MilestonesQueries } from '../../plans/data/milestones.queries.js';
import type { DateRequestRow, MilestoneRow } from '../../plans/data/plan.row.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { MovingDatesService } from '../../plans/moving-dates.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { faster } from '../../shell/form/faster.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatDay } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import type { Notification } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { dependentsOf } from '../meeting-reading.js';
import { askDatePage, type WaitingRequest } from './ask-date.page.js';
import { AskDateForm } from './meeting.form.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { askWords, reasonChoices } from './meeting-words.page.js';

/** Asking the board to move the date of an action. */
@Controller('plans/:plan/milestones/:ref/date')
export class AskDateController {
  constructor(
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly dates: MovingDatesService,
    private readonly accounts: AccountsQueries,
    private readonly trail: AuditQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('dates.ask')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('plan') planRef: string,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const said = saidAfter(request.query, askedSentences);
    this.pages.show(request, response, 'overview/ask-date', await this.#page(actor, { planRef, ref }, { said }));
  }

  @Post()
  @Allow('dates.ask')
  async send(
    @CurrentActor() actor: Actor,
    @Param('plan') planRef: string,
    @Param('ref') ref: string,
    @Body(new FormPipe(AskDateForm)) form: Form<AskDateForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const again = async (tried: NonNullable<Tried>, status = 422) => {
      const page = await this.#page(actor, { planRef, ref }, { tried });
      this.pages.show(request, response.status(status), 'overview/ask-date', page);
    };
    const { posted } = form;
    // Found within their reach, or not there.
    await this.#found(actor, planRef, ref);
    if (!form.ok) return again({ posted, errors: form.errors });
    const { due, reason, why, version } = form.value;
    if (personalDataIn(why).length > 0) return again({ posted, errors: { why: looksPersonal } });
    const asked = await this.dates.askForDate(actor, { ref, version }, { to: due, reasonCode: reason, reason: why });
    if (asked.ok) return response.redirect(303, `${planPaths.askForDate(planRef, ref)}?done=asked`);
    if (asked.error === 'not-found') throw new NotFoundException();
    if (asked.error === 'changed' || asked.error === 'asked-already') {
      const { milestone } = await this.#found(actor, planRef, ref);
      const thing = { words: 'action', entity: 'milestone', id: milestone.id };
      return again({ posted, errors: {}, conflict: await faster(thing, this.trail, this.clock.now()) }, 409);
    }
    const said = askWords[asked.error] ?? { text: 'This cannot be asked for now' };
    return again(said.at ? { posted, errors: { [said.at]: said.text } } : { posted, errors: {}, problem: said.text });
  }

  async #found(actor: Actor, planRef: string, ref: string) {
    const plan = await this.plans.byRef(planRef, planReach(actor.account, 'dates.ask'));
    const milestone = plan && (await this.milestones.byRef(ref));
    if (!plan || milestone?.planId !== plan.id) throw new NotFoundException();
    return { plan, milestone };
  }

  async #page(
    actor: Actor,
    { planRef, ref }: { readonly planRef: string; readonly ref: string },
    { tried = null, said = null }: { readonly tried?: Tried; readonly said?: Notification | null },
  ) {
    const { plan, milestone } = await this.#found(actor, planRef, ref);
    const milestones = await this.milestones.ofPlan(plan.id);
    const dependencies = await this.milestones.dependenciesOfPlan(plan.id);
    const requests = await this.milestones.requestsOf([milestone.id]);
    return askDatePage(
      {
        ...milestone,
        organisationName: plan.organisationName,
        organisationSlug: plan.organisationSlug,
        firstDue: milestone.baselineDue,
      },
      {
        reasons: reasonChoices,
        dependents: dependentsOf(milestone.id, { milestones, dependencies }),
        blocked: whyNotAsked(milestone, requests),
        waiting: tried?.conflict ? await this.#waiting(requests) : null,
        tried,
        said,
      },
    );
  }

  async #waiting(requests: readonly DateRequestRow[]): Promise<WaitingRequest | null> {
    const found = requests.find(isWaiting);
    if (!found) return null;
    const { askedBy, askedTo, reasonCode, reason } = found;
    const names = await this.accounts.namesOf([askedBy]);
    const kind = reasonChoices.find(({ value }) => value === reasonCode)?.text ?? reasonCode;
    return { by: names.get(askedBy) ?? askedBy, to: askedTo, kind, why: reason };
  }
}

const isWaiting = ({ status }: DateRequestRow): boolean => status === 'asked';

/** Why no other date can be asked for now, in words; null: it can. */
function whyNotAsked(milestone: MilestoneRow, requests: readonly DateRequestRow[]): string | null {
  const waiting = requests.find(isWaiting);
  if (waiting)
    return `${formatDay(waiting.askedTo)} was asked for already. The board has not answered yet; it finds the request at its next meeting.`;
  if (milestone.baselineDue === null) return askWords['not-agreed-yet']?.text ?? null;
  return ['not_started', 'in_progress', 'paused'].includes(milestone.state)
    ? null
    : (askWords['finished']?.text ?? null);
}

const looksPersonal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';

const askedSentences = { asked: 'The board finds your request at its next meeting. Until it answers, the date stays.' };

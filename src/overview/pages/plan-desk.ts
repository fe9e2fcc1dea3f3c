import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import type { Actor } from '../../access/audit.service.js';
import type { Permission } from '../../access/domain/permissions.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { mayInPlan, planReach } from '../../plans/domain/plan-reach.js';
import { type ReadMilestone, ReadingPlansService } from '../../plans/reading-plans.service.js';
import { faster, type Thing, type ThingAsked } from '../../shell/form/faster.js';
import type { Tried } from '../../shell/form/form.js';
import type { Posted } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { NotAllowed } from '../../shell/refusals.js';
import { doneParameter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import type { Exchange, RefusalWords } from './case-desk.js';
import { whoCanDo } from './manage-frame.page.js';
import type { PlanPage } from './plan-frame.page.js';

type Settling = {
  readonly posted: Posted;
  /** Where to go when it is done, and the key of what is then said. */
  readonly to: string;
  readonly done: string;
  readonly words: RefusalWords;
  readonly again: (tried: Tried) => Promise<PlanPage>;
  /** What somebody else may have changed meanwhile. */
  readonly thing?: ThingAsked;
};

/** What is said to be changed where a form does not say it. */
const plan: Thing = { words: 'plan', entity: '', id: '' };

/** What every page of a plan does alike: find it within reach, show a form, and say what became of what was posted. */
@Injectable()
export class PlanDesk {
  constructor(
    readonly plans: PlansQueries,
    readonly reading: ReadingPlansService,
    readonly clock: Clock,
    private readonly accounts: AccountsQueries,
    private readonly trail: AuditQueries,
    private readonly pages: Pages,
  ) {}

  async open(actor: Actor, ref: string): Promise<PlanRow> {
    const plan = await this.plans.byRef(ref, planReach(actor.account, 'plans.read'));
    if (!plan) throw new NotFoundException();
    return plan;
  }

  /** A milestone of a plan, with all of the plan that bears on it. */
  async openMilestone(actor: Actor, ref: string, milestoneRef: string) {
    const plan = await this.open(actor, ref);
    const all = await this.reading.ofPlan(plan.id);
    const milestone = all.find((one) => one.ref === milestoneRef);
    if (!milestone) throw new NotFoundException();
    return { plan, milestone, all };
  }

  may(actor: Actor, permission: Permission, plan: PlanRow): boolean {
    return mayInPlan(actor.account, permission, plan);
  }

  /** Whoever may read it and not do this is told who can. */
  insist(actor: Actor, permission: Permission, plan: PlanRow): void {
    if (!this.may(actor, permission, plan)) throw new NotAllowed(whoCanDo(permission));
  }

  namesOf(refs: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    return this.accounts.namesOf(refs.filter((ref) => ref !== null));
  }

  show({ request, response }: Exchange, page: PlanPage): void {
    this.pages.show(request, response, 'overview/plan-page', page);
  }

  async again(exchange: Exchange, page: Promise<PlanPage>, status = 422): Promise<void> {
    exchange.response.status(status);
    this.show(exchange, await page);
  }

  async settle<Value>(exchange: Exchange, result: Result<Value, string>, settling: Settling): Promise<void> {
    const { posted, to, done, words, again } = settling;
    if (result.ok) return exchange.response.redirect(303, `${to}?${doneParameter}=${done}`);
    const { error } = result;
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'changed') {
      const told = await faster(settling.thing ?? plan, this.trail, this.clock.now());
      return this.again(exchange, again({ posted, errors: {}, conflict: told }), 409);
    }
    const word = words[error];
    if (!word) throw new ConflictException();
    const tried = word.at ? { posted, errors: { [word.at]: word.text } } : { posted, errors: {}, problem: word.text };
    return this.again(exchange, again(tried));
  }

  /** A milestone, for whoever saves it after somebody else. */
  milestoneThing(actor: Actor, ref: string, milestoneRef: string): ThingAsked {
    return async () => {
      const { milestone } = await this.openMilestone(actor, ref, milestoneRef);
      return { words: 'milestone', entity: 'milestone', id: milestone.id };
    };
  }

  /** What in these fields looks as if it could identify a person, as messages at them. */
  personal(value: object, ...fields: readonly string[]): Readonly<Record<string, string>> | null {
    const texts = value as Readonly<Record<string, unknown>>;
    const found = fields.filter((name) => typeof texts[name] === 'string' && personalDataIn(texts[name]).length > 0);
    if (found.length === 0) return null;
    const message = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';
    return Object.fromEntries(found.map((name) => [name, message]));
  }
}

/** Milestones that are still to be done or judged: what another may wait for. */
export const others = (all: readonly ReadMilestone[], { id }: Pick<ReadMilestone, 'id'>): readonly ReadMilestone[] =>
  all.filter((one) => one.id !== id && one.stateToday !== 'cancelled');

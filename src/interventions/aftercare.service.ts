import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import { SourcesService } from '../sources/sources.service.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { onDay, type Period, periodEnd, periodMiddle } from '../kernel/period.js';
import { refused, type Result } from '../kernel/result.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import { CaseWorkStore } from './data/case-work.store.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import type { NewSustainabilityPlan } from './domain/new-case-work.js';
import type { NewStructuralChange, NewSustainmentCheck } from './domain/new-intervention.js';
import { type CheckDone, type Checker, type CheckRefusal, checksAfter, doCheck } from './domain/sustainment.js';
import type { Visibility } from './domain/visibility.js';
import type { StaleOr } from './peer-help.service.js';

const clockRule = 'sustainment-check';

/** Records how bodies were rearranged, and whether improvement held after the exit. */
@Injectable()
export class AftercareService {
  constructor(
    private readonly db: Database,
    private readonly store: WarningsAndHelpStore,
    private readonly work: CaseWorkStore,
    private readonly queries: CaseWorkQueries,
    private readonly sources: SourcesService,
    private readonly deadlines: DeadlinesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records structural changes; ids in the order given. */
  async recordChanges(actor: Actor, given: readonly NewStructuralChange[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addStructuralChanges({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('structural_change', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'structural_change.recorded',
          'structural_change',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }

  /** Records looks back after the exit, done or due; ids in the order given. */
  async recordChecks(actor: Actor, given: readonly NewSustainmentCheck[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addSustainmentChecks({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('sustainment_check', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'sustainment_check.recorded',
          'sustainment_check',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }

  /** Makes the checks that follow the end of a step, and gives their ids. */
  async followEnd(
    actor: Actor,
    step: {
      readonly id: string;
      readonly ref: string;
      readonly organisationId: string;
      readonly typeText: string;
      readonly visibility: Visibility;
    },
    endedOn: Period,
  ): Promise<string[]> {
    return this.#follow(
      actor,
      endedOn,
      checksAfter(endedOn).map(({ months, dueOn }) => ({
        organisationId: step.organisationId,
        dueOn: onDay(dueOn),
        byWhom: 'not_agreed',
        text: `${months} months after the end of: ${step.typeText}.`,
        after: { interventionId: step.id, months },
        visibility: step.visibility,
      })),
    );
  }

  /** The same for a body that recovered without any formal step: the checks count from its recovery. */
  async followRecovery(
    actor: Actor,
    { organisationId, title }: { readonly organisationId: string; readonly title: string },
    recoveredOn: Period,
  ): Promise<string[]> {
    return this.#follow(
      actor,
      recoveredOn,
      checksAfter(recoveredOn).map(({ months, dueOn }) => ({
        organisationId,
        dueOn: onDay(dueOn),
        byWhom: 'not_agreed',
        text: `${months} months after the recovery of: ${title}.`,
        after: { interventionId: null, months },
      })),
    );
  }

  /** Records checks that lie ahead, each with its clock in the office. */
  async #follow(
    actor: Actor,
    from: Period,
    checks: readonly (NewSustainmentCheck & { readonly after: { readonly months: number } })[],
  ): Promise<string[]> {
    const ids = await this.recordChecks(actor, checks);
    for (const [index, { organisationId, text, after, visibility = 'public' }] of checks.entries())
      if (visibility === 'public' || visibility === 'board')
        await this.deadlines.startDeadline(actor, {
          organisationId,
          rule: clockRule,
          text: `Look whether it still holds, ${text}`.slice(0, 300),
          startsOn: periodMiddle(from),
          days: after.months,
          unit: 'months',
          recordKind: 'sustainment_check',
          recordId: ids[index] ?? '',
          visibility,
        });
    return ids;
  }

  /** Checks that nobody has done and that another end overtakes are taken off the record. */
  async overtake(actor: Actor, checkIds: readonly string[]): Promise<void> {
    const open = (await this.queries.checks(checkIds)).filter(({ doneOn }) => doneOn === null);
    if (open.length === 0) return;
    await this.store.withdrawChecks(
      open.map(({ id }) => id),
      this.clock.now(),
    );
    for (const { id } of open)
      await this.deadlines.withdrawAll(
        actor,
        { recordKind: 'sustainment_check', recordId: id, rule: clockRule },
        'Another end has overtaken this check',
      );
    await this.audit.record(actor, {
      action: 'sustainment_check.overtaken',
      entity: 'sustainment_check',
      entityId: `${open.length} records`,
    });
  }

  async doCheck(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    done: CheckDone & { readonly byWhom: Checker },
  ): Promise<Result<'done', StaleOr<CheckRefusal>>> {
    return this.db.transaction(async () => {
      const [check] = await this.queries.checks([id]);
      if (!check) return refused('not-found');
      if (check.version !== version) return refused('changed');
      const checked = doCheck({ isDone: check.doneOn !== null }, done, this.clock.today());
      if (!checked.ok) return checked;
      await this.store.doCheck(id, done);
      const [today, end] = [this.clock.today(), periodEnd(done.doneOn)];
      await this.deadlines.meetAll(
        actor,
        { recordKind: 'sustainment_check', recordId: id, rule: clockRule },
        end < today ? end : today,
      );
      await this.audit.record(actor, {
        action: 'sustainment_check.done',
        entity: 'sustainment_check',
        entityId: id,
        before: { text: check.text },
        after: done,
      });
      return checked;
    });
  }

  async agreePlan(actor: Actor, plan: NewSustainabilityPlan): Promise<string> {
    return this.db.transaction(async () => {
      const id = await this.work.addSustainabilityPlan({ at: this.clock.now(), by: actor.name }, plan);
      await this.audit.record(actor, {
        action: 'sustainability_plan.agreed',
        entity: 'sustainability_plan',
        entityId: id,
        after: plan,
      });
      return id;
    });
  }
}

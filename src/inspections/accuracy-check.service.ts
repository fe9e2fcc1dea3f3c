import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { addWorkingDays } from '../office/domain/working-days.js';
import { CalendarsService } from '../office/calendars.service.js';
import { DeadlinesQueries } from '../office/data/deadlines.queries.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import { AccuracyStore, type GivenPoint } from './data/accuracy.store.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import {
  accuracyDaysOf,
  assurerRefusal,
  type DecideRefusal,
  decideRefusal,
  type PointDecision,
  raiseRefusal,
  type RaiseRefusal,
} from './domain/accuracy.js';
import { mayMove } from './domain/inspection-state.js';
import { isInspecting } from './domain/relation.js';
import { type Missing, missingForAccuracy, missingForProvisional, missingWork } from './domain/provisional-gate.js';
import { InspectionDesk } from './inspection-desk.service.js';

export type Lacking<Refusal extends string> =
  | { readonly kind: Refusal }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] };
const no = <Refusal extends string>(kind: Refusal): { readonly kind: Refusal } => ({ kind });

export type ConfirmRefusal = Lacking<'not-found' | 'not-yours' | 'locked' | 'stale'>;
export type AdvanceRefusal = Lacking<'not-found' | 'only-the-lead' | 'locked' | 'stale'>;
export type ReturnRefusal = 'not-found' | 'not-yours' | 'locked' | 'no-reason';

export const accuracyRule = 'accuracy-check';

/** From the judgements of a team to those that the organisation has checked. */
@Injectable()
export class AccuracyCheckService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: WorkspacesStore,
    private readonly points: AccuracyStore,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly calendars: CalendarsService,
    private readonly deadlines: DeadlinesService,
    private readonly clocks: DeadlinesQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** An inspector stands by the judgements as they are now. `digest`: of those that the person read. */
  async confirm(actor: Actor, ref: string, digest: string): Promise<Result<null, ConfirmRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return refused(no('not-found'));
      const { work, relation, accountId } = opened.value;
      if (!isInspecting(relation)) return refused(no('not-yours'));
      if (work.state !== 'draft' && work.state !== 'provisional') return refused(no('locked'));
      if (this.desk.digest(work) !== digest) return refused(no('stale'));
      const missing = missingWork(work);
      if (missing.length > 0) return refused({ kind: 'missing', missing });
      await this.#confirm(actor, work.id, { accountId, digest });
      return ok(null);
    });
  }

  /** The lead confirms and takes it to provisional: from here a judgement changes only with a reason. */
  async becomeProvisional(
    actor: Actor,
    ref: string,
    { digest, shared }: { readonly digest: string; readonly shared: boolean },
  ): Promise<Result<null, AdvanceRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return refused(no('not-found'));
      const { relation, accountId, work: before } = opened.value;
      if (relation.part !== 'lead') return refused(no('only-the-lead'));
      if (before.state !== 'draft') return refused(no('locked'));
      if (this.desk.digest(before) !== digest) return refused(no('stale'));
      const asConfirmed = {
        ...before,
        members: before.members.map((member) =>
          member.accountId === accountId ? { ...member, confirmed: { at: this.clock.now(), digest } } : member,
        ),
      };
      const missing = missingForProvisional(asConfirmed, digest);
      if (missing.length > 0) return refused({ kind: 'missing', missing });
      await this.#confirm(actor, before.id, { accountId, digest });
      await this.store.becomeProvisional(before.id, { on: this.clock.today(), shared });
      await this.#moved(actor, before.id, { from: before.state, to: 'provisional', shared });
      return ok(null);
    });
  }

  /** Asks the organisation to check the report, and starts its clock. */
  async send(actor: Actor, ref: string, version: number): Promise<Result<null, AdvanceRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return refused(no('not-found'));
      const { work, relation } = opened.value;
      if (relation.part !== 'lead') return refused(no('only-the-lead'));
      if (!mayMove(work.state, 'accuracy_check')) return refused(no('locked'));
      if (work.version !== version) return refused(no('stale'));
      const missing = missingForAccuracy(work, this.desk.digest(work));
      if (missing.length > 0) return refused({ kind: 'missing', missing });
      const { frameworkId, country } = await this.queries.background(work.id);
      const days = accuracyDaysOf(await this.frameworks.deadlines(frameworkId));
      const nation = nationOf(country);
      const on = this.clock.today();
      const dueOn = addWorkingDays(on, days, await this.calendars.of(nation));
      await this.store.sendForAccuracy(work.id, { on, days, dueOn });
      await this.deadlines.startDeadline(actor, {
        organisationId: work.organisationId,
        rule: accuracyRule,
        text: `Send points about the accuracy of ${work.ref}`,
        startsOn: on,
        days,
        unit: 'working',
        nation,
        recordKind: 'inspection',
        recordId: work.id,
        visibility: 'inspection',
      });
      await this.#moved(actor, work.id, { from: work.state, to: 'accuracy_check', days, dueOn });
      return ok(null);
    });
  }

  /** A point changes a judgement: it goes back to provisional, and says why. */
  async returnToProvisional(actor: Actor, ref: string, reason: string): Promise<Result<null, ReturnRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      if (relation.part !== 'lead' && assurerRefusal(relation) !== null) return refused('not-yours');
      if (!mayMove(work.state, 'provisional')) return refused('locked');
      if (reason.trim() === '') return refused('no-reason');
      await this.store.move(work.id, 'provisional');
      const running = (await this.clocks.ofRecord('inspection', work.id)).filter(
        ({ rule, metOn, withdrawnAt }) => rule === accuracyRule && metOn === null && withdrawnAt === null,
      );
      for (const { id } of running) await this.deadlines.withdraw(actor, id, 'It went back to provisional');
      await this.store.addReturn(work.id, { reason, at: this.clock.now(), byId: opened.value.accountId });
      await this.#moved(actor, work.id, { from: work.state, to: 'provisional' });
      return ok(null);
    });
  }

  async raise(
    actor: Actor,
    ref: string,
    given: GivenPoint,
  ): Promise<Result<{ number: number }, 'not-found' | RaiseRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const refusal = raiseRefusal(work, relation, this.desk.now());
      if (refusal) return refused(refusal);
      const number = await this.points.raise(work.id, given, { byId: accountId, at: this.clock.now() });
      await this.store.noMorePoints(work.id, accountId, null);
      await this.audit.record(actor, {
        action: 'inspection.point_raised',
        entity: 'inspection',
        entityId: work.id,
        after: { point: number, section: given.section },
      });
      return ok({ number });
    });
  }

  /** A contact has nothing more to send. */
  async finish(actor: Actor, ref: string): Promise<Result<null, 'not-found' | RaiseRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const refusal = raiseRefusal(work, relation, this.desk.now());
      if (refusal) return refused(refusal);
      await this.store.noMorePoints(work.id, accountId, this.clock.now());
      await this.audit.record(actor, { action: 'inspection.points_finished', entity: 'inspection', entityId: work.id });
      return ok(null);
    });
  }

  /** Decides a point, with the reason that the organisation reads. */
  async decide(
    actor: Actor,
    ref: string,
    given: {
      readonly number: number;
      readonly version: number;
      readonly decision: PointDecision | null;
      readonly reason: string;
    },
  ): Promise<Result<null, 'not-found' | 'stale' | DecideRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const point = await this.points.point(work.id, given.number);
      if (!point) return refused('not-found');
      const refusal = decideRefusal(work.state, relation, given);
      if (refusal || given.decision === null) return refused(refusal ?? 'nothing-chosen');
      if (point.version !== given.version) return refused('stale');
      const { decision, reason } = given;
      await this.points.decide(point.id, { decision, reason, byId: accountId, at: this.clock.now() });
      await this.audit.record(actor, {
        action: 'inspection.point_decided',
        entity: 'inspection',
        entityId: work.id,
        before: { point: point.number, decision: point.decision },
        after: { point: point.number, decision },
      });
      return ok(null);
    });
  }

  async #confirm(
    actor: Actor,
    id: string,
    { accountId, digest }: { accountId: string; digest: string },
  ): Promise<void> {
    await this.store.confirm(id, { accountId, at: this.clock.now(), digest });
    await this.audit.record(actor, {
      action: 'inspection.confirmed',
      entity: 'inspection',
      entityId: id,
      after: { judgements: digest },
    });
  }

  async #moved(actor: Actor, id: string, after: object): Promise<void> {
    await this.audit.record(actor, { action: 'inspection.moved_on', entity: 'inspection', entityId: id, after });
  }
}

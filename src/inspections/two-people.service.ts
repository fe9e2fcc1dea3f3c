import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { DeadlinesQueries } from '../office/data/deadlines.queries.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { HoldsService } from '../office/holds.service.js';
import { AccuracyStore, type HeldRequest } from './data/accuracy.store.js';
import { FindingsStore } from './data/findings.store.js';
import { InspectionsStore } from './data/inspections.store.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import { changesNothing, type CorrectionChanges } from './domain/correction-changes.js';
import { isOut } from './domain/inspection-state.js';
import type { InspectionWork } from './domain/inspection-work.js';
import {
  askRefusal,
  capacityFor,
  confirmRefusal,
  type RequestKind,
  type RequestRefusal,
  withdrawRefusal,
  type WithdrawRefusal,
} from './domain/publishing-gate.js';
import { InspectionDesk, type OpenedWork } from './inspection-desk.service.js';
import { InspectionNews } from './inspection-news.js';
import { SealingService } from './sealing.service.js';
import { SupersedingService } from './superseding.service.js';

export type NewRequest = {
  readonly kind: RequestKind;
  /** The edition that the person read. */
  readonly edition: number;
  readonly what: string;
  readonly why: string;
  readonly statement: string | null;
  readonly changes: CorrectionChanges | null;
};

export type AskRefusal = 'not-found' | 'stale' | 'held' | 'one-waits' | 'changes-nothing' | 'ahead' | RequestRefusal;
export type AnswerRefusal = 'not-found' | 'none-waits' | 'stale' | 'held' | 'no-reason' | RequestRefusal;

const capacityWords = {
  lead: 'lead inspector',
  quality_assurer: 'quality assurer',
  administrator: 'administrator',
} as const;

/** What is published is put right or withdrawn by two people: one asks, another confirms, and both are named. */
@Injectable()
export class TwoPeopleService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: WorkspacesStore,
    private readonly requests: AccuracyStore,
    private readonly inspections: InspectionsStore,
    private readonly findings: FindingsStore,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly superseding: SupersedingService,
    private readonly sealing: SealingService,
    private readonly deadlines: DeadlinesService,
    private readonly clocks: DeadlinesQueries,
    private readonly holds: HoldsService,
    private readonly news: InspectionNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Before publication the lead withdraws alone: it never becomes public. */
  async withdrawUnpublished(
    actor: Actor,
    ref: string,
    { reason, version }: { readonly reason: string; readonly version: number },
  ): Promise<Result<null, 'not-found' | 'stale' | WithdrawRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      const refusal = withdrawRefusal(work.state, relation);
      if (refusal) return refused(refusal);
      if (work.version !== version) return refused('stale');
      await this.store.withdraw(work.id, { at: this.clock.now(), reason });
      await this.#stopClocks(actor, work);
      await this.audit.record(actor, {
        action: 'inspection.withdrawn',
        entity: 'inspection',
        entityId: work.id,
        before: { state: work.state },
        after: { state: 'withdrawn' },
      });
      return ok(null);
    });
  }

  async ask(actor: Actor, ref: string, given: NewRequest): Promise<Result<null, AskRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const refusal = askRefusal(given.kind, work.state, relation);
      if (refusal) return refused(refusal);
      if (await this.requests.waiting(work.id)) return refused('one-waits');
      if (given.kind === 'withdrawal' && (await this.holds.isHeld('inspection', work.id))) return refused('held');
      const { edition } = await this.queries.background(work.id);
      if (edition !== given.edition) return refused('stale');
      if (given.kind === 'correction' && (given.changes === null || changesNothing(given.changes)))
        return refused('changes-nothing');
      if (given.changes?.publishedOn && given.changes.publishedOn > this.clock.today()) return refused('ahead');
      await this.requests.ask({
        inspectionId: work.id,
        kind: given.kind,
        edition,
        what: given.what,
        why: given.why,
        statement: given.statement,
        changes: given.changes && JSON.stringify(given.changes),
        askedById: accountId,
        askedAs: capacityFor(given.kind, relation) ?? '',
        askedAt: this.clock.now(),
      });
      await this.audit.record(actor, {
        action: given.kind === 'correction' ? 'inspection.correction_asked' : 'inspection.withdrawal_asked',
        entity: 'inspection',
        entityId: work.id,
        after: { what: given.what, edition },
        reason: given.why.slice(0, 500),
      });
      return ok(null);
    });
  }

  /** The other of the two confirms, and it is done. */
  async confirm(actor: Actor, ref: string, requestId: string): Promise<Result<{ kind: RequestKind }, AnswerRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const request = await this.requests.waiting(work.id);
      if (!request || request.id !== requestId) return refused('none-waits');
      const refusal = confirmRefusal(request, work.state, { accountId, relation });
      if (refusal) return refused(refusal);
      if (request.kind === 'withdrawal' && (await this.holds.isHeld('inspection', work.id))) return refused('held');
      const { edition } = await this.queries.background(work.id);
      if (edition !== request.edition) return refused('stale');
      await this.requests.answer(request.id, {
        answer: 'confirmed',
        reason: null,
        byId: accountId,
        at: this.clock.now(),
      });
      const second = capacityWords[capacityFor(request.kind, relation) ?? 'lead'];
      if (request.kind === 'correction') await this.#correct(actor, work, { request, second });
      else await this.#withdraw(actor, work, { request, second });
      return ok({ kind: request.kind });
    });
  }

  /** The other refuses, with a reason; whoever asked may take it back without one. */
  async decline(
    actor: Actor,
    ref: string,
    { requestId, reason }: { readonly requestId: string; readonly reason: string | null },
  ): Promise<Result<null, AnswerRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId }: OpenedWork = opened.value;
      const request = await this.requests.waiting(work.id);
      if (!request || request.id !== requestId) return refused('none-waits');
      const isOwn = request.askedById === accountId;
      const refusal = isOwn ? null : confirmRefusal(request, work.state, { accountId, relation });
      if (refusal) return refused(refusal);
      if (!isOwn && !reason) return refused('no-reason');
      const answer = isOwn ? 'taken_back' : 'refused';
      await this.requests.answer(request.id, { answer, reason, byId: accountId, at: this.clock.now() });
      await this.audit.record(actor, {
        action: isOwn ? 'inspection.request_taken_back' : 'inspection.request_refused',
        entity: 'inspection',
        entityId: work.id,
        before: { what: request.what },
        ...(reason ? { reason: reason.slice(0, 500) } : {}),
      });
      return ok(null);
    });
  }

  async #correct(
    actor: Actor,
    work: InspectionWork,
    { request, second }: { readonly request: HeldRequest; readonly second: string },
  ): Promise<void> {
    const changes = JSON.parse(request.changes ?? '{}') as CorrectionChanges;
    const background = await this.queries.background(work.id);
    const grades = new Map((await this.frameworks.grades(background.frameworkId)).map((grade) => [grade.id, grade]));
    const edition = background.edition + 1;
    await this.sealing.open([work.id]);
    const judgements = work.judgements.map((judgement) => ({
      ...judgement,
      ...changes.judgements?.find(({ id }) => id === judgement.id),
    }));
    for (const judgement of judgements)
      if (changes.judgements?.some(({ id }) => id === judgement.id))
        await this.findings.judge(judgement.id, judgement, grades.get(judgement.gradeId ?? '')?.label ?? null);
    const held = await this.queries.findings(work.id);
    for (const change of changes.findings ?? []) {
      const finding = held.find(({ id }) => id === change.id);
      if (finding)
        await this.findings.changeFinding(finding.id, { area: finding.area, dueOn: finding.dueOn, ...change });
    }
    const headlines = judgements.flatMap(({ isOverall, gradeId }) =>
      isOverall && gradeId !== null ? [grades.get(gradeId)?.label ?? ''] : [],
    );
    await this.store.putRight(work.id, {
      edition,
      summary: changes.summary ?? work.summary,
      reportText: changes.reportText ?? work.reportText,
      publishedOn: changes.publishedOn ?? background.publishedOn,
      receivedOn: changes.receivedOn === undefined ? background.receivedOn : changes.receivedOn,
      overallLabel: headlines.length === 0 ? null : headlines.join('; ').slice(0, 300),
    });
    await this.inspections.addCorrection({
      inspectionId: work.id,
      edition,
      what: request.what,
      why: request.why,
      onDay: this.clock.today(),
      byRole: `the ${capacityWords[request.askedAs as keyof typeof capacityWords]} and the ${second}`,
    });
    await this.superseding.settle(work.organisationId);
    await this.sealing.keepEdition(work.id);
    const seal = await this.sealing.seal([work.id]);
    await this.audit.record(actor, {
      action: 'inspection.corrected',
      entity: 'inspection',
      entityId: work.id,
      before: { edition: background.edition },
      after: { edition, what: request.what, changes, askedBy: request.askedById, seal },
      reason: request.why.slice(0, 500),
    });
    await this.news.announce('judgement.recorded', { organisationIds: [work.organisationId] });
  }

  async #withdraw(
    actor: Actor,
    work: InspectionWork,
    { request }: { readonly request: HeldRequest; readonly second: string },
  ): Promise<void> {
    await this.sealing.open([work.id]);
    await this.store.withdraw(work.id, {
      at: this.clock.now(),
      reason: request.statement ?? request.why.slice(0, 500),
    });
    await this.#stopClocks(actor, work);
    await this.superseding.settle(work.organisationId, { withdrawnId: work.id });
    const seal = await this.sealing.seal([work.id]);
    await this.audit.record(actor, {
      action: 'inspection.withdrawn',
      entity: 'inspection',
      entityId: work.id,
      before: { state: work.state },
      after: { state: 'withdrawn', statement: request.statement, askedBy: request.askedById, seal },
      reason: request.why.slice(0, 500),
    });
    if (isOut(work.state)) await this.news.announce('judgement.recorded', { organisationIds: [work.organisationId] });
  }

  async #stopClocks(actor: Actor, work: InspectionWork): Promise<void> {
    const running = (await this.clocks.ofRecord('inspection', work.id)).filter(
      ({ metOn, withdrawnAt }) => metOn === null && withdrawnAt === null,
    );
    for (const { id } of running) await this.deadlines.withdraw(actor, id, 'The inspection was withdrawn');
  }
}

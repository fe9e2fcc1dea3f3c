import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { addWorkingDays } from '../office/domain/working-days.js';
import { CalendarsService } from '../office/calendars.service.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import { accuracyRule } from './accuracy-check.service.js';
import { clocksOf, type StartedClock } from './domain/clocks.js';
import type { InspectionWork } from './domain/inspection-work.js';
import { publishRefusal, type PublishRefusal } from './domain/publishing-gate.js';
import { InspectionDesk } from './inspection-desk.service.js';
import { InspectionNews } from './inspection-news.js';
import { SealingService } from './sealing.service.js';
import { SupersedingService } from './superseding.service.js';

export type PublishOrder = {
  /** The version of the inspection that the person looked at. */
  readonly version: number;
  readonly publishedOn: CalendarDay;
  readonly receivedOn: CalendarDay | null;
  /** The clocks to start, by the ids of the framework's statements. */
  readonly clocks: readonly string[];
};

/** Makes an inspection public, in one transaction with all that follows from it. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: WorkspacesStore,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly superseding: SupersedingService,
    private readonly sealing: SealingService,
    private readonly calendars: CalendarsService,
    private readonly deadlines: DeadlinesService,
    private readonly news: InspectionNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async publish(
    actor: Actor,
    ref: string,
    order: PublishOrder,
  ): Promise<Result<{ isPublic: boolean }, 'not-found' | 'stale' | PublishRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      const refusal = publishRefusal(work, relation, { publishedOn: order.publishedOn, now: this.desk.now() });
      if (refusal) return refused(refusal);
      if (work.version !== order.version) return refused('stale');
      const isPublic = !work.isFirstMonitoring;
      const at = this.clock.now();
      await this.store.publish(work.id, { ...order, at, isPublic, overallLabel: await this.#overallLabel(work) });
      await this.superseding.settle(work.organisationId);
      await this.deadlines.meetAll(
        actor,
        { recordKind: 'inspection', recordId: work.id, rule: accuracyRule },
        this.clock.today(),
      );
      const started = await this.#start(actor, work, order);
      await this.sealing.keepEdition(work.id);
      const seal = await this.sealing.seal([work.id]);
      await this.audit.record(actor, {
        action: 'inspection.published',
        entity: 'inspection',
        entityId: work.id,
        before: { state: work.state },
        after: { ref, state: 'published', publishedOn: order.publishedOn, isPublic, clocks: started, seal },
      });
      if (isPublic) await this.news.announce('judgement.recorded', { organisationIds: [work.organisationId] });
      return ok({ isPublic });
    });
  }

  /** The clocks that publishing on these days may start. */
  async clocks(
    work: InspectionWork,
    { publishedOn, receivedOn }: Pick<PublishOrder, 'publishedOn' | 'receivedOn'>,
  ): Promise<readonly StartedClock[]> {
    const { frameworkId, country } = await this.queries.background(work.id);
    const calendar = await this.calendars.of(nationOf(country));
    const failing = new Set(
      (await this.frameworks.grades(frameworkId)).filter(({ isFailing }) => isFailing).map(({ id }) => id),
    );
    const findings = await this.queries.findings(work.id);
    return clocksOf(
      await this.frameworks.deadlines(frameworkId),
      {
        hasFailingGrade: work.judgements.some(({ gradeId }) => gradeId !== null && failing.has(gradeId)),
        hasCategory: work.category !== null,
        hasPriorityAction: findings.some(({ kind }) => kind === 'priority_action'),
        isFocused: work.type === 'focused',
        publishedOn,
        receivedOn: receivedOn ?? publishedOn,
      },
      (from, days) => addWorkingDays(from, days, calendar),
    );
  }

  async #start(actor: Actor, work: InspectionWork, order: PublishOrder): Promise<readonly string[]> {
    const chosen = (await this.clocks(work, order)).filter(({ deadline }) => order.clocks.includes(deadline.id));
    const { country } = await this.queries.background(work.id);
    const started: string[] = [];
    for (const { deadline, startsOn } of chosen) {
      const { ref } = await this.deadlines.startDeadline(actor, {
        organisationId: work.organisationId,
        rule: ruleOf(deadline.text),
        text: deadline.text.slice(0, 300),
        startsOn,
        ...termOf(deadline),
        nation: nationOf(country),
        recordKind: 'inspection',
        recordId: work.id,
        visibility: work.isFirstMonitoring ? 'inspection' : 'public',
      });
      started.push(ref);
    }
    return started;
  }

  /** The headline as published; of two headlines both. */
  async #overallLabel({ id, judgements }: InspectionWork): Promise<string | null> {
    const { frameworkId } = await this.queries.background(id);
    const labels = new Map((await this.frameworks.grades(frameworkId)).map((grade) => [grade.id, grade.label]));
    const headlines = judgements.flatMap(({ isOverall, gradeId }) =>
      isOverall && gradeId !== null ? [labels.get(gradeId) ?? ''] : [],
    );
    return headlines.length === 0 ? null : headlines.join('; ').slice(0, 300);
  }
}

/** A word for the rule that code can know again: the beginning of its text. */
const ruleOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

function termOf({ value, unit }: StartedClock['deadline']): { days: number; unit: 'working' | 'calendar' | 'months' } {
  if (unit === 'working days') return { days: value, unit: 'working' };
  if (unit === 'months') return { days: value, unit: 'months' };
  return { days: unit === 'weeks' ? value * 7 : value, unit: 'calendar' };
}

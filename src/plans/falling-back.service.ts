import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditService, theService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { MilestoneRow } from './data/plan.row.js';

const betweenLooksInMilliseconds = 600_000;

/**
 * An action that was called complete while its evidence was owed is in progress again when the evidence does not come.
 * Pages read it so from that day on; this writes it down.
 */
@Injectable()
export class FallingBackService implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Database,
    private readonly queries: MilestonesQueries,
    private readonly store: MilestonesStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.keepUp();
    this.#timer = setInterval(() => void this.keepUp().catch(() => undefined), betweenLooksInMilliseconds).unref();
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Writes down what time alone has changed; gives how many milestones fell back. */
  async keepUp(): Promise<number> {
    const overdue = await this.queries.owedBefore(this.clock.today());
    if (overdue.length === 0) return 0;
    return this.db.transaction(async () => {
      const still = await this.queries.owedBefore(this.clock.today());
      for (const milestone of still) await this.fallBack(milestone);
      return still.length;
    });
  }

  /** Asked within a transaction. */
  async fallBack(milestone: MilestoneRow): Promise<void> {
    const reason = `Evidence was owed until ${milestone.evidenceOwedUntil ?? ''} and did not come`;
    await this.store.stand(milestone.id, {
      state: 'in_progress',
      completedOn: null,
      completedBy: null,
      impactDue: null,
      impactShownOn: null,
      evidenceOwedUntil: null,
    });
    await this.store.addMove({ at: this.clock.now(), by: theService.name }, milestone.id, {
      from: 'action_complete',
      to: 'in_progress',
      on: this.clock.today(),
      reason,
      decision: null,
    });
    await this.audit.record(theService, {
      action: 'milestone.fell_back',
      entity: 'milestone',
      entityId: milestone.id,
      before: { state: 'action_complete', evidenceOwedUntil: milestone.evidenceOwedUntil },
      after: { state: 'in_progress', evidenceOwedUntil: null },
      reason,
    });
  }
}

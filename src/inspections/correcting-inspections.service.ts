import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { EpisodeArea } from '../vocabulary/domain/episode-areas.js';
import { FrameworkLookupQueries } from './data/framework-lookup.queries.js';
import { InspectionsStore, prepareInspection, type StandingInspection } from './data/inspections.store.js';
import type {
  CorrectionRefusal,
  InspectionCorrection,
  NewInspection,
  SupersedingRefusal,
} from './domain/new-inspection.js';
import { InspectionNews } from './inspection-news.js';
import { SealingService } from './sealing.service.js';

export type CorrectionOrder = {
  readonly inspectionId: string;
  /** The version that the person read. */
  readonly version: number;
  readonly changes: InspectionCorrection;
  readonly what: string;
  readonly why: string;
};

/** Puts published inspections right. What was published before stays in the trail, and the correction says what and why. */
@Injectable()
export class CorrectingInspectionsService {
  constructor(
    private readonly db: Database,
    private readonly store: InspectionsStore,
    private readonly frameworks: FrameworkLookupQueries,
    private readonly news: InspectionNews,
    private readonly sealing: SealingService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Publishes a new edition with the changes, and tells what follows from it anew. */
  async correct(actor: Actor, order: CorrectionOrder): Promise<Result<{ edition: number }, CorrectionRefusal>> {
    return this.db.transaction(async () => {
      const { inspectionId, changes, what, why } = order;
      const [before] = await this.store.standing([inspectionId]);
      if (!before) return refused('not-found');
      if (before.withdrawnAt) return refused('withdrawn');
      if (before.version !== order.version) return refused('stale');
      // Another framework speaks of its own part of the work, unless the correction says which.
      const area = changes.framework === undefined ? before.area : null;
      const after = { ...asGiven({ ...before, area }), ...changes };
      const ready = prepareInspection(after, await this.frameworks.all(), null);
      const judgements = await this.store.judgementsOf(inspectionId);
      const edition = before.edition + 1;
      await this.sealing.open([inspectionId]);
      await this.store.rewrite(inspectionId, ready, edition);
      if (changes.judgements) await this.store.replaceJudgements(inspectionId, ready.judgements);
      await this.store.addCorrection({
        inspectionId,
        edition,
        what,
        why,
        onDay: this.clock.today(),
        byRole: actor.role,
      });
      const seal = await this.sealing.seal([inspectionId]);
      await this.audit.record(actor, {
        action: 'inspection.corrected',
        entity: 'inspection',
        entityId: inspectionId,
        before: { ...before, judgements },
        after: { ...changes, seal },
        reason: why.slice(0, 500),
      });
      await this.news.announce('judgement.recorded', { organisationIds: [before.organisationId] });
      return ok({ edition });
    });
  }

  /** Says that a later inspection took the place of an earlier one. Both stay readable. */
  async supersede(
    actor: Actor,
    { earlierId, laterId }: { readonly earlierId: string; readonly laterId: string },
  ): Promise<Result<null, SupersedingRefusal>> {
    return this.db.transaction(async () => {
      if (earlierId === laterId) return refused('itself');
      const found = await this.store.standing([earlierId, laterId]);
      const earlier = found.find(({ id }) => id === earlierId);
      const later = found.find(({ id }) => id === laterId);
      if (!earlier || !later) return refused('not-found');
      if (earlier.withdrawnAt || later.withdrawnAt) return refused('withdrawn');
      if (earlier.organisationId !== later.organisationId) return refused('another-body');
      if (!earlier.judgedDay || !later.judgedDay || later.judgedDay <= earlier.judgedDay) return refused('earlier');
      await this.store.supersede(earlierId, laterId);
      await this.audit.record(actor, {
        action: 'inspection.superseded',
        entity: 'inspection',
        entityId: earlierId,
        after: { supersededBy: later.ref },
      });
      return ok(null);
    });
  }
}

const when = (text: string | null) => (text === null ? null : parsePeriod(text));

/** An inspection as it stands, in the form in which it could be given. Its judgements stay unless they are replaced. */
const asGiven = (standing: StandingInspection): NewInspection => ({
  organisationId: standing.organisationId,
  framework: standing.framework,
  frameworkInferred: standing.frameworkInferred === 1,
  inspectorateName: '',
  subject: '',
  area: standing.area as EpisodeArea | null,
  unit: standing.unit,
  type: standing.type,
  graded: standing.graded === 1,
  startedOn: when(standing.startedOn),
  endedOn: when(standing.endedOn),
  publishedOn: when(standing.publishedOn),
  receivedOn: when(standing.receivedOn),
  dateInferred: standing.dateInferred === 1,
  overallLabel: standing.overallLabel,
  category: standing.categoryKey,
  headline: standing.headline,
  quote: standing.quote,
  reportUrl: standing.reportUrl,
});

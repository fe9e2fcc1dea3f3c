import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { StepRow } from './data/case-work.row.js';
import { InterventionsStore } from './data/interventions.store.js';
import { InterventionNews } from './intervention-news.js';
import { announceEnd, type EndRefusal, endStep, type PlannedEndRefusal } from './domain/intervention-record.js';
import type { NewPlannedEnd } from './domain/new-intervention.js';
import type { StaleOr } from './peer-help.service.js';

type Version = { readonly id: string; readonly version: number };

export type StepWords = {
  readonly powers: string | null;
  readonly scope: string | null;
  readonly legalBasis: string | null;
  readonly text: string;
};

/** Varies a step of intervention while it runs: its words, when it is to end, and that it has ended. */
@Injectable()
export class VaryingInterventionsService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: InterventionsStore,
    private readonly news: InterventionNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async describe(
    actor: Actor,
    { id, version }: Version,
    words: StepWords,
  ): Promise<Result<'described', StaleOr<never>>> {
    return this.db.transaction(async () => {
      const step = await this.#step(id);
      if (!step) return refused('not-found');
      if (step.version !== version) return refused('changed');
      await this.store.describe(id, words);
      const { powers, scope, legalBasis, text } = step;
      await this.audit.record(actor, {
        action: 'intervention.described',
        entity: 'intervention',
        entityId: id,
        before: { powers, scope, legalBasis, text },
        after: words,
      });
      return ok('described');
    });
  }

  /** Announces when a step is to end. Each announcement is kept beside those before it. */
  async announceEnd(
    actor: Actor,
    { id, version }: Version,
    planned: NewPlannedEnd & { readonly announcedOn: Period },
  ): Promise<Result<'announced' | 'extended' | 'brought_forward', StaleOr<PlannedEndRefusal>>> {
    return this.db.transaction(async () => {
      const step = await this.#step(id);
      if (!step) return refused('not-found');
      if (step.version !== version) return refused('changed');
      const ends = await this.queries.plannedEndsOf([id]);
      const last = ends.at(-1);
      const facts = { hasEnded: step.endedOn !== null, lastPlanned: last ? parsePeriod(last.plannedEndOn) : null };
      const announced = announceEnd(facts, planned, this.clock.today());
      if (!announced.ok) return announced;
      const position = (last?.position ?? -1) + 1;
      await this.store.addPlannedEnds([{ ...planned, interventionId: id, position }]);
      await this.store.touch(id);
      await this.audit.record(actor, {
        action: `intervention.end_${announced.value}`,
        entity: 'intervention',
        entityId: id,
        before: last ? { plannedEndOn: last.plannedEndOn } : undefined,
        after: planned,
      });
      return announced;
    });
  }

  /** Records that a step has ended. Whoever listens looks at what follows from it. */
  async end(
    actor: Actor,
    { id, version }: Version,
    end: { readonly endedOn: Period; readonly why: string },
  ): Promise<Result<'ended', StaleOr<EndRefusal>>> {
    return this.db.transaction(async () => {
      const step = await this.#step(id);
      if (!step) return refused('not-found');
      if (step.version !== version) return refused('changed');
      const requests = await this.queries.requestsOf([id]);
      const facts = {
        startedOn: step.startedOn === null ? null : parsePeriod(step.startedOn),
        hasEnded: step.endedOn !== null,
        requestWaits: requests.some(({ state }) => state === 'asked'),
      };
      const ended = endStep(facts, end, this.clock.today());
      if (!ended.ok) return ended;
      await this.store.end(id, end.endedOn, end.why);
      await this.audit.record(actor, {
        action: 'intervention.ended',
        entity: 'intervention',
        entityId: id,
        after: { ...end, ref: step.ref },
      });
      await this.news.announce('intervention.changed', { organisationIds: [step.organisationId] });
      return ended;
    });
  }

  async #step(id: string): Promise<StepRow | null> {
    const [step] = await this.queries.steps([id]);
    return step ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import { CaseSummariesQueries } from './data/case-summaries.queries.js';
import { CaseSummariesStore } from './data/case-summaries.store.js';
import type { CaseSummaryRow, SummarisedCaseRow } from './data/case-summary.row.js';
import { TellingPeopleService } from './telling-people.service.js';
import {
  checkSummary,
  mayMoveSummary,
  noticeDays,
  publishSummary,
  type SummaryRefusal,
} from './domain/case-summary.js';

type Drafted = { readonly text: string; readonly why: string | null; readonly remarks: string | null };
type Done = Result<null, SummaryRefusal>;
type Step = { readonly of: SummarisedCaseRow; readonly version: number };

/** Takes what is said of a case from its first words to what everybody reads, with a second person between. */
@Injectable()
export class CaseSummariesService {
  constructor(
    private readonly db: Database,
    private readonly store: CaseSummariesStore,
    private readonly queries: CaseSummariesQueries,
    private readonly deadlines: DeadlinesService,
    private readonly telling: TellingPeopleService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Writes the draft, or begins the first edition; whatever was checked is unchecked again. */
  async write(actor: Actor, { of, version }: Step, drafted: Drafted): Promise<Done> {
    return this.db.transaction(async () => {
      const [latest] = await this.queries.of(of.id);
      const stamp = { at: this.clock.now(), by: actor.name };
      if (!latest) {
        if (version !== 0) return refused('stale');
        await this.store.begin(stamp, of.id, 1, { ...drafted, why: null });
        await this.#record(actor, of, { action: 'case_summary.drafted', after: drafted });
        return ok(null);
      }
      if (latest.version !== version) return refused('stale');
      if (latest.status === 'published' || latest.status === 'superseded') return refused('wrong-state');
      await this.store.save({
        ...latest,
        ...drafted,
        why: latest.edition === 1 ? null : drafted.why,
        ...unchecked,
        status: 'draft',
        draftedBy: stamp.by,
        draftedAt: stamp.at,
      });
      const { text, why, remarks } = latest;
      await this.#record(actor, of, {
        action: 'case_summary.drafted',
        before: { text, why, remarks, status: latest.status },
        after: { ...drafted, status: 'draft' },
      });
      return ok(null);
    });
  }

  check(actor: Actor, step: Step & { readonly confirmed: boolean }): Promise<Done> {
    return this.#move(actor, step, 'case_summary.checked', async (latest) => {
      const counted = await this.queries.sources(step.of.id);
      const checked = checkSummary(latest, actor.name, { ...counted, confirmed: step.confirmed });
      if (!checked.ok) return checked;
      return ok({ ...latest, status: 'checked' as const, checkedBy: actor.name, checkedAt: this.clock.now() });
    });
  }

  /** Tells the organisation: five working days are theirs before it is published. */
  notify(actor: Actor, step: Step): Promise<Done> {
    return this.#move(actor, step, 'case_summary.notified', async (latest) => {
      if (!mayMoveSummary(latest.status, 'notified')) return refused('wrong-state');
      const today = this.clock.today();
      const { dueOn } = await this.deadlines.startDeadline(actor, {
        organisationId: step.of.organisationId,
        rule: 'case-summary',
        text: `Say whether the summary of case ${step.of.ref} is right`,
        startsOn: today,
        days: noticeDays,
        unit: 'working',
        nation: nationOf(step.of.country),
        recordKind: 'case_summary',
        recordId: latest.id,
        visibility: 'board',
      });
      await this.telling.summaryNotice(step.of.id, { text: latest.text, from: dueOn });
      return ok({ ...latest, status: 'notified' as const, notifiedOn: today, publishableOn: dueOn });
    });
  }

  publish(actor: Actor, step: Step): Promise<Done> {
    return this.#move(actor, step, 'case_summary.published', async (latest, earlier) => {
      const today = this.clock.today();
      const published = publishSummary(latest, actor.name, today);
      if (!published.ok) return published;
      for (const edition of earlier)
        if (edition.status === 'published') await this.store.save({ ...edition, status: 'superseded' });
      await this.deadlines.meetAll(
        actor,
        { recordKind: 'case_summary', recordId: latest.id, rule: 'case-summary' },
        today,
      );
      return ok({ ...latest, status: 'published' as const, publishedBy: actor.name, publishedAt: this.clock.now() });
    });
  }

  /** Begins the next edition of what is published; the present one stays until that is published in its turn. */
  async correct(actor: Actor, { of, version }: Step, why: string): Promise<Done> {
    return this.db.transaction(async () => {
      const [latest] = await this.queries.of(of.id);
      if (!latest) return refused('nothing-published');
      if (latest.version !== version) return refused('stale');
      if (latest.status !== 'published') return refused('open-edition');
      const stamp = { at: this.clock.now(), by: actor.name };
      await this.store.begin(stamp, of.id, latest.edition + 1, { text: latest.text, why, remarks: null });
      await this.#record(actor, of, {
        action: 'case_summary.correction_begun',
        after: { edition: latest.edition + 1 },
        reason: why,
      });
      return ok(null);
    });
  }

  async #move(
    actor: Actor,
    { of, version }: Step,
    action: string,
    decide: (
      latest: CaseSummaryRow,
      earlier: readonly CaseSummaryRow[],
    ) => Promise<Result<CaseSummaryRow, SummaryRefusal>>,
  ): Promise<Done> {
    return this.db.transaction(async () => {
      const [latest, ...earlier] = await this.queries.of(of.id);
      if (!latest) return refused('not-found');
      if (latest.version !== version) return refused('stale');
      const decided = await decide(latest, earlier);
      if (!decided.ok) return decided;
      await this.store.save(decided.value);
      await this.#record(actor, of, {
        action,
        before: { status: latest.status },
        after: {
          status: decided.value.status,
          edition: latest.edition,
          ...(action.endsWith('published') ? { text: latest.text } : {}),
        },
      });
      return ok(null);
    });
  }

  #record(
    actor: Actor,
    of: SummarisedCaseRow,
    act: { readonly action: string; readonly before?: object; readonly after?: object; readonly reason?: string },
  ): Promise<void> {
    return this.audit.record(actor, { ...act, entity: 'failure_episode', entityId: of.id });
  }
}

const unchecked = {
  checkedBy: null,
  checkedAt: null,
  notifiedOn: null,
  publishableOn: null,
};

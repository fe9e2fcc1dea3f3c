import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import { ComparisonsStore, type KeptFacts } from './data/comparisons.store.js';
import type { Aligned } from './domain/clock-range.js';
import type { Zero } from './domain/compared-case.js';
import { factLines, hashedText } from './domain/comparison-facts.js';

export type Naming = { readonly name: string; readonly note: string | null };

/** What is saved of a comparison: its cases as they are read on the day, and the query that shows it. */
export type ShownComparison = {
  readonly cases: readonly Aligned[];
  readonly align: Zero;
  readonly shownAs: string;
};

export type ComparisonRefusal = 'not-found' | 'stale';

/** Keeps comparisons for the researcher who made them, with every fact that they were read from and its hash. */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly db: Database,
    private readonly queries: ComparisonsQueries,
    private readonly store: ComparisonsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async save(actor: PersonActing, { name, note }: Naming, shown: ShownComparison): Promise<Recorded> {
    return this.db.transaction(async () => {
      const kept = this.#keptOf(shown.cases);
      const made = await this.store.add(
        { at: this.clock.now(), by: actor.name },
        {
          ...kept,
          accountId: actor.account.id,
          name,
          note,
          episodes: JSON.stringify(shown.cases.map(({ one: { of } }) => ({ id: of.id, ref: of.ref }))),
          alignOn: shown.align,
          shownAs: shown.shownAs,
        },
      );
      await this.#record(actor, 'comparison.saved', made.id, { ref: made.ref, hash: kept.hash });
      return made;
    });
  }

  rename(
    actor: PersonActing,
    { ref, version }: { readonly ref: string; readonly version: number },
    naming: Naming,
  ): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, { ref, version, action: 'comparison.renamed' }, async (id) => {
      await this.store.rename(id, naming);
      return { ref };
    });
  }

  /** Saves it anew as it is read today: what was read before is let go of, and its hash stays in the trail. */
  renew(
    actor: PersonActing,
    { ref, version }: { readonly ref: string; readonly version: number },
    cases: readonly Aligned[],
  ): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, { ref, version, action: 'comparison.renewed' }, async (id) => {
      const kept = this.#keptOf(cases);
      await this.store.renew(id, kept);
      return { ref, hash: kept.hash };
    });
  }

  remove(
    actor: PersonActing,
    { ref, version }: { readonly ref: string; readonly version: number },
  ): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, { ref, version, action: 'comparison.removed' }, async (id) => {
      await this.store.remove(id, this.clock.now());
      return { ref };
    });
  }

  #change(
    actor: PersonActing,
    { ref, version, action }: { readonly ref: string; readonly version: number; readonly action: string },
    work: (id: string) => Promise<{ readonly ref: string; readonly hash?: string }>,
  ): Promise<Result<null, ComparisonRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.queries.byRef(ref, actor.account.id);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      await this.#record(actor, action, row.id, await work(row.id), { hash: row.hash });
      return ok(null);
    });
  }

  #keptOf(cases: readonly Aligned[]): KeptFacts {
    const lines = factLines(cases);
    return {
      facts: JSON.stringify(lines),
      hash: createHash('sha256').update(hashedText(lines)).digest('hex'),
      asOn: this.clock.today(),
    };
  }

  /** Names and notes of a researcher are their own: the trail says that something was done, not what they wrote. */
  async #record(actor: PersonActing, action: string, entityId: string, after: object, before?: object): Promise<void> {
    await this.audit.record(actor, { action, entity: 'comparison', entityId, after, ...(before ? { before } : {}) });
  }
}

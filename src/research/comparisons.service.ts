import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { factsTextName, linesOf, packComparison } from './comparison-files.js';
import type { ComparisonRow } from './data/comparison.row.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import { ComparisonsStore } from './data/comparisons.store.js';
import { differenceOf, isUnchanged, readFactsText } from './domain/comparison-facts.js';
import { comparisonEditionPath } from './domain/comparison-package/comparison-papers.js';
import type { KeptComparison } from './domain/comparison-package/kept-comparison.js';
import { tellsOfSomebody } from './domain/tells-of-somebody.js';

export type Naming = { readonly name: string; readonly note: string | null };

/** What is saved of a comparison: what it shows on the day, and the query that shows it. */
export type ShownComparison = KeptComparison & { readonly shownAs: string };

export type ComparisonRefusal =
  | 'not-found'
  | 'stale'
  | 'nothing-changed'
  | 'published'
  | 'without-tables'
  | 'name-tells';

type Seen = { readonly ref: string; readonly version: number };

/**
 * Keeps comparisons for the researcher who made them. Each save is a version: every file of it stays as it is, and its
 * hash is in the trail. Published, it can be opened by everybody who has the citation.
 */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly db: Database,
    private readonly queries: ComparisonsQueries,
    private readonly store: ComparisonsStore,
    private readonly audit: AuditService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async save(actor: PersonActing, { name, note }: Naming, shown: ShownComparison): Promise<Recorded> {
    return this.db.transaction(async () => {
      const ref = await this.store.nextRef();
      const id = await this.store.add({ at: this.clock.now(), by: actor.name }, ref, {
        accountId: actor.account.id,
        name,
        note,
        episodes: JSON.stringify(shown.cases.map(({ one: { of } }) => ({ id: of.id, ref: of.ref }))),
        alignOn: shown.align,
        shownAs: shown.shownAs,
      });
      const hash = await this.#addEdition({ id, ref, name }, 1, shown);
      await this.#record(actor, 'comparison.saved', id, { ref, edition: 1, hash });
      return { id, ref };
    });
  }

  /** What it is called from now on. Versions that were saved keep the name that they are cited by. */
  rename(actor: PersonActing, seen: Seen, naming: Naming): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, seen, async ({ id, ref, hash, publishedAt }) => {
      if (publishedAt !== null && tellsOfSomebody(naming.name)) return refused('name-tells');
      await this.store.rename(id, naming);
      await this.#record(actor, 'comparison.renamed', id, { ref }, { hash });
      return ok(null);
    });
  }

  /** Another version, as it is read today. The one before stays. */
  renew(actor: PersonActing, seen: Seen, shown: KeptComparison): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, seen, async (row) => {
      const [newest] = await this.queries.editions(row.id);
      const before = newest ? ((await this.queries.contentOf(newest.id, factsTextName)) ?? '') : '';
      const isAsItWas = isUnchanged(differenceOf(readFactsText(before), linesOf(shown))) && newest?.title === row.name;
      if (isAsItWas && newest.shape !== 'lines') return refused('nothing-changed');
      const edition = row.edition + 1;
      const hash = await this.#addEdition(row, edition, shown);
      await this.store.renewed(row.id);
      await this.#record(actor, 'comparison.renewed', row.id, { ref: row.ref, edition, hash }, { hash: row.hash });
      return ok(null);
    });
  }

  /** Lets everybody open its versions: a citation must lead somewhere. It cannot be taken back. */
  publish(actor: PersonActing, seen: Seen): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, seen, async ({ id, ref, edition, hash, name, publishedAt }) => {
      if (publishedAt !== null) return refused('published');
      const editions = await this.queries.editions(id);
      if (editions[0]?.shape === 'lines') return refused('without-tables');
      if ([name, ...editions.map(({ title }) => title)].some(tellsOfSomebody)) return refused('name-tells');
      await this.store.publish(id, this.clock.now());
      await this.#record(actor, 'comparison.published', id, { ref, edition, hash });
      return ok(null);
    });
  }

  remove(actor: PersonActing, seen: Seen): Promise<Result<null, ComparisonRefusal>> {
    return this.#change(actor, seen, async ({ id, ref, hash, publishedAt }) => {
      if (publishedAt !== null) return refused('published');
      await this.store.remove(id, this.clock.now());
      await this.#record(actor, 'comparison.removed', id, { ref }, { hash });
      return ok(null);
    });
  }

  #change(
    actor: PersonActing,
    { ref, version }: Seen,
    work: (row: ComparisonRow) => Promise<Result<null, ComparisonRefusal>>,
  ): Promise<Result<null, ComparisonRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.queries.byRef(ref, actor.account.id);
      if (!row) return refused('not-found');
      return row.version === version ? work(row) : refused('stale');
    });
  }

  async #addEdition(
    { id, ref, name }: Pick<ComparisonRow, 'id' | 'ref' | 'name'>,
    number: number,
    shown: KeptComparison,
  ): Promise<string> {
    const [asOn, savedAt] = [this.clock.today(), this.clock.now()];
    const { files, hash } = packComparison(shown, {
      ref,
      title: name,
      edition: number,
      asOf: asOn,
      frozenAt: savedAt,
      address: `${this.settings.values.publicUrl}${comparisonEditionPath(ref, number)}`,
    });
    const facts = [...shown.cases.map(({ one }) => one.facts), ...shown.series.map(({ numbers }) => numbers)].flat()
      .length;
    await this.store.addEdition({ comparisonId: id, number, title: name, asOn, savedAt, facts, hash }, files);
    return hash;
  }

  /** Names and notes of a researcher are their own: the trail says that something was done, not what they wrote. */
  async #record(actor: PersonActing, action: string, entityId: string, after: object, before?: object): Promise<void> {
    await this.audit.record(actor, { action, entity: 'comparison', entityId, after, ...(before ? { before } : {}) });
  }
}

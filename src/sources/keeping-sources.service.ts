import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { KeepingSourcesQueries, type KeptSourceRow } from './data/keeping-sources.queries.js';
import { KeepingSourcesStore } from './data/keeping-sources.store.js';
import type { Recorded } from './domain/new-fact.js';
import {
  type Check,
  type CheckRefusal,
  checkSource,
  datesRefusal,
  type EditRefusal,
  type SourceEdit,
  sourceDifferences,
  type WithdrawalRefusal,
  type WritingRefusal,
} from './domain/source-edit.js';
import { SourceIndexService } from './source-index.service.js';
import { SourcesService } from './sources.service.js';

/** The everyday work of whoever keeps the sources: writes one down, puts it right, has it checked, takes it back. */
@Injectable()
export class KeepingSourcesService {
  constructor(
    private readonly db: Database,
    private readonly sources: SourcesService,
    private readonly queries: KeepingSourcesQueries,
    private readonly store: KeepingSourcesStore,
    private readonly index: SourceIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Nobody has checked it yet, whoever writes it down. */
  async add(actor: Actor, edit: SourceEdit): Promise<Result<Recorded, WritingRefusal>> {
    return this.db.transaction(async () => {
      const refusal = await this.#refusalOf('', edit);
      if (refusal) return refused(refusal);
      const publishedOn = edit.publishedOn === null ? null : parsePeriod(edit.publishedOn);
      const [made] = await this.sources.addMany(actor, [{ ...edit, publishedOn, verified: false }]);
      return ok(made);
    });
  }

  async edit(actor: Actor, ref: string, edit: SourceEdit, version: number): Promise<Result<null, EditRefusal>> {
    return this.db.transaction(async () => {
      const found = await this.#find(ref, version);
      if (!found.ok) return found;
      const held = found.value;
      const refusal = await this.#refusalOf(held.id, edit);
      if (refusal) return refused(refusal);
      const changed = sourceDifferences(editOf(held), edit);
      if (!changed) return ok(null);
      const isUnchecked = changed.isAnother && held.verified === 1;
      await this.store.change(held.id, actor.name, edit, changed.isAnother);
      await this.index.renew([held.id]);
      await this.audit.record(actor, {
        action: 'source.edited',
        entity: 'source',
        entityId: held.id,
        before: { ...changed.before, ...(isUnchecked ? { verified: true } : {}) },
        after: { ...changed.after, ...(isUnchecked ? { verified: false } : {}) },
      });
      return ok(null);
    });
  }

  /** Says that it was read, and what that came to. Never by whoever wrote it down. */
  async check(actor: Actor, ref: string, check: Check, version: number): Promise<Result<null, CheckRefusal>> {
    return this.db.transaction(async () => {
      const found = await this.#find(ref, version);
      if (!found.ok) return found;
      const held = found.value;
      const checked = checkSource(held, actor.name, check, this.clock.today());
      if (!checked.ok) return checked;
      const { verified } = checked.value;
      await this.store.check(held.id, actor.name, verified, check.readOn);
      await this.audit.record(actor, {
        action: verified ? 'source.verified' : 'source.questioned',
        entity: 'source',
        entityId: held.id,
        before: { verified: held.verified === 1, accessedOn: held.accessedOn },
        after: { verified, accessedOn: check.readOn, ...(check.why === null ? {} : { reason: check.why }) },
      });
      return ok(null);
    });
  }

  /** Takes it back for a reason. What rests on it has to rest on another first: a fact is never left without one. */
  async withdraw(
    actor: Actor,
    ref: string,
    given: { readonly why: string; readonly insteadRef: string | null; readonly version: number },
  ): Promise<Result<null, WithdrawalRefusal>> {
    return this.db.transaction(async () => {
      const found = await this.#find(ref, given.version);
      if (!found.ok) return found;
      const { id } = found.value;
      const instead = given.insteadRef === null ? null : await this.queries.byRef(given.insteadRef);
      if (given.insteadRef !== null && !instead) return refused('no-such-source');
      if (instead?.id === id) return refused('itself');
      if (instead && instead.withdrawnAt !== null) return refused('is-withdrawn-too');
      if (!instead && (await this.queries.isCited(id))) return refused('facts-rest-on-it');
      if (instead) await this.store.move(id, instead.id);
      await this.store.withdraw(id, { at: this.clock.now(), by: actor.name }, given.why, instead?.id ?? null);
      await this.index.renew(instead ? [id, instead.id] : [id]);
      await this.audit.record(actor, {
        action: 'source.withdrawn',
        entity: 'source',
        entityId: id,
        after: { reason: given.why, replacedById: instead?.id ?? null },
        subjects: instead ? [{ entity: 'source', entityId: instead.id }] : [],
      });
      return ok(null);
    });
  }

  async #find(ref: string, version: number): Promise<Result<KeptSourceRow, 'not-found' | 'stale' | 'withdrawn'>> {
    const held = await this.queries.byRef(ref);
    if (!held) return refused('not-found');
    if (held.withdrawnAt !== null) return refused('withdrawn');
    return held.version === version ? ok(held) : refused('stale');
  }

  async #refusalOf(id: string, edit: SourceEdit): Promise<WritingRefusal | null> {
    const refusal = datesRefusal(edit, this.clock.today());
    if (refusal) return refusal;
    return edit.url !== null && (await this.queries.refAt(edit.url, id)) !== null ? 'already-there' : null;
  }
}

/** What of a row a person may change. */
export const editOf = (row: KeptSourceRow): SourceEdit => ({
  title: row.title,
  kind: row.kind,
  publisher: row.publisher,
  author: row.author,
  publishedOn: row.publishedOn,
  accessedOn: row.accessedOn,
  url: row.url,
  archiveUrl: row.archiveUrl,
  licence: row.licence,
  supports: row.supports,
});

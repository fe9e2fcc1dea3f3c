import { Injectable } from '@nestjs/common';
import { type PersonActing, AuditService } from '../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period, periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MeasureKeepingQueries } from './data/keeping.queries.js';
import type { KeptMeasureRow } from './data/keeping.row.js';
import { MeasureKeepingStore } from './data/keeping.store.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import { MeasuresStore } from './data/measures.store.js';
import type { NewDefinition } from './domain/measure.js';
import { editDifference, editRefusal, type EditRefusal, type MeasureEdit } from './domain/measure-edit.js';
import { isPeriodOf } from './domain/measure-period.js';
import { isLooser, isSameProtection, type Protection } from './domain/small-numbers.js';
import { usualPolicy } from './domain/disclosure.js';
import { MeasuresService } from './measures.service.js';

export type DefinitionRefusal = 'not-found' | 'stale' | 'same' | 'of-another-length' | 'before-the-last';
export type ProtectionRefusal = 'not-found' | 'stale' | 'same' | 'asked-already' | 'not-about-people';

/** What is saved now, in the shape of an edit. */
export const editOf = (row: KeptMeasureRow): MeasureEdit => ({
  name: row.name,
  unit: row.unit,
  kind: row.kind as MeasureEdit['kind'],
  role: row.role as MeasureEdit['role'],
  polarity: row.polarity as MeasureEdit['polarity'],
  polarityNote: row.polarityNote,
  frequency: row.frequency as MeasureEdit['frequency'],
  earlyMovement: row.earlyMovement as MeasureEdit['earlyMovement'],
  target: row.target,
  tolerance: row.tolerance,
  targetSource: row.targetSource,
  comparator: row.comparator,
  lagDays: row.lagDays,
  ownerPost: row.ownerPost,
  safetyCritical: row.safetyCritical === 1,
  pairedWithId: row.pairedWithId,
  status: row.status as MeasureEdit['status'],
  visibility: row.visibility,
});

export const protectionOf = (row: KeptMeasureRow): Protection => ({
  smallNumbers: row.smallNumbers === 1,
  threshold: row.threshold,
  suppressZero: row.suppressZero === 1,
  roundTo: row.roundTo,
});

/** Measures that boards keep: what they are, what exactly is counted, and how small numbers are protected. */
@Injectable()
export class KeepingMeasuresService {
  constructor(
    private readonly db: Database,
    private readonly queries: MeasureKeepingQueries,
    private readonly pages: MeasurePagesQueries,
    private readonly store: MeasureKeepingStore,
    private readonly values: MeasuresStore,
    private readonly measures: MeasuresService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The measure, where the person keeps it. */
  find({ account }: PersonActing, ref: string): Promise<KeptMeasureRow | null> {
    return this.queries.byRef(ref, reachOf(account, 'measures.keep').organisationIds);
  }

  /** Begins a measure. One about people is protected as usual; less is asked for afterwards, and takes two. */
  async begin(
    actor: PersonActing,
    organisationId: string,
    edit: MeasureEdit,
    definition: NewDefinition,
  ): Promise<Result<string, EditRefusal | 'not-found'>> {
    return this.db.transaction(async () => {
      if (!reachesOrganisation(reachOf(actor.account, 'measures.keep'), organisationId)) return refused('not-found');
      const otherIds = (await this.queries.others(organisationId)).map(({ id }) => id);
      const refusal = editRefusal(edit, { held: null, hasNumbers: false, ownId: null, otherIds });
      if (refusal) return refused(refusal);
      const isOfPeople = edit.kind !== 'other';
      const [made] = await this.measures.addMany(actor, [
        {
          ...edit,
          organisationId,
          origin: 'board',
          smallNumbers: isOfPeople,
          threshold: usualPolicy.threshold,
          disclosureReason: isOfPeople ? 'Numbers about people: the usual rule' : 'Not about people',
          definitions: [definition],
        },
      ]);
      return ok(made?.ref ?? '');
    });
  }

  async edit(
    actor: PersonActing,
    ref: string,
    edit: MeasureEdit,
    version: number,
  ): Promise<Result<null, EditRefusal | 'not-found' | 'stale'>> {
    return this.db.transaction(async () => {
      const row = await this.find(actor, ref);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      const held = editOf(row);
      const otherIds = (await this.queries.others(row.organisationId)).map(({ id }) => id);
      const refusal = editRefusal(edit, { held, hasNumbers: row.values > 0, ownId: row.id, otherIds });
      if (refusal) return refused(refusal);
      const changed = editDifference(held, edit);
      if (!changed) return ok(null);
      await this.store.rewrite(row.id, edit);
      if (edit.visibility !== held.visibility)
        await this.store.publishedAt(row.id, edit.visibility === 'public' ? this.clock.now() : null);
      await this.audit.record(actor, { action: 'measure.edited', entity: 'measure', entityId: row.id, ...changed });
      return ok(null);
    });
  }

  /** A changed definition is a new edition, from a period on: the chart breaks there, and limits begin again. */
  async define(
    actor: PersonActing,
    ref: string,
    definition: NewDefinition & { readonly from: Period; readonly reason: string },
    version: number,
  ): Promise<Result<null, DefinitionRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.find(actor, ref);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      if (!isPeriodOf(definition.from, editOf(row).frequency)) return refused('of-another-length');
      const parts = await this.pages.parts([row.id], [row.id]);
      const [newest] = parts.filter(({ part }) => part === 'definition');
      const begins = newest?.startsOn ? parsePeriod(newest.startsOn) : null;
      if (begins && definition.from.start <= begins.start) return refused('before-the-last');
      const isSame =
        newest?.text === definition.text &&
        newest.numerator === (definition.numerator ?? null) &&
        newest.denominator === (definition.denominator ?? null);
      if (isSame) return refused('same');
      const edition = (newest?.edition ?? 0) + 1;
      await this.values.addDefinitions([{ ...definition, measureId: row.id, edition }]);
      await this.store.touch(row.id);
      await this.audit.record(actor, {
        action: 'measure.defined',
        entity: 'measure',
        entityId: row.id,
        before: newest ? { text: newest.text, edition: newest.edition } : undefined,
        after: { text: definition.text, edition, from: periodText(definition.from) },
        reason: definition.reason,
      });
      return ok(null);
    });
  }

  /**
   * Changes how small numbers are protected. More protection holds at once; less is asked for, and a second person must
   * agree to it.
   */
  async protect(
    actor: PersonActing,
    ref: string,
    {
      protection,
      reason,
      version,
    }: { readonly protection: Protection; readonly reason: string; readonly version: number },
  ): Promise<Result<'done' | 'asked', ProtectionRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.find(actor, ref);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      if (row.kind === 'other') return refused('not-about-people');
      const held = protectionOf(row);
      if (isSameProtection(held, protection) && row.disclosureReason === reason) return refused('same');
      const waiting = await this.queries.proposals(row.id);
      if (waiting.some(({ kind }) => kind === 'protection')) return refused('asked-already');
      const about = { entity: 'measure', entityId: row.id, reason };
      if (isLooser(held, protection)) {
        const stamp = { at: this.clock.now(), by: actor.name };
        const on = this.clock.today();
        await this.store.ask(stamp, row.id, { kind: 'protection', content: protection, reason, on });
        await this.audit.record(actor, { ...about, action: 'measure.less_protection_asked', after: protection });
        return ok('asked');
      }
      await this.store.protect(row.id, protection, reason);
      await this.audit.record(actor, { ...about, action: 'measure.protected', before: held, after: protection });
      return ok('done');
    });
  }
}

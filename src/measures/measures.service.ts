import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { periodText } from '../kernel/period.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { MeasuresStore, type OfMeasure, type Place, type PlacedValue } from './data/measures.store.js';
import type { NewMeasure, NewValue } from './domain/measure.js';

/** Records what is measured, and the numbers. */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly db: Database,
    private readonly store: MeasuresStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records measures with their definitions and baselines, and gives ids and references in the order given. */
  async addMany(actor: Actor, given: readonly NewMeasure[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.add(stamp, given);
      const ids = made.map(({ id }) => id);
      const each = given.map((measure, index) => ({ ...measure, measureId: ids[index] ?? '' }));
      await this.store.addDefinitions(
        each.flatMap(({ definitions = [], measureId }) =>
          definitions.map((definition, index) => ({ ...definition, measureId, edition: index + 1 })),
        ),
      );
      await this.store.addBaselines(
        stamp,
        each.flatMap(({ baselines = [], measureId }) => baselines.map((baseline) => ({ ...baseline, measureId }))),
      );
      await this.sources.linkMany(linksOf('measure', given, ids));
      await this.audit.record(actor, actOf('measure.recorded', 'measure', made, given));
      return made;
    });
  }

  /** Says which measures must be read together. */
  async pair(actor: Actor, pairs: readonly { readonly measureId: string; readonly withId: string }[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.db.transaction(async () => {
      for (const pair of pairs) await this.store.pair(pair);
      await this.audit.record(actor, {
        action: 'measure.paired',
        entity: 'measure',
        entityId: `${pairs.length} records`,
        after: { pairs: pairs.length },
      });
    });
  }

  /**
   * Records numbers, and gives their ids in the order given. A number for a period that has one already is its next
   * edition: what was said before stays. Numbers without a period each stand for themselves.
   */
  async addValues(actor: Actor, given: readonly OfMeasure<NewValue>[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const measureIds = [...new Set(given.map(({ measureId }) => measureId))];
      const ids = await this.store.addValues(stamp, placed(given, await this.store.places(measureIds)));
      await this.sources.linkMany(linksOf('measure_value', given, ids));
      const made = ids.map((id) => ({ id }));
      await this.audit.record(actor, actOf('measure_value.recorded', 'measure_value', made, given));
      return ids;
    });
  }
}

/** Gives each number its place in its measure, and which edition of its period it is. */
function placed(given: readonly OfMeasure<NewValue>[], taken: readonly Place[]): PlacedValue[] {
  const periods = new Map(
    taken.flatMap((one) => (one.occurredOn ? [[`${one.measureId} ${one.occurredOn}`, one]] : [])),
  );
  const next = new Map<string, number>();
  for (const { measureId, position } of taken) next.set(measureId, Math.max(next.get(measureId) ?? 0, position + 1));
  return given.map((value) => {
    const { measureId } = value;
    const name = value.on && `${measureId} ${periodText(value.on)}`;
    const before = name ? periods.get(name) : undefined;
    const position = before?.position ?? next.get(measureId) ?? 0;
    const edition = (before?.edition ?? 0) + 1;
    next.set(measureId, Math.max(next.get(measureId) ?? 0, position + 1));
    if (name) periods.set(name, { measureId, position, edition, occurredOn: value.on && periodText(value.on) });
    return { ...value, position, edition };
  });
}

import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { periodText } from '../kernel/period.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { MeasuresStore } from './data/measures.store.js';
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
   * Records numbers of one measure, and gives their ids in the order given. A number for a period that has one already
   * is its next edition: what was said before stays. Numbers without a period each stand for themselves.
   */
  async addValues(actor: Actor, measureId: string, given: readonly NewValue[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const taken = await this.store.places(measureId);
      const byPeriod = new Map(taken.flatMap((place) => (place.occurredOn ? [[place.occurredOn, place]] : [])));
      let next = Math.max(-1, ...taken.map(({ position }) => position)) + 1;
      const placed = given.map((value) => {
        const period = value.on && periodText(value.on);
        const before = period ? byPeriod.get(period) : undefined;
        const place = before
          ? { ...before, edition: before.edition + 1 }
          : { position: next++, edition: 1, occurredOn: period };
        if (period) byPeriod.set(period, place);
        return { ...value, measureId, position: place.position, edition: place.edition };
      });
      const ids = await this.store.addValues(stamp, placed);
      await this.sources.linkMany(linksOf('measure_value', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'measure_value.recorded',
          'measure_value',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }
}

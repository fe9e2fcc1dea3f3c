import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { keptAs } from '../../interventions/domain/visibility.js';
import { knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import { usualPolicy } from '../domain/disclosure.js';
import type { NewBaseline, NewDefinition, NewMeasure, NewValue } from '../domain/measure.js';
import { Baseline, Measure, MeasureDefinition, MeasureValue } from './measure.entity.js';

export type OfMeasure<Item> = Item & { readonly measureId: string };
/** Where a value stands: the place of its period, and which edition of that period it is. */
type Placed = { readonly position: number; readonly edition: number };
export type PlacedValue = OfMeasure<NewValue & Placed>;

/** A period of a measure that has a number, with its newest edition. */
export type Place = Placed & { readonly measureId: string; readonly occurredOn: string | null };

@Injectable()
export class MeasuresStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: readonly NewMeasure[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('ME', given.length);
    const rows = given.map((measure, index) => ({
      id: randomUUID(),
      ref: refs[index],
      organisationId: measure.organisationId,
      origin: measure.origin,
      name: measure.name,
      unit: measure.unit,
      kind: measure.kind,
      role: measure.role,
      polarity: measure.polarity,
      polarityNote: measure.polarityNote ?? null,
      frequency: measure.frequency,
      earlyMovement: measure.earlyMovement ?? 'none',
      target: measure.target ?? null,
      tolerance: measure.tolerance ?? null,
      targetSource: measure.targetSource ?? null,
      comparator: measure.comparator ?? null,
      lagDays: measure.lagDays ?? null,
      ownerPost: measure.ownerPost ?? null,
      safetyCritical: Number(measure.safetyCritical ?? false),
      smallNumbers: Number(measure.smallNumbers),
      threshold: measure.threshold ?? usualPolicy.threshold,
      suppressZero: Number(measure.suppressZero ?? false),
      roundTo: measure.roundTo ?? null,
      disclosureReason: measure.disclosureReason ?? null,
      pairedWithId: measure.pairedWithId ?? null,
      status: 'active',
      known: knownColumns(measure),
      kept: keptAs(stamp, measure.visibility),
    }));
    await this.db.insert(Measure, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  async addDefinitions(definitions: readonly OfMeasure<NewDefinition & { readonly edition: number }>[]): Promise<void> {
    await this.db.insert(
      MeasureDefinition,
      definitions.map(({ measureId, edition, from, text, numerator, denominator, reason }) => ({
        id: randomUUID(),
        measureId,
        edition,
        fromOn: whenText(from),
        text,
        numerator: numerator ?? null,
        denominator: denominator ?? null,
        reason: reason ?? null,
      })),
    );
  }

  async addBaselines(stamp: Stamp, baselines: readonly OfMeasure<NewBaseline>[]): Promise<void> {
    await this.db.insert(
      Baseline,
      baselines.map(({ measureId, from, to, lockedOn, decisionRef, reason, visibility }) => ({
        id: randomUUID(),
        measureId,
        fromOn: whenText(from) as string,
        toOn: whenText(to) as string,
        lockedOn: whenText(lockedOn) as string,
        decisionRef: decisionRef ?? null,
        reason,
        kept: keptAs(stamp, visibility),
      })),
    );
  }

  async addValues(stamp: Stamp, values: readonly PlacedValue[]): Promise<string[]> {
    const rows = values.map((value) => ({
      id: randomUUID(),
      measureId: value.measureId,
      position: value.position,
      edition: value.edition,
      occurredOn: whenText(value.on),
      value: value.value,
      low: value.low ?? null,
      high: value.high ?? null,
      numerator: value.numerator ?? null,
      denominator: value.denominator ?? null,
      status: value.status ?? 'final',
      flag: value.flag ?? null,
      jumpReason: value.jumpReason ?? null,
      known: knownColumns(value),
      kept: keptAs(stamp, value.visibility),
    }));
    await this.db.insert(MeasureValue, rows);
    return rows.map(({ id }) => id);
  }

  async pair({ measureId, withId }: { readonly measureId: string; readonly withId: string }): Promise<void> {
    await this.db.run(sql`
      UPDATE measure SET paired_with_id = ${withId} WHERE measure.id = ${measureId}`);
  }

  /** The places that are taken in these measures, with the newest edition of each. */
  places(measureIds: readonly string[]): Promise<Place[]> {
    return this.db.rows<Place>(sql`
      SELECT measure_value.measure_id AS "measureId", measure_value.position, max(measure_value.edition) AS edition, max(measure_value.occurred_on) AS "occurredOn"
        FROM measure_value
       WHERE measure_value.measure_id IN (${list(measureIds)})
       GROUP BY measure_value.measure_id, measure_value.position`);
  }
}

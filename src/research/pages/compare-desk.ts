import { Injectable } from '@nestjs/common';
import { seriesOf, seriesTogether } from '../../measures/data/measure-facts.js';
import { MeasurePagesQueries } from '../../measures/data/measure-pages.queries.js';
import type { MeasureRow } from '../../measures/data/measure-pages.row.js';
import { chartValue } from '../../measures/domain/disclosure.js';
import { MatchFactsQueries } from '../data/match-facts.queries.js';
import { ComparedFactsQueries } from '../data/compared-facts.queries.js';
import type { Aligned } from '../domain/clock-range.js';
import { comparedCase, type Zero, zeroOf } from '../domain/compared-case.js';
import type { ComparedSeries } from '../domain/comparison-numbers.js';
import type { KeptComparison } from '../domain/comparison-package/kept-comparison.js';
import { type LaneName, lanesShown } from '../domain/lanes.js';
import { type Matchable, matchables } from '../domain/matching.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { type ComparedMeasure, measureKey } from './compare-measures.page.js';
import type { RecoveryRecord } from './recovery-question.js';

/** Reads what a comparison shows: the cases on their clock in one statement, their measures in three. */
@Injectable()
export class CompareDesk {
  /** What the cases of a record are matched on, for as long as that record is handed out: until anything is committed. */
  readonly #matchables = new WeakMap<RecoveryRecord, Promise<readonly Matchable[]>>();

  constructor(
    private readonly facts: ComparedFactsQueries,
    private readonly measures: MeasurePagesQueries,
    private readonly matching: MatchFactsQueries,
  ) {}

  /** The cases in the order in which they were picked, each with its month zero. */
  async aligned({ cases }: RecoveryRecord, picked: readonly RecoveryCase[], zero: Zero): Promise<readonly Aligned[]> {
    const rows = await this.facts.of(picked.map(({ id }) => id));
    return picked.map((of) => {
      const earlier = of.relapseOfId === null ? null : (cases.find(({ id }) => id === of.relapseOfId) ?? null);
      const one = comparedCase(of, rows, earlier?.notFailing?.on ?? null);
      return { one, zero: zeroOf(one, zero) };
    });
  }

  /** The public measures of their bodies. */
  measuresOf(picked: readonly RecoveryCase[]): Promise<readonly MeasureRow[]> {
    return this.measures.ofOrganisations([...new Set(picked.map(({ organisationId }) => organisationId))]);
  }

  /** Those of the measures that have this key, with their numbers as everybody may see them. */
  async seriesOf(rows: readonly MeasureRow[], key: string): Promise<readonly ComparedMeasure[]> {
    const asked = rows.filter((row) => measureKey(row) === key);
    const ids = asked.map(({ id }) => id);
    const [values, parts] = [await this.measures.values(ids), await this.measures.parts(ids)];
    return seriesTogether(asked, values, parts).map((series) => ({
      ...series,
      definition:
        parts.find(({ part, measureId }) => part === 'definition' && measureId === series.row.id)?.text ?? null,
    }));
  }

  /** All that a comparison shows: what is kept when it is saved. */
  async shown(
    record: RecoveryRecord,
    { picked, align }: { readonly picked: readonly RecoveryCase[]; readonly align: Zero },
    { rows, measure }: { readonly rows: readonly LaneName[]; readonly measure: string | null },
  ): Promise<KeptComparison> {
    const cases = await this.aligned(record, picked, align);
    const measures = measure === null ? [] : await this.seriesOf(await this.measuresOf(picked), measure);
    return { cases, align, lanes: lanesShown(rows), series: keptSeries(cases, measures) };
  }

  /** Every case with what it is matched on. */
  async matchables(record: RecoveryRecord): Promise<readonly Matchable[]> {
    const known = this.#matchables.get(record);
    if (known) return known;
    const read = this.#read(record);
    this.#matchables.set(record, read);
    try {
      return await read;
    } catch (error) {
      this.#matchables.delete(record);
      throw error;
    }
  }

  async #read({ cases }: RecoveryRecord): Promise<readonly Matchable[]> {
    return matchables(cases, await this.matching.bands(), await this.matching.sizes());
  }
}

/** The numbers of each case as everybody may see them. */
const keptSeries = (cases: readonly Aligned[], measures: readonly ComparedMeasure[]): readonly ComparedSeries[] =>
  cases.flatMap(({ one }) =>
    measures
      .filter(({ row }) => row.organisationId === one.of.organisationId)
      .map((measure): ComparedSeries => ({
        caseRef: one.of.ref,
        ref: measure.row.ref,
        name: measure.row.name,
        unit: measure.row.unit,
        definition: measure.definition,
        numbers: seriesOf(measure).entries.map(({ fact, shown, range, startsScale }) => ({
          position: fact.position,
          on: fact.on,
          value: chartValue(shown),
          letter: shown.is === 'letter' ? shown.letter : null,
          range,
          startsScale,
        })),
      })),
  );

import { Injectable } from '@nestjs/common';
import { seriesTogether } from '../../measures/data/measure-facts.js';
import { MeasurePagesQueries } from '../../measures/data/measure-pages.queries.js';
import type { MeasureRow } from '../../measures/data/measure-pages.row.js';
import { MatchFactsQueries } from '../data/match-facts.queries.js';
import { ComparedFactsQueries } from '../data/compared-facts.queries.js';
import type { Aligned } from '../domain/clock-range.js';
import { comparedCase, type Zero, zeroOf } from '../domain/compared-case.js';
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

import { Injectable } from '@nestjs/common';
import type { MeasureSeries } from '../measures/data/measure-facts.js';
import { MeasureReadingService } from '../measures/measure-reading.service.js';
import { type Citation, CitationsQueries } from '../sources/data/citations.queries.js';

export type Measured = {
  readonly measures: readonly MeasureSeries[];
  readonly citations: ReadonlyMap<string, readonly Citation[]>;
};

/** What was measured of some bodies, with what each number rests on. */
@Injectable()
export class MeasuredService {
  constructor(
    private readonly measures: MeasureReadingService,
    private readonly citations: CitationsQueries,
  ) {}

  async of(organisationIds: readonly string[]): Promise<Measured> {
    const measures = await this.seriesOf(organisationIds);
    return { measures, citations: await this.citations.of(valueIdsOf(measures)) };
  }

  /** The series alone, for a page that asks what they rest on together with the rest of it. */
  seriesOf(organisationIds: readonly string[]): Promise<readonly MeasureSeries[]> {
    return this.measures.ofOrganisations(organisationIds);
  }
}

export const valueIdsOf = (measures: readonly MeasureSeries[]): readonly string[] =>
  measures.flatMap(({ values }) => values.map(({ id }) => id));

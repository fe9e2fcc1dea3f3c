import { Injectable } from '@nestjs/common';
import type { MeasureSeries } from '../measures/data/measure-facts.js';
import type { BoardEyes } from '../measures/data/measure-pages.queries.js';
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

  /** `eyes`: the bodies whose papers the reader may read. */
  async of(organisationIds: readonly string[], eyes: BoardEyes = []): Promise<Measured> {
    const measures = await this.seriesOf(organisationIds, eyes);
    return { measures, citations: await this.citations.of(valueIdsOf(measures)) };
  }

  /** The series alone, for a page that asks what they rest on together with the rest of it. */
  seriesOf(organisationIds: readonly string[], eyes: BoardEyes = []): Promise<readonly MeasureSeries[]> {
    return this.measures.ofOrganisations(organisationIds, eyes);
  }
}

export const valueIdsOf = (measures: readonly MeasureSeries[]): readonly string[] =>
  measures.flatMap(({ values }) => values.map(({ id }) => id));

import { Injectable } from '@nestjs/common';
import { type MeasureSeries, seriesTogether } from './data/measure-facts.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import type { MeasureRow } from './data/measure-pages.row.js';

/** Brings measures with all that their charts are made from, in three statements however many there are. */
@Injectable()
export class MeasureReadingService {
  constructor(private readonly measures: MeasurePagesQueries) {}

  async ofOrganisations(organisationIds: readonly string[]): Promise<readonly MeasureSeries[]> {
    return this.together(await this.measures.ofOrganisations(organisationIds));
  }

  async together(rows: readonly MeasureRow[]): Promise<readonly MeasureSeries[]> {
    const ids = rows.map(({ id }) => id);
    return seriesTogether(rows, await this.measures.values(ids), await this.measures.parts(ids));
  }
}

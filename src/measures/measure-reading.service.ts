import { Injectable } from '@nestjs/common';
import { type MeasureSeries, seriesTogether } from './data/measure-facts.js';
import { type BoardEyes, MeasurePagesQueries, nobodysBoard } from './data/measure-pages.queries.js';
import type { MeasureRow } from './data/measure-pages.row.js';

/** Brings measures with all that their charts are made from, in three statements however many there are. */
@Injectable()
export class MeasureReadingService {
  constructor(private readonly measures: MeasurePagesQueries) {}

  /** `eyes`: the bodies whose papers the reader may read. */
  async ofOrganisations(
    organisationIds: readonly string[],
    eyes: BoardEyes = nobodysBoard,
  ): Promise<readonly MeasureSeries[]> {
    return this.together(await this.measures.ofOrganisations(organisationIds, eyes), eyes);
  }

  /** How many measures there are, in one statement. */
  async countOf(organisationIds: readonly string[], eyes: BoardEyes = nobodysBoard): Promise<number> {
    return (await this.measures.ofOrganisations(organisationIds, eyes)).length;
  }

  async together(rows: readonly MeasureRow[], eyes: BoardEyes = nobodysBoard): Promise<readonly MeasureSeries[]> {
    const ids = rows.map(({ id }) => id);
    const forBoard = rows.filter(({ organisationId }) => eyes.includes(organisationId)).map(({ id }) => id);
    return seriesTogether(
      rows,
      await this.measures.values(ids, forBoard),
      await this.measures.parts(ids, forBoard),
      eyes,
    );
  }
}

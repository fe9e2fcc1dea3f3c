import { Injectable } from '@nestjs/common';
import { type Citation, CitationsQueries } from '../sources/data/citations.queries.js';
import { InspectionPageQueries } from './data/inspection-page.queries.js';
import { type InspectionSheet, recordIdsOfSheet } from './domain/inspection-sheet.js';

export type ReadSheet = {
  readonly sheet: InspectionSheet;
  readonly citations: ReadonlyMap<string, readonly Citation[]>;
};

/** Brings one inspection with what its facts rest on. */
@Injectable()
export class InspectionSheetsService {
  constructor(
    private readonly inspections: InspectionPageQueries,
    private readonly citations: CitationsQueries,
  ) {}

  async byRef(ref: string): Promise<ReadSheet | null> {
    const sheet = await this.inspections.byRef(ref);
    return sheet && { sheet, citations: await this.citations.of(recordIdsOfSheet(sheet)) };
  }
}

import { Injectable } from '@nestjs/common';
import { strToU8, zipSync } from 'fflate';
import type { WholeFileRow } from './data/cohort.row.js';
import { CohortsQueries } from './data/cohorts.queries.js';

/** The first day that a zip can tell, in whatever zone the server stands: bytes depend on nothing but the content. */
const noTime = '1980-01-01T00:00:00';

export type PackedZip = { readonly name: string; readonly content: Uint8Array };

/** Lays the frozen files of an edition into one zip: the same bytes every time. */
@Injectable()
export class PackingService {
  constructor(private readonly queries: CohortsQueries) {}

  /** Null: there is no such edition. */
  async zip(ref: string, edition: number): Promise<PackedZip | null> {
    const files = await this.queries.wholeFiles(ref, edition);
    if (files.length === 0) return null;
    const definition = files.find(({ name }) => name === 'definition.json');
    const { asOf } = JSON.parse(definition?.content ?? '{}') as { asOf?: string };
    return { name: zipName(ref, edition, asOf ?? ''), content: zipOf(files) };
  }
}

/** Files in one zip: their bytes depend on nothing but names and content. */
export const zipOf = (files: readonly Pick<WholeFileRow, 'name' | 'content'>[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, content }) => [name, strToU8(content)])), {
    level: 6,
    mtime: noTime,
    os: 3,
  });

/** `turnaround-co-0001-v1-2026-11-27.zip`. */
export const zipName = (ref: string, edition: number, asOf: string): string =>
  `turnaround-${ref.toLowerCase()}-v${edition}-${asOf}.zip`;

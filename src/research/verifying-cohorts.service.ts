import { Injectable } from '@nestjs/common';
import { changedFiles } from './checked-files.js';
import { CohortsQueries } from './data/cohorts.queries.js';

type Seal = { readonly ref: string; readonly edition: number; readonly hash: string };

/** What `verify` finds wrong with a frozen cohort. `file`: the one that is not what was frozen. */
export type FrozenFault =
  | { readonly kind: 'file-changed'; readonly ref: string; readonly edition: number; readonly file: string }
  | {
      readonly kind: 'edition-gone' | 'edition-changed' | 'never-frozen';
      readonly ref: string;
      readonly edition: number;
    };

/**
 * Finds frozen cohorts that were changed, added or taken away behind the service's back: every file by its checksum,
 * the checksums by the hash of the edition, and that hash by what the audit trail says was frozen. It only reads, one
 * file at a time, since a table of a whole country is a long text.
 */
@Injectable()
export class VerifyingCohortsService {
  constructor(private readonly queries: CohortsQueries) {}

  async verify(): Promise<{ readonly editions: number; readonly faults: readonly FrozenFault[] }> {
    const told = new Map<string, Seal>();
    for (const { after } of await this.queries.toldFrozen()) {
      const seal = JSON.parse(after) as Seal;
      told.set(`${seal.ref} ${seal.edition}`, seal);
    }
    const held = await this.queries.everyEdition();
    const faults: FrozenFault[] = [];
    for (const { id, ref, number, hash } of held) {
      const seal = told.get(`${ref} ${number}`);
      told.delete(`${ref} ${number}`);
      const about = { ref, edition: number };
      if (!seal) faults.push({ kind: 'never-frozen', ...about });
      else if (seal.hash !== hash) faults.push({ kind: 'edition-changed', ...about });
      else
        for (const file of await changedFiles(this.queries, id, hash))
          faults.push({ kind: 'file-changed', ...about, file });
    }
    for (const { ref, edition } of told.values()) faults.push({ kind: 'edition-gone', ref, edition });
    return { editions: held.length, faults };
  }
}

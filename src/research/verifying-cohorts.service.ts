import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CohortsQueries } from './data/cohorts.queries.js';
import { checksumsName } from './package-files.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

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
      else faults.push(...(await this.#faultsIn(id, { ...about, hash })));
    }
    for (const { ref, edition } of told.values()) faults.push({ kind: 'edition-gone', ref, edition });
    return { editions: held.length, faults };
  }

  /** The checksums are checked first: a file is changed by what they say of it, not by what stands beside it. */
  async #faultsIn(editionId: string, { ref, edition, hash }: Seal): Promise<readonly FrozenFault[]> {
    const files = await this.queries.files(editionId);
    const sums = await this.queries.contentOf(editionId, checksumsName);
    if (sums === null || hashOf(sums) !== hash) return [{ kind: 'file-changed', ref, edition, file: checksumsName }];
    const listed = new Map(
      sums.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)]])),
    );
    const others = files.filter(({ name }) => name !== checksumsName);
    const faults: FrozenFault[] = [];
    for (const { name, hash: stored } of others) {
      const content = await this.queries.contentOf(editionId, name);
      const expected = listed.get(name);
      listed.delete(name);
      if (content === null || hashOf(content) !== expected || stored !== expected)
        faults.push({ kind: 'file-changed', ref, edition, file: name });
    }
    for (const file of listed.keys()) faults.push({ kind: 'file-changed', ref, edition, file });
    return faults;
  }
}

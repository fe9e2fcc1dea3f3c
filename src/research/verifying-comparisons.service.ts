import { Injectable } from '@nestjs/common';
import { changedFiles, hashOfText } from './checked-files.js';
import { factsTextName } from './comparison-files.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import type { FrozenFault } from './verifying-cohorts.service.js';

type Told = { readonly ref: string; readonly edition?: number; readonly hash: string };

/**
 * Finds versions of comparisons that were changed, added or taken away behind the service's back, as frozen cohorts are:
 * every file by its checksum, the checksums by the hash of the version, and that by what the audit trail says was saved.
 */
@Injectable()
export class VerifyingComparisonsService {
  constructor(private readonly queries: ComparisonsQueries) {}

  async verify(): Promise<{ readonly editions: number; readonly faults: readonly FrozenFault[] }> {
    const told = new Map<string, string>();
    /** What an earlier version of the service saved had no number: only that some such hash was saved is known. */
    const ofLines = new Map<string, Set<string>>();
    for (const { after } of await this.queries.toldSaved()) {
      const { ref, edition, hash } = JSON.parse(after) as Told;
      if (edition === undefined) ofLines.set(ref, (ofLines.get(ref) ?? new Set()).add(hash));
      else told.set(`${ref} ${edition}`, hash);
    }
    const held = await this.queries.everyEdition();
    const faults: FrozenFault[] = [];
    for (const { id, ref, number, hash, shape } of held) {
      const about = { ref, edition: number };
      if (shape === 'lines') {
        faults.push(...(await this.#faultsInLines(id, { ...about, hash, told: ofLines.get(ref) ?? new Set() })));
        ofLines.delete(ref);
        continue;
      }
      const expected = told.get(`${ref} ${number}`);
      told.delete(`${ref} ${number}`);
      if (expected === undefined) faults.push({ kind: 'never-frozen', ...about });
      else if (expected !== hash) faults.push({ kind: 'edition-changed', ...about });
      else
        for (const file of await changedFiles(this.queries, id, hash))
          faults.push({ kind: 'file-changed', ...about, file });
    }
    for (const ref of ofLines.keys()) faults.push({ kind: 'edition-gone', ref, edition: 1 });
    for (const key of told.keys()) {
      const [ref = '', number = ''] = key.split(' ');
      faults.push({ kind: 'edition-gone', ref, edition: Number(number) });
    }
    return { editions: held.length, faults };
  }

  async #faultsInLines(
    id: string,
    {
      told,
      hash,
      ...about
    }: { readonly ref: string; readonly edition: number; readonly hash: string; readonly told: ReadonlySet<string> },
  ): Promise<readonly FrozenFault[]> {
    if (!told.has(hash)) return [{ kind: 'never-frozen', ...about }];
    const content = await this.queries.contentOf(id, factsTextName);
    return content !== null && hashOfText(content) === hash
      ? []
      : [{ kind: 'file-changed', ...about, file: factsTextName }];
  }
}

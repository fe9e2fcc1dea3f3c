import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../access/domain/audit-chain.js';
import { type HeldSeal, SealsQueries } from './data/seals.queries.js';
import type { SealFault } from './domain/seal.js';

/** What the audit line of an act says of the seals that it made: the batch, how many, and a digest of them all. */
export type SealNote = { readonly batch: string; readonly inspections: number; readonly digest: string };

export const perStep = 500;
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const digestOf = (seals: readonly Pick<HeldSeal, 'inspectionId' | 'ref' | 'number' | 'hash'>[]): string =>
  hashOf(canonicalJson(seals.map(({ inspectionId, ref, number, hash }) => [inspectionId, ref, number, hash])));

/** Finds what was changed behind the service's back. It only reads. */
@Injectable()
export class VerifyingSealsService {
  constructor(private readonly queries: SealsQueries) {}

  /**
   * Looks at every public inspection, every seal and every edition that is kept, and names what does not fit: changed,
   * gone, or never sealed. It relies on the audit trail, which is verified by itself.
   */
  async verify(): Promise<{ readonly inspections: number; readonly faults: readonly SealFault[] }> {
    const faults: SealFault[] = [...(await this.#sealsChanged())];
    const { inspections, changed } = await this.#changed();
    faults.push(...changed, ...(await this.#neverSealed()), ...(await this.#editionsChanged()));
    return { inspections, faults };
  }

  async #changed(): Promise<{ inspections: number; changed: SealFault[] }> {
    const changed: SealFault[] = [];
    let inspections = 0;
    for (let after = ''; ;) {
      const seals = await this.queries.lastSealsAfter(after, perStep);
      const last = seals.at(-1);
      if (!last) return { inspections, changed };
      const contents = await this.queries.contents(seals.map(({ inspectionId }) => inspectionId));
      const hashes = new Map(contents.map((content) => [content.id, hashOf(canonicalJson(content))]));
      for (const { inspectionId, ref, hash } of seals) {
        const found = hashes.get(inspectionId);
        if (found !== hash) changed.push({ kind: found === undefined ? 'gone' : 'changed', ref });
      }
      inspections += seals.length;
      after = last.inspectionId;
    }
  }

  async #neverSealed(): Promise<SealFault[]> {
    const faults: SealFault[] = [];
    for (let after = ''; ;) {
      const found = await this.queries.publicAfter(after, perStep);
      const last = found.at(-1);
      if (!last) return faults;
      const numbers = await this.queries.numbers(found.map(({ id }) => id));
      for (const { id, ref } of found) if (!numbers.has(id)) faults.push({ kind: 'never-sealed', ref });
      after = last.id;
    }
  }

  /** Batches that the audit trail does not know, or knows otherwise, and those that it knows and that are not there. */
  async #sealsChanged(): Promise<SealFault[]> {
    const told = new Map<string, SealNote>();
    for (const { after } of await this.queries.sealedInTrail()) {
      const { seal } = JSON.parse(after) as { seal?: SealNote };
      if (seal) told.set(seal.batch, seal);
    }
    const there = await this.queries.batches();
    const faults: SealFault[] = [];
    for (const batch of new Set([...told.keys(), ...there]))
      if (digestOf(await this.queries.batch(batch)) !== told.get(batch)?.digest)
        faults.push({ kind: 'seals-changed', batch });
    return faults;
  }

  /** An edition is what one of the seals of its inspection was taken of. */
  async #editionsChanged(): Promise<SealFault[]> {
    const faults: SealFault[] = [];
    for (let after = ''; ;) {
      const editions = await this.queries.editionsAfter(after, perStep);
      const last = editions.at(-1);
      if (!last) return faults;
      for (const { inspectionId, ref, edition, content } of editions) {
        const seals = await this.queries.sealsOf(inspectionId);
        if (!seals.some(({ hash }) => hash === hashOf(content))) faults.push({ kind: 'edition-changed', ref, edition });
      }
      after = last.id;
    }
  }
}

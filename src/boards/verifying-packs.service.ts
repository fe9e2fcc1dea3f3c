import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../access/domain/audit-chain.js';
import { KeepingQueries } from './data/keeping.queries.js';
import type { KeepingFault } from './domain/pack.js';
import { hashOf } from './hash-of.js';
import { agreedText } from './minutes-seal.js';

const perStep = 20;

type Seal = { readonly ref: string; readonly hash: string; readonly htmlHash: string };
type Added = { readonly review: string; readonly position: number; readonly hash: string };
type Agreed = { readonly review: string; readonly hash: string };

/** What a supplement is sealed as. */
export const supplementText = (supplement: {
  readonly title: string;
  readonly text: string;
  readonly confidential: boolean;
  readonly fileHash: string | null;
}): string => {
  const { title, text, confidential, fileHash } = supplement;
  return canonicalJson({ title, text, confidential, fileHash });
};

/** Finds packs and agreed minutes that were changed, added or taken away behind the service's back. It only reads. */
@Injectable()
export class VerifyingPacksService {
  constructor(private readonly queries: KeepingQueries) {}

  async verify(): Promise<{
    readonly packs: number;
    readonly supplements: number;
    readonly minutes: number;
    readonly faults: readonly KeepingFault[];
  }> {
    const packs = await this.#packs();
    const minutes = await this.#minutes();
    const supplements = await this.#supplements();
    const faults = [...packs.faults, ...supplements.faults, ...minutes.faults];
    return { packs: packs.count, supplements: supplements.count, minutes: minutes.count, faults };
  }

  async #packs(): Promise<{ count: number; faults: KeepingFault[] }> {
    const told = new Map<string, Seal>();
    for (const { entityId, after } of await this.queries.told('pack.frozen'))
      told.set(entityId, JSON.parse(after) as Seal);
    const faults: KeepingFault[] = [];
    let count = 0;
    for (let after = ''; ;) {
      const held = await this.queries.packsAfter(after, perStep);
      const last = held.at(-1);
      if (!last) break;
      for (const { id, ref, hash, htmlHash, html, dataJson } of held) {
        const seal = told.get(id);
        told.delete(id);
        if (!seal) faults.push({ kind: 'pack-not-issued', ref });
        else if (hashOf(dataJson) !== seal.hash) faults.push({ kind: 'pack-changed', ref, what: 'data' });
        else if (hashOf(html) !== seal.htmlHash) faults.push({ kind: 'pack-changed', ref, what: 'page' });
        else if (hash !== seal.hash || htmlHash !== seal.htmlHash || ref !== seal.ref)
          faults.push({ kind: 'pack-changed', ref, what: 'seal' });
      }
      count += held.length;
      after = last.id;
    }
    for (const { ref } of told.values()) faults.push({ kind: 'pack-gone', ref });
    return { count, faults };
  }

  /** By what the trail says was added: a seal beside the words is changed as easily as they are. */
  async #supplements(): Promise<{ count: number; faults: KeepingFault[] }> {
    const told = new Map<string, Added>();
    for (const { entityId, after } of await this.queries.told('pack.supplement_added')) {
      const added = JSON.parse(after) as Added;
      told.set(`${entityId} ${added.position}`, { ...added, review: entityId });
    }
    const faults: KeepingFault[] = [];
    const held = await this.queries.supplements();
    for (const supplement of held) {
      const { reviewId, review, position, hash } = supplement;
      const seal = told.get(`${reviewId} ${position}`);
      told.delete(`${reviewId} ${position}`);
      if (!seal) faults.push({ kind: 'supplement-not-added', review, position });
      else if (hashOf(supplementText(supplement)) !== seal.hash || hash !== seal.hash)
        faults.push({ kind: 'supplement-changed', review, position });
    }
    for (const { review, position } of told.values()) faults.push({ kind: 'supplement-gone', review, position });
    return { count: held.length, faults };
  }

  async #minutes(): Promise<{ count: number; faults: KeepingFault[] }> {
    const told = new Map<string, Agreed>();
    for (const { entityId, after } of await this.queries.told('minutes.agreed'))
      told.set(entityId, JSON.parse(after) as Agreed);
    const faults: KeepingFault[] = [];
    const agreed = await this.queries.agreedMinutes();
    for (const { id, review, heldOn, agreedOn, agreedBy, agreedHash } of agreed) {
      const seal = { agreedOn: agreedOn ?? '', agreedBy: agreedBy ?? '' };
      const found = hashOf(agreedText({ ref: review, heldOn }, seal, await this.queries.itemsOf(id)));
      if (found !== told.get(id)?.hash || found !== agreedHash) faults.push({ kind: 'minutes-changed', review });
      told.delete(id);
    }
    for (const { review } of told.values()) faults.push({ kind: 'minutes-gone', review });
    return { count: agreed.length, faults };
  }
}

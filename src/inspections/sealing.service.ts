import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditService, theService } from '../access/audit.service.js';
import { canonicalJson } from '../access/domain/audit-chain.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type HeldSeal, SealsQueries } from './data/seals.queries.js';
import { SealsStore } from './data/seals.store.js';
import type { SealedContent } from './domain/seal.js';
import { digestOf, hashOf, perStep, type SealNote } from './verifying-seals.service.js';

/**
 * Takes a fingerprint of what is published, and finds what was changed behind the service's back. An act that records,
 * corrects or withdraws inspections asks for their seals in its own transaction and writes the note into its audit line:
 * the chain then holds the seals, the seals hold the inspections.
 */
@Injectable()
export class SealingService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly store: SealsStore,
    private readonly queries: SealsQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What was recorded before there were seals is sealed as it is found, once. */
  async onApplicationBootstrap(): Promise<void> {
    if (await this.queries.isAnythingSealed()) return;
    if ((await this.queries.publicAfter('', 1)).length === 0) return;
    await this.db.transaction(async () => {
      if (await this.queries.isAnythingSealed()) return;
      const ids = (await this.queries.publicAfter('', Number.MAX_SAFE_INTEGER)).map(({ id }) => id);
      const seal = await this.seal(ids);
      await this.audit.record(theService, {
        action: 'inspections.sealed',
        entity: 'inspection_seal',
        entityId: seal.batch,
        after: { seal },
        reason: 'Recorded before there were seals',
      });
    });
  }

  /** Lets an act change what published inspections say, until it seals them. */
  async open(inspectionIds: readonly string[]): Promise<void> {
    await this.store.amend(inspectionIds);
  }

  /** Closes inspections that were opened and not changed. */
  async leave(inspectionIds: readonly string[]): Promise<void> {
    await this.store.close(inspectionIds);
  }

  /** Seals what these inspections say now, and closes them. */
  async seal(inspectionIds: readonly string[]): Promise<SealNote> {
    await this.store.close(inspectionIds);
    const batch = randomUUID();
    const numbers = await this.queries.numbers(inspectionIds);
    const seals: HeldSeal[] = [];
    for (let start = 0; start < inspectionIds.length; start += perStep) {
      const contents = await this.queries.contents(inspectionIds.slice(start, start + perStep));
      for (const content of contents)
        seals.push(sealOf(content, batch, { place: seals.length, number: (numbers.get(content.id) ?? 0) + 1 }));
    }
    return this.#keep(batch, seals);
  }

  /** Seals inspections that have just been put on the record and were never open: the first seal of each. */
  async sealNew(contents: readonly SealedContent[]): Promise<SealNote> {
    const batch = randomUUID();
    return this.#keep(
      batch,
      contents.map((content, place) => sealOf(content, batch, { place, number: 1 })),
    );
  }

  async #keep(batch: string, seals: readonly HeldSeal[]): Promise<SealNote> {
    await this.store.add(seals);
    return { batch, inspections: seals.length, digest: digestOf(seals) };
  }

  /** Keeps, word for word, what an inspection says in the edition that has just been published. */
  async keepEdition(inspectionId: string): Promise<void> {
    const [content] = await this.queries.contents([inspectionId]);
    if (!content) throw new Error(`There is no inspection ${inspectionId}`);
    await this.store.keepEdition({
      inspectionId,
      edition: content.edition,
      content: canonicalJson(content),
      publishedAt: this.clock.now(),
    });
  }
}

const sealOf = (
  content: SealedContent,
  batch: string,
  { place, number }: { readonly place: number; readonly number: number },
): HeldSeal => ({
  batch,
  place,
  inspectionId: content.id,
  ref: content.ref,
  number,
  hash: hashOf(canonicalJson(content)),
});

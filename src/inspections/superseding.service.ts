import { Injectable } from '@nestjs/common';
import { InspectionsStore } from './data/inspections.store.js';
import { type InSequence, supersededBy } from './domain/superseding.js';

/** Which published inspection took the place of which: worked out anew when one is published, put right or withdrawn. */
@Injectable()
export class SupersedingService {
  constructor(private readonly store: InspectionsStore) {}

  /** Within the transaction of the act. What a person said supersedes another stays, as long as that one is there. */
  async settle(
    organisationId: string,
    { withdrawnId = null }: { readonly withdrawnId?: string | null } = {},
  ): Promise<void> {
    const held = await this.store.inSequence([organisationId]);
    const next = supersededBy(held);
    for (const { id, supersededById } of held) {
      const byId = next.get(id) ?? null;
      if (byId !== null && byId !== supersededById) await this.store.supersede(id, byId);
      else if (byId === null && supersededById !== null && supersededById === withdrawnId) await this.store.restore(id);
    }
  }

  /** The inspections whose place this one would take if it were published. */
  async wouldSupersede(published: InSequence): Promise<readonly string[]> {
    const held = await this.store.inSequence([published.organisationId]);
    const next = supersededBy([...held.filter(({ id }) => id !== published.id), published]);
    return held.filter(({ id }) => next.get(id) === published.id).map(({ id }) => id);
  }
}

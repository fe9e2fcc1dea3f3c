import { Injectable } from '@nestjs/common';
import { type Account, may } from '../access/domain/account.js';
import { mayHold } from '../inspections/domain/relation.js';
import { WatchesQueries } from '../office/data/watches.queries.js';
import { OnInspectionsQueries } from './data/on-inspections.queries.js';
import { type Eyes, eyesOf, publicEyes } from './domain/eyes.js';

/** What a reader may see besides the public record, and what of all that is theirs. */
@Injectable()
export class EyesService {
  constructor(
    private readonly watches: WatchesQueries,
    private readonly inspections: OnInspectionsQueries,
  ) {}

  async of(account: Account | null): Promise<Eyes> {
    if (!account) return publicEyes;
    if (!may(account, 'inspections.read-evidence')) return eyesOf(account, []);
    const parts = await this.inspections.ofTeamMember(account.id);
    // A part counts only while the role that it needs is held.
    const held = parts.filter((each) => mayHold(each.part, account, each));
    return eyesOf(
      account,
      held.map(({ inspectionId }) => inspectionId),
    );
  }

  /** The bodies of the person's grants and those that they watch, and the inspections on which they work. */
  async mine(account: Account): Promise<Eyes> {
    const watched = await this.watches.ofAccount(account.id);
    const own = account.grants.flatMap(({ organisationId }) => organisationId ?? []);
    const { inspectionIds } = await this.of(account);
    return {
      organisationIds: [...new Set([...own, ...watched.map(({ organisationId }) => organisationId)])],
      inspectionIds,
    };
  }
}

import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JudgedInspectionsQueries } from '../inspections/data/judged-inspections.queries.js';
import { FrameworkLibraryService } from '../inspections/framework-library.service.js';
import { StandingsStore } from './data/standings.store.js';
import { DerivingEpisodesService } from './deriving-episodes.service.js';
import { derivationEdition } from './domain/derivation-edition.js';

const what = 'derived episodes';

/**
 * Keeps every episode told by the rules in force. Frameworks say what counts as failure, and a new edition of their
 * file comes with a new version of the product: nothing is recorded then that would have an episode told anew.
 */
@Injectable()
export class KeepingRulesService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly frameworks: FrameworkLibraryService,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly bodies: StandingsStore,
    private readonly deriving: DerivingEpisodesService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.keepUp();
  }

  /**
   * Works out all episodes anew, all or nothing, when they were last worked out by other rules; says whether it did.
   * `edition` is the one of the method.
   */
  async keepUp(edition = derivationEdition): Promise<boolean> {
    const inForce = rulesHash(await this.frameworks.edition(), edition);
    if ((await this.frameworks.appliedTo(what)) === inForce) return false;
    return this.db.transaction(async () => {
      // Another process may have started at the same time and have done it.
      if ((await this.frameworks.appliedTo(what)) === inForce) return false;
      const isNeeded = await this.inspections.areThereAny();
      if (isNeeded) await this.deriving.rederive(await this.bodies.everyBody());
      await this.frameworks.noteApplied(what, inForce);
      return isNeeded;
    });
  }
}

const rulesHash = (frameworks: string | null, edition: number): string =>
  createHash('sha256')
    .update(JSON.stringify([frameworks, edition]))
    .digest('hex');

import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { EpisodesStore } from './data/episodes.store.js';
import { DerivingEpisodesService } from './deriving-episodes.service.js';
import type { NewEpisode, NewOutcome, NewRelapse } from './domain/new-episode.js';

/** Tells failure episodes as a person or the library reads them, beside what judgements alone say. */
@Injectable()
export class EpisodesService {
  constructor(
    private readonly db: Database,
    private readonly store: EpisodesStore,
    private readonly deriving: DerivingEpisodesService,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens episodes with their facts, impacts and causes, and gives their ids and references in the order given. An
   * episode that judgements have opened already, and that nobody has told, is told under the reference it has.
   */
  async openMany(actor: Actor, given: readonly NewEpisode[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const untold = await this.store.untoldByTrigger(
        given.flatMap(({ triggerInspectionId }) => triggerInspectionId ?? []),
      );
      const there = given.map(({ triggerInspectionId }) => untold.get(triggerInspectionId ?? '') ?? null);
      for (const [index, episode] of given.entries()) {
        const known = there[index];
        if (known) await this.store.tell(known.id, episode);
      }
      const fresh = await this.store.add(
        stamp,
        given.filter((_, index) => !there[index]),
      );
      const made = there.map((known) => known ?? (fresh.shift() as Recorded));
      await this.#addParts(given, made);
      await this.audit.record(actor, actOf('episode.opened', 'failure_episode', made, given));
      await this.deriving.rederive([...new Set(given.map(({ organisationId }) => organisationId))]);
      return made;
    });
  }

  /** Records which episodes are relapses of which, as a reading beside what judgements say. */
  async relateRelapses(actor: Actor, relapses: readonly NewRelapse[]): Promise<void> {
    if (relapses.length === 0) return;
    await this.db.transaction(async () => {
      for (const relapse of relapses) await this.store.relapse(relapse);
      await this.deriving.rederive(await this.store.organisationsOf(relapses.map(({ episodeId }) => episodeId)));
      await this.audit.record(
        actor,
        actOf(
          'episode.relapse_recorded',
          'failure_episode',
          relapses.map(({ episodeId }) => ({ id: episodeId })),
          relapses,
        ),
      );
    });
  }

  /** Records where sources say that bodies stood; ids in the order given. */
  async addOutcomes(actor: Actor, given: readonly NewOutcome[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addOutcomes({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('outcome', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'outcome.recorded',
          'outcome',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }

  async #addParts(given: readonly NewEpisode[], made: readonly Recorded[]): Promise<void> {
    const each = given.map((episode, index) => ({ ...episode, episodeId: made[index].id }));
    const partsOf = <Part extends object>(partsIn: (episode: NewEpisode) => readonly Part[] | undefined) =>
      each.flatMap((episode) =>
        (partsIn(episode) ?? []).map((part, position) => ({ ...part, episodeId: episode.episodeId, position })),
      );
    const impacts = partsOf(({ impacts: some }) => some);
    const causes = partsOf(({ causes: some }) => some);
    const facts = partsOf(({ facts: some }) => some);
    await this.sources.linkMany([
      ...linksOf(
        'episode',
        given,
        made.map(({ id }) => id),
      ),
      ...given.flatMap(({ onset }, index) =>
        (onset?.sources ?? []).map((use, position) => ({
          ...use,
          recordKind: 'episode' as const,
          recordId: made[index].id,
          field: 'onset',
          position,
        })),
      ),
      ...linksOf('episode_impact', impacts, await this.store.addImpacts(impacts)),
      ...linksOf('episode_cause', causes, await this.store.addCauses(causes)),
      ...linksOf('episode_fact', facts, await this.store.addFacts(facts)),
    ]);
  }
}

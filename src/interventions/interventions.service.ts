import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { InterventionNews } from './intervention-news.js';
import { InterventionsStore } from './data/interventions.store.js';
import type { NewIntervention, NewOverlap, NewReplacement } from './domain/new-intervention.js';

/** Records what authorities did about failure: interventions, their planned ends, directions and exit criteria. */
@Injectable()
export class InterventionsService {
  constructor(
    private readonly db: Database,
    private readonly store: InterventionsStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly news: InterventionNews,
  ) {}

  /** Records interventions with all that belongs to them, and gives their ids and references in the order given. */
  async imposeMany(actor: Actor, given: readonly NewIntervention[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.add(stamp, given);
      const ids = made.map(({ id }) => id);
      const each = given.map((intervention, index) => ({ ...intervention, interventionId: ids[index] }));
      await this.store.addPlannedEnds(
        each.flatMap(({ plannedEnds = [], interventionId }) =>
          plannedEnds.map((end, position) => ({ ...end, interventionId, position })),
        ),
      );
      const directions = each.flatMap(({ directions: some = [], interventionId }) =>
        some.map((direction) => ({ ...direction, interventionId })),
      );
      const criteria = each.flatMap(({ exitCriteria = [], interventionId }) =>
        exitCriteria.map((criterion) => ({ ...criterion, interventionId })),
      );
      await this.sources.linkMany([
        ...linksOf('intervention', given, ids),
        ...linksOf('direction', directions, await this.store.addDirections(stamp, directions)),
        ...linksOf('exit_criterion', criteria, await this.store.addExitCriteria(stamp, criteria)),
      ]);
      await this.audit.record(actor, actOf('intervention.imposed', 'intervention', made, given));
      await this.news.announce('intervention.changed', {
        organisationIds: [...new Set(given.map(({ organisationId }) => organisationId))],
      });
      return made;
    });
  }

  /** Records that interventions ran beside each other, and which took the place of which. */
  async relate(
    actor: Actor,
    {
      overlaps,
      replacements,
    }: { readonly overlaps: readonly NewOverlap[]; readonly replacements: readonly NewReplacement[] },
  ): Promise<void> {
    const pairs = eachPairOnce(overlaps);
    if (pairs.length + replacements.length === 0) return;
    await this.db.transaction(async () => {
      await this.store.overlap(pairs);
      for (const replacement of replacements) await this.store.replace(replacement);
      await this.audit.record(actor, {
        action: 'intervention.related',
        entity: 'intervention',
        entityId: `${pairs.length + replacements.length} records`,
        after: { overlaps: pairs.length, replacements: replacements.length },
      });
    });
  }
}

/** A pair is one fact, whichever way round it is given, and nothing overlaps itself. */
function eachPairOnce(overlaps: readonly NewOverlap[]): NewOverlap[] {
  const pairs = new Map<string, NewOverlap>();
  for (const pair of overlaps) {
    const key = [pair.interventionId, pair.otherId].toSorted().join(' ');
    if (pair.interventionId !== pair.otherId && !pairs.has(key)) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

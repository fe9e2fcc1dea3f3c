import { Injectable } from '@nestjs/common';
import { JudgedInspectionsQueries } from '../inspections/data/judged-inspections.queries.js';
import type { JudgedInspection } from '../inspections/domain/judgement.js';
import { LineageQueries } from '../organisations/data/lineage.queries.js';
import { lineageFrom } from '../organisations/domain/lineage.js';
import { type TriggeredEpisode, TriggeredEpisodesQueries } from './data/triggered-episodes.queries.js';
import { watchMonths } from './domain/derive-episodes.js';
import { type PublishingEffect, publishingEffects } from './domain/publishing-effects.js';

export type Foreseen = {
  readonly effects: readonly PublishingEffect[];
  /** The episodes that the effects speak of, by the inspection that opened them. */
  readonly episodes: ReadonlyMap<string, TriggeredEpisode>;
};

/** Says which episodes an inspection would open, update or mark as relapsed if it were published. It changes nothing. */
@Injectable()
export class ForeseeingService {
  constructor(
    private readonly inspections: JudgedInspectionsQueries,
    private readonly lineages: LineageQueries,
    private readonly queries: TriggeredEpisodesQueries,
  ) {}

  async of(judged: JudgedInspection, rules: Awaited<ReturnType<JudgedInspectionsQueries['rules']>>): Promise<Foreseen> {
    const walk = await this.lineages.walker(1);
    const surroundings = await walk([judged.organisationId]);
    const around = await this.inspections.of(surroundings.around, rules);
    const effects = publishingEffects(around, judged, { watchMonths, lineage: lineageFrom(surroundings.links) });
    const told = effects.flatMap((effect) =>
      effect.kind === 'opens' ? (effect.relapseOf?.triggerInspectionId ?? []) : effect.of.triggerInspectionId,
    );
    const opened = await this.queries.openedBy(told);
    return { effects, episodes: new Map(opened.map((each) => [each.triggerInspectionId, each])) };
  }
}

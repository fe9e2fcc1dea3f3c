import { Injectable, type OnModuleInit } from '@nestjs/common';
import { theService } from '../access/audit.service.js';
import { parsePeriod } from '../kernel/period.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { StepRow } from '../interventions/data/case-work.row.js';
import { InterventionNews } from '../interventions/intervention-news.js';
import { LineageQueries } from '../organisations/data/lineage.queries.js';
import { lineageFrom } from '../organisations/domain/lineage.js';
import type { EpisodeArea } from '../vocabulary/domain/episode-areas.js';
import { CasesQueries } from './data/cases.queries.js';
import { CasesStore } from './data/cases.store.js';
import { DerivedEpisodesStore } from './data/derived-episodes.store.js';
import { EpisodesService } from './episodes.service.js';
import type { HeldEpisode } from './domain/derived-record.js';
import { titleFromJudgements } from './domain/episode-title.js';
import { managedRelapses } from './domain/managed-relapse.js';
import { Clock } from '../kernel/clock.js';

/**
 * Opens the next episode when formal powers are used again where a recovery is watched. That the earlier one has failed
 * again follows from the new one, as it does when a judgement opens it.
 */
@Injectable()
export class RelapsingService implements OnModuleInit {
  constructor(
    private readonly news: InterventionNews,
    private readonly work: CaseWorkQueries,
    private readonly lineages: LineageQueries,
    private readonly held: DerivedEpisodesStore,
    private readonly cases: CasesQueries,
    private readonly store: CasesStore,
    private readonly episodes: EpisodesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.news.listen('intervention.changed', ({ organisationIds }) => this.look(organisationIds));
  }

  /** Looks at the formal steps of these bodies. Belongs to the act that changed them. */
  async look(organisationIds: readonly string[]): Promise<void> {
    const steps = (await this.work.formalNotices(organisationIds)).filter(
      ({ area, startedOn }) => area !== null && startedOn !== null,
    );
    if (steps.length === 0) return;
    const walk = await this.lineages.walker(organisationIds.length);
    const { around, links } = await walk(organisationIds);
    const episodes = (await this.held.shown(around)).filter(({ isDormant }) => isDormant === 0);
    if (!episodes.some(({ status }) => status === 'recovered')) return;
    const lineage = lineageFrom(links);
    for (const step of steps) {
      const next = spellOfStep(step);
      const follows = managedRelapses([...episodes, next], lineage).find(({ inId }) => inId === next.id);
      const earlier = episodes.find(({ id }) => id === follows?.episodeId);
      if (earlier?.status === 'recovered' && !(await this.#isTold(step, earlier))) await this.#open(step, earlier);
    }
  }

  /** Whether another episode than the recovered one names the step already. */
  async #isTold(step: StepRow, earlier: HeldEpisode): Promise<boolean> {
    return (await this.cases.refsNaming(step.id)).some((ref) => ref !== earlier.ref);
  }

  async #open(step: StepRow, earlier: HeldEpisode): Promise<void> {
    const on = parsePeriod(step.startedOn ?? '');
    if (!on) return;
    const area = step.area as EpisodeArea;
    const [made] = await this.episodes.openMany(theService, [
      {
        organisationId: step.organisationId,
        area,
        unit: null,
        title: titleFromJudgements({ area, unit: null }, on),
        origin: 'person',
        status: 'open',
        triggerKind: 'formal_notice',
        triggerInterventionId: step.id,
        triggerOn: on,
        facts: [{ role: 'intervention', recordKind: 'intervention', recordId: step.id }],
      },
    ]);
    if (!made) return;
    await this.store.addMove({ at: this.clock.now(), by: theService.name }, made.id, {
      kind: 'opened',
      from: null,
      to: 'open',
      on,
      why: `${step.typeText} (${step.ref}), within the relapse watch of ${earlier.ref}.`,
      automatic: true,
      otherId: earlier.id,
    });
    await this.episodes.relateRelapses(theService, [{ episodeId: made.id, relapseOfId: earlier.id }]);
  }
}

/** A formal step as an episode that it would open. */
const spellOfStep = (step: StepRow) => ({
  id: step.id,
  organisationId: step.organisationId,
  area: step.area as EpisodeArea,
  unit: null,
  status: null,
  triggerOn: step.startedOn ?? '',
  derivedTriggerOn: null,
  notFailingOn: null,
  derivedNotFailingOn: null,
  recoveredOn: null,
  closeReason: null,
});

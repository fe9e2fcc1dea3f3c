import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { groupBy } from '../kernel/group-by.js';
import { Clock } from '../kernel/clock.js';
import { period } from '../kernel/period.js';
import { verdictOf } from '../inspections/domain/failing.js';
import { JudgedInspectionsQueries, type JudgedInspectionRow } from '../inspections/data/judged-inspections.queries.js';
import { LineageQueries, type Surroundings } from '../organisations/data/lineage.queries.js';
import { type Lineage, lineageFrom } from '../organisations/domain/lineage.js';
import { DerivedEpisodesStore } from './data/derived-episodes.store.js';
import type { OrganisationStanding } from './data/episode.entity.js';
import { type StandingBody, StandingsStore } from './data/standings.store.js';
import type { HeldEpisode } from './domain/derived-record.js';
import { isRunning, standingOf, type StandingEpisode } from './domain/standing.js';
import { answering, dayOfPeriod, latestJudged } from './domain/standing-row.js';

const betweenLooksInMilliseconds = 600_000;

/** How each body stands today in what the public may see, kept beside its episodes so that no list has to read a country's history. */
@Injectable()
export class StandingsService implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;
  #lookedOn: string | null = null;

  constructor(
    private readonly db: Database,
    private readonly store: StandingsStore,
    private readonly episodes: DerivedEpisodesStore,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly lineages: LineageQueries,
    private readonly clock: Clock,
  ) {}

  /** A watch ends by itself at midnight: nothing is recorded then that could tell of it. */
  async onApplicationBootstrap(): Promise<void> {
    await this.keepUp();
    this.#timer = setInterval(() => void this.keepUp().catch(() => undefined), betweenLooksInMilliseconds).unref();
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Brings up to date the standings that time alone has overtaken, once a day. */
  async keepUp(): Promise<void> {
    const today = this.clock.today();
    if (this.#lookedOn === today) return;
    const overtaken = await this.store.overtaken(today);
    if (overtaken.length > 0)
      await this.db.transaction(async () => {
        const rules = await this.inspections.rules();
        const walk = await this.lineages.walker(overtaken.length);
        for (const id of overtaken) {
          const surroundings = await walk([id]);
          await this.put(
            surroundings,
            await this.inspections.of(surroundings.around, rules),
            lineageFrom(surroundings.links),
          );
        }
      });
    this.#lookedOn = today;
  }

  /** These bodies, and those whose standing is told from theirs. */
  async withOwners(organisationIds: readonly string[]): Promise<readonly string[]> {
    const all = new Set(organisationIds);
    for (let next = [...all]; next.length > 0;) {
      next = (await this.store.ownersOf(next)).filter((id) => !all.has(id));
      for (const id of next) all.add(id);
    }
    return [...all];
  }

  /** Writes how the affected bodies stand, from their episodes as they are now and the judgements around them. */
  async put(surroundings: Surroundings, inspections: readonly JudgedInspectionRow[], lineage: Lineage): Promise<void> {
    const bodies = await this.store.bodies(surroundings.around);
    const bodyById = new Map(bodies.map((body) => [body.id, body]));
    const episodes = groupBy(
      (await this.episodes.shown(surroundings.around)).filter(({ closeReason }) => closeReason !== 'entered_in_error'),
      ({ organisationId }) => organisationId,
    );
    const looks = groupBy(inspections, ({ organisationId }) => organisationId);
    const rows: OrganisationStanding[] = [];
    const gone: string[] = [];
    for (const [id, spokenFor] of answering(surroundings.affected, bodies, lineage)) {
      const body = bodyById.get(id);
      if (body?.isOpen !== 1) gone.push(id);
      else
        rows.push(
          this.#row(body, {
            episodes: spokenFor.flatMap((one) => episodes.get(one) ?? []),
            inspections: spokenFor.flatMap((one) => looks.get(one) ?? []),
          }),
        );
    }
    await this.store.put(rows);
    await this.store.remove(gone);
  }

  #row(
    body: StandingBody,
    {
      episodes,
      inspections,
    }: { readonly episodes: readonly HeldEpisode[]; readonly inspections: readonly JudgedInspectionRow[] },
  ): OrganisationStanding {
    const told = episodes.map(standingEpisode);
    const { state, watchUntil } = standingOf(
      {
        closedOn: body.closedOn === null ? null : period(body.closedOn),
        episodes: told,
        isJudged: inspections.some((inspection) => verdictOf(inspection) !== 'no-verdict'),
      },
      this.clock.today(),
    );
    const latest = latestJudged(inspections);
    return {
      organisationId: body.id,
      sortName: body.sortName,
      kind: body.kind,
      region: body.region,
      state,
      watchUntil,
      episodes: episodes.length,
      openEpisodes: told.filter(isRunning).length,
      relapses: episodes.filter(({ relapseOfId, derivedRelapseOfId }) => relapseOfId ?? derivedRelapseOfId).length,
      latestInspectionId: latest?.id ?? null,
      latestFrameworkId: latest?.frameworkId ?? null,
      latestOn: latest?.judgedOnText ?? null,
      latestDay: dayOfPeriod(latest?.judgedOn ?? null),
      latestLabel: latest && labelOf(latest),
      latestBand: latest?.headlineBand ?? null,
    };
  }
}

/** What judgements say comes first; where they say nothing, what somebody recorded. */
const standingEpisode = (episode: HeldEpisode): StandingEpisode => {
  const notFailingOn = episode.derivedNotFailingOn ?? episode.notFailingOn;
  return {
    area: episode.area,
    unit: episode.unit,
    triggerOn: period(episode.derivedTriggerOn ?? episode.triggerOn),
    triggerLabel: null,
    failedAgain: null,
    notFailingOn: notFailingOn === null ? null : period(notFailingOn),
    recoveredOn: episode.recoveredOn === null ? null : period(episode.recoveredOn),
    state: episode.status,
  };
};

/** The headline as published; of a part, with the part. */
const labelOf = ({ overallLabel, unit }: JudgedInspectionRow): string | null =>
  overallLabel === null ? null : (unit === null ? overallLabel : `${overallLabel} (${unit})`).slice(0, 300);

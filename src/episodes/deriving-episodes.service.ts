import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService, theService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { onDay, period } from '../kernel/period.js';
import type { FrameworkLookup } from '../inspections/data/framework-lookup.queries.js';
import { JudgedInspectionsQueries, type JudgedInspectionRow } from '../inspections/data/judged-inspections.queries.js';
import { InspectionNews } from '../inspections/inspection-news.js';
import { LineageQueries, type Surroundings } from '../organisations/data/lineage.queries.js';
import { type Lineage, lineageFrom } from '../organisations/domain/lineage.js';
import { OrganisationNews } from '../organisations/organisation-news.js';
import { CasesQueries } from './data/cases.queries.js';
import { CasesStore } from './data/cases.store.js';
import { DerivedEpisodesStore, newEpisodeId } from './data/derived-episodes.store.js';
import { type DerivedEpisode, deriveEpisodes, watchMonths } from './domain/derive-episodes.js';
import {
  type DerivedColumns,
  derivedColumns,
  differs,
  type HeldEpisode,
  heldSpell,
  relapsedIds,
  type RelapseTies,
  spellOf,
  triggerColumns,
  withoutJudgements,
} from './domain/derived-record.js';
import { titleFromJudgements } from './domain/episode-title.js';
import { followedEpisodes, managedRelapses } from './domain/managed-relapse.js';
import { matchEpisodes } from './domain/match-episodes.js';
import { EpisodeIndexService } from './episode-index.service.js';
import { StandingsService } from './standings.service.js';
import { TellingPeopleService } from './telling-people.service.js';

/** Bodies whose episodes are worked out together: enough for few statements, little enough to hold. */
const bodiesAtOnce = 300;

/** A change of state that follows from the record. */
type Turn = { readonly episode: HeldEpisode; readonly to: 'relapsed' | 'recovered'; readonly inId: string | null };

type Changes = { opened: number; changed: number; withdrawn: number };

/** Tells the episodes that judgements tell, anew whenever a judgement or the lineage of a body changes. */
@Injectable()
export class DerivingEpisodesService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly lineages: LineageQueries,
    private readonly store: DerivedEpisodesStore,
    private readonly standings: StandingsService,
    private readonly cases: CasesStore,
    private readonly moves: CasesQueries,
    private readonly telling: TellingPeopleService,
    private readonly inspectionNews: InspectionNews,
    private readonly organisationNews: OrganisationNews,
    private readonly index: EpisodeIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    // One listener for all: an act of many parts is then told of once.
    const rederive = ({ organisationIds }: { readonly organisationIds: readonly string[] }): Promise<void> =>
      this.rederive(organisationIds);
    this.inspectionNews.listen('judgement.recorded', rederive);
    this.organisationNews.listen('organisation.registered', rederive);
    this.organisationNews.listen('organisation.described', rederive);
    this.organisationNews.listen('organisation.linked', rederive);
  }

  /**
   * Works out the episodes of these bodies, of those in their lineage and of their parts, and how each stands. What a
   * person or the library told is left as it is: only what judgements say of it is written beside it. An episode that
   * nobody told and that no judgement opens any more is taken off the record; its reference is kept for its return.
   */
  async rederive(organisationIds: readonly string[]): Promise<void> {
    if (organisationIds.length === 0) return;
    await this.db.transaction(async () => {
      const rules = await this.inspections.rules();
      const asked = await this.standings.withOwners(organisationIds);
      const walk = await this.lineages.walker(asked.length);
      const done = new Set<string>();
      const changes: Changes = { opened: 0, changed: 0, withdrawn: 0 };
      for (let start = 0; start < asked.length; start += bodiesAtOnce) {
        const bodies = asked.slice(start, start + bodiesAtOnce).filter((id) => !done.has(id));
        if (bodies.length === 0) continue;
        const surroundings = await walk(bodies);
        await this.#rederiveTogether(surroundings, rules, changes);
        for (const id of surroundings.affected) done.add(id);
      }
      if (changes.opened + changes.changed + changes.withdrawn === 0) return;
      await this.audit.record(theService, {
        action: 'episodes.derived',
        entity: 'failure_episode',
        entityId: `${changes.opened + changes.changed + changes.withdrawn} records`,
        after: changes,
      });
    });
  }

  async #rederiveTogether(surroundings: Surroundings, rules: FrameworkLookup, changes: Changes): Promise<void> {
    const inspections = await this.inspections.of(surroundings.around, rules);
    const lineage = lineageFrom(surroundings.links);
    const derived = deriveEpisodes(inspections, { watchMonths, lineage });
    const held = await this.store.held(surroundings.around);
    await this.#write({ derived, held, inspections, lineage }, changes);
    await this.standings.put(surroundings, inspections, lineage);
    await this.index.renew(surroundings.around);
  }

  async #write(
    {
      derived,
      held,
      inspections,
      lineage,
    }: {
      readonly derived: readonly DerivedEpisode[];
      readonly held: readonly HeldEpisode[];
      readonly inspections: readonly JudgedInspectionRow[];
      readonly lineage: Lineage;
    },
    changes: Changes,
  ): Promise<void> {
    const { heldIds, leftOver } = matchEpisodes(
      derived.map(spellOf),
      held.map((episode) => heldSpell(episode, lineage)),
    );
    const ids = heldIds.map((id) => id ?? newEpisodeId());
    const { settled, turns } = await this.#settle({ derived, ids, held, leftOver, lineage });
    const heldById = new Map(settled.map((episode) => [episode.id, episode]));
    const inspectionById = new Map(inspections.map((inspection) => [inspection.id, inspection]));
    const rows = derived.map((episode, index) => {
      const relapseOfId = episode.relapseOf === null ? null : (ids[episode.relapseOf] ?? null);
      return { episode, id: ids[index], known: heldById.get(ids[index]), relapseOfId };
    });

    const relapsed = relapsedIds(rows, settled);
    const tiesOf = ({ id, relapseOfId }: { id: string; relapseOfId: string | null }): RelapseTies => ({
      relapseOfId,
      hasRelapsed: relapsed.has(id),
    });

    const fresh = rows.filter(({ known }) => !known);
    await this.store.open(
      { at: this.clock.now(), by: theService.name },
      fresh.map(({ episode, id, relapseOfId }) => {
        const trigger = inspectionById.get(episode.trigger.inspectionId);
        return {
          row: {
            id,
            area: episode.area,
            unit: episode.unit,
            ...triggerColumns(episode),
            ...derivedColumns(episode, tiesOf({ id, relapseOfId }), null),
          },
          knownOn: trigger?.knownOnText ?? null,
          verified: trigger?.verified ?? false,
          inferred: false,
        };
      }),
    );
    changes.opened += fresh.length;

    for (const { episode, id, known, relapseOfId } of rows) {
      if (!known) continue;
      if (await this.#renew(known, episode, tiesOf({ id, relapseOfId }))) changes.changed += 1;
    }
    for (const id of leftOver) {
      const episode = heldById.get(id) as HeldEpisode;
      if (episode.origin === 'judgements') {
        await this.store.putToSleep(id, this.clock.now());
        changes.withdrawn += 1;
      } else if (await this.#keep(episode, withoutJudgements(episode, relapsed.has(id)))) changes.changed += 1;
    }
    for (const turn of turns) await this.#turn(turn);
  }

  /**
   * Who recovered and has failed again by what the record says now, and who was said to have failed again by a judgement
   * that is no longer there. The episodes held, each with the state that follows.
   */
  async #settle({
    derived,
    ids,
    held,
    leftOver,
    lineage,
  }: {
    readonly derived: readonly DerivedEpisode[];
    readonly ids: readonly string[];
    readonly held: readonly HeldEpisode[];
    readonly leftOver: readonly string[];
    readonly lineage: Lineage;
  }): Promise<{ readonly settled: readonly HeldEpisode[]; readonly turns: readonly Turn[] }> {
    if (!held.some(({ status }) => status === 'recovered' || status === 'relapsed'))
      return { settled: held, turns: [] };
    const gone = new Set(leftOver);
    const standing = held.filter(
      ({ id, origin, isDormant }) => isDormant === 0 && !(origin === 'judgements' && gone.has(id)),
    );
    const told = followedEpisodes(derived, ids, standing);
    const pairs = managedRelapses(told, lineage);
    const relapsed = held.filter(({ status }) => status === 'relapsed').map(({ id }) => id);
    const automatic = await this.moves.automaticRelapses(relapsed);
    const turns = held.flatMap((episode): Turn[] => {
      const pair = pairs.find(({ episodeId }) => episodeId === episode.id);
      if (episode.status === 'recovered' && pair) return [{ episode, to: 'relapsed', inId: pair.inId }];
      const isUndone = episode.status === 'relapsed' && !pair && automatic.has(episode.id);
      return isUndone ? [{ episode, to: 'recovered', inId: null }] : [];
    });
    const states = new Map(turns.map(({ episode, to }) => [episode.id, to]));
    return { settled: held.map((one) => ({ ...one, status: states.get(one.id) ?? one.status })), turns };
  }

  /** Writes down that a recovered episode failed again, or that it did not after all; nobody decided it. */
  async #turn({ episode, to, inId }: Turn): Promise<void> {
    const why =
      to === 'relapsed'
        ? 'A new failure in the same work within the relapse watch.'
        : 'What had shown it to have failed again is no longer on the record.';
    await this.cases.setStatus(episode.id, to, why);
    await this.cases.addMove({ at: this.clock.now(), by: theService.name }, episode.id, {
      kind: to === 'relapsed' ? 'relapsed' : 'restored',
      from: episode.status,
      to,
      on: onDay(this.clock.today()),
      why,
      automatic: true,
      otherId: inId,
    });
    if (inId) await this.cases.followAsRelapse(inId, episode.id);
    if (to === 'relapsed') await this.telling.failedAgain(episode.id, inId);
    await this.audit.record(theService, {
      action: to === 'relapsed' ? 'case.failed_again' : 'case.restored',
      entity: 'failure_episode',
      entityId: episode.id,
      before: { status: episode.status },
      after: { status: to, in: inId, ref: episode.ref },
      reason: why,
    });
  }

  async #renew(known: HeldEpisode, episode: DerivedEpisode, ties: RelapseTies): Promise<boolean> {
    let followed = false;
    if (known.origin === 'judgements') {
      const trigger = triggerColumns(episode);
      const isTitled = known.title === titleFromJudgements(known, period(known.triggerOn));
      const wanted = { ...trigger, title: isTitled ? trigger.title : known.title };
      followed = known.isDormant === 1 || differs(known, wanted);
      if (followed) await this.store.follow(known.id, wanted);
    }
    return (await this.#keep(known, derivedColumns(episode, ties, known))) || followed;
  }

  async #keep(known: HeldEpisode, wanted: DerivedColumns): Promise<boolean> {
    if (!differs(known, wanted)) return false;
    await this.store.rewrite(known.id, wanted);
    return true;
  }
}

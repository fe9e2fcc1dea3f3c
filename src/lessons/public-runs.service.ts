import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { EpisodeRunQueries } from './data/episode-run.queries.js';
import { type FollowedRow, PublicRunsQueries } from './data/public-runs.queries.js';
import { PublicRunsStore } from './data/public-runs.store.js';
import type { Reading } from './domain/signal.js';
import { newResults } from './domain/stored-result.js';
import { LessonSignalsService } from './lesson-signals.service.js';

const lookEveryMilliseconds = 5_000;

/** After so many lines of the trail a run that none of them touched is marked as read again, so that few are looked at. */
const linesBetweenMarks = 1_000;

/**
 * Keeps what the signals of each followed failure say in public, read with hindsight on the day: read anew when the record
 * or the limits changed, or the day turned. Results are added where they differ from the last and never changed.
 *
 * Pages ask whether a run still holds, and say where it does not; so nobody is shown what is no longer true while this has
 * not yet looked.
 */
@Injectable()
export class PublicRunsService implements OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;
  #run: Promise<number> | null = null;
  #seen = '';

  constructor(
    private readonly db: Database,
    private readonly queries: PublicRunsQueries,
    private readonly store: PublicRunsStore,
    private readonly runs: EpisodeRunQueries,
    private readonly signals: LessonSignalsService,
    private readonly clock: Clock,
  ) {}

  /** Looks from now on. Only the server does: a command or a test reads when it says so. */
  start(): void {
    const look = (): void => void this.#lookAgain().catch(() => undefined);
    look();
    this.#timer = setInterval(look, lookEveryMilliseconds).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#run?.catch(() => undefined);
  }

  /** Reads every run that no longer holds; gives how many those were. One look at a time. */
  keepUp(): Promise<number> {
    this.#run ??= this.#readAll().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  /** Nothing was written since the last look and the day is the same: nothing is to be read. */
  async #lookAgain(): Promise<void> {
    const seen = `${this.clock.today()} ${await this.db.version()}`;
    if (seen === this.#seen) return;
    await this.keepUp();
    this.#seen = seen;
  }

  async #readAll(): Promise<number> {
    const today = this.clock.today();
    // The line before anything is read: what is written meanwhile lies after it, and the run is read once more.
    const head = await this.queries.head();
    let read = 0;
    for (const row of await this.queries.followed(today)) {
      const holds = row.isFresh === 1 && head - (row.trailSeq ?? 0) < linesBetweenMarks;
      if (!holds && (await this.#readOne(row, today, head))) read += 1;
    }
    return read;
  }

  async #readOne(
    { episodeId, runId, sortName, triggerDay }: FollowedRow,
    today: CalendarDay,
    trailSeq: number,
  ): Promise<boolean> {
    const reading: Reading = { asOf: today, mode: 'hindsight', scope: 'public' };
    const run = await this.runs.of(episodeId, reading);
    const readings = run && (await this.signals.readEpisode(episodeId, reading));
    if (!run || !readings) return false;
    const bodies = [...new Set([...run.bodies, ...(await this.queries.wholesOf(run.bodies))])];
    await this.db.transaction(async () => {
      // Another process may have begun the run meanwhile.
      const begun = runId ?? (await this.queries.runOf(episodeId));
      const results = newResults(await this.queries.last(episodeId), readings);
      await this.store.add({ at: this.clock.now(), episodeId, readOn: today }, results);
      await this.store.read(begun, { episodeId, readOn: today, trailSeq, bodies, sortName, triggerDay });
    });
    return true;
  }
}

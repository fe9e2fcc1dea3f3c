import { Injectable } from '@nestjs/common';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import type { SaidAssessment } from '../../lessons/data/lesson-assessment.row.js';
import { LessonAssessmentsQueries } from '../../lessons/data/lesson-assessments.queries.js';
import { newestFirst } from '../../lessons/domain/newest-first.js';
import type { Reading } from '../../lessons/domain/signal.js';
import type { SignalReading } from '../../lessons/domain/signals.js';
import { LessonSignalsService } from '../../lessons/lesson-signals.service.js';
import { Remembered } from '../../shell/remembered.js';
import { type LessonSubjectRow, LessonSubjectsQueries } from '../data/lesson-subjects.queries.js';

export type ReadSubject = Pick<
  LessonSubjectRow,
  'id' | 'ref' | 'slug' | 'name' | 'kind' | 'kindText' | 'region' | 'country'
>;
export type ReadEpisode = { readonly id: string; readonly ref: string; readonly title: string };

/** The eight lessons of a failure, read for one reader: what its board published, and what the record shows. */
export type LessonReadings = {
  readonly subject: ReadSubject;
  /** The failure that is read; null: none had opened by the day. */
  readonly episode: ReadEpisode | null;
  /** The other failures of the body. */
  readonly others: readonly ReadEpisode[];
  readonly reading: Reading;
  /** The facts of each with the newest first. */
  readonly signals: readonly SignalReading[];
  readonly assessments: readonly SaidAssessment[];
};

/** One may hold a megabyte of facts. */
const mostRemembered = 20;

/** Reads the eight lessons for pages: with hindsight, or as they could have been known on a day. */
@Injectable()
export class LessonReadingsDesk {
  readonly #signals: Remembered<readonly SignalReading[]>;

  constructor(
    private readonly subjects: LessonSubjectsQueries,
    private readonly signals: LessonSignalsService,
    private readonly assessments: LessonAssessmentsQueries,
    private readonly clock: Clock,
  ) {
    this.#signals = new Remembered(() => subjects.dataVersion(), mostRemembered);
  }

  /** Of the failure of a body that opened last by the day. Null: there is no such body. */
  async ofOrganisation(
    slug: string,
    account: Account | null,
    knownOn: CalendarDay | null,
  ): Promise<LessonReadings | null> {
    const rows = await this.subjects.bySlug(slug);
    const [subject] = rows;
    if (!subject) return null;
    const day = knownOn ?? this.clock.today();
    const episodes = rows.filter(({ triggerDay }) => triggerDay !== null && triggerDay <= day).flatMap(episodeOf);
    const [newest = null, ...others] = episodes;
    return this.#read({ subject, episode: newest, others }, account, knownOn);
  }

  /** Null: there is no such failure, or none that everybody may see. */
  async ofEpisode(ref: string, account: Account | null, knownOn: CalendarDay | null): Promise<LessonReadings | null> {
    const row = await this.subjects.byEpisode(ref);
    return row && this.#read({ subject: row, episode: episodeOf(row)[0] ?? null, others: [] }, account, knownOn);
  }

  async #read(
    { subject, episode, others }: Pick<LessonReadings, 'subject' | 'episode' | 'others'>,
    account: Account | null,
    knownOn: CalendarDay | null,
  ): Promise<LessonReadings> {
    const isBoard = reachesOrganisation(reachOf(account, 'papers.read'), subject.id);
    const asOf = knownOn ?? this.clock.today();
    const reading: Reading = { asOf, mode: knownOn ? 'known' : 'hindsight', scope: isBoard ? 'board' : 'public' };
    return {
      subject,
      episode,
      others,
      reading,
      signals: episode ? await this.#signalsOf(episode.id, reading) : [],
      assessments: episode ? await this.#said(episode.id, isBoard ? subject.id : null, asOf) : [],
    };
  }

  /** Ten years of a board are thousands of facts: read once by all its readers until anything is committed. */
  #signalsOf(episodeId: string, reading: Reading): Promise<readonly SignalReading[]> {
    const { asOf, mode, scope } = reading;
    return this.#signals.of(`${episodeId} ${asOf} ${mode} ${scope}`, async () =>
      ((await this.signals.readEpisode(episodeId, reading)) ?? []).map((signal) => ({
        ...signal,
        outcome: { ...signal.outcome, used: newestFirst(signal.outcome.used) },
      })),
    );
  }

  /** `bodyId`: the body whose papers the reader reads; null: only what is published. */
  async #said(episodeId: string, bodyId: string | null, asOf: CalendarDay): Promise<readonly SaidAssessment[]> {
    if (bodyId !== null) return this.assessments.levelsForBoard(episodeId, bodyId, asOf);
    return (await this.assessments.publishedLevels([episodeId], asOf)).map((said) => ({ ...said, isPublic: true }));
  }
}

const episodeOf = ({ episodeId, episodeRef, episodeTitle }: LessonSubjectRow): readonly ReadEpisode[] =>
  episodeId && episodeRef && episodeTitle ? [{ id: episodeId, ref: episodeRef, title: episodeTitle }] : [];

import { Injectable } from '@nestjs/common';
import { periodEnd } from '../kernel/period.js';
import { type LessonNumber, lessonNumbers } from '../vocabulary/domain/lessons.js';
import { EpisodeRunQueries } from './data/episode-run.queries.js';
import { Lesson1FactsQueries } from './data/lesson1-facts.queries.js';
import { Lesson2And8FactsQueries } from './data/lesson2-and-8-facts.queries.js';
import { Lesson7FactsQueries } from './data/lesson7-facts.queries.js';
import { type Lessons3To6Facts, Lessons3To6FactsQueries } from './data/lessons-3-to-6-facts.queries.js';
import { lesson1Signals } from './domain/lesson1/signals.js';
import { lesson2Signals } from './domain/lesson2/signals.js';
import { lesson3Signals } from './domain/lesson3/signals.js';
import { lesson4Signals } from './domain/lesson4/signals.js';
import { lesson5Signals } from './domain/lesson5/signals.js';
import { lesson6Signals } from './domain/lesson6/signals.js';
import { lesson7Signals } from './domain/lesson7/signals.js';
import { nothingElsewhere, type WatchedElsewhere } from './domain/lesson8/facts.js';
import { lesson8Signals } from './domain/lesson8/signals.js';
import { signalGuideOf } from './domain/lesson-guide.js';
import { yearBefore } from './domain/readable.js';
import type { Reading, Signal } from './domain/signal.js';
import type { SignalReading } from './domain/signals.js';

/** Reads the signals of the eight lessons from the record. The only way to them for pages and assessments. */
@Injectable()
export class LessonSignalsService {
  constructor(
    private readonly runs: EpisodeRunQueries,
    private readonly lesson1: Lesson1FactsQueries,
    private readonly lesson2And8: Lesson2And8FactsQueries,
    private readonly lesson7: Lesson7FactsQueries,
    private readonly lessons3To6: Lessons3To6FactsQueries,
  ) {}

  /**
   * The signals of these lessons in their order; facts of no other lesson are asked for. Null where the scope may not
   * see such an episode.
   */
  async readEpisode(
    episodeId: string,
    reading: Reading,
    lessons: readonly LessonNumber[] = lessonNumbers,
  ): Promise<readonly SignalReading[] | null> {
    const run = await this.runs.of(episodeId, reading);
    if (!run) return null;
    const asked = new Set(lessons);
    const one = asked.has(1) ? await this.lesson1.of(episodeId, reading, run) : null;
    const twoAndEight =
      asked.has(2) || asked.has(8) ? await this.lesson2And8.of(episodeId, reading, run) : { 2: null, 8: null };
    const two = asked.has(2) ? twoAndEight[2] : null;
    const eight = asked.has(8) ? twoAndEight[8] : null;
    const middle = ([3, 4, 5, 6, 8] as const).some((lesson) => asked.has(lesson))
      ? await this.lessons3To6.of(episodeId, reading, run)
      : null;
    const of = <Lesson extends keyof Lessons3To6Facts>(lesson: Lesson): Lessons3To6Facts[Lesson] | null =>
      middle && asked.has(lesson) ? middle[lesson] : null;
    const seven = asked.has(7) ? await this.lesson7.of(episodeId, reading, run) : null;
    return [
      ...all(lesson1Signals, one, reading),
      ...all(lesson2Signals, two, reading),
      ...all(lesson3Signals, of(3), reading),
      ...all(lesson4Signals, of(4), reading),
      ...all(lesson5Signals, of(5), reading),
      ...all(lesson6Signals, of(6), reading),
      ...all(lesson7Signals, seven, reading),
      ...all(lesson8Signals, eight && { ...eight, elsewhere: watchedElsewhere(middle, reading) }, reading),
    ];
  }
}

/** What lessons 3 and 5 tell of the watch after a recovery. A record that nobody keeps tells of no look from outside. */
function watchedElsewhere(facts: Lessons3To6Facts | null, { asOf }: Reading): WatchedElsewhere {
  const record = facts?.[3].record ?? null;
  const isKept = record !== null && periodEnd(record.upTo) >= yearBefore(asOf);
  return {
    ...nothingElsewhere,
    outside: facts && record && isKept ? { checks: facts[3].checks, from: record.from } : null,
    quarters: facts && facts[5].quarters.length > 0 ? facts[5].quarters : null,
  };
}

/** None of a lesson that was not asked for. */
function all<Facts>(
  signals: readonly Signal<Facts>[],
  facts: Facts | null,
  reading: Reading,
): readonly SignalReading[] {
  if (facts === null) return [];
  return signals.map((signal) => {
    const { key, lesson, version } = signal;
    const limits = Object.fromEntries(signal.limits.map(({ name, initial }) => [name, initial]));
    return {
      key,
      lesson,
      version,
      name: signalGuideOf(key).name,
      edition: 1,
      limits,
      outcome: signal.read(facts, reading, limits),
    };
  });
}

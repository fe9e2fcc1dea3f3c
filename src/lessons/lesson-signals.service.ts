import { Injectable } from '@nestjs/common';
import { type LessonNumber, lessonNumbers } from '../vocabulary/domain/lessons.js';
import { EpisodeRunQueries } from './data/episode-run.queries.js';
import { Lesson1FactsQueries } from './data/lesson1-facts.queries.js';
import { Lesson2And8FactsQueries } from './data/lesson2-and-8-facts.queries.js';
import { Lesson7FactsQueries } from './data/lesson7-facts.queries.js';
import { Lessons3To6FactsQueries } from './data/lessons-3-to-6-facts.queries.js';
import { lesson1Signals } from './domain/lesson1/signals.js';
import { lesson2Signals } from './domain/lesson2/signals.js';
import { lesson3Signals } from './domain/lesson3/signals.js';
import { lesson4Signals } from './domain/lesson4/signals.js';
import { lesson5Signals } from './domain/lesson5/signals.js';
import { lesson6Signals } from './domain/lesson6/signals.js';
import { lesson7Signals } from './domain/lesson7/signals.js';
import { elsewhereFrom } from './domain/lesson8/elsewhere.js';
import { lesson8Signals } from './domain/lesson8/signals.js';
import { signalGuideOf } from './domain/lesson-guide.js';
import type { HeldLimits } from './domain/limits.js';
import type { Reading, Signal } from './domain/signal.js';
import type { SignalReading } from './domain/signals.js';
import { SignalLimitsService } from './signal-limits.service.js';

/** Reads the signals of the eight lessons from the record. The only way to them for pages and assessments. */
@Injectable()
export class LessonSignalsService {
  constructor(
    private readonly limits: SignalLimitsService,
    private readonly runs: EpisodeRunQueries,
    private readonly lesson1: Lesson1FactsQueries,
    private readonly lesson2And8: Lesson2And8FactsQueries,
    private readonly lessons3To6: Lessons3To6FactsQueries,
    private readonly lesson7: Lesson7FactsQueries,
  ) {}

  /**
   * The signals of these lessons in their order; facts of no other lesson are asked for, but those that the watch for
   * relapse takes from them. Null where the scope may not see such an episode.
   */
  async readEpisode(
    episodeId: string,
    reading: Reading,
    lessons: readonly LessonNumber[] = lessonNumbers,
  ): Promise<readonly SignalReading[] | null> {
    const run = await this.runs.of(episodeId, reading);
    if (!run) return null;
    const asked = new Set(lessons);
    const limitsOf = await this.limits.inForce(reading);
    const read = <Facts>(lesson: LessonNumber, signals: readonly Signal<Facts>[], facts: Facts | null) =>
      facts === null || !asked.has(lesson)
        ? []
        : signals.map((signal) => readOne(signal, facts, reading, limitsOf(signal)));
    const one = asked.has(1) ? await this.lesson1.of(episodeId, reading, run) : null;
    const twoAndEight = asked.has(2) || asked.has(8) ? await this.lesson2And8.of(episodeId, reading, run) : null;
    const seven = asked.has(7) || asked.has(8) ? await this.lesson7.of(episodeId, reading, run) : null;
    const middle = ([3, 4, 5, 6, 8] as const).some((lesson) => asked.has(lesson))
      ? await this.lessons3To6.of(episodeId, reading, run)
      : null;
    const elsewhere = elsewhereFrom({ three: middle && middle[3], five: middle && middle[5], seven }, reading.asOf);
    const eight = twoAndEight && { ...twoAndEight[8], elsewhere };
    return [
      ...read(1, lesson1Signals, one),
      ...read(2, lesson2Signals, twoAndEight && twoAndEight[2]),
      ...read(3, lesson3Signals, middle && middle[3]),
      ...read(4, lesson4Signals, middle && middle[4]),
      ...read(5, lesson5Signals, middle && middle[5]),
      ...read(6, lesson6Signals, middle && middle[6]),
      ...read(7, lesson7Signals, seven),
      ...read(8, lesson8Signals, eight),
    ];
  }
}

function readOne<Facts>(
  signal: Signal<Facts>,
  facts: Facts,
  reading: Reading,
  { limits, edition }: HeldLimits,
): SignalReading {
  const { key, lesson, version } = signal;
  const { name } = signalGuideOf(key);
  return { key, lesson, version, name, edition, limits, outcome: signal.read(facts, reading, limits) };
}

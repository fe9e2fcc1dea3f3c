import { Injectable } from '@nestjs/common';
import { byPeriod, onDay, type Period } from '../../kernel/period.js';
import type { CodebookFacts } from '../domain/codebook.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { Lesson3Facts } from '../domain/lesson3/facts.js';
import type { Lesson4Facts } from '../domain/lesson4/facts.js';
import type { Lesson5Facts } from '../domain/lesson5/facts.js';
import type { Lesson6Facts } from '../domain/lesson6/facts.js';
import type { Reading } from '../domain/signal.js';
import { BoardFactsQueries } from './board-facts.queries.js';
import { when } from './fact-rows.js';
import { OutsideFactsQueries } from './outside-facts.queries.js';
import { PlanFactsQueries } from './plan-facts.queries.js';
import { VoiceFactsQueries } from './voice-facts.queries.js';

export type Lessons3To6Facts = {
  readonly 3: Lesson3Facts;
  readonly 4: Lesson4Facts;
  readonly 5: Lesson5Facts;
  readonly 6: Lesson6Facts;
};

/** What lessons 3 to 6 are read from, in four statements: they share the plan, the board and what others saw. */
@Injectable()
export class Lessons3To6FactsQueries {
  constructor(
    private readonly plans: PlanFactsQueries,
    private readonly boards: BoardFactsQueries,
    private readonly outsiders: OutsideFactsQueries,
    private readonly voices: VoiceFactsQueries,
  ) {}

  async of(episodeId: string, reading: Reading, run: EpisodeRun): Promise<Lessons3To6Facts> {
    const [plan, board, outside, voice] = await Promise.all([
      this.plans.of(episodeId, reading, run),
      this.boards.of(reading, run),
      this.outsiders.of(episodeId, reading, run),
      this.voices.of(reading, run),
    ]);
    const { shared, size, ...concerns } = voice;
    const codebook: CodebookFacts = {
      ...outside.codebook,
      size: size && { on: when(size.on), value: size.value, sourced: outside.sourced.has(size.id) },
      area: run.area,
      meetings: board.meetings,
      planVersions: plan.versions,
      actions: plan.actions,
      asOf: reading.asOf,
    };
    const record = spanOf([...outside.life, ...board.meetings.map(({ on }) => on), ...plan.life.map(onDay)]);
    const { checks, ownGrades, outsideGrades, findings, changes } = outside;
    const { meetings, challenges } = board;
    return {
      3: { meetings, challenges, checks, ownGrades, outsideGrades, record },
      4: { actions: plan.actions, published: plan.published, findings, changes },
      5: { ...concerns, dueDates: plan.dueDates, published: plan.published },
      6: { trigger: run.trigger?.on ?? null, shared, actions: plan.adaptable, published: plan.published, codebook },
    };
  }
}

/** The first and the last of these; null of none. */
function spanOf(days: readonly Period[]): Lesson3Facts['record'] {
  const sorted = days.toSorted(byPeriod);
  const [from, upTo] = [sorted[0], sorted.at(-1)];
  return from && upTo ? { from, upTo } : null;
}

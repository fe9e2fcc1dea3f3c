import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { EpisodeRunQueries } from '../lessons/data/episode-run.queries.js';
import { Lessons3To6FactsQueries } from '../lessons/data/lessons-3-to-6-facts.queries.js';
import { type ReadField, readCodebook } from '../lessons/domain/codebook.js';

/** Reads the core fields of an episode by itself, from what everybody may see, with hindsight: as researchers do. */
@Injectable()
export class CodebookReadingService {
  constructor(
    private readonly runs: EpisodeRunQueries,
    private readonly facts: Lessons3To6FactsQueries,
    private readonly clock: Clock,
  ) {}

  /** Null where there is no such public episode. */
  async of(episodeId: string): Promise<readonly ReadField[] | null> {
    const reading = { asOf: this.clock.today(), mode: 'hindsight', scope: 'public' } as const;
    const run = await this.runs.of(episodeId, reading);
    if (!run) return null;
    const { 6: lesson6 } = await this.facts.of(episodeId, reading, run);
    return readCodebook(lesson6.codebook);
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { lessons } from '../vocabulary/domain/lessons.js';

/** Counts how the lessons are described in the index: another number fills it anew at the next start. */
const edition = 2;

/** Keeps the eight lessons findable by their names, questions and levels. */
@Injectable()
export class LessonIndexService implements OnApplicationBootstrap {
  constructor(private readonly search: SearchService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('lesson', edition, all);
  }
}

async function* all(): AsyncGenerator<SearchEntry[]> {
  yield lessons.map(({ number, key, name, question, levels }) => ({
    kind: 'lesson',
    recordId: key,
    title: `Lesson ${number}: ${name}`,
    words: [question, ...Object.values(levels)],
    address: String(number),
    note: question,
  }));
}

import { Injectable } from '@nestjs/common';
import type { ReviewRow } from '../boards/data/board.row.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { AssessmentsService } from '../lessons/assessments.service.js';
import type { Assessment } from '../lessons/data/lesson-assessment.row.js';
import { lessonsDue } from '../lessons/domain/assessments-due.js';
import { mismatchSentence } from '../lessons/domain/assessment-words.js';
import type { SignalScope } from '../lessons/domain/signal.js';
import type { SignalReading } from '../lessons/domain/signals.js';
import { LessonSignalsService } from '../lessons/lesson-signals.service.js';
import { type Lesson, lessons } from '../vocabulary/domain/lessons.js';
import type { PackLesson, PackLessons } from './domain/pack/pack-facts.js';

/** The eight lessons as a pack tells them: for the board, and for everybody. */
@Injectable()
export class PackLessonsService {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly signals: LessonSignalsService,
  ) {}

  /** `today`: the day of the pack, as of which the record is read. */
  async of(review: ReviewRow, today: CalendarDay): Promise<Readonly<Record<'board' | 'public', PackLessons>>> {
    const episode = await this.assessments.episodeOf(review);
    const last = await this.assessments.lastBefore(review);
    const due = lessonsDue(last, review.heldOn);
    const read = async (scope: SignalScope): Promise<readonly SignalReading[]> =>
      (episode && (await this.signals.readEpisode(episode.id, { asOf: today, mode: 'recorded', scope }))) || [];
    const open = await this.assessments.published(last, today);
    const told = async (scope: SignalScope, said: readonly Assessment[]): Promise<PackLessons> => {
      const record = await read(scope);
      return {
        episode: episode && `${episode.ref} ${episode.title}`,
        rows: lessons.map((lesson) => packLesson(lesson, said, record)),
        due,
      };
    };
    return { board: await told('board', last), public: await told('public', open) };
  }
}

function packLesson(
  { number, name }: Lesson,
  said: readonly Assessment[],
  record: readonly SignalReading[],
): PackLesson {
  const last = said.find(({ lesson }) => lesson === number) ?? null;
  const own = record
    .filter(({ lesson }) => lesson === number)
    .map(({ key, name: signal, outcome: { result, sentence } }) => ({ key, name: signal, result, sentence }));
  return {
    number,
    name,
    level: last?.level ?? null,
    assessedOn: last?.heldOn ?? null,
    direction: last?.direction ?? null,
    reason: last?.reason ?? null,
    whyDifferent: last?.whyDifferent ?? null,
    mismatch: last && mismatchSentence(last.level, own),
    record: own,
  };
}

import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { CitationsQueries } from '../../sources/data/citations.queries.js';
import { evidenceStances } from '../../vocabulary/domain/evidence-stances.js';
import { type LessonNumber, lessonNumbers } from '../../vocabulary/domain/lessons.js';
import { SignalLimitsQueries } from '../data/signal-limits.queries.js';
import { LessonAssessmentsQueries } from '../data/lesson-assessments.queries.js';
import { PublicRunsQueries } from '../data/public-runs.queries.js';
import { LessonPagesQueries } from '../data/lesson-pages.queries.js';
import { evidenceCsvColumns, lessonPage, mostCases } from './lesson.page.js';
import { lessonsPage } from './lessons.page.js';

@Controller('lessons')
export class LessonsController {
  constructor(
    private readonly lessons: LessonPagesQueries,
    private readonly assessments: LessonAssessmentsQueries,
    private readonly citations: CitationsQueries,
    private readonly runs: PublicRunsQueries,
    private readonly limits: SignalLimitsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const counts = await this.lessons.counts(lessonNumbers, Object.keys(evidenceStances));
    this.pages.show(request, response, 'lessons/index', lessonsPage(counts));
  }

  @Get(':lesson.csv')
  @Allow('everyone')
  async csv(@Param('lesson') lesson: string, @Res() response: Response): Promise<void> {
    const number = lessonNumber(lesson);
    const rows = await this.lessons.evidence(number);
    const citations = await this.citations.of(rows.map(({ id }) => id));
    const records = rows.map((row) => ({ row, sources: citations.get(row.id) ?? [] }));
    sendCsv(response, `lesson-${number}.csv`, csvFile(evidenceCsvColumns, records));
  }

  @Get(':lesson')
  @Allow('everyone')
  async show(@Param('lesson') lesson: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const number = lessonNumber(lesson);
    const [rows, editions] = await Promise.all([this.lessons.evidence(number), this.limits.editions()]);
    const citations = await this.citations.of(rows.map(({ id }) => id));
    const cases = await this.lessons.cases(mostCases + 1);
    const ids = cases.map(({ episodeId }) => episodeId);
    const today = this.clock.today();
    const said = await this.assessments.publishedLevels(ids, today);
    const results = await this.runs.ofFailures(ids, today, number);
    const across = { cases, said: said.filter(({ lesson: of }) => of === number), results };
    const page = lessonPage(number, rows, citations, { editions, today, across });
    this.pages.show(request, response, 'lessons/show', page);
  }
}

/** `4`, and nothing else that a number could be written as: each lesson has one address. */
function lessonNumber(text: string): LessonNumber {
  const number = lessonNumbers.find((each) => String(each) === text);
  if (number) return number;
  throw new NotFoundException();
}

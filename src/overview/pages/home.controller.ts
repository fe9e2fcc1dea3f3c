import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { Remembered } from '../../shell/remembered.js';
import { HomeQueries } from '../data/home.queries.js';
import { LifeLineQueries } from '../data/life-lines.queries.js';
import { mostCounted } from '../data/lists.row.js';
import { bodiesOf, casesOf } from '../domain/cases.js';
import { caseCsv, type HomeFacts, homePage } from './home.page.js';

/** Enough lines of the trail to find five that everybody may read. */
const linesRead = 40;

@Controller()
export class HomeController {
  readonly #facts: Remembered<Omit<HomeFacts, 'today'>>;

  constructor(
    private readonly home: HomeQueries,
    private readonly lifeLines: LifeLineQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {
    this.#facts = new Remembered(() => home.dataVersion());
  }

  @Get()
  @Allow('everyone')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const facts = await this.#facts.of('home', () => this.#read());
    this.pages.show(request, response, 'overview/home', homePage({ ...facts, today: this.clock.today() }));
  }

  @Get('cases.csv')
  @Allow('everyone')
  async csv(@Res() response: Response): Promise<void> {
    sendCsv(response, 'cases.csv', csvFile(caseCsv, await this.home.caseEpisodes()));
  }

  async #read(): Promise<Omit<HomeFacts, 'today'>> {
    const [counts, episodes, changes] = await Promise.all([
      this.home.counts(),
      this.home.caseEpisodes(),
      this.home.latestLines(linesRead),
    ]);
    const ids = [...new Set(episodes.flatMap((episode) => bodiesOf(episode).map(({ id }) => id)))];
    const [links, lines] = await Promise.all([this.home.links(ids), this.lifeLines.of(ids)]);
    return { counts, mostCounted, cases: casesOf(episodes, links), lines, changes };
  }
}

import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { readPage } from '../../shell/pagination.js';
import { LessonReadingsDesk } from './lesson-readings-desk.js';
import { oneSignalPage, signalFactsCsv } from './one-signal.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** One signal of a failure with every fact that it uses, for everybody; for its board with what is the board's alone. */
@Controller('episodes/:ref/lessons/:key')
export class OneSignalController {
  constructor(
    private readonly readings: LessonReadingsDesk,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async show(
    @Param() params: { readonly ref: string; readonly key: string },
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.#find(params, query, account);
    const { page, notes } = readPage(query);
    this.pages.show(
      request,
      response,
      'overview/one-signal',
      oneSignalPage({ ...found.readings, known: found.known, signal: found.signal, page, notes }),
    );
  }

  @Get('facts.csv')
  @Allow('everyone')
  async csv(
    @Param() params: { readonly ref: string; readonly key: string },
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { readings, signal } = await this.#find(params, query, account);
    sendCsv(response, `${params.ref}-${params.key}-facts.csv`, signalFactsCsv(signal, readings));
  }

  /** There is no such page where the failure has no such signal, or could not be read on the day. */
  async #find({ ref, key }: { readonly ref: string; readonly key: string }, query: Asked, account: Account | null) {
    const known = readKnownOn(query, this.clock.today());
    const readings = await this.readings.ofEpisode(ref, account, known.ok ? known.value : null);
    const signal = readings?.signals.find((one) => one.key.replace('.', '-').toLowerCase() === key);
    if (!readings || !signal) throw new NotFoundException();
    return { readings, signal, known };
  }
}

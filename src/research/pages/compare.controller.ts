import { Controller, Get, NotFoundException, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { may } from '../../access/domain/account.js';
import { Settings } from '../../config/settings.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { Pages } from '../../shell/pages.js';
import { visitorOf } from '../../shell/visitor.js';
import { type Candidate, candidatesFor, type Matchable } from '../domain/matching.js';
import { readRecovery } from '../domain/recovery-reading.js';
import { alikeCsv, compareAlikePage } from './compare-alike.page.js';
import { compareChoosePage } from './compare-choose.page.js';
import { comparedCsv, comparedLines } from './compare-csv.page.js';
import { CompareDesk } from './compare-desk.js';
import { measureChoices } from './compare-measures.page.js';
import { choiceFault, type Chosen, readChoice, readLanes, viewFilters } from './compare-question.js';
import { compareSidePage } from './compare-side.page.js';
import { RecoveryDesk } from './recovery-desk.js';
import { type Asked, type RecoveryRecord } from './recovery-question.js';

/** Cases are chosen from the public record and set side by side. Every view is a plain address that can be cited. */
@Controller('compare')
export class CompareController {
  constructor(
    private readonly desk: RecoveryDesk,
    private readonly compared: CompareDesk,
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async choose(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { record } = await this.desk.open();
    const chosen = readChoice(record, query);
    this.#showChoice(record, chosen, { query, fault: null }, { request, response });
  }

  @Get('side-by-side')
  @Allow('everyone')
  async sideBySide(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { record, today } = await this.desk.open();
    const chosen = readChoice(record, query);
    const fault = choiceFault(chosen.picked.length);
    // An address that asks for what makes no sense is answered like a filter that does: with what may be asked.
    if (fault !== null) return this.#showChoice(record, chosen, { query, fault }, { request, response });
    const { rows, notes } = readLanes(query);
    const cases = await this.compared.aligned(record, chosen.picked, chosen.align);
    const held = await this.compared.measuresOf(chosen.picked);
    const { measure } = viewFilters(measureChoices(held, chosen.picked.length));
    const { values, notes: measureNotes } = readFilters({ measure }, query);
    const measures = values.measure === null ? [] : await this.compared.seriesOf(held, values.measure);
    const reading = chosen.isNarrowed
      ? readRecovery(chosen.found, { definition: 'not-failing', interval: 'log-log', by: null, within: null })
      : null;
    this.pages.show(
      request,
      response,
      'research/compare-side',
      compareSidePage({
        chosen,
        rows,
        notes: [...notes, ...measureNotes],
        cases,
        held,
        measureAsked: values.measure,
        measures,
        reading,
        today,
        site: this.settings.values.publicUrl,
        maySave: may(visitorOf(request).account, 'comparisons.keep'),
      }),
    );
  }

  @Get('side-by-side.csv')
  @Allow('everyone')
  async factsCsv(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { record } = await this.desk.open();
    const chosen = readChoice(record, query);
    const fault = choiceFault(chosen.picked.length);
    if (fault !== null) {
      response.status(400);
      return this.#showChoice(record, chosen, { query, fault }, { request, response });
    }
    const cases = await this.compared.aligned(record, chosen.picked, chosen.align);
    sendCsv(response, 'comparison.csv', csvFile(comparedCsv, comparedLines(cases, chosen.align)));
  }

  @Get('alike')
  @Allow('everyone')
  async alike(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.pages.show(request, response, 'research/compare-alike', compareAlikePage(await this.#alikeTo(query)));
  }

  @Get('alike.csv')
  @Allow('everyone')
  async alikeFile(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { self, candidates } = await this.#alikeTo(query);
    sendCsv(response, `cases-like-${self.of.ref}.csv`, csvFile(alikeCsv, candidates));
  }

  async #alikeTo(query: Asked): Promise<{ readonly self: Matchable; readonly candidates: readonly Candidate[] }> {
    const { record } = await this.desk.open();
    const all = await this.compared.matchables(record);
    const self = all.find(({ of }) => of.ref === query.case);
    if (!self) throw new NotFoundException();
    return { self, candidates: candidatesFor(self, all) };
  }

  #showChoice(
    record: RecoveryRecord,
    chosen: Chosen,
    { query, fault }: { readonly query: Asked; readonly fault: string | null },
    { request, response }: { readonly request: Request; readonly response: Response },
  ): void {
    const page = compareChoosePage({ chosen, query, fault, all: record.cases });
    if (fault !== null) response.setHeader('Cache-Control', 'no-store');
    this.pages.show(request, response, 'research/compare-choose', page);
  }
}

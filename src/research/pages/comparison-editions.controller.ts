import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { workbookAsked } from '../../shell/spreadsheet.js';
import { visitorOf } from '../../shell/visitor.js';
import { factsTextName } from '../comparison-files.js';
import type { ComparisonEditionRow, ComparisonRow } from '../data/comparison.row.js';
import { ComparisonsQueries } from '../data/comparisons.queries.js';
import { recordsIn } from '../domain/comparison-changes.js';
import { differenceOf, readFactsText } from '../domain/comparison-facts.js';
import { numberTypes } from '../domain/package/describe.js';
import { readPlainCsv } from '../domain/package/plain-csv.js';
import { zipName, zipOf } from '../packing.service.js';
import { comparisonCodebookPage, type KeptRow } from './comparison-codebook.page.js';
import { type ComparisonEditionInput, comparisonEditionPage } from './comparison-edition.page.js';
import { sendFrozen, typeOfFile } from './send-frozen.js';

type Found = {
  readonly row: ComparisonRow;
  readonly editions: readonly ComparisonEditionRow[];
  readonly edition: ComparisonEditionRow;
};

const keptRows = (csv: string | null): readonly KeptRow[] => {
  const { names, rows } = readPlainCsv(csv ?? '');
  return rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place] ?? ''])));
};

/** Versions of comparisons: read by their researcher, and by everybody once they are published. */
@Controller('research/comparisons/:ref/editions/:number')
export class ComparisonEditionsController {
  constructor(
    private readonly queries: ComparisonsQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.#find(request, ref, number);
    const page = comparisonEditionPage({
      ...found,
      files: await this.queries.files(found.edition.id),
      since: await this.#since(found),
      site: this.settings.values.publicUrl,
      today: this.clock.today(),
    });
    this.pages.show(request, response, 'research/comparison-edition', page);
  }

  @Get('codebook')
  @Allow('everyone')
  async codebook(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { row, edition } = await this.#find(request, ref, number);
    const definitions = await this.queries.contentOf(edition.id, 'definitions.csv');
    const columns = await this.queries.contentOf(edition.id, 'codebook.csv');
    if (definitions === null || columns === null) throw new NotFoundException();
    const page = comparisonCodebookPage({
      row,
      edition,
      definitions: keptRows(definitions),
      columns: keptRows(columns),
    });
    this.pages.show(request, response, 'research/comparison-codebook', page);
  }

  @Get('package.zip')
  @Allow('everyone')
  async package(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { row, edition } = await this.#find(request, ref, number);
    const files = await this.queries.wholeFiles(edition.id);
    const name = zipName(row.ref, edition.number, edition.asOn);
    sendFrozen(request, response, { name, contentType: 'application/zip', content: zipOf(files) });
  }

  @Get('files/:name')
  @Allow('everyone')
  async file(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { row, edition } = await this.#find(request, ref, number);
    const content = await this.queries.contentOf(edition.id, name);
    if (content === null) throw new NotFoundException();
    if (!workbookAsked(response))
      return sendFrozen(request, response, { name, contentType: typeOfFile(name), content: Buffer.from(content) });
    await this.#sendWorkbook(response, `${row.ref}-v${edition.number}-${name}`, { edition, name, content });
  }

  /** The same rows as a workbook: what is kept is the CSV, and its codebook says which columns are numbers. */
  async #sendWorkbook(
    response: Response,
    fileName: string,
    {
      edition,
      name,
      content,
    }: { readonly edition: ComparisonEditionRow; readonly name: string; readonly content: string },
  ): Promise<void> {
    const columns = keptRows(await this.queries.contentOf(edition.id, 'codebook.csv'));
    const ofTable = columns.filter(({ table }) => `${table}.csv` === name);
    const numeric = new Set(ofTable.filter(({ type = '' }) => numberTypes.includes(type)).map(({ column }) => column));
    const { names, rows } = readPlainCsv(content);
    const file = csvFile(
      names.map((header, place) => ({
        header,
        value: (cells: readonly string[]) => {
          const cell = cells[place] ?? '';
          if (cell === '') return null;
          return numeric.has(header) ? Number(cell) : cell;
        },
      })),
      rows,
    );
    sendCsv(response, fileName, file);
  }

  async #since({ editions, edition }: Found): Promise<ComparisonEditionInput['since']> {
    const before = editions.find(({ number }) => number === edition.number - 1);
    if (!before) return null;
    const [was, is] = [
      await this.queries.contentOf(before.id, factsTextName),
      await this.queries.contentOf(edition.id, factsTextName),
    ];
    const difference = differenceOf(readFactsText(was ?? ''), readFactsText(is ?? ''));
    return { before, difference, fates: await this.queries.fates(recordsIn(difference), before.savedAt) };
  }

  async #find(request: Request, ref: string, number: string): Promise<Found> {
    const row = await this.queries.readable(ref, visitorOf(request).account?.id ?? null);
    const editions = row ? await this.queries.editions(row.id) : [];
    const edition = editions.find((one) => String(one.number) === number);
    if (!row || !edition) throw new NotFoundException();
    return { row, editions, edition };
  }
}

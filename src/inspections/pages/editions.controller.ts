import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { EditionsQueries } from '../data/editions.queries.js';
import type { SealedContent } from '../domain/seal.js';
import { editionPage } from './edition.page.js';

/** Earlier editions of what is public stay readable. */
@Controller('inspections/:ref/editions')
export class EditionsController {
  constructor(
    private readonly queries: EditionsQueries,
    private readonly pages: Pages,
  ) {}

  @Get(':edition')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @Param('edition') edition: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = /^\d{1,6}$/.test(edition) ? await this.queries.published(ref, Number(edition)) : null;
    if (!found) throw new NotFoundException();
    const content = JSON.parse(found.content) as SealedContent;
    this.pages.show(request, response, 'inspections/sheet', editionPage(content, found));
  }
}

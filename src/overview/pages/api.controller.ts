import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Allow } from '../../shell/allow.js';
import { refusedFor } from '../../shell/bearer-door.js';
import { bearerOf, markTaken } from '../../shell/bearer.js';
import { isHeld, sendProblem } from '../../shell/json-answer.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { ApiDesk } from './api-desk.js';
import { apiPage } from './api-words.page.js';
import { apiPaths } from './api.paths.js';
import { openApi } from './open-api.page.js';

/** Versions of a database are counted from each start on: marks of an earlier start must not meet those of this one. */
const thisStart = randomUUID();

/**
 * The record as JSON: what everybody may read, and with a token what its person may. A question that makes no sense is refused,
 * never guessed at.
 */
@Controller('api/v1')
export class ApiController {
  constructor(
    private readonly desk: ApiDesk,
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  index(@Req() request: Request, @Res() response: Response): void {
    const page = apiPage(this.desk.resources, this.settings.values.publicUrl);
    this.pages.show(request, response, 'overview/api', page);
  }

  @Get('openapi.json')
  @Allow('everyone')
  document(@Req() request: Request, @Res() response: Response): void {
    const text = JSON.stringify(openApi(this.desk.resources, this.settings.values.publicUrl));
    if (!isHeld(request, response, text)) response.type('application/json').send(text);
  }

  @Get(':resource')
  @Allow('everyone')
  async list(
    @Param('resource') key: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const bound = this.desk.find(key);
    if (!bound) {
      const keys = this.desk.resources.map((one) => one.key).join(', ');
      const messages = [`There is no list “${key.slice(0, 40)}”. There are: ${keys}.`];
      return sendProblem(response, { status: 404, title: 'Not found', messages });
    }
    if (refusedFor(bound.resource.scope ?? 'record', request, response)) return;
    if (isHeld(request, response, `${thisStart} ${await this.desk.version()} ${request.originalUrl}`)) return;
    const page = await bound.page(query, bearerOf(request));
    if ('faults' in page) return sendProblem(response, { status: 400, title: 'Not understood', messages: page.faults });
    if (page.letThroughBy) markTaken(request, page.letThroughBy);
    const next =
      page.next === null ? null : address(apiPaths.list(key), { ...page.values, limit: page.limit, after: page.next });
    response.type('application/json').send(JSON.stringify({ data: page.data, next }));
  }
}

import { createHash, randomUUID } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Allow } from '../../shell/allow.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { visitorOf } from '../../shell/visitor.js';
import { ApiDesk } from './api-desk.js';
import { apiPage } from './api-words.page.js';
import { apiPaths } from './api.paths.js';
import { openApi } from './open-api.page.js';

/** Versions of a database are counted from each start on: marks of an earlier start must not meet those of this one. */
const thisStart = randomUUID();

/** The record as JSON. Everything in it is public; a question that makes no sense is refused, never guessed at. */
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
      return problem(response, 404, 'Not found', [`There is no list “${key.slice(0, 40)}”. There are: ${keys}.`]);
    }
    if (isHeld(request, response, `${thisStart} ${await this.desk.version()} ${request.originalUrl}`)) return;
    const page = await bound.page(query);
    if ('faults' in page) return problem(response, 400, 'Not understood', page.faults);
    const next =
      page.next === null ? null : address(apiPaths.list(key), { ...page.values, limit: page.limit, after: page.next });
    response.type('application/json').send(JSON.stringify({ data: page.data, next }));
  }
}

/** Marks the answer by what it is made from; true where whoever asks holds that answer, and was told so. */
function isHeld(request: Request, response: Response, madeFrom: string): boolean {
  response.setHeader('ETag', `"${createHash('sha256').update(madeFrom).digest('base64url').slice(0, 22)}"`);
  // What a person asked for while signed in is kept by nobody between, though it says the same to everybody.
  response.setHeader('Cache-Control', visitorOf(request).account ? 'private, no-store' : 'public, no-cache');
  response.setHeader('Vary', 'Cookie');
  if (!request.fresh) return false;
  response.status(304).end();
  return true;
}

/** RFC 9457. */
function problem(response: Response, status: number, title: string, messages: readonly string[]): void {
  response.removeHeader('ETag');
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `${apiPaths.page()}#errors`, title, status, detail: messages.join(' '), messages }));
}

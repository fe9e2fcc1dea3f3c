import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { codeListsPage } from './code-lists.page.js';

@Controller('admin/lists')
export class CodeListsController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Allow('frameworks.manage')
  show(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'overview/code-lists', codeListsPage());
  }
}

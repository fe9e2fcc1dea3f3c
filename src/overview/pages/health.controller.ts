import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { productVersion } from '../../config/paths.js';
import { Clock } from '../../kernel/clock.js';
import { DisclosureCheckService } from '../../measures/disclosure-check.service.js';
import { OutboxQueries } from '../../office/data/outbox.queries.js';
import { HealthNotesService } from '../../office/health-notes.service.js';
import { OutboxService } from '../../office/outbox.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { HealthQueries } from '../data/health.queries.js';
import { HealthService } from '../health.service.js';
import { ButtonForm } from './button.form.js';
import { healthPage, letterPage } from './health.page.js';
import { healthPaths } from './health.paths.js';

const mostLetters = 100;

@Controller('admin/health')
export class HealthController {
  constructor(
    private readonly queries: HealthQueries,
    private readonly notes: HealthNotesService,
    private readonly health: HealthService,
    private readonly letters: OutboxQueries,
    private readonly outbox: OutboxService,
    private readonly disclosure: DisclosureCheckService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('service.run')
  async show(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const today = this.clock.today();
    const page = healthPage({
      version: productVersion,
      node: process.version,
      databaseKind: this.queries.databaseKind,
      databaseBytes: await this.queries.databaseBytes(),
      freeBytes: await this.queries.freeBytes(),
      backup: this.queries.backup(),
      head: await this.queries.auditHead(),
      notes: await this.notes.all(),
      disclosure: await this.disclosure.run(),
      overdue: await this.queries.overdue(today),
      canSend: this.outbox.canSend,
      outbox: await this.letters.state(),
      stuck: await this.letters.stuck(mostLetters),
      today,
      query,
    });
    this.pages.show(request, response, 'overview/health', page);
  }

  @Post('verification')
  @Allow('service.run')
  async verify(
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const isWell = await this.health.verify(actor);
    response.redirect(303, `${healthPaths.show()}?done=${isWell ? 'well' : 'unwell'}`);
  }

  @Get('letters/:id')
  @Allow('service.run')
  async letter(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const letter = (await this.letters.stuck(mostLetters)).find((one) => one.id === id);
    if (!letter) throw new NotFoundException();
    this.pages.show(request, response, 'overview/letter', letterPage(letter));
  }

  @Post('letters/:id/retry')
  @Allow('service.run')
  async retry(
    @Param('id') id: string,
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const retried = await this.outbox.retry(actor, id);
    if (!retried.ok) throw new NotFoundException();
    response.redirect(303, `${healthPaths.show()}?done=retried`);
  }

  @Post('letters/:id/removal')
  @Allow('service.run')
  async drop(
    @Param('id') id: string,
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const dropped = await this.outbox.drop(actor, id);
    if (!dropped.ok) throw new NotFoundException();
    response.redirect(303, `${healthPaths.show()}?done=dropped`);
  }
}

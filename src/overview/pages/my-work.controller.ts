import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { type Account, may, reachOf } from '../../access/domain/account.js';
import { permissions } from '../../access/domain/permissions.js';
import { BoardsQueries } from '../../boards/data/boards.queries.js';
import { Clock } from '../../kernel/clock.js';
import { DigestsService } from '../../office/digests.service.js';
import { OutboxService } from '../../office/outbox.service.js';
import { WatchesService } from '../../office/watches.service.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { WatchingQueries } from '../data/watching.queries.js';
import { MyWorkService } from '../my-work.service.js';
import { ButtonForm, DigestForm } from './button.form.js';
import { myWorkPage } from './my-work.page.js';
import { myWorkPaths } from './my-work.paths.js';

@Controller()
export class MyWorkController {
  constructor(
    private readonly work: MyWorkService,
    private readonly watching: WatchingQueries,
    private readonly watches: WatchesService,
    private readonly digests: DigestsService,
    private readonly outbox: OutboxService,
    private readonly boards: BoardsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('my-work')
  @Allow('signed-in')
  async show(
    @Query() query: Readonly<Record<string, unknown>>,
    @CurrentAccount() account: Account,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const page = myWorkPage({
      roles: [...new Set(account.grants.map(({ role }) => role))],
      permissions: permissions.filter((permission) => may(account, permission)),
      tasks: await this.work.of(account),
      watched: await this.watching.of(account.id),
      boards: await this.#boardsOf(account),
      isDigestWanted: this.outbox.canSend ? await this.digests.isWanted(account.id) : null,
      today: this.clock.today(),
      query,
    });
    this.pages.show(request, response, 'overview/my-work', page);
  }

  @Post('my-work/digest')
  @Allow('signed-in')
  async digest(
    @Body(new FormPipe(DigestForm)) form: Form<DigestForm>,
    @CurrentActor() actor: Actor,
    @CurrentAccount() account: Account,
    @Res() response: Response,
  ): Promise<void> {
    const isWanted = form.ok && form.value.wanted;
    await this.digests.want(actor, account.id, isWanted);
    response.redirect(303, `${myWorkPaths.show()}?done=${isWanted ? 'digest-wanted' : 'digest-ended'}`);
  }

  @Post('organisations/:slug/watch')
  @Allow('signed-in')
  async watch(
    @Param('slug') slug: string,
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @CurrentAccount() account: Account,
    @Res() response: Response,
  ): Promise<void> {
    await this.watches.watch(actor, account.id, await this.#idOf(slug));
    response.redirect(303, organisationPaths.show(slug));
  }

  @Post('organisations/:slug/watch/ending')
  @Allow('signed-in')
  async unwatch(
    @Param('slug') slug: string,
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @CurrentAccount() account: Account,
    @Res() response: Response,
  ): Promise<void> {
    await this.watches.unwatch(actor, account.id, await this.#idOf(slug));
    response.redirect(303, `${myWorkPaths.show()}?done=unwatched`);
  }

  async #idOf(slug: string): Promise<string> {
    const id = await this.watching.idOf(slug);
    if (id === null) throw new NotFoundException();
    return id;
  }

  /** The boards whose papers somebody may read; none are asked for where their roles give no papers. */
  async #boardsOf(account: Account) {
    return may(account, 'papers.read') ? this.boards.seen(reachOf(account, 'papers.read'), this.clock.today()) : [];
  }
}

import { Body, Controller, Get, NotFoundException, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { boundOf, isRole, type Role, roleNames } from '../../access/domain/roles.js';
import { ViewingAsService } from '../../access/viewing-as.service.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { visitorOf } from '../../shell/visitor.js';
import { BoundsService } from '../bounds.service.js';
import { ViewAsForm } from './accounts.form.js';
import { viewAsPage, viewMessages } from './grants.page.js';

type Web = { readonly request: Request; readonly response: Response };
type Choosing = { readonly role: Role | null; readonly q: string | null; readonly tried?: Tried };

/** Where an administrator chooses through whose eyes to look. */
@Controller('view-as')
export class ViewAsController {
  constructor(
    private readonly bounds: BoundsService,
    private readonly viewing: ViewingAsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('view-as.begin')
  async ask(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const role = isRole(query.role) ? query.role : null;
    const q = typeof query.q === 'string' && query.q.trim() !== '' ? query.q.trim().slice(0, 100) : null;
    await this.#show({ request, response }, { role, q });
  }

  @Post()
  @Allow('view-as.begin')
  async begin(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ViewAsForm)) posted: Form<ViewAsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = textOf(posted.posted, 'role');
    const role = isRole(asked) ? asked : null;
    const q = textOf(posted.posted, 'q') || null;
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#show({ request, response: response.status(422) }, { role, q, tried: { posted: posted.posted, errors } });
    if (!posted.ok || role === null) return again(posted.ok ? { role: 'Select a role' } : posted.errors);
    const { sessionId } = visitorOf(request);
    if (sessionId === null) throw new NotFoundException();
    const { bound, chair } = posted.value;
    const named = bound ? await this.bounds.named(role, bound) : null;
    const grant = {
      role,
      organisationId: boundOf[role] === 'organisation' ? (named?.id ?? null) : null,
      inspectorateId: boundOf[role] === 'inspectorate' ? (named?.id ?? null) : null,
      chair: chair && role === 'board_member',
      fromOn: this.clock.today(),
      toOn: null,
    };
    const words = [roleNames[role], grant.chair ? 'chair' : null, named?.name].filter(Boolean).join(', ');
    const begun = await this.viewing.begin(actor, sessionId, { grant, words });
    if (begun.ok) return response.redirect(303, '/');
    const { field, message } = viewMessages[begun.error];
    await again({ [field]: message });
  }

  async #show({ request, response }: Web, { role, q, tried = null }: Choosing): Promise<void> {
    const bounds = await this.bounds.offered(role, q);
    this.pages.show(request, response, 'overview/choose-grant', viewAsPage({ role, q, bounds, tried }));
  }
}

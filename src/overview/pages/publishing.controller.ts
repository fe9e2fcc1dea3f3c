import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { publishRefusal } from '../../inspections/domain/publishing-gate.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { PublishingService } from '../../inspections/publishing.service.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatDay } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { type PublishingPreview, PublishingPreviewService } from '../publishing-preview.service.js';
import { PublicationForm, PublishForm } from './publishing.form.js';
import { publicationPage, publishPage, publishRefusalAt } from './publishing.page.js';

type Dates = { readonly publishedOn: CalendarDay; readonly receivedOn: CalendarDay | null };

/** Page 24: what publishing would make public and do, an interruption, and the act. */
@Controller('inspections/:ref')
export class PublishingController {
  constructor(
    private readonly previews: PublishingPreviewService,
    private readonly publishing: PublishingService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('publish')
  @Allow('inspections.read-evidence')
  async look(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const dates = { publishedOn: this.clock.today(), receivedOn: null };
    const preview = await this.#preview(actor, ref, dates);
    this.pages.show(request, response, 'overview/publishing', publishPage({ preview, ...dates }));
  }

  @Post('publish')
  @Allow('inspections.publish')
  async check(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(PublishForm)) form: Form<PublishForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const dates = form.ok ? form.value : { publishedOn: this.clock.today(), receivedOn: null };
    const preview = await this.#preview(actor, ref, dates);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(
        request,
        response.status(status),
        'overview/publishing',
        publishPage({ preview, ...dates, tried }),
      );
    if (!form.ok) return again(form);
    const { work, relation, now } = preview.view;
    const refusal = publishRefusal(work, relation, { publishedOn: form.value.publishedOn, now });
    if (refusal) {
      const { field, message, status } = publishRefusalAt(refusal, dueWords(preview));
      return again(
        { posted: form.posted, errors: field ? { [field]: message } : {}, ...(field ? {} : { problem: message }) },
        status,
      );
    }
    const page = publicationPage({ preview, ...dates }, form.value.clocks);
    this.pages.show(request, response.status(200), 'overview/publishing', page);
  }

  @Post('publication')
  @Allow('inspections.publish')
  async publish(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(PublicationForm)) form: Form<PublicationForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!form.ok) return this.#showAgain({ ref, actor, request, response }, form);
    // Without the tick nothing is done: the interruption is shown again, with what was chosen.
    if (!form.value.read) {
      const preview = await this.#preview(actor, ref, form.value);
      const tried = { posted: form.posted, errors: { read: 'Tick that you have read what becomes public' } };
      const page = publicationPage({ preview, ...form.value, tried }, form.value.clocks);
      return this.pages.show(request, response.status(422), 'overview/publishing', page);
    }
    const published = await this.publishing.publish(actor, ref, form.value);
    if (published.ok) {
      const done = published.value.isPublic ? 'published' : 'finished';
      return response.redirect(303, address(inspectionPaths.workspace(ref), { done }));
    }
    if (published.error === 'not-found') throw new NotFoundException();
    const preview = await this.#preview(actor, ref, form.value);
    const { message, status } = publishRefusalAt(published.error, dueWords(preview));
    this.pages.show(request, response.status(status), 'overview/publishing', {
      ...publishPage({ preview, ...form.value }),
      errors: [{ text: message, href: '#becomes-public' }],
    });
  }

  async #showAgain(
    { ref, actor, request, response }: { ref: string; actor: Actor; request: Request; response: Response },
    tried: Tried,
  ): Promise<void> {
    const dates = { publishedOn: this.clock.today(), receivedOn: null };
    const preview = await this.#preview(actor, ref, dates);
    this.pages.show(request, response.status(422), 'overview/publishing', publishPage({ preview, ...dates, tried }));
  }

  async #preview(actor: Actor, ref: string, dates: Dates): Promise<PublishingPreview> {
    const preview = await this.previews.preview(actor, ref, dates);
    if (!preview || preview.view.relation.part === 'contact' || preview.view.relation.part === null)
      throw new NotFoundException();
    return preview;
  }
}

const dueWords = ({ view }: PublishingPreview): string =>
  view.work.accuracyDueOn ? `5pm on ${formatDay(view.work.accuracyDueOn)}` : 'its last day';

import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { periodText } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { Costly } from '../../shell/costly.guard.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { uploadOf } from '../../shell/uploads.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import { largestValuesFile, readValuesFile, textOfFile } from '../data/values-file.js';
import { EnteringValuesService, type LookedAt, type TypedEntry } from '../entering-values.service.js';
import { UploadValuesForm } from './enter-values.form.js';
import { seenByWords } from './enter-values.page.js';
import { measurePaths } from './measures.paths.js';
import { fileMessages, noFile, previewPage, tooLarge, uploadPage, wrongFile } from './upload-values.page.js';

/** Numbers from a file: looked at first, saved afterwards, all of them or none. */
@Controller('measures/:ref/values/upload')
export class UploadValuesController {
  constructor(
    private readonly entering: EnteringValuesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('measures.enter')
  async ask(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.pages.show(request, response, 'measures/form', uploadPage(await this.#find(actor, ref)));
  }

  @Post()
  @Costly(2)
  @Allow('measures.enter')
  async upload(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(UploadValuesForm)) form: Form<UploadValuesForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const measure = await this.#find(actor, ref);
    const again = (tried: Tried): void =>
      this.pages.show(request, response.status(422), 'measures/form', uploadPage(measure, tried));
    const { posted } = form;
    const text = contentOf(request, form.ok ? form.value.content : null);
    if (!form.ok || 'error' in text)
      return again({
        posted,
        errors: { ...(form.ok ? {} : form.errors), ...('error' in text ? { numbers: text.error } : {}) },
      });
    const { status, visibility, step, seen } = form.value;
    const read = readValuesFile(text.content);
    if (!read.ok) return again({ posted, errors: { numbers: fileMessages[read.problem] } });
    const seenAt = new Map(
      (seen ?? '').split(' ').map((one) => [one.split(':')[0] ?? '', Number(one.split(':')[1])] as const),
    );
    const typed: TypedEntry = {
      rows: read.rows.map((row) => ({ ...row, seen: seenAt.get(row.period) ?? null })),
      status,
      visibility: visibility ?? 'public',
      confirmed: [],
    };
    const entered = step === 'save' ? await this.entering.enter(actor, ref, typed) : null;
    if (entered?.ok) return response.redirect(303, address(measurePaths.show(ref), { done: 'entered' }));
    const looked = await this.entering.look(actor, ref, typed);
    if (!looked) throw new NotFoundException();
    const page = previewPage({
      looked,
      rows: read.rows,
      ignored: read.ignored,
      hidden: {
        content: text.content,
        seen: seenIn(looked),
        status,
        ...(visibility ? { visibility } : {}),
      },
      seenBy: seenByWords(measure, visibility),
      problem: entered ? 'The file cannot be saved any more: the record has changed meanwhile' : null,
    });
    this.pages.show(request, response.status(entered ? 409 : 200), 'measures/values-preview', page);
  }

  async #find(actor: PersonActing, ref: string): Promise<KeptMeasureRow> {
    const measure = await this.entering.find(actor, ref);
    if (!measure) throw new NotFoundException();
    return measure;
  }
}

/** What stands on the record of each period that would be written: whoever saves has seen no later one. */
const seenIn = ({ writes }: LookedAt): string =>
  writes.map(({ on, before }) => `${periodText(on)}:${before?.edition ?? 0}`).join(' ');

/** The file that was chosen, or what was read of it before and comes back to be saved. */
function contentOf(request: Request, kept: string | null): { readonly content: string } | { readonly error: string } {
  const chosen = uploadOf(request, 'numbers');
  if (!chosen) return kept === null ? { error: noFile } : { content: kept };
  if (chosen.isTooLarge || chosen.size > largestValuesFile) return { error: tooLarge };
  const text = textOfFile(chosen.content);
  return text === null ? { error: wrongFile } : { content: text };
}

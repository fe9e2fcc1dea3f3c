import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { BodiesQueries } from '../../organisations/data/bodies.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { isProgrammeKind } from '../domain/programme-entry.js';
import { ProgrammeEntriesService, type ProgrammeToWrite } from '../programme-entries.service.js';
import { RecordEntriesService } from '../record-entries.service.js';
import { EntryForm } from './entries.form.js';
import { entryPaths } from './entries.paths.js';
import { entryFormPage } from './entry-form.page.js';
import { chooseProgrammeKindPage } from './entry-steps.page.js';
import { faultWords } from './entry-words.page.js';
import { readProgrammeEntry } from './read-programme-entry.js';

const wordIn = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, 60) : null;

/** What record keepers write down of a programme: the same second person publishes it as of everything they write. */
@Controller('programmes/:slug/entries')
export class ProgrammeEntriesController {
  constructor(
    private readonly entries: RecordEntriesService,
    private readonly programmes: ProgrammeEntriesService,
    private readonly bodies: BodiesQueries,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  @Allow('entries.write')
  async begin(
    @Param('slug') slug: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { programme, body } = await this.#find(slug);
    const kind = wordIn(query['kind']);
    if (kind === null || !isProgrammeKind(kind)) {
      const facts = await this.programmes.facts(programme.id);
      return this.pages.show(request, response, 'exchange/entry-step', chooseProgrammeKindPage(programme, facts));
    }
    const replaces = wordIn(query['replaces']);
    const held = replaces === null ? null : await this.programmes.held(kind, programme, replaces);
    if (replaces !== null && !held) throw new NotFoundException();
    const page = entryFormPage({ body, kind, framework: null, programme, held });
    this.pages.show(request, response, 'exchange/entry-form', page);
  }

  @Post('new')
  @Allow('entries.write')
  async write(
    @Param('slug') slug: string,
    @Body(new FormPipe(EntryForm)) form: Form<EntryForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const posted = form.posted as Readonly<Record<string, unknown>>;
    const kind = wordIn(posted['kind']);
    const { programme, body } = await this.#find(slug);
    if (kind === null || !isProgrammeKind(kind)) throw new NotFoundException();
    const replaces = wordIn(posted['replaces']);
    const held = replaces === null ? null : await this.programmes.held(kind, programme, replaces);
    const again = (tried: Tried): void => {
      const page = entryFormPage({ body, kind, framework: null, programme, held, tried });
      this.pages.show(request, response.status(422), 'exchange/entry-form', page);
    };
    if (!form.ok) return again(form);
    const read = readProgrammeEntry({ ...form.value, programme: slug }, kind);
    if ('errors' in read) return again({ posted: form.posted, errors: read.errors });
    const { source, sourcePage, sourceQuote } = form.value;
    const given = { entry: read.entry, source: { ref: source.toUpperCase(), page: sourcePage, quote: sourceQuote } };
    const written = await this.entries.write(actor, body.id, given);
    if (!written.ok) return again({ posted: form.posted, ...faultWords(written.error, null) });
    response.redirect(303, address(entryPaths.show(written.value.ref), { done: 'written' }));
  }

  /** A programme that the record may be written of: entries are kept beside the body that made it. */
  async #find(
    slug: string,
  ): Promise<{ programme: ProgrammeToWrite; body: { id: string; name: string; slug: string } }> {
    const programme = await this.programmes.toWrite(slug);
    const body = programme?.ownerId ? await this.bodies.byId(programme.ownerId) : null;
    if (!programme || !body) throw new NotFoundException();
    return { programme, body };
  }
}

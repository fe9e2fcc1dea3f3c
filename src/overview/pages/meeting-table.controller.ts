import { BadRequestException, Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Posted, textOf } from '../../shell/form/posted.js';
import { plural } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import type { DueRow } from '../domain/meeting.js';
import { nameIn, rowsIn, type TableRow, withoutRows } from '../domain/meeting-table.js';
import { RecordingMeetingsService } from '../recording-meetings.service.js';
import { MeetingDesk } from './meeting-desk.js';
import { evidenceFaults, UpdateForm, updateIn } from './meeting.form.js';
import { meetingTablePage } from './meeting-table.page.js';
import { updateWords } from './meeting-words.page.js';

type Faults = Readonly<Record<string, string>>;

const changed =
  'Someone saved this action meanwhile: what they said stands above. Yours is below. Check it and save again';

/** Every action that is due in one form, for whoever writes down several before saving. */
@Controller('reviews/:ref/meeting/rows')
export class MeetingTableController {
  constructor(
    private readonly desk: MeetingDesk,
    private readonly recording: RecordingMeetingsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('decisions.record')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.desk.insist(actor, ref, 'record');
    const { facts } = await this.desk.open(actor, ref);
    this.pages.show(request, response, 'overview/meeting/table', meetingTablePage(facts, { versions: new Map() }));
  }

  /** Saves each row that says something, one by one: what cannot stand stays, with what was typed. */
  @Post()
  @Allow('decisions.record')
  async save(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.desk.insist(actor, ref, 'record');
    const posted = (body ?? {}) as Posted;
    const { facts } = await this.desk.open(actor, ref);
    const rows = rowsIn(
      posted,
      facts.rows.map((row) => row.ref),
    );
    if (!rows) throw new BadRequestException();
    const saved = new Set<string>();
    const stale = new Set<string>();
    const errors: Record<string, string> = {};
    for (const row of rows.filter(({ isFilled }) => isFilled)) {
      const faults = await this.#save(actor, ref, row);
      if (faults === null) saved.add(row.ref);
      if (faults?.['answer'] === changed) stale.add(row.ref);
      for (const [name, words] of Object.entries(faults ?? {})) errors[nameIn(row.ref, name)] = words;
    }
    const left = Object.keys(errors).length > 0;
    if (!left) return this.desk.goOn({ request, response }, ref, { done: saved.size > 0 ? 'rows' : null, at: 'plan' });
    const now = (await this.desk.open(actor, ref)).facts;
    const page = meetingTablePage(now, {
      versions: versionsOf(now.rows, posted, new Set([...saved, ...stale])),
      tried: { posted: withoutRows(posted, saved), errors },
      outcome:
        saved.size === 0
          ? null
          : `${plural(saved.size, 'action')} saved. What could not be saved is below, as it was typed.`,
    });
    response.status(stale.size > 0 ? 409 : 422);
    this.pages.show(request, response, 'overview/meeting/table', page);
  }

  /** Null: it is saved. */
  async #save(actor: Actor, reviewRef: string, { ref, posted }: TableRow): Promise<Faults | null> {
    const form = new FormPipe(UpdateForm).transform(posted);
    if (!form.ok) return form.errors;
    const faults = this.desk.personal(form.value, 'note') ?? evidenceFaults(form.value);
    if (faults) return faults;
    const read = { ref, version: form.value.version };
    const done = await this.recording.update(actor, reviewRef, read, updateIn(form.value));
    if (done.ok) return null;
    if (done.error === 'changed') return { answer: changed };
    const words = updateWords[done.error];
    return { [words?.at ?? 'answer']: words?.text ?? 'This could not be saved now' };
  }
}

/** The version that each row was read in; of those that were just saved or looked at, the one that stands. */
const versionsOf = (rows: readonly DueRow[], posted: Posted, fresh: ReadonlySet<string>): ReadonlyMap<string, number> =>
  new Map(
    rows.flatMap(({ ref }) => {
      const version = Number(textOf(posted, nameIn(ref, 'version')));
      return fresh.has(ref) || !Number.isInteger(version) || version < 1 ? [] : [[ref, version] as const];
    }),
  );

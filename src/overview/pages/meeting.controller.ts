import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { reasonCodes } from '../../plans/domain/milestone-words.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { answers, nextAfter } from '../domain/meeting.js';
import { RecordingMeetingsService } from '../recording-meetings.service.js';
import { MeetingDesk } from './meeting-desk.js';
import { DateAnswerForm, evidenceFaults, UpdateForm, updateIn } from './meeting.form.js';
import { dateWords, updateWords } from './meeting-words.page.js';

/** A meeting while it is held: what is due, row by row, and the dates that somebody asks for. */
@Controller('reviews/:ref/meeting')
export class MeetingController {
  constructor(
    private readonly desk: MeetingDesk,
    private readonly recording: RecordingMeetingsService,
  ) {}

  @Get()
  @Allow('papers.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const asked = (name: string): string | null => (typeof query[name] === 'string' ? query[name] : null);
    await this.desk.show(actor, { request, response }, ref, { item: asked('item'), brought: asked('also') });
  }

  @Post('updates/:milestone')
  @Allow('decisions.record')
  async update(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Body(new FormPipe(UpdateForm)) form: Form<UpdateForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const posting = { row: milestone };
    const { posted } = form;
    await this.desk.insist(actor, ref, 'record');
    const faults = form.ok ? (this.desk.personal(form.value, 'note') ?? evidenceFaults(form.value)) : form.errors;
    if (!form.ok || faults)
      return this.desk.again(actor, exchange, ref, { posting, tried: { posted, errors: faults ?? {} } });
    const { answer, reason, note, version } = form.value;
    const saved = await this.recording.update(actor, ref, { ref: milestone, version }, updateIn(form.value));
    if (!saved.ok)
      return this.desk.refuse(actor, exchange, ref, {
        error: saved.error,
        words: updateWords,
        posting,
        posted,
        standing: async () => {
          const { facts } = await this.desk.open(actor, ref, milestone);
          const row = facts.rows.find((one) => one.ref === milestone);
          return this.desk.standingOf({ thing: 'action', entity: 'milestone', id: row?.id ?? '' }, [
            {
              label: 'How it stands',
              saved: row?.here?.answer ?? row?.ownerRating ?? null,
              typed: reason ? `${answers[answer]}: ${reasonCodes[reason].toLowerCase()}` : answers[answer],
            },
            { label: 'In a line', saved: (row?.here ?? row?.last)?.words ?? null, typed: note },
          ]);
        },
      });
    const { facts } = await this.desk.open(actor, ref);
    const next = nextAfter(facts.rows, milestone);
    this.desk.goOn(exchange, ref, { done: null, at: next ? `${next}-answer` : 'decision-item' });
  }

  @Post('date-requests/:request/answer')
  @Allow('dates.decide')
  async answerDate(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('request') asked: string,
    @Body(new FormPipe(DateAnswerForm)) form: Form<DateAnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const posting = { form: asked };
    const { posted } = form;
    await this.desk.insist(actor, ref, 'decide');
    const faults = form.ok ? (this.desk.personal(form.value, 'words') ?? answerFaults(form.value)) : form.errors;
    if (!form.ok || faults)
      return this.desk.again(actor, exchange, ref, { posting, tried: { posted, errors: faults ?? {} } });
    const { answer, words, date, version } = form.value;
    const done = await this.recording.answerDate(actor, ref, { ref: asked, version, answer, to: date, words });
    if (!done.ok)
      return this.desk.refuse(actor, exchange, ref, { error: done.error, words: dateWords, posting, posted });
    const early = done.value.nowTooEarly.length > 0;
    this.desk.goOn(exchange, ref, { done: early ? 'date-early' : 'date', at: 'dates' });
  }
}

/** The Enter key presses the first button: a date that was typed is not passed over by it. */
function answerFaults({ answer, words, date }: DateAnswerForm): Readonly<Record<string, string>> | null {
  if (answer === 'different' && date === null) return { date: 'Enter the date this is due' };
  if (answer !== 'different' && date !== null) return { date: 'Choose “Different date” for this date, or take it out' };
  return answer === 'refused' && words === null ? { words: 'Enter why the date stays' } : null;
}

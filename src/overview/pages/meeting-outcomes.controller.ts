import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { ActionsService } from '../../boards/actions.service.js';
import { AgendaService } from '../../boards/agenda.service.js';
import { ChallengesService } from '../../boards/challenges.service.js';
import { DecisionsService } from '../../boards/decisions.service.js';
import type { Result } from '../../kernel/result.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { RecordingMeetingsService } from '../recording-meetings.service.js';
import { type Exchange, MeetingDesk } from './meeting-desk.js';
import {
  ActionForm,
  AttendanceForm,
  ChallengeForm,
  DecisionForm,
  InterestForm,
  OutcomeForm,
  versionsSeen,
} from './meeting.form.js';
import type { MeetingForm } from './meeting-parts.page.js';
import { attendanceWords, type MeetingWords, outcomeOfItemWords, outcomeWords } from './meeting-words.page.js';

type Asked<Value> = {
  readonly actor: Actor;
  readonly exchange: Exchange;
  readonly ref: string;
  readonly name: MeetingForm;
  readonly act: 'record' | 'challenge';
  readonly form: Form<Value>;
  readonly words: MeetingWords;
  /** Fields of free words, looked through for what could identify a person. */
  readonly told: readonly string[];
  /** Faults that only the fields together have. */
  readonly faults?: (value: Value) => Readonly<Record<string, string>> | null;
  readonly save: (value: Value) => Promise<Result<unknown, string>>;
};

/** What a meeting decides, asks and agrees to do, and who is there: one small form each. */
@Controller('reviews/:ref/meeting')
export class MeetingOutcomesController {
  constructor(
    private readonly desk: MeetingDesk,
    private readonly decisions: DecisionsService,
    private readonly challenges: ChallengesService,
    private readonly actions: ActionsService,
    private readonly agenda: AgendaService,
    private readonly recording: RecordingMeetingsService,
  ) {}

  @Post('decisions')
  @Allow('decisions.record')
  decide(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DecisionForm)) form: Form<DecisionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#record({
      actor,
      ref,
      form,
      exchange: { request, response },
      name: 'decision',
      act: 'record',
      words: outcomeWords,
      told: ['text', 'whoFor'],
      save: ({ item, type, text, whoFor, reviewOn, confidential }) =>
        this.decisions.record(actor, ref, { ...at(item, confidential), type, text, whoFor, reviewOn }),
    });
  }

  @Post('challenges')
  @Allow('challenges.raise')
  challenge(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ChallengeForm)) form: Form<ChallengeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#record({
      actor,
      ref,
      form,
      exchange: { request, response },
      name: 'challenge',
      act: 'challenge',
      words: outcomeWords,
      told: ['text'],
      save: ({ item, confidential, member, text, toPost, due }) =>
        this.challenges.raise(actor, ref, {
          ...at(item, confidential),
          byMemberId: member,
          text,
          toPost,
          dueOn: due,
        }),
    });
  }

  @Post('actions')
  @Allow('decisions.record')
  act(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ActionForm)) form: Form<ActionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#record({
      actor,
      ref,
      form,
      exchange: { request, response },
      name: 'action',
      act: 'record',
      words: outcomeWords,
      told: ['text'],
      save: ({ item, confidential, text, ownerPost, due }) =>
        this.actions.record(actor, ref, { ...at(item, confidential), text, ownerPost, dueOn: due }),
    });
  }

  @Post('attendance')
  @Allow('decisions.record')
  attend(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(AttendanceForm)) form: Form<AttendanceForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#record({
      actor,
      ref,
      form,
      exchange: { request, response },
      name: 'attendance',
      act: 'record',
      words: attendanceWords,
      told: [],
      faults: ({ present, apologies }) =>
        present.some((id) => apologies.includes(id))
          ? { apologies: 'Nobody can be here and have sent apologies. Take out one of the two ticks' }
          : null,
      save: (value) => this.recording.takeAttendance(actor, ref, { ...value, versions: versionsSeen(value) }),
    });
  }

  @Post('interests')
  @Allow('decisions.record')
  declare(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(InterestForm)) form: Form<InterestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.#record({
      actor,
      ref,
      form,
      exchange: { request, response },
      name: 'interest',
      act: 'record',
      words: attendanceWords,
      told: [],
      faults: ({ interest, substitutePost }) =>
        interest === null && substitutePost === null
          ? { interest: 'Enter the interest, or the post of whoever came in their place' }
          : null,
      save: ({ member, interest, substitutePost, ...seen }) =>
        this.recording.declare(actor, ref, {
          memberId: member,
          interest,
          substitutePost,
          version: versionsSeen(seen).get(member) ?? 0,
        }),
    });
  }

  @Post('items/:item/outcome')
  @Allow('decisions.record')
  async tell(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('item') itemId: string,
    @Body(new FormPipe(OutcomeForm)) form: Form<OutcomeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const posting = { form: itemId };
    const { posted } = form;
    await this.desk.insist(actor, ref, 'record');
    const wrong = form.ok ? this.desk.personal(form.value, 'outcome') : form.errors;
    if (!form.ok || wrong)
      return this.desk.again(actor, exchange, ref, { posting, tried: { posted, errors: wrong ?? {} } });
    const { outcome, version } = form.value;
    const saved = await this.agenda.setOutcome(actor, { reviewRef: ref, itemId, version }, outcome);
    if (!saved.ok)
      return this.desk.refuse(actor, exchange, ref, {
        error: saved.error,
        words: outcomeOfItemWords,
        posting,
        posted,
        standing: async () => {
          const { facts } = await this.desk.open(actor, ref);
          const item = facts.items.find(({ id }) => id === itemId);
          return this.desk.standingOf({ thing: 'item', entity: 'agenda_item', id: itemId }, [
            { label: 'What came of it', saved: item?.outcome ?? null, typed: outcome },
          ]);
        },
      });
    const { facts } = await this.desk.open(actor, ref);
    const position = facts.items.find(({ id }) => id === itemId)?.position ?? 1;
    this.desk.goOn(exchange, ref, { done: 'outcome', at: `item-${position}-part` });
  }

  async #record<Value>({ actor, exchange, ref, name, act, form, words, told, faults, save }: Asked<Value>) {
    const posting = { form: name };
    const { posted } = form;
    await this.desk.insist(actor, ref, act);
    const wrong = form.ok
      ? (this.desk.personal(form.value as object, ...told) ?? faults?.(form.value) ?? null)
      : form.errors;
    if (!form.ok || wrong)
      return this.desk.again(actor, exchange, ref, { posting, tried: { posted, errors: wrong ?? {} } });
    const saved = await save(form.value);
    if (!saved.ok) return this.desk.refuse(actor, exchange, ref, { error: saved.error, words, posting, posted });
    this.desk.goOn(exchange, ref, { done: name, at: placeOf[name] });
  }
}

/** Where the page goes on after each form: at its own part. */
const placeOf: Readonly<Record<MeetingForm, string>> = {
  decision: 'record',
  challenge: 'challenges',
  action: 'actions',
  attendance: 'attendance',
  interest: 'attendance',
};

/** Unless it is ticked, what is recorded is as confidential as its item. */
const at = (item: string | null, confidential: boolean) => ({
  agendaItemId: item,
  ...(confidential ? { confidential } : {}),
});

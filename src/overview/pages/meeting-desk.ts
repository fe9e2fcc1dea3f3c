import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { Clock } from '../../kernel/clock.js';
import { NotAllowed } from '../../shell/refusals.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import type { Posted } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import { doneParameter, saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { type Meeting, MeetingsService } from '../meetings.service.js';
import { meetingPage, meetingSentences } from './meeting.page.js';
import { meetingPaths } from './meeting.paths.js';
import { type MeetingWords, reasonChoices, shutWords, whoRecords } from './meeting-words.page.js';

export type Exchange = { readonly request: Request; readonly response: Response };

/** Which form of the page was posted: that of a row by its reference, or another by its name. */
export type Posting = { readonly row: string } | { readonly form: string };

type Shown = {
  readonly item?: string | null;
  readonly brought?: string | null;
  readonly posting?: Posting;
  readonly tried?: NonNullable<Tried>;
};

/** What every handler of a meeting does alike: find it, show it, and say what became of what was posted. */
@Injectable()
export class MeetingDesk {
  constructor(
    readonly meetings: MeetingsService,
    readonly clock: Clock,
    private readonly trail: AuditQueries,
    private readonly pages: Pages,
  ) {}

  async open(actor: Actor, ref: string, brought: string | null = null): Promise<Meeting> {
    const meeting = await this.meetings.open(actor, ref, brought);
    if (!meeting) throw new NotFoundException();
    return meeting;
  }

  /** Whoever may read the meeting and not do this is told who can. */
  async insist(actor: Actor, ref: string, act: keyof Meeting['may']): Promise<void> {
    const rights = await this.meetings.rightsAt(actor, ref);
    if (!rights) throw new NotFoundException();
    if (!rights.may[act]) throw new NotAllowed(whoRecords(rights.recorders));
  }

  async show(
    actor: Actor,
    { request, response }: Exchange,
    ref: string,
    { item = null, brought = null, posting, tried }: Shown = {},
  ): Promise<void> {
    const row = posting && 'row' in posting ? posting.row : null;
    const meeting = await this.open(actor, ref, row ?? brought);
    const isOpen = meeting.shut === null;
    const page = meetingPage({
      facts: meeting.facts,
      reasons: reasonChoices,
      readerRef: actor.name,
      may: isOpen ? meeting.may : { record: false, decide: false, challenge: false },
      closed: shutWords(meeting.shut, meeting),
      said: saidAfter(request.query, meetingSentences),
      item,
      brought,
      triedRow: row !== null && tried ? { ref: row, tried } : null,
      triedForm: posting && 'form' in posting && tried ? { form: posting.form, tried } : null,
    });
    this.pages.show(request, response, 'overview/meeting/show', page);
  }

  /** What was posted cannot stand: the page again, with what was typed. */
  async again(
    actor: Actor,
    exchange: Exchange,
    ref: string,
    shown: Shown & { readonly status?: 409 | 422 },
  ): Promise<void> {
    exchange.response.status(shown.status ?? 422);
    await this.show(actor, exchange, ref, shown);
  }

  /** The answer to what came to nothing. `standing`: what is saved now, beside what was typed. */
  async refuse(
    actor: Actor,
    exchange: Exchange,
    ref: string,
    {
      error,
      words,
      posting,
      posted,
      standing,
    }: {
      readonly error: string;
      readonly words: MeetingWords;
      readonly posting: Posting;
      readonly posted: Posted;
      readonly standing?: () => Promise<NonNullable<Tried>['conflict']>;
    },
  ): Promise<void> {
    if (error === 'not-found') throw new NotFoundException();
    if (error === 'changed') {
      const told = (await standing?.()) ?? { message: changedMeanwhile, rows: [] };
      return this.again(actor, exchange, ref, {
        posting,
        tried: { posted, errors: {}, conflict: told },
        status: 409,
      });
    }
    const said = words[error];
    if (!said) throw new ConflictException();
    const tried = said.at ? { posted, errors: { [said.at]: said.text } } : { posted, errors: {}, problem: said.text };
    return this.again(actor, exchange, ref, { posting, tried });
  }

  /** What stands now beside what was typed, and when it was saved. */
  async standingOf(
    { thing, entity, id }: { readonly thing: string; readonly entity: string; readonly id: string },
    rows: readonly { readonly label: string; readonly saved: string | null; readonly typed: string | null }[],
  ): Promise<NonNullable<Tried>['conflict']> {
    const [last] = await this.trail.ofObject(entity, [id], { limit: 1 });
    return conflict({ thing, at: formatMoment(last?.at ?? this.clock.now()), rows });
  }

  /** Back to the page, at the part where the meeting goes on. */
  goOn({ response }: Exchange, ref: string, { done, at }: { readonly done: string | null; readonly at: string }): void {
    const page = meetingPaths.show(ref);
    response.redirect(303, `${page}${done ? `?${doneParameter}=${done}` : ''}#${at}`);
  }

  /** What in these fields looks as if it could identify a person, as messages at them. */
  personal(value: object, ...fields: readonly string[]): Readonly<Record<string, string>> | null {
    const texts = value as Readonly<Record<string, unknown>>;
    const found = fields.filter((name) => typeof texts[name] === 'string' && personalDataIn(texts[name]).length > 0);
    return found.length === 0 ? null : Object.fromEntries(found.map((name) => [name, looksPersonal]));
  }
}

const changedMeanwhile = 'Someone changed this meanwhile. Your version is below. Check it and save again';
const looksPersonal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';

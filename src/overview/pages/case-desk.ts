import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import type { Permission } from '../../access/domain/permissions.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { NotAllowed } from '../../shell/refusals.js';
import { faster, type Thing, type ThingAsked } from '../../shell/form/faster.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form, Posted } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { doneParameter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import type { CaseAct, ManagedCase } from '../managed-case.js';
import { ManagedCasesService } from '../managed-cases.service.js';
import type { CaseFormPage } from './manage-form.page.js';
import { whoCanDo } from './manage-frame.page.js';

export type Exchange = { readonly request: Request; readonly response: Response };

/** Where a refusal is said: at a field, or above the form. */
export type RefusalWords = Readonly<Record<string, { readonly at?: string; readonly text: string }>>;

/** One thing to do in a case: its form, and what is done with what was posted. */
export type CaseTask<Value extends object> = {
  /** The form as the case is now; it throws for whoever may not see it. */
  readonly page: (tried: Tried) => Promise<CaseFormPage>;
  /** The fields that may not name anybody. */
  readonly personal?: readonly (keyof Value & string)[];
  /** What else cannot stand about what was posted, as messages at the fields. */
  readonly faults?: (value: Value) => Readonly<Record<string, string>> | null;
  readonly act: (value: Value) => Promise<Result<unknown, string>>;
} & Pick<Settling, 'to' | 'done' | 'words' | 'permission' | 'thing'>;

type Settling = {
  readonly posted: Posted;
  /** Where to go when it is done, and the key of what is then said. */
  readonly to: string;
  readonly done: string;
  readonly words: RefusalWords;
  /** The page again, as the case is now, with what was typed. */
  readonly again: (tried: Tried) => Promise<CaseFormPage>;
  readonly permission: Permission;
  /** What somebody else may have changed meanwhile. */
  readonly thing?: ThingAsked;
};

/** What is said to be changed where a form does not say it. */
const page: Thing = { words: 'page', entity: '', id: '' };

const shutBecause = new Set(['paused', 'closed', 'relapsed', 'not-run']);

/** What every page of a case does alike: find it, show a form, and say what became of what was posted. */
@Injectable()
export class CaseDesk {
  constructor(
    readonly cases: ManagedCasesService,
    readonly clock: Clock,
    private readonly trail: AuditQueries,
    private readonly pages: Pages,
  ) {}

  async open(actor: Actor, ref: string): Promise<ManagedCase> {
    const managed = await this.cases.byRef(actor, ref);
    if (!managed) throw new NotFoundException();
    return managed;
  }

  async openStep(actor: Actor, ref: string) {
    const found = await this.cases.byStep(actor, ref);
    if (!found) throw new NotFoundException();
    return found;
  }

  /** Whoever may see a case and not do this is told who can. */
  insist({ acts }: ManagedCase, act: CaseAct): void {
    if (!acts.has(act)) throw new NotAllowed(whoCanDo(act));
  }

  /** Shows the form of a task. */
  async ask(exchange: Exchange, { page }: Pick<CaseTask<never>, 'page'>): Promise<void> {
    this.show(exchange, await page(null));
  }

  /** Does what was posted, or shows the form again with why it cannot stand. */
  async act<Value extends object>(exchange: Exchange, form: Form<Value>, task: CaseTask<Value>): Promise<void> {
    // Whoever may not see the form may not send it either.
    await task.page(null);
    const { posted } = form;
    if (!form.ok) return this.again(exchange, task.page(form));
    const errors = this.personal(form.value, ...(task.personal ?? [])) ?? task.faults?.(form.value) ?? null;
    if (errors) return this.again(exchange, task.page({ posted, errors }));
    return this.settle(exchange, await task.act(form.value), { ...task, posted, again: task.page });
  }

  show({ request, response }: Exchange, page: CaseFormPage): void {
    this.pages.show(request, response, 'overview/manage-form', page);
  }

  /** What was posted cannot stand: the page again, with what was typed. */
  async again(exchange: Exchange, page: Promise<CaseFormPage> | CaseFormPage, status = 422): Promise<void> {
    exchange.response.status(status);
    this.show(exchange, await page);
  }

  async settle<Value>(exchange: Exchange, result: Result<Value, string>, settling: Settling): Promise<void> {
    const { response } = exchange;
    if (result.ok) {
      response.redirect(303, `${settling.to}?${doneParameter}=${settling.done}`);
      return;
    }
    const { error } = result;
    if (error === 'no-case' || error === 'not-found') throw new NotFoundException();
    if (error === 'not-yours-to-do') throw new NotAllowed(whoCanDo(settling.permission));
    if (error === 'not-of-the-board')
      throw new NotAllowed(
        'What only the board may read is recorded by the organisation and its board. Record it for everyone, or ask the board secretary.',
      );
    const { posted } = settling;
    if (error === 'changed')
      return this.again(
        exchange,
        settling.again({
          posted,
          errors: {},
          conflict: await faster(settling.thing ?? page, this.trail, this.clock.now()),
        }),
        409,
      );
    // The page itself says why nothing may be written.
    if (shutBecause.has(error)) return this.again(exchange, settling.again({ posted, errors: {} }), 409);
    const words = settling.words[error];
    if (!words) throw new ConflictException();
    const tried = words.at
      ? { posted, errors: { [words.at]: words.text } }
      : { posted, errors: {}, problem: words.text };
    return this.again(exchange, settling.again(tried));
  }

  /** What in these fields looks as if it could identify a person, as messages at them. */
  personal(value: object, ...fields: readonly string[]): Readonly<Record<string, string>> | null {
    const texts = value as Readonly<Record<string, unknown>>;
    const found = fields.filter((name) => typeof texts[name] === 'string' && personalDataIn(texts[name]).length > 0);
    if (found.length === 0) return null;
    return Object.fromEntries(
      found.map((name) => [
        name,
        'This looks like it could identify a person. Take out names, dates of birth and case numbers',
      ]),
    );
  }
}

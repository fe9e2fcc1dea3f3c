import { Injectable, NotFoundException, type PipeTransform } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Clock } from '../../kernel/clock.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import { PlansQueries } from '../data/plans.queries.js';
import { type LookedAt, SheetImportsService } from '../sheet-imports.service.js';
import type { OpenLook } from './plan-import-steps.page.js';
import type { ImportPage } from './plan-imports.page.js';
import { planImportPaths } from './plan-imports.paths.js';
import { askedOf } from './plan-imports.said.js';

export type Exchange = { readonly request: Request; readonly response: Response };
/** Which sheet of which plan. */
export type Which = { readonly ref: string; readonly number: number };

/** The number of a sheet in an address. Whatever else stands there leads nowhere. */
@Injectable()
export class ImportNumberPipe implements PipeTransform<unknown, number> {
  transform(text: unknown): number {
    if (typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text)) return Number(text);
    throw new NotFoundException();
  }
}

/** What every page of a sheet does alike: find it, send whoever is at the wrong step on, and show a page. */
@Injectable()
export class ImportDesk {
  constructor(
    readonly plans: PlansQueries,
    readonly sheets: SheetImportsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  show({ request, response }: Exchange, page: ImportPage, status = 200): void {
    this.pages.show(request, response.status(status), 'plans/import', page);
  }

  async look(actor: Actor, { ref, number }: Which): Promise<LookedAt> {
    const looked = await this.sheets.look(actor, ref, number);
    if (!looked) throw new NotFoundException();
    return looked;
  }

  /** One that is being looked through; whoever comes to one that has ended is sent to what came of it. */
  async open(actor: Actor, which: Which, { response }: Exchange): Promise<OpenLook | null> {
    const looked = await this.look(actor, which);
    if (looked.facts) return { ...looked, facts: looked.facts };
    response.redirect(303, planImportPaths.show(which.ref, which.number));
    return null;
  }

  /** One whose columns somebody has looked at; otherwise they come first. */
  async mapped(actor: Actor, which: Which, exchange: Exchange): Promise<OpenLook | null> {
    const looked = await this.open(actor, which, exchange);
    if (!looked || looked.brought.choices.isMapped) return looked;
    exchange.response.redirect(303, planImportPaths.columns(which.ref, which.number));
    return null;
  }

  /** The step at which a sheet stands. */
  next(ref: string, looked: OpenLook): string {
    const { number, choices } = looked.brought;
    if (!choices.isMapped) return planImportPaths.columns(ref, number);
    return askedOf(looked).unanswered > 0 ? planImportPaths.words(ref, number) : planImportPaths.check(ref, number);
  }

  /** Sends whoever saved on to the step that follows. */
  async goOn(actor: Actor, which: Which, exchange: Exchange): Promise<void> {
    const now = await this.open(actor, which, exchange);
    if (now) exchange.response.redirect(303, this.next(which.ref, now));
  }

  /** Why nothing was saved: the page again as the sheet is now, with what was typed. */
  async settle(
    error: 'not-found' | 'changed' | 'ended',
    form: Form<object>,
    again: (tried: Tried, status: number) => Promise<void>,
  ): Promise<void> {
    if (error === 'not-found') throw new NotFoundException();
    const at = formatMoment(this.clock.now());
    return again({ posted: form.posted, errors: {}, conflict: conflict({ thing: 'spreadsheet', at, rows: [] }) }, 409);
  }
}

import {
  BadRequestException,
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { planReach } from '../domain/plan-reach.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { doneParameter, saidAfter } from '../../shell/said.js';
import { uploadOf } from '../../shell/uploads.js';
import { AddingFromSheetsService } from '../adding-from-sheets.service.js';
import { PlanImportsQueries } from '../data/plan-imports.queries.js';
import { cellOf } from '../domain/sheet-mends.js';
import { checkSheet } from '../domain/sheet-rows.js';
import { ImportDesk, ImportNumberPipe } from './import-desk.js';
import { checkPage, problemsTable } from './plan-import-check.page.js';
import { mendsPosted } from './plan-imports.said.js';
import { changedMends } from './plan-import-mends.page.js';
import type { OpenLook } from './plan-import-steps.page.js';
import { refusalWords } from './plan-import-words.page.js';
import { AddForm, BringForm, SetAsideForm } from './plan-imports.form.js';
import { bringPage, endedPage, type ImportPage } from './plan-imports.page.js';
import { planImportPaths } from './plan-imports.paths.js';
import { whyNotBrought } from './plan-imports.said.js';

const doneSentences = {
  added: 'The actions are in the plan.',
  'set-aside': 'The spreadsheet was put aside. Nothing of it was added.',
};

/** Bringing a plan in from a spreadsheet: the first page, the last, and what came of it. */
@Controller('plans/:ref/import')
export class PlanImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly imports: PlanImportsQueries,
    private readonly adding: AddingFromSheetsService,
    private readonly accounts: AccountsQueries,
  ) {}

  @Get()
  @Allow('plans.edit')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#bringPage(actor, ref));
  }

  @Post()
  @Allow('plans.edit')
  @Costly(2)
  async bring(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(BringForm)) form: Form<BringForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const upload = uploadOf(request, 'file');
    // Exactly as pasted: an empty first cell begins the text with a tab.
    const pasted = textOf(form.posted, 'pasted');
    const again = async (errors: Readonly<Record<string, string>>) =>
      this.desk.show({ request, response }, await this.#bringPage(actor, ref, { posted: form.posted, errors }), 422);
    if (!form.ok) return again(form.errors);
    const wrong = whyNotBrought(upload, pasted);
    if (wrong) return again(wrong);
    const brought = upload ? { name: upload.name, bytes: upload.content } : { text: pasted };
    const result = await this.desk.sheets.bring(actor, ref, brought);
    if (result.ok) return response.redirect(303, planImportPaths.columns(ref, result.value));
    if (result.error === 'not-found') throw new NotFoundException();
    return again({ [upload ? 'file' : 'pasted']: refusalWords(result.error) });
  }

  @Get(':number')
  @Allow('plans.edit')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const looked = await this.desk.look(actor, { ref, number });
    if (looked.facts) return response.redirect(303, this.desk.next(ref, { ...looked, facts: looked.facts }));
    const { plan, brought } = looked;
    const names = await this.accounts.namesOf([brought.endedBy ?? '', brought.recordedBy]);
    const leftOut = brought.outcome?.leftOut ?? [];
    const table = leftOut.length > 0 ? problemsTable('Rows that were left out', leftOut) : null;
    const page = endedPage(plan, brought, { names, said: saidAfter(query, doneSentences), problemsTable: table });
    this.desk.show({ request, response }, page);
  }

  @Get(':number/check')
  @Allow('plans.edit')
  async check(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const looked = await this.desk.mapped(actor, { ref, number }, exchange);
    if (looked) this.desk.show(exchange, await this.#checkPage(looked));
  }

  @Post(':number/check')
  @Allow('plans.edit')
  async add(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Body(new FormPipe(AddForm)) form: Form<AddForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = async (tried: Tried, status = 422) => {
      const now = await this.desk.mapped(actor, { ref, number }, exchange);
      if (now) this.desk.show(exchange, await this.#checkPage(now, tried), status);
    };
    if (!form.ok) return again(form);
    const { version, leaveOut } = form.value;
    const result = await this.adding.add(actor, { ref, number, version }, { leaveOut });
    if (result.ok) return response.redirect(303, `${planImportPaths.show(ref, number)}?${doneParameter}=added`);
    if (result.error === 'rows-with-errors') {
      const words =
        'Some rows have errors. Put them right here, or in your spreadsheet and bring it in again, or leave them out';
      return again({ posted: form.posted, errors: { leaveOut: words } });
    }
    if (result.error === 'not-mapped') return response.redirect(303, planImportPaths.columns(ref, number));
    return this.desk.settle(result.error, form, again);
  }

  /** Keeps what was typed instead of cells with errors, and holds the sheet against the plan anew. */
  @Post(':number/mends')
  @Allow('plans.edit')
  async mend(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const looked = await this.desk.mapped(actor, { ref, number }, exchange);
    if (!looked) return;
    const again = async (tried: Tried, status = 422) => {
      const now = await this.desk.mapped(actor, { ref, number }, exchange);
      if (now) this.desk.show(exchange, await this.#checkPage(now, null, tried), status);
    };
    const form = mendsPosted(body);
    if (!form.ok) return again(form);
    const { version, mends } = form.value;
    if (Object.keys(mends).some((key) => (cellOf(key)?.line ?? 0) > looked.facts.sheet.rows.length))
      throw new BadRequestException();
    const changed = changedMends(looked.facts, mends);
    const result = await this.desk.sheets.choose(actor, { ref, number, version }, ({ choices }) => ({
      ...choices,
      mends: { ...choices.mends, ...changed },
    }));
    if (result.ok) return response.redirect(303, planImportPaths.check(ref, number));
    return this.desk.settle(result.error, form, again);
  }

  @Post(':number/setting-aside')
  @Allow('plans.edit')
  async setAside(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Body(new FormPipe(SetAsideForm)) form: Form<SetAsideForm>,
    @Res() response: Response,
  ) {
    if (!form.ok) throw new BadRequestException();
    const result = await this.desk.sheets.setAside(actor, { ref, number, version: form.value.version });
    if (!result.ok && result.error === 'not-found') throw new NotFoundException();
    // One that somebody changed meanwhile is shown as it is now, and can be put aside again.
    response.redirect(303, `${planImportPaths.show(ref, number)}${result.ok ? `?${doneParameter}=set-aside` : ''}`);
  }

  async #bringPage(actor: Actor, ref: string, tried: Tried = null): Promise<ImportPage> {
    const plan = await this.desk.plans.byRef(ref, planReach(actor.account, 'plans.edit'));
    if (!plan) throw new NotFoundException();
    const earlier = await this.imports.ofPlan(plan.id);
    const names = await this.accounts.namesOf(earlier.map(({ recordedBy }) => recordedBy));
    return bringPage(plan, { earlier, names, tried });
  }

  async #checkPage(looked: OpenLook, tried: Tried = null, triedToMend: Tried = null): Promise<ImportPage> {
    const checked = checkSheet(looked.facts);
    const priorities = await this.desk.plans.priorities(looked.plan.id);
    return checkPage({ looked, checked }, priorities, tried, triedToMend);
  }
}

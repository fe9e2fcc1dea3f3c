import { BadRequestException, Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import type { ColumnMapping } from '../domain/sheet-columns.js';
import { firstChoices } from '../domain/sheet-import.js';
import { type Exchange, ImportDesk, ImportNumberPipe, type Which } from './import-desk.js';
import { columnsPage, type OpenLook, wordsPage } from './plan-import-steps.page.js';
import { ColumnsForm, WordsForm } from './plan-imports.form.js';
import type { ImportPage } from './plan-imports.page.js';
import { planImportPaths } from './plan-imports.paths.js';
import { askedOf, columnErrors, columnsSaid, mappingIn, wordsSaid } from './plan-imports.said.js';

/** What the columns of a sheet hold, and what its words mean. */
@Controller('plans/:ref/import/:number')
export class PlanImportStepsController {
  constructor(private readonly desk: ImportDesk) {}

  @Get('columns')
  @Allow('plans.edit')
  async askColumns(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#showColumns(actor, { ref, number }, { request, response });
  }

  @Post('columns')
  @Allow('plans.edit')
  async columns(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Body(new FormPipe(ColumnsForm)) form: Form<ColumnsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const [exchange, which] = [
      { request, response },
      { ref, number },
    ];
    const looked = await this.desk.open(actor, which, exchange);
    if (!looked) return;
    const other = otherSheet(looked, textOf(form.posted, 'sheet'));
    if (other !== null) return this.#changeSheet(actor, exchange, { ...which, sheet: other, form });
    const again = (tried: Tried, status = 422) => this.#showColumns(actor, which, exchange, { tried, status });
    const mapping = mappingIn(form.posted);
    await this.#refuseStrangers(looked, mapping, form.ok ? form.value.priority : null);
    const errors = { ...columnErrors(mapping), ...(form.ok ? {} : form.errors) };
    if (!form.ok || Object.keys(errors).length > 0) return again({ posted: form.posted, errors });
    const said = columnsSaid(form.value, mapping);
    const read = { ...which, version: form.value.version };
    const result = await this.desk.sheets.choose(actor, read, ({ choices }) => ({ ...choices, ...said }));
    return result.ok ? this.desk.goOn(actor, which, exchange) : this.desk.settle(result.error, form, again);
  }

  @Get('words')
  @Allow('plans.edit')
  async askWords(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const looked = await this.desk.mapped(actor, { ref, number }, exchange);
    if (!looked) return;
    const { owners, priorities } = askedOf(looked);
    if (owners.length + priorities.length === 0) response.redirect(303, planImportPaths.check(ref, number));
    else this.desk.show(exchange, await this.#wordsPage(looked));
  }

  @Post('words')
  @Allow('plans.edit')
  async words(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number', ImportNumberPipe) number: number,
    @Body(new FormPipe(WordsForm)) form: Form<WordsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const [exchange, which] = [
      { request, response },
      { ref, number },
    ];
    const looked = await this.desk.mapped(actor, which, exchange);
    if (!looked) return;
    const again = async (tried: Tried, status = 422) => {
      const now = await this.desk.mapped(actor, which, exchange);
      if (now) this.desk.show(exchange, await this.#wordsPage(now, tried), status);
    };
    if (!form.ok) return again(form);
    const said = wordsSaid(form.value);
    const known = new Set(['new', ...(await this.desk.plans.priorities(looked.plan.id)).map(({ id }) => id)]);
    if (Object.values(said.priorities).some((id) => !known.has(id))) throw new BadRequestException();
    if (Object.keys(said.errors).length > 0) return again({ posted: form.posted, errors: said.errors });
    const read = { ...which, version: form.value.version };
    const result = await this.desk.sheets.choose(actor, read, ({ choices }) => ({
      ...choices,
      owners: { ...choices.owners, ...said.owners },
      priorities: { ...choices.priorities, ...said.priorities },
      outcomes: { ...choices.outcomes, ...said.outcomes },
    }));
    return result.ok ? this.desk.goOn(actor, which, exchange) : this.desk.settle(result.error, form, again);
  }

  /** Another sheet of the workbook: its columns are proposed anew. */
  async #changeSheet(
    actor: Actor,
    exchange: Exchange,
    { sheet, form, ...which }: Which & { readonly sheet: number; readonly form: Form<ColumnsForm> },
  ): Promise<void> {
    const read = { ...which, version: Number(textOf(form.posted, 'version')) };
    const result = await this.desk.sheets.choose(actor, read, ({ sheets }) => firstChoices(sheets, sheet));
    if (result.ok) return exchange.response.redirect(303, planImportPaths.columns(which.ref, which.number));
    return this.desk.settle(result.error, form, (tried, status) =>
      this.#showColumns(actor, which, exchange, { tried, status }),
    );
  }

  async #showColumns(
    actor: Actor,
    which: Which,
    exchange: Exchange,
    { tried, status }: { readonly tried: Tried; readonly status: number } = { tried: null, status: 200 },
  ): Promise<void> {
    const looked = await this.desk.open(actor, which, exchange);
    if (!looked) return;
    const priorities = await this.desk.plans.priorities(looked.plan.id);
    this.desk.show(exchange, columnsPage(looked, priorities, tried), status);
  }

  async #wordsPage(looked: OpenLook, tried: Tried = null): Promise<ImportPage> {
    return wordsPage(looked, askedOf(looked), await this.desk.plans.priorities(looked.plan.id), tried);
  }

  /** A column or a priority that our own page did not offer. */
  async #refuseStrangers(looked: OpenLook, mapping: ColumnMapping, priority: string | null): Promise<void> {
    const width = looked.facts.headings.words.length;
    const known = await this.desk.plans.priorities(looked.plan.id);
    const isStrange = priority !== null && !known.some(({ id }) => id === priority);
    if (isStrange || Object.values(mapping).some((place) => place >= width)) throw new BadRequestException();
  }
}

/** The other sheet that was chosen; null where it is the one there is. */
function otherSheet({ brought }: OpenLook, chosen: string): number | null {
  const sheet = chosen === '' ? brought.choices.sheet : Number(chosen);
  if (!brought.sheets[sheet]) throw new BadRequestException();
  return sheet === brought.choices.sheet ? null : sheet;
}

import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import type { ReadField } from '../../lessons/domain/codebook.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import type { Form } from '../../shell/form/posted.js';
import type { FieldMaker } from '../../shell/form/tried.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { CodebookReadingService } from '../codebook-reading.service.js';
import { type CodedCase, type CodingHeld, CodingReader } from '../coding-reader.service.js';
import { CodingsService } from '../codings.service.js';
import {
  areBothFinished,
  codedFields,
  type CodedValue,
  type ComparedField,
  compareCodings,
  isCodedField,
} from '../domain/coding.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { BeginCodingForm, CodeFieldForm, CodingStepForm, SettleFieldForm } from './coding.form.js';
import {
  codeFields,
  codingFieldPage,
  codingPage,
  codingRefusals,
  codingSaid,
  codingsPage,
  settleFields,
  settlePage,
} from './coding.page.js';
import { codingPaths } from './coding.paths.js';
import { RecoveryDesk } from './recovery-desk.js';
import type { Asked } from './recovery-question.js';

type Shown = { readonly said?: ReturnType<typeof saidAfter>; readonly problem?: string | null };

/** Coding of cases by two researchers, each on their own until both have finished. */
@Controller('research/cases')
export class CodingController {
  constructor(
    private readonly desk: RecoveryDesk,
    private readonly codebook: CodebookReadingService,
    private readonly reader: CodingReader,
    private readonly codings: CodingsService,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('codings.write')
  async index(
    @CurrentActor() { account }: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const coded = await this.reader.ofAccount(account.id);
    const { record } = await this.desk.open();
    const byId = new Map(record.cases.map((one) => [one.id, one]));
    const cases = coded.flatMap((each) => {
      const one = byId.get(each.episodeId);
      return one ? [{ one, coded: each }] : [];
    });
    this.pages.show(request, response, 'research/codings', codingsPage(cases, account.id));
  }

  @Get(':ref')
  @Allow('codings.write')
  async show(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, actor, await this.#case(ref), { said: saidAfter(query, codingSaid) });
  }

  @Post(':ref/coding')
  @Allow('codings.write')
  async begin(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(BeginCodingForm)) _form: Form<BeginCodingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const one = await this.#case(ref);
    const begun = await this.codings.begin(actor, one.id);
    if (begun.ok) return response.redirect(303, address(codingPaths.show(ref), { done: 'begun' }));
    await this.#show(request, response.status(422), actor, one, { problem: codingRefusals[begun.error] ?? null });
  }

  @Post(':ref/finish')
  @Allow('codings.write')
  async finish(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(CodingStepForm)) form: Form<CodingStepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const one = await this.#case(ref);
    if (!form.ok) return response.redirect(303, codingPaths.show(ref));
    const done = await this.codings.finish(actor, one.id, form.value.version);
    if (done.ok) return response.redirect(303, address(codingPaths.show(ref), { done: 'finished' }));
    await this.#refuse(request, response, actor, one, done.error);
  }

  @Post(':ref/reopening')
  @Allow('codings.write')
  async reopen(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(CodingStepForm)) form: Form<CodingStepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const one = await this.#case(ref);
    if (!form.ok) return response.redirect(303, codingPaths.show(ref));
    const done = await this.codings.reopen(actor, one.id, form.value.version);
    if (done.ok) return response.redirect(303, address(codingPaths.show(ref), { done: 'reopened' }));
    await this.#refuse(request, response, actor, one, done.error);
  }

  @Get(':ref/fields/:field')
  @Allow('codings.write')
  async askField(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('field') field: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { one, own } = await this.#own(actor, ref, field);
    if (own.state === 'finished') return response.redirect(303, codingPaths.show(ref));
    await this.#askField(request, response, { one, own, field, tried: null });
  }

  @Post(':ref/fields/:field')
  @Allow('codings.write')
  async code(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('field') field: string,
    @Body(new FormPipe(CodeFieldForm)) form: Form<CodeFieldForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { one, own } = await this.#own(actor, ref, field);
    const again = (tried: Tried, status = 422): Promise<void> =>
      this.#askField(request, response.status(status), { one, own, field, tried });
    if (!form.ok) return again(form);
    const { posted } = form;
    const { version, was: _, ...given } = form.value;
    if (given.value === null && given.noValue === null)
      return again({ posted, errors: { value: 'Enter a value, or say why there is none' } });
    if (given.value !== null && given.noValue !== null)
      return again({ posted, errors: { noValue: 'There is a value, so choose none of these' } });
    const saved = await this.codings.code(actor, one.id, { value: { field, ...given }, version });
    if (saved.ok) return response.redirect(303, this.#next(ref, field));
    if (saved.error === 'finished') return this.#refuse(request, response, actor, one, saved.error);
    if (saved.error !== 'stale') throw new NotFoundException();
    const now = (await this.#own(actor, ref, field)).own;
    const tried = await this.#merged(own.id, codeFields(valueIn(now, field)), posted);
    await this.#askField(request, response.status(409), { one, own: now, field, tried });
  }

  @Get(':ref/settlements/:field')
  @Allow('codings.write')
  async askSettlement(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('field') field: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { one, compared, coded } = await this.#different(actor, ref, field);
    const page = settlePage(one, compared, { version: settledVersion(coded, field) });
    this.pages.show(request, response, 'research/coding-field', page);
  }

  @Post(':ref/settlements/:field')
  @Allow('codings.write')
  async settle(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Param('field') field: string,
    @Body(new FormPipe(SettleFieldForm)) form: Form<SettleFieldForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { one, own, compared, coded } = await this.#different(actor, ref, field);
    if (!form.ok) {
      const page = settlePage(one, compared, { version: settledVersion(coded, field), tried: form });
      return this.pages.show(request, response.status(422), 'research/coding-field', page);
    }
    const { value, reason, version } = form.value;
    const settled = await this.codings.settle(actor, one.id, { settlement: { field, value, reason }, version });
    if (settled.ok) return response.redirect(303, address(codingPaths.show(ref), { done: 'settled' }));
    if (settled.error !== 'stale') throw new NotFoundException();
    const now = await this.#different(actor, ref, field);
    const tried = await this.#merged(own.id, settleFields(now.compared.settled), form.posted);
    const page = settlePage(one, now.compared, { version: settledVersion(now.coded, field), tried });
    this.pages.show(request, response.status(409), 'research/coding-field', page);
  }

  /** After the last field comes the list of all. */
  #next(ref: string, field: string): string {
    const next = codedFields[codedFields.findIndex(({ key }) => key === field) + 1];
    return next ? codingPaths.field(ref, next.key) : address(codingPaths.show(ref), { done: 'coded' });
  }

  async #merged(codingId: string, fields: readonly FieldMaker[], posted: NonNullable<Tried>['posted']): Promise<Tried> {
    const [last] = await this.audit.ofObject('coding', [codingId], { limit: 1 });
    return mergeConflict({
      thing: 'field',
      at: last ? formatMoment(last.at) : 'a moment ago',
      fields,
      posted,
      was: readWas(posted),
    });
  }

  async #refuse(
    request: Request,
    response: Response,
    actor: PersonActing,
    one: RecoveryCase,
    refusal: string,
  ): Promise<void> {
    if (refusal === 'not-yours') throw new NotFoundException();
    const status = refusal === 'stale' ? 409 : 422;
    await this.#show(request, response.status(status), actor, one, { problem: codingRefusals[refusal] ?? null });
  }

  async #show(
    request: Request,
    response: Response,
    { account }: PersonActing,
    one: RecoveryCase,
    { said = null, problem = null }: Shown,
  ): Promise<void> {
    const reading = await this.#reading(one);
    const coded = await this.reader.ofEpisode(one.id);
    const page = codingPage({ one, reading, coded, accountId: account.id, said, problem });
    this.pages.show(request, response, 'research/coding', page);
  }

  async #askField(
    request: Request,
    response: Response,
    { one, own, field, tried }: { one: RecoveryCase; own: CodingHeld; field: string; tried: Tried },
  ): Promise<void> {
    const reading = (await this.#reading(one)).find(({ field: { key } }) => key === field);
    if (!reading) throw new NotFoundException();
    const page = codingFieldPage(one, reading, {
      held: valueIn(own, field),
      version: own.versions.get(field) ?? 0,
      tried,
    });
    this.pages.show(request, response, 'research/coding-field', page);
  }

  async #reading({ id }: RecoveryCase): Promise<readonly ReadField[]> {
    const reading = await this.codebook.of(id);
    if (!reading) throw new NotFoundException();
    return reading;
  }

  async #case(ref: string): Promise<RecoveryCase> {
    const { record } = await this.desk.open();
    const one = record.cases.find((each) => each.ref === ref);
    if (!one) throw new NotFoundException();
    return one;
  }

  /** The reader's own coding of a case; nobody codes through another's. */
  async #own(
    { account }: PersonActing,
    ref: string,
    field: string,
  ): Promise<{ readonly one: RecoveryCase; readonly own: CodingHeld; readonly coded: CodedCase }> {
    const one = await this.#case(ref);
    const coded = await this.reader.ofEpisode(one.id);
    const own = coded.codings.find(({ accountId }) => accountId === account.id);
    if (!own || !isCodedField(field)) throw new NotFoundException();
    return { one, own, coded };
  }

  /** A field in which two finished codings differ, of which the reader's is one. */
  async #different(actor: PersonActing, ref: string, field: string) {
    const { one, own, coded } = await this.#own(actor, ref, field);
    const compared: ComparedField | undefined = areBothFinished(coded.codings)
      ? compareCodings(coded.codings, coded.settlements).find((each) => each.field === field)
      : undefined;
    if (!compared || (compared.result !== 'differs' && compared.result !== 'one-only')) throw new NotFoundException();
    return { one, own, coded, compared };
  }
}

const valueIn = (own: CodingHeld, field: string): CodedValue | null =>
  own.values.find((value) => value.field === field) ?? null;

const settledVersion = ({ settlements }: CodedCase, field: string): number =>
  settlements.find((settled) => settled.field === field)?.version ?? 0;

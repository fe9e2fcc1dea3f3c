import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { Clock } from '../../kernel/clock.js';
import { parsePeriod } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, type Posted, textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import { EnteringValuesService, type LookedAt, type TypedEntry } from '../entering-values.service.js';
import { EnterValuesForm, rowNumbers } from './enter-values.form.js';
import { checkPage, entryPage, seenByWords, untilDay } from './enter-values.page.js';
import { heldWords, periodWords, problemWords, unexplained } from './entry-words.page.js';
import { measurePaths } from './measures.paths.js';

type Exchange = { readonly request: Request; readonly response: Response };

/** Twelve numbers at once: typed, looked at, saved. */
@Controller('measures/:ref/values/new')
export class EnterValuesController {
  constructor(
    private readonly entering: EnteringValuesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('measures.enter')
  async ask(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Query('until') until: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const measure = await this.#find(actor, ref);
    await this.#form({ request, response }, measure, { until, tried: null });
  }

  @Post()
  @Allow('measures.enter')
  async enter(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(EnterValuesForm)) form: Form<EnterValuesForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const measure = await this.#find(actor, ref);
    const { posted } = form;
    const again = (tried: Tried, status = 422) => {
      response.status(status);
      return this.#form(exchange, measure, { until: null, tried });
    };
    if (!form.ok) return again(form);
    if (form.value.step === 'change') return again({ posted, errors: {} }, 200);
    const typed = typedEntry(form.value, posted);
    const looked = await this.entering.look(actor, ref, typed);
    if (!looked) throw new NotFoundException();
    if (looked.stale.length > 0) return again(staleTried(looked, posted), 409);
    const errors = errorsIn(looked);
    if (Object.keys(errors).length > 0) return again({ posted, errors });
    if (looked.writes.length === 0) return again({ posted, errors: {}, problem: 'Enter at least one number' });
    const check = (tried: Tried) =>
      this.pages.show(
        request,
        response,
        'measures/values-check',
        checkPage(looked, posted, tried, seenByWords(measure, typed.visibility)),
      );
    if (form.value.step === 'look') {
      response.status(200);
      return check(null);
    }
    const missing = looked.unusual.filter(({ reason }) => reason === null);
    if (missing.length > 0) {
      response.status(422);
      return check({ posted, errors: Object.fromEntries(missing.map((one) => [`jump-${one.row}`, unexplained(one)])) });
    }
    const entered = await this.entering.enter(actor, ref, typed);
    if (entered.ok) return response.redirect(303, address(measurePaths.show(ref), { done: 'entered' }));
    // Somebody saved one of these in the moment between looking and writing.
    const now = await this.entering.look(actor, ref, typed);
    if (!now) throw new NotFoundException();
    return again(staleTried(now, posted), 409);
  }

  async #form(
    { request, response }: Exchange,
    measure: KeptMeasureRow,
    { until, tried }: { readonly until: unknown; readonly tried: Tried },
  ): Promise<void> {
    const held = await this.entering.held(measure.id);
    const today = this.clock.today();
    const page = entryPage({ measure, held, today, until: untilDay(until, today), tried });
    this.pages.show(request, response, 'measures/values', page);
  }

  async #find(actor: PersonActing, ref: string): Promise<KeptMeasureRow> {
    const measure = await this.entering.find(actor, ref);
    if (!measure) throw new NotFoundException();
    return measure;
  }
}

function typedEntry(value: EnterValuesForm, posted: Posted): TypedEntry {
  const { status, visibility, confirmed } = value;
  const rows = rowNumbers.map((row) => {
    const part = (name: string): string => textOf(posted, `${name}-${row}`);
    const seen = part('seen');
    const typed = {
      row,
      value: part('value'),
      numerator: part('numerator'),
      denominator: part('denominator'),
      flag: part('flag'),
      note: part('note'),
      jump: part('jump'),
    };
    // A box for a period asks nothing while the rest of its row is empty.
    return { ...typed, period: part('period'), seen: /^\d{1,9}$/.test(seen) ? Number(seen) : null };
  });
  return { rows, status, visibility: visibility ?? 'public', confirmed };
}

const errorsIn = ({ measure, problems }: LookedAt): Record<string, string> =>
  Object.fromEntries(
    problems.map((problem) => [`${problem.field}-${problem.row}`, problemWords(problem, measure.frequency)]),
  );

/** What somebody else saved meanwhile, beside what was typed; the form then carries what is saved now. */
function staleTried({ measure, stale }: LookedAt, posted: Posted): NonNullable<Tried> {
  const at = stale
    .map(({ saved }) => saved.recordedAt)
    .toSorted()
    .at(-1);
  return {
    posted,
    errors: {},
    conflict: conflict({
      thing: 'measure',
      at: at ? formatMoment(at) : 'a moment ago',
      rows: stale.map(({ row, saved }) => {
        const on = parsePeriod(saved.occurredOn);
        return {
          label: on ? periodWords(on) : saved.occurredOn,
          saved: heldWords(saved, measure.unit),
          typed: textOf(posted, `value-${row}`) || textOf(posted, `flag-${row}`),
        };
      }),
    }),
  };
}

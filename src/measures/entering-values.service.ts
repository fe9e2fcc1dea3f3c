import { Injectable } from '@nestjs/common';
import { type PersonActing, AuditService } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { Clock } from '../kernel/clock.js';
import { onDay, parsePeriod, periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MeasureKeepingQueries } from './data/keeping.queries.js';
import type { HeldValueRow, KeptMeasureRow } from './data/keeping.row.js';
import { readingOf, seriesTogether } from './data/measure-facts.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import type { ValueFact } from './domain/series.js';
import { type Unusual, unusualIn } from './domain/unusual.js';
import {
  type EntryWrite,
  type HeldValue,
  isBlank,
  planEntry,
  type RowProblem,
  type TypedValue,
} from './domain/value-entry.js';
import { MeasuresService } from './measures.service.js';

/** What somebody typed, with the edition of each period that they saw beside it. */
export type TypedEntry = {
  readonly rows: readonly (TypedValue & { readonly seen: number | null })[];
  readonly status: 'provisional' | 'final';
  readonly visibility: Visibility;
  /** Periods whose numbers stand as they are and are final now, if they were provisional, and seen as the others. */
  readonly confirmed: readonly string[];
};

export type LookedAt = {
  readonly measure: KeptMeasureRow;
  readonly held: readonly HeldValueRow[];
  readonly writes: readonly EntryWrite[];
  readonly problems: readonly RowProblem[];
  /** What is unusual, each with its row and whether a reason was given. */
  readonly unusual: readonly (Unusual & { readonly row: number; readonly reason: string | null })[];
  /** Rows whose period somebody else gave another number meanwhile. */
  readonly stale: readonly { readonly row: number; readonly saved: HeldValueRow }[];
};

export type EnteringRefusal = 'not-found' | 'problems' | 'stale' | 'unexplained' | 'nothing';

const heldOf = (row: HeldValueRow): HeldValue[] => {
  const on = parsePeriod(row.occurredOn);
  return on ? [{ ...row, on, isForBoard: row.visibility === 'board' }] : [];
};

/** Puts numbers on the record: looks at what was typed, says what is unusual, and keeps what was said before. */
@Injectable()
export class EnteringValuesService {
  constructor(
    private readonly db: Database,
    private readonly queries: MeasureKeepingQueries,
    private readonly pages: MeasurePagesQueries,
    private readonly measures: MeasuresService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  find({ account }: PersonActing, ref: string): Promise<KeptMeasureRow | null> {
    return this.queries.byRef(ref, reachOf(account, 'measures.enter').organisationIds);
  }

  held(measureId: string): Promise<HeldValueRow[]> {
    return this.queries.held(measureId);
  }

  /** Looks at what was typed and writes nothing. Null where there is no such measure for this person. */
  async look(actor: PersonActing, ref: string, typed: TypedEntry): Promise<LookedAt | null> {
    const measure = await this.find(actor, ref);
    if (!measure) return null;
    const held = await this.queries.held(measure.id);
    const rows = [...typed.rows, ...confirming(held, typed)];
    const { writes, problems } = planEntry(rows, held.flatMap(heldOf), {
      unit: measure.unit,
      kind: measure.kind as 'people',
      frequency: measure.frequency as 'month',
      today: this.clock.today(),
      status: typed.status,
      isPublic: this.#seenBy(measure, typed) === 'public',
    });
    const stale = typed.rows.flatMap((row) => {
      const saved = held.find(({ occurredOn }) => occurredOn === row.period.trim());
      return saved && !isBlank(row) && row.seen !== null && row.seen !== saved.edition ? [{ row: row.row, saved }] : [];
    });
    return { measure, held, writes, problems, unusual: await this.#unusual(measure, writes), stale };
  }

  /** Keeps what was typed, all of it or nothing. What is unusual needs its reason. Gives how many numbers it wrote. */
  async enter(actor: PersonActing, ref: string, typed: TypedEntry): Promise<Result<number, EnteringRefusal>> {
    return this.db.transaction(async () => {
      const looked = await this.look(actor, ref, typed);
      if (!looked) return refused('not-found');
      const { measure, writes, problems, unusual, stale } = looked;
      if (stale.length > 0) return refused('stale');
      if (problems.length > 0) return refused('problems');
      if (writes.length === 0) return refused('nothing');
      if (unusual.some(({ reason }) => reason === null)) return refused('unexplained');
      const visibility = this.#seenBy(measure, typed);
      const isUnusual = new Set(unusual.map(({ row }) => row));
      await this.measures.addValues(
        actor,
        writes.map(({ row, on, value, numerator, denominator, flag, status, note, jump }) => ({
          measureId: measure.id,
          on,
          value,
          numerator,
          denominator,
          flag,
          status,
          note,
          jumpReason: isUnusual.has(row) ? jump : null,
          visibility,
          knownOn: onDay(this.clock.today()),
          verified: true,
        })),
      );
      await this.audit.record(actor, {
        action: 'measure.numbers_entered',
        entity: 'measure',
        entityId: measure.id,
        after: {
          numbers: writes.map((write) => ({
            period: periodText(write.on),
            before: write.before?.value ?? null,
            value: write.value,
            state: write.status,
          })),
          seenBy: visibility,
        },
      });
      return ok(writes.length);
    });
  }

  /** Numbers of a measure that is for the board are for the board. */
  #seenBy = (measure: KeptMeasureRow, { visibility }: TypedEntry): Visibility =>
    measure.visibility === 'board' ? 'board' : visibility;

  async #unusual(measure: KeptMeasureRow, writes: readonly EntryWrite[]): Promise<LookedAt['unusual']> {
    const asked = writes.filter(({ value, before }) => value !== null && value !== before?.value);
    if (asked.length === 0) return [];
    const [row] = await this.pages
      .ofOrganisations([measure.organisationId], [measure.organisationId])
      .then((rows) => rows.filter(({ id }) => id === measure.id));
    if (!row) return [];
    const [values, parts] = [await this.pages.values([row.id], [row.id]), await this.pages.parts([row.id], [row.id])];
    const [series] = seriesTogether([row], values, parts, [measure.organisationId]);
    if (!series) return [];
    const found = unusualIn(together(series.values, asked), readingOf(row), {
      asked: asked.map(({ on }) => on),
      unit: row.unit,
      baselines: series.baselines,
      breaks: series.breaks,
    });
    return found.flatMap((one) => {
      const write = asked.find(({ on }) => periodText(on) === periodText(one.on));
      return write ? [{ ...one, row: write.row, reason: write.jump }] : [];
    });
  }
}

/** The rows that say again what is on the record, so that it is final or open now. They come after those that were typed. */
function confirming(held: readonly HeldValueRow[], { rows, confirmed }: TypedEntry): TypedValue[] {
  const typed = new Set(
    rows.filter(({ value, flag }) => value.trim() + flag.trim() !== '').map(({ period }) => period),
  );
  return held
    .filter(({ occurredOn }) => confirmed.includes(occurredOn) && !typed.has(occurredOn))
    .map(({ occurredOn, value, numerator, denominator, flag }, index) => ({
      row: rows.length + index + 1,
      period: occurredOn,
      value: value === null ? '' : String(value),
      numerator: numerator === null ? '' : String(numerator),
      denominator: denominator === null ? '' : String(denominator),
      flag: flag === 'p' || flag === null ? '' : flag,
      note: '',
      jump: '',
    }));
}

/** The numbers of a measure with those that are about to be written in their place. */
function together(values: readonly ValueFact[], writes: readonly EntryWrite[]): readonly ValueFact[] {
  const periods = new Map(writes.map((write) => [periodText(write.on), write]));
  const kept = values.filter(({ on }) => !on || !periods.has(periodText(on)));
  const place = Math.max(0, ...values.map(({ position }) => position)) + 1;
  return [
    ...kept,
    ...writes.map(({ on, value, numerator, denominator, flag, status, note }, index) => ({
      id: `new ${index}`,
      position: place + index,
      edition: 1,
      on,
      value,
      low: null,
      high: null,
      numerator,
      denominator,
      status,
      flag,
      knownOn: null,
      verified: true,
      inferred: false,
      note,
    })),
  ];
}

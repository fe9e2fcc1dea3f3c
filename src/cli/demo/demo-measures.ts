import type { INestApplicationContext } from '@nestjs/common';
import { addDays, addMonths, type CalendarDay, dayOf, daysBetween, partsOf } from '../../kernel/calendar-day.js';
import { onDay, type Period, periodEnd } from '../../kernel/period.js';
import { editOf, KeepingMeasuresService } from '../../measures/keeping-measures.service.js';
import { MeasureDecisionsService } from '../../measures/measure-decisions.service.js';
import { MeasuresService } from '../../measures/measures.service.js';
import { numberSeries } from '../../plans/domain/number-series.js';
import { expectedDip, measures, pairs, targets, targetsDay, tiedMeasures } from './demo-measure-story.js';
import { lastDay } from './demo-story.js';
import { type DemoPeople, given, type Happening, keeper } from './demo-world.js';

export const demoSeed = 1974;

type Given = { readonly people: DemoPeople; readonly organisationId: string; readonly start: CalendarDay };

export type DemoMeasures = {
  /** Of those that milestones are tied to, in the order of the story. */
  readonly ids: readonly string[];
  readonly happenings: readonly Happening[];
  /** Writes down that one will get worse before it gets better. */
  readonly expectDip: (decisionRef: string) => Promise<void>;
};

/** Two years of twenty measures by month: ordinary variation from the seed, and in the second year what was done. */
export async function demoMeasures(
  app: Pick<INestApplicationContext, 'get'>,
  { people, organisationId, start }: Given,
): Promise<DemoMeasures> {
  const service = app.get(MeasuresService, { strict: false });
  const made = await service.addMany(
    keeper,
    measures.map(({ name, polarity, unit, role, isSmall }) => ({
      organisationId,
      origin: 'board' as const,
      name,
      kind: isSmall ? ('people' as const) : ('other' as const),
      unit: unit ?? '%',
      role: role ?? ('process' as const),
      polarity,
      frequency: 'month' as const,
      lagDays: 15,
      smallNumbers: isSmall ?? false,
      disclosureReason: isSmall ? 'Counts of children who could be recognised' : 'Made up',
      definitions: [{ text: `${name}, of all in the month` }],
    })),
  );
  const next = numberSeries(demoSeed);
  const { year, month } = partsOf(start);
  const first = addMonths(dayOf(year, month, 1), -12);
  const byDay = new Map<number, { measureId: string; on: Period; value: number; knownOn: Period }[]>();
  for (let place = 0; place < 24; place += 1) {
    const on: Period = { start: addMonths(first, place), precision: 'month' };
    const known = addDays(periodEnd(on), 15);
    const day = Math.max(0, daysBetween(start, known));
    if (day > lastDay) continue;
    const values = measures.map(({ mean, step }, index) => {
      const noise = (next() % 7) - 3;
      const moved = place < 14 ? 0 : step;
      const value = Math.max(0, mean + moved + noise);
      return { measureId: made[index]?.id ?? '', on, value, knownOn: onDay(known) };
    });
    byDay.set(day, [...(byDay.get(day) ?? []), ...values]);
  }
  const values = [...byDay].map(([day, known]): Happening => ({
    day,
    order: 1,
    run: async () => {
      await service.addValues(keeper, known);
    },
  }));
  const byName = new Map(made.map((one, place) => [measures[place]?.name ?? '', one]));
  return {
    ids: made.slice(0, tiedMeasures).map(({ id }) => id),
    happenings: [...values, { day: targetsDay, order: 20, run: () => setTargets(app, people, byName) }],
    expectDip: async (decisionRef) => {
      const { measure, months, limitValue, reason } = expectedDip;
      const asked = { months, limitValue, reason, decisionRef };
      const ref = byName.get(measure)?.ref ?? '';
      given(await app.get(MeasureDecisionsService, { strict: false }).dip(people.secretary, ref, asked));
    },
  };
}

/** What the agreed plan wants of a measure, and what each that could be had at the cost of another is read with. */
async function setTargets(
  app: Pick<INestApplicationContext, 'get'>,
  { editor }: DemoPeople,
  byName: ReadonlyMap<string, { readonly id: string; readonly ref: string }>,
): Promise<void> {
  const keeping = app.get(KeepingMeasuresService, { strict: false });
  const pairOf = new Map(pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));
  for (const [name, { ref }] of byName) {
    const [target, pair] = [targets[name] ?? null, byName.get(pairOf.get(name) ?? '')];
    if (target === null && !pair) continue;
    const row = await keeping.find(editor, ref);
    if (!row) throw new Error(`The measure ${name} was not written`);
    const edit = {
      ...editOf(row),
      target,
      targetSource: target === null ? null : 'The plan that the cabinet agreed',
      pairedWithId: pair?.id ?? null,
    };
    given(await keeping.edit(editor, ref, edit, row.version));
  }
}

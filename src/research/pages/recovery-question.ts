import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { triggerKinds } from '../../episodes/domain/episode.js';
import { type Choice, type FilterValues, type OneFilter, readFilters } from '../../shell/filters.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type { IntervalKind } from '../domain/kaplan-meier.js';
import { type Definition, definitions, type RecoveryCase } from '../domain/recovery-case.js';
import type { Question } from '../domain/recovery-reading.js';
import { strata, type Stratum, stratumOf, valuesOf } from '../domain/strata.js';

const usualDefinition: Definition = 'not-failing';
const usualInterval: IntervalKind = 'log-log';

/** What one may choose by which episodes are counted: each is a stratum too. */
const narrowing = ['area', 'sector', 'kind', 'region', 'framework', 'trigger'] as const satisfies readonly Stratum[];
type Narrowing = (typeof narrowing)[number];

export type RecoveryFilters = Readonly<
  Record<'definition' | 'by' | 'within' | Narrowing | 'from' | 'to' | 'interval', OneFilter>
>;
export type RecoveryValues = FilterValues<RecoveryFilters>;

const labels: Readonly<Record<Narrowing, readonly [label: string, any: string]>> = {
  area: ['Part of the work', 'All parts'],
  sector: ['Sector', 'All sectors'],
  kind: ['Kind of organisation', 'All kinds'],
  region: ['Region', 'All regions'],
  framework: ['Framework at the trigger', 'All frameworks'],
  trigger: ['What opened it', 'Anything'],
};

const choicesOf = (names: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(names).map(([value, text]) => ({ value, text }));

/** Before this year no inspectorate judged in a way that the record follows. */
const firstYear = 1990;

const lists: Readonly<Partial<Record<Narrowing, Readonly<Record<string, string>>>>> = {
  area: episodeAreas,
  sector: sectors,
  kind: organisationKinds,
  region: regions,
  trigger: triggerKinds,
};

/** What may be asked: every value of a list, and those that some episode has beside it, such as its framework. */
function recoveryFilters(cases: readonly RecoveryCase[], today: CalendarDay): RecoveryFilters {
  const thisYear = partsOf(today).year;
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_unused, index) => String(thisYear - index));
  const ofYears = years.map((year) => ({ value: year, text: year }));
  const one = (label: string, any: string, choices: readonly Choice[]): OneFilter => ({
    kind: 'one',
    label,
    any,
    choices,
  });
  const narrowed = narrowing.map((name) => {
    const listed = choicesOf(lists[name] ?? {});
    const found = valuesOf(name, cases).map(({ key, name: text }) => ({ value: key, text }));
    const beside = found.filter(({ value }) => !listed.some((choice) => choice.value === value));
    return [name, one(...labels[name], [...listed, ...beside])] as const;
  });
  return {
    definition: one(
      'What counts as recovery',
      definitions[usualDefinition].name,
      choicesOf({ good: definitions.good.name, 'intervention-ended': definitions['intervention-ended'].name }),
    ),
    by: one('Set apart by', 'Nothing: all together', choicesOf(strata)),
    within: one('Compare only within the same', 'Nothing', choicesOf(strata)),
    ...(Object.fromEntries(narrowed) as Record<Narrowing, OneFilter>),
    from: one('Triggered in or after', 'Any year', ofYears),
    to: one('Triggered in or before', 'Any year', ofYears),
    interval: one('How intervals are worked out', 'Log–log', choicesOf({ log: 'Log, as R does unless told' })),
  };
}

/** The episodes of a day, and what may be asked of them. */
export type RecoveryRecord = { readonly cases: readonly RecoveryCase[]; readonly filters: RecoveryFilters };

export const recordOf = (cases: readonly RecoveryCase[], today: CalendarDay): RecoveryRecord => ({
  cases,
  filters: recoveryFilters(cases, today),
});

export type Asked = Readonly<Record<string, unknown>>;

export type RecoveryQuestion = {
  readonly filters: RecoveryFilters;
  readonly values: RecoveryValues;
  readonly question: Question;
  /** What made no sense and was left out, in sentences. */
  readonly notes: readonly string[];
};

/** A question with the episodes that it is asked of. */
export type AskedCases = RecoveryQuestion & { readonly cases: readonly RecoveryCase[] };

/** Usual answers may be written out. */
const withoutUsual = (query: Asked): Asked => ({
  ...query,
  ...(query.definition === usualDefinition ? { definition: '' } : {}),
  ...(query.interval === usualInterval ? { interval: '' } : {}),
});

/** Reads what is asked against what there is. */
export function readQuestion({ filters }: Pick<RecoveryRecord, 'filters'>, query: Asked): RecoveryQuestion {
  const { values, notes } = readFilters(filters, withoutUsual(query));
  const { from, to } = values;
  const isBackwards = from !== null && to !== null && from > to;
  const years = isBackwards ? { from: null, to: null } : { from, to };
  const by = values.by as Stratum | null;
  const isSame = by !== null && values.within === by;
  const within = by === null || isSame ? null : (values.within as Stratum | null);
  const said = [
    ...notes,
    ...(isBackwards ? [`No year is both ${from} or later and ${to} or earlier, so the years were left out.`] : []),
    ...(isSame ? ['Groups cannot be compared within what sets them apart, so that was left out.'] : []),
    ...(by === null && values.within !== null
      ? ['“Compare only within the same” needs groups: choose what sets them apart. It was left out.']
      : []),
  ];
  const narrowed = { ...values, ...years, within };
  return {
    filters,
    values: narrowed,
    question: {
      definition: (values.definition as Definition | null) ?? usualDefinition,
      interval: (values.interval as IntervalKind | null) ?? usualInterval,
      by,
      within,
    },
    notes: said,
  };
}

/** The episodes that a question is asked of. */
export const casesAsked = (
  { cases }: Pick<RecoveryRecord, 'cases'>,
  { values }: Pick<RecoveryQuestion, 'values'>,
): readonly RecoveryCase[] => cases.filter((one) => isAskedFor(one, values));

function isAskedFor(one: RecoveryCase, values: RecoveryValues): boolean {
  const year = one.triggered.on.start.slice(0, 4);
  if (values.from !== null && year < values.from) return false;
  if (values.to !== null && year > values.to) return false;
  return narrowing.every((name) => values[name] === null || stratumOf(name, one).key === values[name]);
}

/** Parameters that nobody defined: a machine that misspells one must not be answered as if it had asked for nothing. */
export const unknownParameters = (filters: RecoveryFilters, query: Asked): readonly string[] =>
  Object.keys(query).filter((name) => !Object.hasOwn(filters, name));

import { listedStates } from '../../episodes/domain/listed-state.js';
import { type FilterValues, type OneFilter, readFilters } from '../../shell/filters.js';
import {
  areInOrder,
  type CohortDefinition,
  type CohortFilterName,
  cohortFilterNames,
  type CohortFilters,
  cohortStrata,
} from '../domain/cohort.js';
import { type Anchors, type AnchorsOf, type ConditionKey, conditions } from '../domain/package/qca.js';
import type { Asked, RecoveryRecord } from './recovery-question.js';

export type CohortFilterForm = Readonly<Record<CohortFilterName, OneFilter>>;
export type CohortValues = FilterValues<CohortFilterForm>;

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }));

/** What episodes may be chosen by: what time to recovery and the list of episodes offer, under the same names. */
export function cohortFilters({ filters }: RecoveryRecord): CohortFilterForm {
  const shared = Object.fromEntries(
    [...cohortStrata, 'from' as const, 'to' as const].map((name) => [name, filters[name]]),
  );
  return {
    ...(shared as Record<(typeof cohortStrata)[number] | 'from' | 'to', OneFilter>),
    state: { kind: 'one', label: 'State', any: 'Any state', choices: choicesOf(listedStates) },
    relapse: {
      kind: 'one',
      label: 'Relapse',
      any: 'Both',
      choices: choicesOf({ yes: 'Relapses', no: 'First failures' }),
    },
    basis: {
      kind: 'one',
      label: 'How its state is known',
      any: 'Either',
      choices: choicesOf({ judgements: 'From judgements alone', decided: 'With a decision on record' }),
    },
  };
}

/** The episodes that a saved comparison sets side by side. */
export type ComparedEpisodes = {
  readonly ref: string;
  readonly name: string;
  readonly episodes: readonly string[];
};

export type CohortQuestion = {
  /** Chosen by a comparison, not by filters; null: by filters. */
  readonly comparison: ComparedEpisodes | null;
  readonly filters: CohortFilterForm;
  readonly values: CohortValues;
  readonly definition: CohortDefinition;
  readonly notes: readonly string[];
};

/** Reads which episodes are asked for. Without any filter every public episode is meant, as on the day it is frozen. */
export function readCohort(
  record: RecoveryRecord,
  query: Asked,
  {
    anchors = {},
    comparison = null,
  }: { readonly anchors?: AnchorsOf; readonly comparison?: ComparedEpisodes | null } = {},
): CohortQuestion {
  const filters = cohortFilters(record);
  // A form leaves out what was not chosen as null, an address by not naming it.
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
  const { values, notes } = readFilters(filters, given);
  const { from, to } = values;
  const isBackwards = from !== null && to !== null && from > to;
  const read: CohortValues = isBackwards ? { ...values, from: null, to: null } : values;
  const asked = Object.fromEntries(
    cohortFilterNames.flatMap((name) => {
      const value = read[name];
      return value === null ? [] : [[name, value]];
    }),
  ) as CohortFilters;
  return {
    filters,
    values: read,
    comparison,
    definition: comparison
      ? { kind: 'comparison', comparison: comparison.ref, episodes: comparison.episodes, anchors }
      : { kind: 'filter', filters: asked, anchors },
    notes: [
      ...notes,
      ...(isBackwards ? [`No year is both ${from} or later and ${to} or earlier, so the years were left out.`] : []),
    ],
  };
}

const isKey = (text: string): text is ConditionKey => conditions.some(({ key }) => key === text);

/**
 * Anchors as they are typed: a condition on a line, `EARLYPEER 18 9 3`. Null where a line cannot be read, names no fuzzy
 * condition, names one twice, or puts its anchors in no order.
 */
export function readAnchors(text: string): AnchorsOf | null {
  const chosen: Partial<Record<ConditionKey, Anchors>> = {};
  const lines = text.split('\n').map((line) => line.trim());
  for (const line of lines.filter((one) => one !== '')) {
    const [key = '', ...numbers] = line.split(' ').filter((part) => part !== '');
    const [out = NaN, crossover = NaN, full = NaN] = numbers.map(Number);
    const anchors = { out, crossover, in: full };
    const upper = key.toUpperCase();
    const isFuzzy = isKey(upper) && conditions.some((one) => one.key === upper && one.anchors !== null);
    if (!isFuzzy || numbers.length !== 3 || Object.hasOwn(chosen, upper) || !areInOrder(anchors)) return null;
    chosen[upper] = anchors;
  }
  return chosen;
}

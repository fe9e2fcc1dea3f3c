import { type ListedState, listedStates } from '../../episodes/domain/listed-state.js';
import type { Anchors, AnchorsOf, ConditionKey } from './package/qca.js';
import { conditions } from './package/qca.js';
import type { RecoveryCase } from './recovery-case.js';
import { strata, type Stratum, stratumOf } from './strata.js';

/** By what episodes are chosen: the filters of time to recovery and those of the list of episodes, by one name each. */
export const cohortStrata = [
  'area',
  'sector',
  'kind',
  'region',
  'framework',
  'trigger',
] as const satisfies readonly Stratum[];
export const cohortFilterNames = [...cohortStrata, 'from', 'to', 'state', 'relapse', 'basis'] as const;
export type CohortFilterName = (typeof cohortFilterNames)[number];
export type CohortFilters = Readonly<Partial<Record<CohortFilterName, string>>>;

/**
 * Which episodes a cohort holds, as data. `record`: every public episode. `filter`: those that meet every filter on the
 * day. `comparison`: those that a saved comparison sets side by side, whatever becomes of them.
 */
export type CohortDefinition = {
  readonly anchors: AnchorsOf;
} & (
  | { readonly kind: 'record' }
  | { readonly kind: 'filter'; readonly filters: CohortFilters }
  | { readonly kind: 'comparison'; readonly comparison: string; readonly episodes: readonly string[] }
);

/** The address of an edition on this site: what is cited. The paths of the pages say the same, and a test holds them together. */
export const editionPath = (ref: string, edition: number): string => `/research/exports/${ref}/editions/${edition}`;

/** What the list of episodes tells apart, beside what time to recovery does. */
export type ListedCase = {
  readonly of: RecoveryCase;
  readonly state: ListedState;
  readonly isRelapse: boolean;
  readonly isDecided: boolean;
};

const triggerYear = ({ of }: ListedCase): string => of.triggered.on.start.slice(0, 4);
const ofStratum =
  (name: (typeof cohortStrata)[number]) =>
  ({ of }: ListedCase, value: string): boolean =>
    stratumOf(name, of).key === value;

const meets: Readonly<Record<CohortFilterName, (one: ListedCase, value: string) => boolean>> = {
  area: ofStratum('area'),
  sector: ofStratum('sector'),
  kind: ofStratum('kind'),
  region: ofStratum('region'),
  framework: ofStratum('framework'),
  trigger: ofStratum('trigger'),
  from: (one, value) => triggerYear(one) >= value,
  to: (one, value) => triggerYear(one) <= value,
  state: ({ state }, value) => state === value,
  relapse: ({ isRelapse }, value) => isRelapse === (value === 'yes'),
  basis: ({ isDecided }, value) => isDecided === (value === 'decided'),
};

/** The episodes that a definition means on the day on which the record was read. */
export function chosenBy(definition: CohortDefinition, cases: readonly ListedCase[]): readonly ListedCase[] {
  switch (definition.kind) {
    case 'record':
      return cases;
    case 'comparison': {
      const refs = new Set(definition.episodes);
      return cases.filter(({ of }) => refs.has(of.ref));
    }
    case 'filter': {
      const asked = Object.entries(definition.filters) as [CohortFilterName, string][];
      return cases.filter((one) => asked.every(([name, value]) => meets[name](one, value)));
    }
  }
}

const filterLabels: Readonly<Record<CohortFilterName, string>> = {
  area: strata.area,
  sector: strata.sector,
  kind: strata.kind,
  region: strata.region,
  framework: strata.framework,
  trigger: strata.trigger,
  from: 'Triggered in or after',
  to: 'Triggered in or before',
  state: 'State',
  relapse: 'Relapse',
  basis: 'How its state is known',
};

export const ownWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: listedStates,
  relapse: { yes: 'Relapses', no: 'First failures' },
  basis: { judgements: 'From judgements alone', decided: 'With a decision on record' },
};

/** What a filter asks, in words. `nameOf` gives the words of a value that is on no list of this file. */
export const filterWords = (
  filters: CohortFilters,
  nameOf: (name: CohortFilterName, value: string) => string,
): readonly { readonly label: string; readonly text: string }[] =>
  cohortFilterNames.flatMap((name) => {
    const value = filters[name];
    return value === undefined
      ? []
      : [{ label: filterLabels[name], text: ownWords[name]?.[value] ?? nameOf(name, value) }];
  });

/** Whether a definition means what these filters mean: nothing else, and nothing less. */
export const isOfFilters = (definition: CohortDefinition, filters: CohortFilters): boolean =>
  definition.kind === 'filter' && cohortFilterNames.every((name) => definition.filters[name] === filters[name]);

const isAnchors = (value: unknown): value is Anchors =>
  typeof value === 'object' &&
  value !== null &&
  (['out', 'crossover', 'in'] as const).every((name) => Number.isFinite((value as Record<string, unknown>)[name]));

/** Whether anchors can be used: in one order, from out to in. */
export const areInOrder = ({ out, crossover, in: full }: Anchors): boolean =>
  (full - crossover) * (crossover - out) > 0;

/** Reads a definition that was stored. Throws on what no version of this record has written. */
export function readDefinition(json: string): CohortDefinition {
  const read = JSON.parse(json) as CohortDefinition;
  const known = new Set<string>(conditions.map(({ key }) => key));
  for (const [key, anchors] of Object.entries(read.anchors))
    if (!known.has(key) || !isAnchors(anchors)) throw new Error(`A cohort has anchors that cannot be read: ${key}`);
  return read;
}

/** The same definition always as the same text: names in one order, and the usual anchors left out. */
export function definitionText(definition: CohortDefinition): string {
  const anchors = Object.fromEntries(
    conditions.flatMap(({ key }): [ConditionKey, Anchors][] => {
      const chosen = definition.anchors[key];
      return chosen ? [[key, { out: chosen.out, crossover: chosen.crossover, in: chosen.in }]] : [];
    }),
  );
  switch (definition.kind) {
    case 'record':
      return JSON.stringify({ kind: 'record', anchors });
    case 'comparison':
      return JSON.stringify({
        kind: 'comparison',
        comparison: definition.comparison,
        episodes: definition.episodes.toSorted(),
        anchors,
      });
    case 'filter':
      return JSON.stringify({
        kind: 'filter',
        filters: Object.fromEntries(
          cohortFilterNames.flatMap((name) => {
            const value = definition.filters[name];
            return value === undefined ? [] : [[name, value]];
          }),
        ),
        anchors,
      });
  }
}

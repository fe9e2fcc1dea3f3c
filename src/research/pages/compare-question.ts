import { type Choice, type FilterValues, type OneFilter, readFilters, type TextFilter } from '../../shell/filters.js';
import { type Zero, zeros } from '../domain/compared-case.js';
import { laneNames, type LaneName } from '../domain/lanes.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { groupCases, type Stratum, stratumOf } from '../domain/strata.js';
import type { Asked, RecoveryRecord } from './recovery-question.js';

/** So many cases can be read beside one another: fewer are no comparison, more no picture. */
export const fewestCases = 2;
export const mostCases = 6;

const narrowing = [
  'area',
  'sector',
  'kind',
  'region',
  'framework',
  'trigger',
  'level',
] as const satisfies readonly Stratum[];
type Narrowing = (typeof narrowing)[number];

export type ChooserFilters = Readonly<Record<Narrowing | 'from' | 'to', OneFilter>> & { readonly name: TextFilter };
export type ChooserValues = FilterValues<ChooserFilters>;

/** By what the list of cases is narrowed: the part of the work and the years first, since that is asked most. */
export function chooserFilters({ cases, filters }: RecoveryRecord): ChooserFilters {
  const found = groupCases(
    cases.map((of) => ({ of })),
    'level',
  ).map(({ key, name }): Choice => ({ value: key, text: name }));
  return {
    area: filters.area,
    from: filters.from,
    to: filters.to,
    sector: filters.sector,
    kind: filters.kind,
    region: filters.region,
    framework: filters.framework,
    trigger: filters.trigger,
    level: { kind: 'one', label: 'Highest level of intervention', any: 'Any level', choices: found },
    name: { kind: 'text', label: 'Part of the name' },
  };
}

const isWanted = (one: RecoveryCase, values: ChooserValues): boolean => {
  const year = one.triggered.on.start.slice(0, 4);
  if (values.from !== null && year < values.from) return false;
  if (values.to !== null && year > values.to) return false;
  const text = values.name?.toLowerCase() ?? null;
  if (text !== null && !`${one.organisation} ${one.title} ${one.ref}`.toLowerCase().includes(text)) return false;
  return narrowing.every((name) => values[name] === null || stratumOf(name, one).key === values[name]);
};

/** What the list of cases was narrowed to. `isNarrowed`: at all. */
export type Chosen = {
  readonly filters: ChooserFilters;
  readonly values: ChooserValues;
  readonly found: readonly RecoveryCase[];
  readonly isNarrowed: boolean;
  /** The cases that were picked, in the order in which they were, each once. */
  readonly picked: readonly RecoveryCase[];
  readonly align: Zero;
  readonly notes: readonly string[];
};

const alignFilter = {
  align: {
    kind: 'one',
    label: 'Align on',
    any: zeros.trigger,
    choices: Object.entries(zeros).map(([value, text]) => ({ value, text })),
  },
} as const;

const texts = (raw: unknown): readonly string[] =>
  (Array.isArray(raw) ? raw : [raw]).filter((one): one is string => typeof one === 'string' && one !== '');

/** More than this in an address is not read: nobody picked so many. */
const mostRead = 50;

/**
 * Reads which cases were picked, of which list, and on what they are aligned. A reference that is not one of the public
 * episodes is left out and told in a note; whatever makes no sense is too.
 */
export function readChoice(record: RecoveryRecord, query: Asked): Chosen {
  const filters = chooserFilters(record);
  const { values, notes } = readFilters(filters, query);
  const { values: aligned, notes: alignNotes } = readFilters(alignFilter, query);
  const isBackwards = values.from !== null && values.to !== null && values.from > values.to;
  const narrowed = isBackwards ? { ...values, from: null, to: null } : values;
  const wanted = [...new Set(texts(query.case).slice(0, mostRead))];
  const byRef = new Map(record.cases.filter(({ ref }) => wanted.includes(ref)).map((one) => [one.ref, one]));
  const unknown = wanted.filter((ref) => !byRef.has(ref));
  return {
    filters,
    values: narrowed,
    found: record.cases.filter((one) => isWanted(one, narrowed)).toReversed(),
    isNarrowed: Object.values(narrowed).some((value) => value !== null),
    picked: wanted.flatMap((ref) => byRef.get(ref) ?? []),
    align: (aligned.align as Zero | null) ?? 'trigger',
    notes: [
      ...notes,
      ...alignNotes,
      ...(isBackwards
        ? [`No year is both ${values.from} or later and ${values.to} or earlier, so the years were left out.`]
        : []),
      ...unknown
        .slice(0, 3)
        .map((ref) => `There is no episode “${ref.slice(0, 20)}” on the public record, so it was left out.`),
    ],
  };
}

/** Why these cases cannot be compared; null where they can. */
export function choiceFault(count: number): string | null {
  if (count < fewestCases) return `Choose at least ${fewestCases} cases.`;
  return count > mostCases ? `Choose no more than ${mostCases} cases.` : null;
}

const laneFilter = {
  row: {
    kind: 'many',
    label: 'Rows',
    choices: Object.entries(laneNames).map(([value, text]) => ({ value, text })),
  },
} as const;

/** How a comparison is shown. No row chosen: all of them. */
export function readLanes(query: Asked): { readonly rows: readonly LaneName[]; readonly notes: readonly string[] } {
  const { values, notes } = readFilters(laneFilter, query);
  return { rows: values.row as readonly LaneName[], notes };
}

/** The form beside a comparison: what it is aligned on, its rows, its measure. */
export const viewFilters = (measures: readonly Choice[]) => ({
  ...alignFilter,
  ...laneFilter,
  measure: {
    kind: 'one' as const,
    label: 'Measure',
    any: measures.length === 0 ? 'None of these has a public measure' : 'None',
    choices: measures,
  },
});

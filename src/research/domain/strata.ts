import { partsOf } from '../../kernel/calendar-day.js';
import { triggerKinds } from '../../episodes/domain/episode.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { earlyPeerMonths, type RecoveryCase } from './recovery-case.js';

/** By what episodes may be set apart. */
export const strata = {
  area: 'Part of the work',
  sector: 'Sector',
  kind: 'Kind of organisation',
  region: 'Region',
  framework: 'Framework at the trigger',
  trigger: 'What opened it',
  level: 'Highest level of intervention',
  structure: 'Structural change during the episode',
  peers: `Help from peers within ${earlyPeerMonths} months`,
  period: 'Years of the trigger',
} as const;
export type Stratum = keyof typeof strata;

/** What is known of these only when the episode is over: a long one has had more time for it. */
export const knownAfterwards: readonly Stratum[] = ['level', 'structure', 'peers'];

export type StratumValue = { readonly key: string; readonly name: string; readonly order: string };

const notOnRecord: StratumValue = { key: 'not-known', name: 'Not on the record', order: '~' };

/** The values of a list, worked out once: asked of a hundred thousand cases. */
function among(labels: Readonly<Record<string, string>>): (code: string | null) => StratumValue {
  const values = new Map(
    Object.entries(labels).map(([key, name], place) => [key, { key, name, order: String(place).padStart(3, '0') }]),
  );
  return (code) => (code === null ? notOnRecord : (values.get(code) ?? { key: code, name: code, order: code }));
}

const listed = {
  area: among(episodeAreas),
  sector: among(sectors),
  kind: among(organisationKinds),
  region: among(regions),
  trigger: among(triggerKinds),
};

const yesOrNo = (is: boolean, yes: string, no: string): StratumValue =>
  is ? { key: 'yes', name: yes, order: '1' } : { key: 'no', name: no, order: '2' };

/** Years in fives, such as 2015–2019. */
function periodOf({ triggered }: RecoveryCase): StratumValue {
  const first = Math.floor(partsOf(triggered.on.start).year / 5) * 5;
  return { key: `${first}-${first + 4}`, name: `${first} to ${first + 4}`, order: String(first) };
}

/** The value of each stratum for a case. The order is that of the lists or of time: nothing is ranked. */
const valueOf: Readonly<Record<Stratum, (one: RecoveryCase) => StratumValue>> = {
  area: ({ area }) => listed.area(area),
  sector: ({ sector }) => listed.sector(sector),
  kind: ({ kind }) => listed.kind(kind),
  region: ({ region }) => listed.region(region),
  framework: ({ framework }) =>
    framework ? { key: framework.key, name: framework.title, order: framework.title } : notOnRecord,
  trigger: ({ triggerKind }) => listed.trigger(triggerKind),
  level: ({ level }) =>
    level === 0
      ? { key: '0', name: 'None on the record', order: '0' }
      : {
          key: String(level),
          name: `Level ${level}: ${interventionLevels[level as keyof typeof interventionLevels] ?? ''}`,
          order: String(level),
        },
  structure: ({ hadStructuralChange }) =>
    yesOrNo(hadStructuralChange, 'With a structural change', 'None on the record'),
  peers: ({ hadEarlyPeers }) =>
    yesOrNo(hadEarlyPeers, `Peers within ${earlyPeerMonths} months`, 'None so early on the record'),
  period: periodOf,
};

export const stratumOf = (by: Stratum, one: RecoveryCase): StratumValue => valueOf[by](one);

const inOrder = <Value extends StratumValue>(values: Iterable<Value>): readonly Value[] =>
  [...values].toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));

/** The values of a stratum that cases have, in the order of its list or of time. */
export function valuesOf(by: Stratum, cases: readonly RecoveryCase[]): readonly StratumValue[] {
  const values = new Map<string, StratumValue>();
  for (const one of cases) {
    const value = stratumOf(by, one);
    if (!values.has(value.key)) values.set(value.key, value);
  }
  return inOrder(values.values());
}

/** Parts cases by a stratum, in the order of its list or of time. */
export function groupCases<Case extends { readonly of: RecoveryCase }>(
  cases: readonly Case[],
  by: Stratum,
): readonly (StratumValue & { readonly cases: readonly Case[] })[] {
  const groups = new Map<string, StratumValue & { cases: Case[] }>();
  for (const one of cases) {
    const value = stratumOf(by, one.of);
    const group = groups.get(value.key);
    if (group) group.cases.push(one);
    else groups.set(value.key, { ...value, cases: [one] });
  }
  return inOrder(groups.values());
}

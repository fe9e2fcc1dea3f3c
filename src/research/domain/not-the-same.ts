import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { triggerKinds } from '../../episodes/domain/episode.js';
import { uncertaintyInMonths } from '../../kernel/period.js';
import { competingWords, type RecoveryCase } from './recovery-case.js';

/** Why two cases, or two parts of one, are not the same thing. */
export const differences = {
  framework: 'Different frameworks',
  scale: 'Different scales',
  'scale-changed': 'The scale changed during the episode',
  area: 'Different parts of the work',
  kind: 'Different kinds of organisation',
  sector: 'Different sectors',
  trigger: 'Different triggers',
  competing: 'Ended without recovering',
  repeated: 'The same organisation more than once',
  censored: 'Not over',
  rough: 'Dates not known to the day',
} as const;
export type Difference = keyof typeof differences;

/** A value with the cases that have it. `value` null: not on the record; of those not over, the day they are followed to. */
export type DifferenceGroup = { readonly value: string | null; readonly refs: readonly string[] };
export type DifferenceNote = { readonly kind: Difference; readonly groups: readonly DifferenceGroup[] };

const nameIn = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;

function grouped(
  cases: readonly RecoveryCase[],
  valueOf: (one: RecoveryCase) => string | null,
): readonly DifferenceGroup[] {
  const groups = new Map<string | null, string[]>();
  for (const one of cases) groups.set(valueOf(one), [...(groups.get(valueOf(one)) ?? []), one.ref]);
  return [...groups].map(([value, refs]) => ({ value, refs }));
}

/** A note where the cases do not all have the same value. */
const unlike = (
  kind: Difference,
  cases: readonly RecoveryCase[],
  valueOf: (one: RecoveryCase) => string | null,
): readonly DifferenceNote[] => {
  const groups = grouped(cases, valueOf);
  return groups.length > 1 ? [{ kind, groups }] : [];
};

/** A note on those of the cases that have a value at all. */
const having = (
  kind: Difference,
  cases: readonly RecoveryCase[],
  valueOf: (one: RecoveryCase) => string | null,
): readonly DifferenceNote[] => {
  const groups = grouped(
    cases.filter((one) => valueOf(one) !== null),
    valueOf,
  );
  return groups.length > 0 ? [{ kind, groups }] : [];
};

const changeOfScale = ({ framework, endFramework }: RecoveryCase): string | null => {
  const [from, to] = [framework, endFramework];
  return from?.scale && to?.scale && from.scale !== to.scale
    ? `failed on “${from.scaleLabel ?? from.scale}”, judged better on “${to.scaleLabel ?? to.scale}”`
    : null;
};

/**
 * What must be known before these cases are read beside one another: other frameworks and scales, other parts, kinds,
 * sectors and triggers, a scale that changed within an episode, ends that compete with recovery, several episodes of
 * one body (they are not independent), episodes that are not over, dates that are not exact. In that order; whatever
 * all of them share is not said.
 */
export function notTheSame(cases: readonly RecoveryCase[]): readonly DifferenceNote[] {
  return [
    ...unlike('framework', cases, ({ framework }) => framework?.title ?? null),
    ...unlike('scale', cases, ({ framework }) => framework?.scaleLabel ?? framework?.scale ?? null),
    ...having('scale-changed', cases, changeOfScale),
    ...unlike('area', cases, ({ area }) => nameIn(episodeAreas, area)),
    ...unlike('kind', cases, ({ kind }) => nameIn(organisationKinds, kind)),
    ...unlike('sector', cases, ({ sector }) => nameIn(sectors, sector)),
    ...unlike('trigger', cases, ({ triggerKind }) => nameIn(triggerKinds, triggerKind)),
    ...having('competing', cases, ({ stopped, notFailing }) =>
      stopped && (!notFailing || stopped.day < notFailing.day) ? competingWords[stopped.as] : null,
    ),
    ...grouped(cases, ({ organisation }) => organisation)
      .filter(({ refs }) => refs.length > 1)
      .map((group): DifferenceNote => ({ kind: 'repeated', groups: [group] })),
    ...having('censored', cases, ({ notFailing, stopped, followedTo }) => (notFailing || stopped ? null : followedTo)),
    ...having('rough', cases, ({ triggered, notFailing }) => {
      const most = Math.max(uncertaintyInMonths(triggered.on), notFailing ? uncertaintyInMonths(notFailing.on) : 0);
      return most === 0 ? null : `up to ${most} months either way`;
    }),
  ];
}

import type { LimitGuide, Signal, SignalOutcome } from './signal.js';
import { type Judged, notExact } from './judging.js';
import { withDoubt } from './signal-words.js';

/** The limits of a share of which more is better. */
export const shareLimits = (initial: {
  readonly supports: number;
  readonly challenge: number;
}): readonly LimitGuide[] => [
  { name: 'supports', label: 'Supported from', unit: 'share', initial: initial.supports },
  { name: 'challenge', label: 'A challenge below', unit: 'share', initial: initial.challenge },
];

/** The least data: with fewer nothing is said. */
export const least = (unit: string, initial: number): LimitGuide => ({
  name: 'least',
  label: 'Nothing is said of fewer than',
  unit,
  initial,
});

type Told = Pick<SignalOutcome, 'n' | 'sentence' | 'used'> &
  Partial<Pick<SignalOutcome, 'value' | 'uncertainty' | 'notes'>>;

/** A result with what was told of it, and that its dates leave it open where they do. */
export const told = ({ result, unsure }: Judged, { sentence, ...rest }: Told): SignalOutcome => ({
  result,
  value: null,
  uncertainty: null,
  missing: [],
  notes: [],
  ...rest,
  sentence: withDoubt(sentence, unsure ? notExact : null),
});

/** "Record 3 more findings.": what is missing until there are enough of something. */
export const moreNeeded = (verb: string, needed: number, [one, many]: readonly [string, string]): string =>
  `${verb} ${needed} more ${needed === 1 ? one : many}.`;

/** The signals of a lesson, in its order. */
export type SignalsOf<Facts> = readonly Signal<Facts>[];

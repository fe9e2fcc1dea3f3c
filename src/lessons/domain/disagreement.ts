import type { AssessmentLevel } from '../../vocabulary/domain/lessons.js';
import type { SignalResult } from './signal.js';

/** One signal as far as it bears on whether the two readings differ. */
export type SaidByRecord = { readonly key: string; readonly name: string; readonly result: SignalResult };

/** `higher`: the board sees the lesson as further on than the record does. `against`: the signals that say otherwise. */
export type Disagreement = { readonly is: 'higher' | 'lower'; readonly against: readonly SaidByRecord[] };

/**
 * Whether the two readings of a lesson differ (lessons A0). They do where the board says In place or Embedded and any
 * signal challenges; and where it says Not in place or Starting and every signal that could be read is supported.
 * Signals are not weighed or added up: "not enough on the record" and "not due yet" say nothing either way, and where
 * no other is left there is nothing to differ from. Neither reading is changed by it.
 */
export function disagreementOf(level: AssessmentLevel, record: readonly SaidByRecord[]): Disagreement | null {
  const read = record.filter(({ result }) => result !== 'not_enough' && result !== 'not_yet');
  if (level === 0 || read.length === 0) return null;
  const challenging = read.filter(({ result }) => result === 'challenge');
  if (level >= 3) return challenging.length > 0 ? { is: 'higher', against: challenging } : null;
  return read.every(({ result }) => result === 'supports') ? { is: 'lower', against: read } : null;
}

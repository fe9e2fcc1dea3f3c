import {
  type DisclosurePolicy,
  type Figure,
  isWithheld,
  publish,
  publishDerived,
  usualPolicy,
} from '../../../measures/domain/disclosure.js';
import { resultWords } from '../result-words.js';
import type { SignalOutcome } from '../signal.js';

/** A number about people from which a result was worked out. */
export type Input = { readonly figure: Figure; readonly kind: 'people' | 'share' };

const isKeptBack = ({ figure, kind }: Input): boolean => {
  const policy: DisclosurePolicy = { ...usualPolicy, kind };
  return isWithheld(publish(figure, policy, 'public'));
};

/**
 * What may be seen of a result about concerns (record B6, rule 6): where a number that it was worked out from is
 * withheld, its word and nothing else; no count, no fact, no note. The same for a board as for everybody: its members
 * know those who may have spoken, and can tell single people apart better than any stranger.
 */
export function withoutSmallNumbers(outcome: SignalOutcome, inputs: readonly Input[]): SignalOutcome {
  const shown = inputs.map(({ figure, kind }) => publish(figure, { ...usualPolicy, kind }, 'public'));
  if (!shown.some(isWithheld)) return outcome;
  const sentence = publishDerived(shown, { word: `${resultWords[outcome.result]}.`, sentence: outcome.sentence });
  return { ...outcome, value: null, uncertainty: null, n: 0, sentence, used: [], notes: [] };
}

/** Whether a share of people may be told in a note. */
export const isTellable = (part: number, whole: number): boolean =>
  whole > 0 &&
  !isKeptBack({ figure: { value: (100 * part) / whole, numerator: part, denominator: whole }, kind: 'share' });

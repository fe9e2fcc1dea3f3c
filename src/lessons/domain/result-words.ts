import type { SignalResult } from './signal.js';

/** What a signal says, in the words of its tag (lessons A0). */
export const resultWords: Readonly<Record<SignalResult, string>> = {
  supports: 'Supported',
  discuss: 'Discuss',
  challenge: 'Challenge',
  not_enough: 'Not enough on the record',
  not_yet: 'Not due yet',
};

/** The colours of their tags. No red and no green: a signal begins a conversation. */
export const resultColours = {
  supports: 'turquoise',
  discuss: 'yellow',
  challenge: 'orange',
  not_enough: 'grey',
  not_yet: 'white',
} as const satisfies Readonly<Record<SignalResult, string>>;

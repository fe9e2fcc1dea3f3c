import { readCodebook } from '../codebook.js';
import { atLeast, limitOf } from '../judging.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { shareLimits, told } from '../signal-parts.js';
import { countWords, listWords, percentWords } from '../signal-words.js';
import type { Lesson6Facts } from './facts.js';

/**
 * L6.4. Of the core fields of the codebook (record B3) the share that is filled and rests on a source. A field of which
 * there is nothing to know, or that cannot be known yet, is not asked for: a running episode has no date of recovery.
 *
 * Method: lessons A6; limits chosen by the makers of this record.
 */
export const fitForOthersToUse: Signal<Lesson6Facts> = {
  key: 'L6.4',
  lesson: 6,
  version: 1,
  limits: [...shareLimits({ supports: 0.85, challenge: 0.6 })],
  read({ codebook }, _reading, limits): SignalOutcome {
    const fields = readCodebook(codebook);
    const asked = fields.filter(({ reading }) => reading.status === 'filled' || reading.status === 'not_recorded');
    const isSourced = ({ reading }: (typeof fields)[number]): boolean => reading.status === 'filled' && reading.sourced;
    const sourced = asked.filter(isSourced).length;
    const share = sourced / asked.length;
    const result = atLeast(share, {
      supports: limitOf(limits, 'supports'),
      challenge: limitOf(limits, 'challenge'),
    });
    const unsourced = asked.filter((one) => one.reading.status === 'filled' && !isSourced(one));
    const open = asked.filter(({ reading }) => reading.status === 'not_recorded');
    const names = (which: typeof asked): string => listWords(which.map(({ field }) => field.name.toLowerCase()));
    const left = fields.length - asked.length;
    return told(
      { result, unsure: false },
      {
        value: share,
        n: asked.length,
        sentence: `${percentWords(share)} of the facts researchers need are recorded with a source.`,
        used: [],
        notes: [
          `${sourced} of ${asked.length} core fields.`,
          ...(open.length === 0 ? [] : [`Not on the record: ${names(open)}.`]),
          ...(unsourced.length === 0 ? [] : [`Without a source: ${names(unsourced)}.`]),
          ...(left === 0
            ? []
            : [`${countWords(left, 'field')} cannot be known yet or ${left === 1 ? 'does' : 'do'} not apply.`]),
        ],
      },
    );
  },
};

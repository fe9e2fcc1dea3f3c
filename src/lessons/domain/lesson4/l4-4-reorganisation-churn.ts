import { isInLast } from '../counting.js';
import { between, limitOf } from '../judging.js';
import type { Limits, Signal, SignalOutcome, SignalResult } from '../signal.js';
import { told } from '../signal-parts.js';
import { countWords } from '../signal-words.js';
import type { Lesson4Facts } from './facts.js';

/** Days of “24 months”. */
const windowDays = 730;

/**
 * L4.4. Structural changes of the organisation in the last 24 months (730 days): reorganisations, mergers, transfers,
 * new bodies. A change of which no date is on record is told beside it and not counted.
 *
 * Method: lessons A4; limits chosen by the makers of this record.
 */
export const reorganisationChurn: Signal<Lesson4Facts> = {
  key: 'L4.4',
  lesson: 4,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'structural changes', initial: 1 },
    { name: 'challenge', label: 'A challenge from', unit: 'structural changes', initial: 3 },
  ],
  read({ changes }, { asOf }, limits): SignalOutcome {
    const asked = changes.flatMap(({ on, ...change }) =>
      on ? [{ ...change, on, counted: isInLast(on, windowDays, asOf) }] : [],
    );
    const counted = asked.filter((change) => change.counted.is);
    const sure = counted.filter((change) => !change.counted.unsure).length;
    const most = asked.filter((change) => change.counted.is || change.counted.unsure).length;
    const dateless = changes.length - asked.length;
    return told(between(judged(sure, limits), judged(most, limits)), {
      value: counted.length,
      uncertainty: most === sure ? null : (most - sure) / 2,
      n: counted.length,
      sentence:
        counted.length === 0
          ? 'No restructuring is on the record of the last 24 months.'
          : `The organisation has been restructured ${countWords(counted.length, 'time')} in 24 months.`,
      used: counted.map(({ id, label, on }) => ({ kind: 'structural_change', id, ref: null, label, on })),
      notes:
        dateless === 0
          ? []
          : [`${countWords(dateless, 'change')} without a date ${dateless === 1 ? 'is' : 'are'} not counted.`],
    });
  },
};

const judged = (count: number, limits: Limits): SignalResult => {
  if (count <= limitOf(limits, 'supports')) return 'supports';
  return count >= limitOf(limits, 'challenge') ? 'challenge' : 'discuss';
};

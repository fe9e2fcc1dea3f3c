import { type Months, monthsBetween } from '../../../kernel/period.js';
import { type DatedUse, turnsOf } from '../episode-run.js';
import { type Judged, limitOf, notEnough, notExact } from '../judging.js';
import { isUncertain, type Signal, type SignalOutcome } from '../signal.js';
import { monthsWords, periodWords, withDoubt } from '../signal-words.js';
import type { Lesson1Facts } from './facts.js';

/**
 * L1.2, peers before powers: months from the first help from peers (tp) to the first step of level 3 or more (ti); less
 * than nothing where powers came first. Peers and no powers support; powers and no peers are a challenge.
 */
export const peersBeforePowers: Signal<Lesson1Facts> = {
  key: 'L1.2',
  lesson: 1,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from, with peers first', unit: 'months', initial: 3 },
    { name: 'challenge', label: 'A challenge from, with powers first', unit: 'months', initial: 3 },
  ],
  read: ({ run }, reading, limits) => {
    const { peerHelp, powers } = turnsOf(run, reading.asOf);
    if (!peerHelp && !powers)
      return notEnough('Neither help from peers nor a formal power has a date on the record.', [
        'Add the day on which help from peers began, or the first formal step, with its source.',
      ]);
    if (!powers)
      return alone('supports', peerHelp, (who) => `Peers came in (${who}) and no formal power has been used.`);
    if (!peerHelp)
      return alone(
        'challenge',
        powers,
        (what) => `Formal powers were used (${what}) and no peer help is on the record.`,
      );
    const value = monthsBetween(peerHelp.on, powers.on);
    const { result, unsure } = judge(value, limitOf(limits, 'supports'), -limitOf(limits, 'challenge'));
    return {
      result,
      value: value.months,
      uncertainty: value.uncertainty || null,
      n: 2,
      sentence: withDoubt(sentenceOf(value), unsure ? notExact : null),
      missing: [],
      used: [peerHelp, powers],
      notes: ['A visit is not the same as help: whether what peers found was acted on is read beside it.'],
    };
  },
};

function judge(value: Months, supports: number, challenge: number): Judged {
  if (isUncertain(value, supports) || isUncertain(value, challenge)) return { result: 'discuss', unsure: true };
  if (value.months >= supports) return { result: 'supports', unsure: false };
  return { result: value.months <= challenge ? 'challenge' : 'discuss', unsure: false };
}

function sentenceOf(value: Months): string {
  if (value.months === 0 && value.uncertainty === 0) return 'Peer help and formal powers began together.';
  const gap = monthsWords({ ...value, months: Math.abs(value.months) });
  return `Peer help began ${gap} ${value.months < 0 ? 'after' : 'before'} formal powers were used.`;
}

function alone(
  result: 'supports' | 'challenge',
  fact: DatedUse | null,
  sentence: (what: string) => string,
): SignalOutcome {
  const what = fact ? `${fact.label}, ${periodWords(fact.on)}` : '';
  return {
    result,
    value: null,
    uncertainty: null,
    n: 1,
    sentence: sentence(what),
    missing: [],
    used: fact ? [fact] : [],
    notes: [],
  };
}

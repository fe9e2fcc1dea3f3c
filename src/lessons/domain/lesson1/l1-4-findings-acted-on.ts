import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import { periodEnd } from '../../../kernel/period.js';
import { atLeast, between, isOlderThan, limitOf, notEnough, notExact } from '../judging.js';
import { noPlanWords, planNotes } from '../plan-read.js';
import type { Signal } from '../signal.js';
import { countWords, shareWords, withDoubt } from '../signal-words.js';
import type { FindingFact, Lesson1Facts } from './facts.js';

/** Days after which a finding counts, and within which what was accepted is tied to an action. */
const answerDays = 60;

/**
 * L1.4, what was found was acted on: of the findings of peers that are older than 60 days, the share that was turned
 * down with a reason, or accepted (wholly or in part) and tied to a milestone or a decision within 60 days. A finding
 * without a date is not counted, and named. Where everybody can read no version of the plan that tells what it answers,
 * nothing is said that such a version could change.
 */
export const findingsActedOn: Signal<Lesson1Facts> = {
  key: 'L1.4',
  lesson: 1,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'share', initial: 0.8 },
    { name: 'challenge', label: 'A challenge below', unit: 'share', initial: 0.5 },
    { name: 'least', label: 'Nothing is said of fewer than', unit: 'findings', initial: 3 },
  ],
  read: ({ findings, published }, { asOf }, limits) => {
    const aged = findings.map((finding) => ({ finding, age: ageOf(finding, asOf) }));
    const old = aged.filter(({ age }) => age === 'yes').map(({ finding }) => finding);
    const undated = findings.filter(({ foundOn }) => foundOn === null).length;
    const least = limitOf(limits, 'least');
    const notes = [
      ...(undated > 0
        ? [`${countWords(undated, 'finding is', 'findings are')} not counted: no date is on the record.`]
        : []),
      ...planNotes(published),
    ];
    if (old.length < least)
      return notEnough(
        `${countWords(old.length, 'finding')} of peers older than ${answerDays} days on the record.`,
        [`Add what peers found and when, until there are ${least} findings older than ${answerDays} days.`],
        { n: old.length, notes, used: old.map(({ fact }) => fact) },
      );
    const answered = old.filter((finding) => isAnswered(finding));
    const perhaps = aged.filter(({ age }) => age === 'unsure').map(({ finding }) => finding);
    const held = { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') };
    const share = answered.length / old.length;
    const untold = published && !(published.stoodOn.length > 0 && published.isWhole) ? old.filter(mayBeAnswered) : [];
    if (untold.length > 0 && atLeast((answered.length + untold.length) / old.length, held) !== atLeast(share, held))
      return notEnough(
        `Peers made ${countWords(old.length, 'finding')} more than ${answerDays} days ago. What was done about ${untold.length} of them is not public.`,
        [noPlanWords(published).missing],
        { n: old.length, notes, used: old.map(({ fact }) => fact) },
      );
    const { result, unsure } =
      perhaps.length === 0
        ? { result: atLeast(share, held), unsure: false }
        : withPerhaps(perhaps, { answered: answered.length, old: old.length }, held);
    return {
      result,
      value: share,
      uncertainty: null,
      n: old.length,
      sentence: withDoubt(
        `Peers made ${countWords(old.length, 'finding')} more than ${answerDays} days ago. ${shareWords(answered.length, old.length)} have been answered with an action or a reason.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: old.map(({ fact }) => fact),
      notes,
    };
  },
};

const ageOf = ({ foundOn }: FindingFact, asOf: CalendarDay): 'yes' | 'no' | 'unsure' =>
  foundOn ? isOlderThan(foundOn, answerDays, asOf) : 'no';

/** Findings that may be old enough: the result holds only if it is the same with the answered and with the others. */
function withPerhaps(
  perhaps: readonly FindingFact[],
  { answered, old }: { readonly answered: number; readonly old: number },
  held: { readonly supports: number; readonly challenge: number },
) {
  const more = perhaps.filter(isAnswered).length;
  const best = atLeast((answered + more) / (old + more), held);
  return between(best, atLeast(answered / (old + perhaps.length - more), held));
}

/** Accepted, and no action of it in sight: the plan, which not everybody may read, may hold one. */
const mayBeAnswered = (finding: FindingFact): boolean =>
  (finding.answer === 'yes' || finding.answer === 'part') && !isAnswered(finding);

function isAnswered({ foundOn, answer, hasReason, actedOn }: FindingFact): boolean {
  if (answer === 'no') return hasReason;
  if (answer === null || !foundOn) return false;
  return actedOn.some((day) => day <= addDays(periodEnd(foundOn), answerDays));
}

import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import { withoutFullStop } from '../../../kernel/full-stop.js';
import { monthsBetween, periodEnd } from '../../../kernel/period.js';
import type { LighterCover } from '../../../interventions/domain/lighter-cover.js';
import { inForceOn, isFormal } from '../../../interventions/domain/intervention.js';
import { episodeClock } from '../../../episodes/domain/episode-clock.js';
import { clockFactsOf, type DatedUse, type EpisodeRun, turnsOf } from '../episode-run.js';
import { notEnough, notYet } from '../judging.js';
import { isCompleteState, standingOn } from '../plan-action.js';
import type { Signal, SignalResult } from '../signal.js';
import { countWords, listWords, monthsWords, whenWords } from '../signal-words.js';
import type { Lesson2Facts } from './facts.js';
import { lastPlanned } from './l2-2-progress-against-time.js';

/** Days after the end for which lighter support must last. */
const lastingDays = 183;

/**
 * L2.4, soft landing, of the end of intervention: (a) lighter support or a lower level in force 31 days after it and
 * lasting 183 days; (b) every milestone that was open at the end has an owner in the organisation. Both: supported; one:
 * discuss; neither: a challenge. A step that another took over from is no end. How many milestones were still open is
 * always shown and never scored: leaving before all is done can be right.
 */
export const softLanding: Signal<Lesson2Facts> = {
  key: 'L2.4',
  lesson: 2,
  version: 1,
  limits: [],
  read: ({ run, actions }, { asOf }) => {
    const { end } = turnsOf(run, asOf);
    const running = run.steps.filter((step) => isFormal(step.level) && inForceOn(step, asOf) !== 'not_in_force');
    const later = running.find(({ from }) => end && from && from.start > end.on.start);
    if (!end)
      return notYet(
        'No intervention of level 3 or more has ended.',
        running.map(({ fact }) => fact),
      );
    if (later && !run.ended) return notYet('An intervention of level 3 or more is in force.', [later.fact]);
    const standing = standingOn(actions, periodEnd(end.on));
    const left = standing.filter(({ state }) => !isCompleteState(state));
    const facts = clockFactsOf(run, asOf);
    const rest = {
      n: 1,
      used: [end, ...left.map(({ action }) => action.fact)],
      notes: [openWords(left.length, standing.length), lengthWords(run, end, asOf)].filter((note) => note !== null),
    };
    const cover = episodeClock(facts).lighterCover;
    const sentence = coverWords(cover, end);
    if (cover.answer !== 'yes' && addDays(periodEnd(end.on), lastingDays) >= asOf)
      return {
        ...notYet(
          `The intervention ended ${whenWords(end.on)}. Whether lighter support lasts is read ${lastingDays} days after it.`,
        ),
        ...rest,
      };
    const missing = [
      ...(cover.answer === 'not_known'
        ? cover.missing.map((what) => `Add: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`)
        : []),
      ...(standing.length === 0 ? ['Add who took on each action that was open when the intervention ended.'] : []),
    ];
    if (missing.length > 0) return notEnough(sentence, missing, rest);
    const owned = left.filter(({ action }) => action.hasOwner).length;
    return {
      ...rest,
      result: resultOf(cover.answer === 'yes', owned === left.length),
      value: null,
      uncertainty: null,
      sentence: `${sentence} ${ownerWords(owned, left.length)}`,
      missing: [],
    };
  },
};

function resultOf(isCovered: boolean, isOwned: boolean): SignalResult {
  if (isCovered && isOwned) return 'supports';
  return isCovered || isOwned ? 'discuss' : 'challenge';
}

function coverWords(cover: LighterCover, end: DatedUse): string {
  const ended = `The intervention ended ${whenWords(end.on)}.`;
  if (cover.answer === 'yes')
    return `${ended} ${listWords(cover.found.map(({ label }) => withoutFullStop(label)))} continued after it.`;
  if (cover.answer === 'not_known') return `${ended} Whether lighter support continued is not on the record.`;
  return `${ended} Nothing on the record shows lighter support after it.`;
}

const openWords = (open: number, all: number): string =>
  all === 0
    ? 'Which milestones were open when the intervention ended is not on the record.'
    : `When the intervention ended, ${open} of ${countWords(all, 'milestone was', 'milestones were')} still open.`;

const ownerWords = (owned: number, open: number): string =>
  open === 0
    ? 'No action was open.'
    : `${owned} of ${countWords(open, 'open action has', 'open actions have')} an owner in the organisation.`;

/** How long it ran, and how its end stood to the plan. Neither is scored. */
function lengthWords(run: EpisodeRun, end: DatedUse, asOf: CalendarDay): string | null {
  const { powers } = turnsOf(run, asOf);
  if (!powers) return null;
  const ran = `It had run for ${monthsWords(monthsBetween(powers.on, end.on))}.`;
  const ended = run.steps.find(({ fact }) => fact.id === end.id);
  const planned = ended && lastPlanned(ended);
  if (!planned) return ran;
  const gap = monthsBetween(end.on, planned);
  if (gap.months === 0) return ran;
  const length = monthsWords({ ...gap, months: Math.abs(gap.months) });
  return `${ran} It ended ${length} ${gap.months > 0 ? 'before' : 'after'} the end that was planned last.`;
}

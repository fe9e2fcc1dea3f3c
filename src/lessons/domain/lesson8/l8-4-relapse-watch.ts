import { watchMonths } from '../../../episodes/domain/derive-episodes.js';
import { addDays, addMonths, type CalendarDay, earlier } from '../../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd, periodMiddle } from '../../../kernel/period.js';
import { fellWithin, limitOf, notEnough, notExact, notYet } from '../judging.js';
import { yearBefore } from '../readable.js';
import type { Signal, SignalResult, UsedFact } from '../signal.js';
import { countWords, listWords, periodWords, withDoubt } from '../signal-words.js';
import type { GradeFact, Lesson8Facts, PostChange } from './facts.js';

/** So many outcome measures, or changes of critical posts, are a sign; one may be chance. */
const several = 2;
/** Days up to and with the day within which outcome measures count together: half a year. */
const outcomeDays = 183;

/**
 * L8.4, the watch for relapse, for 84 months from recovery (or, where nobody decided one, from the first judgement that
 * was not failing). H counts how many of six signs are on the record by the day, or by the last day of the watch: (a) a
 * later grade lower than one before it, on the same scale and in the same area; (b) two or more outcome measures worse
 * beyond chance within 6 months; (c) two or more unplanned changes in critical posts within 12 months; (d) a check that
 * found slipping; (e) no look from outside in 12 months; (f) no concern in the last two full quarters. A sign for which
 * there is nothing on the record is not scored, and named.
 */
export const relapseWatch: Signal<Lesson8Facts> = {
  key: 'L8.4',
  lesson: 8,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'signs', initial: 0 },
    { name: 'challenge', label: 'A challenge from', unit: 'signs', initial: 2 },
    {
      name: 'least',
      label: 'That there is none is said where the record tells of at least',
      unit: 'signs',
      initial: 4,
    },
  ],
  read: (facts, { asOf }, limits) => {
    const since = facts.run.recovered;
    if (!since?.on) return notYet('No recovery is on the record.');
    const until = addMonths(periodMiddle(since.on), watchMonths);
    const signs = signsOf(facts, since.on, earlier(asOf, until));
    const fired = signs.filter(({ is }) => is === 'yes');
    const perhaps = signs.filter(({ is }) => is === 'unsure');
    const untold = signs.filter(({ is }) => is === 'untold');
    const judged = (count: number): SignalResult => {
      if (count >= limitOf(limits, 'challenge')) return 'challenge';
      return count <= limitOf(limits, 'supports') ? 'supports' : 'discuss';
    };
    const [best, worst] = [judged(fired.length), judged(fired.length + perhaps.length)];
    const list = fired.length === 0 ? '' : `: ${listWords(fired.map(({ name }) => name))}`;
    const ends = monthWords(until, since.on);
    const notes = [
      ...signs.flatMap(({ note }) => note ?? []),
      ...(untold.length > 0 ? [`Nothing on the record to tell: ${listWords(untold.map(({ name }) => name))}.`] : []),
    ];
    const told = signs.length - untold.length;
    if (best === 'supports' && worst === 'supports' && told < limitOf(limits, 'least'))
      return notEnough(
        `No relapse sign is found, but the record tells of ${told} of ${signs.length}. The watch ${until < asOf ? 'ended' : 'ends'} in ${ends}.`,
        untold.map(({ add }) => add),
        { n: told, used: [since], notes },
      );
    return {
      result: best === worst ? best : 'discuss',
      value: fired.length,
      uncertainty: null,
      n: told,
      sentence: withDoubt(
        `${fired.length} of ${countWords(signs.length, 'relapse sign')} ${fired.length === 1 ? 'is' : 'are'} on the record${list}. The watch ${until < asOf ? 'ended' : 'ends'} in ${ends}.`,
        best === worst ? null : notExact,
      ),
      missing: [],
      used: [since, ...fired.flatMap(({ used }) => used)],
      notes,
    };
  },
};

const monthWords = (until: CalendarDay, { precision }: Period): string =>
  precision === 'year' ? until.slice(0, 4) : periodWords({ start: until, precision: 'month' });

type Sign = {
  readonly name: string;
  /** What to add where it is untold. */
  readonly add: string;
  /** `untold`: there is nothing on the record to tell it from. */
  readonly is: 'yes' | 'no' | 'unsure' | 'untold';
  readonly used: readonly UsedFact[];
  readonly note?: string;
};

const signsOf = (facts: Lesson8Facts, since: Period, day: CalendarDay): readonly Sign[] => [
  lowerGrade(facts, since, day),
  worseOutcomes(facts, since, day),
  changedPosts(facts.posts, since, day),
  slippedCheck(facts, since, day),
  noOutsider(facts, since, day),
  noConcern(facts, day),
];

/** (a) Each grade beside the last of the same area and scale; one of another scale is told and not scored. */
function lowerGrade({ grades, run }: Lesson8Facts, since: Period, day: CalendarDay): Sign {
  const name = 'a lower grade';
  const add = 'Add later judgements of the area, so that they can be compared.';
  const by = grades.filter(({ on }) => periodMiddle(on) <= day).toSorted((a, b) => byPeriod(a.on, b.on));
  const later = by.filter(({ on }) => periodMiddle(on) > periodMiddle(since));
  // What was found before the failure says nothing of how it held.
  const first = periodMiddle(run.trigger?.on ?? since);
  const before = (grade: GradeFact): GradeFact | undefined =>
    by.findLast(
      ({ area, scale, on }) =>
        area === grade.area &&
        scale === grade.scale &&
        periodMiddle(on) >= first &&
        periodMiddle(on) < periodMiddle(grade.on),
    );
  const compared = later.flatMap((grade) => {
    const last = before(grade);
    return last ? [{ grade, isLower: grade.ordinal < last.ordinal }] : [];
  });
  const lower = compared.filter(({ isLower }) => isLower).map(({ grade }) => grade);
  const scales = new Set(by.filter(({ on }) => periodMiddle(on) >= periodMiddle(since)).map(({ scale }) => scale));
  return {
    name,
    add,
    is: lower.length > 0 ? 'yes' : compared.length > 0 ? 'no' : 'untold',
    used: lower.map(({ fact }) => fact),
    ...(scales.size > 1
      ? { note: 'Judged under a different framework since: grades of different scales are not compared.' }
      : {}),
  };
}

/** (b) */
function worseOutcomes({ elsewhere: { outcomes } }: Lesson8Facts, since: Period, day: CalendarDay): Sign {
  const name = 'two outcome measures worse';
  const add = 'Add values of at least two outcome measures, until limits can be drawn.';
  if (!outcomes || outcomes.length < several) return { name, add, is: 'untold', used: [] };
  const halfYear = addDays(day, 1 - outcomeDays);
  const first = halfYear > periodEnd(since) ? halfYear : periodEnd(since);
  const within = outcomes.map(({ fact, worseOn }) => ({ fact, is: worseOn.map((on) => fellWithin(on, first, day)) }));
  const worse = within.filter(({ is }) => is.includes('yes')).map(({ fact }) => fact);
  const perhaps = within.filter(({ is }) => is.some((answer) => answer !== 'no'));
  return {
    name,
    add,
    is: worse.length >= several ? 'yes' : perhaps.length >= several ? 'unsure' : 'no',
    used: worse,
  };
}

/** (c) Somebody who left and whoever came for them are one change of a post. */
function changedPosts(posts: readonly PostChange[], since: Period, day: CalendarDay): Sign {
  const name = 'two changes in critical posts';
  const add = 'Add who holds the critical posts, and since when.';
  if (posts.length === 0) return { name, add, is: 'untold', used: [] };
  const first = yearBefore(day) > periodEnd(since) ? yearBefore(day) : periodEnd(since);
  const unplanned = posts.filter(({ planned }) => !planned);
  const count = (among: readonly PostChange[]): number => {
    const named = [...new Set(among.map(({ post }) => post))];
    return named.reduce((sum, post) => {
      const own = among.filter((one) => one.post === post);
      const left = own.filter(({ kind }) => kind === 'left').length;
      return sum + Math.max(left, own.length - left);
    }, 0);
  };
  const within = unplanned.map((one) => ({ one, is: fellWithin(one.on, first, day) }));
  const surely = within.filter(({ is }) => is === 'yes').map(({ one }) => one);
  const perhaps = within.filter(({ is }) => is !== 'no').map(({ one }) => one);
  return {
    name,
    add,
    is: count(surely) >= several ? 'yes' : count(perhaps) >= several ? 'unsure' : 'no',
    used: surely.map(({ fact }) => fact),
  };
}

/** (d) */
function slippedCheck({ checks }: Lesson8Facts, since: Period, day: CalendarDay): Sign {
  const name = 'a check that found slipping';
  const add = 'Add what a check after the exit found.';
  const done = checks.filter(
    ({ doneOn, result }) => doneOn && result && doneOn.start <= day && periodEnd(doneOn) >= since.start,
  );
  const slipped = done.filter(({ result }) => result === 'slipped').map(({ fact }) => fact);
  return { name, add, is: slipped.length > 0 ? 'yes' : done.length > 0 ? 'no' : 'untold', used: slipped };
}

/** (e) Asked once the record tells of a whole year of the watch. */
function noOutsider({ elsewhere: { outside } }: Lesson8Facts, since: Period, day: CalendarDay): Sign {
  const name = 'no challenge from outside in a year';
  const add = 'Add looks from outside, until the record covers a year of the watch.';
  const first = yearBefore(day);
  if (!outside || periodEnd(outside.from) > first || periodEnd(since) > first)
    return { name, add, is: 'untold', used: [] };
  const looks = outside.checks.flatMap(({ on }) => (on ? [fellWithin(on, first, day)] : []));
  return { name, add, is: looks.includes('yes') ? 'no' : looks.includes('unsure') ? 'unsure' : 'yes', used: [] };
}

/** (f) Told where concerns are counted: two full quarters since they were first raised. */
function noConcern({ elsewhere: { quarters } }: Lesson8Facts, day: CalendarDay): Sign {
  const name = 'no concern in two quarters';
  const add = 'Open the route for concerns and add the headcount, until two quarters are counted.';
  const full = (quarters ?? []).filter(({ to }) => to <= day && to > addDays(day, -2 * 365)).slice(-several);
  if (full.length < several) return { name, add, is: 'untold', used: [] };
  return { name, add, is: full.every(({ concerns }) => concerns === 0) ? 'yes' : 'no', used: [] };
}

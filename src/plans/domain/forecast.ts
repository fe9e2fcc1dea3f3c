/**
 * When the milestones of a plan will be finished, told from how milestones finished before.
 *
 * 1. **Slips.** Every closed milestone gives one slip: the days from its *first* date to the day on which its action was
 *    complete; fewer than nothing where it was early. Every open one gives what is known of its slip: more than the days
 *    from its first date to today. From both together comes the share of each slip (E. L. Kaplan and P. Meier, *Journal
 *    of the American Statistical Association* 53, 1958): at each slip, of those that had not closed earlier and of which
 *    it is known, so many closed. Where an open milestone is later than every closed one, a share is left for slips
 *    that the record has never seen.
 * 2. **Shrinking.** With n closed milestones of this plan, a slip is one of this plan's with weight n ÷ (n + 8), and one
 *    of all other plans' with the rest: the others together count as much as eight closed milestones of our own. This is
 *    the mean of a distribution with a Dirichlet prior of strength 8 (T. S. Ferguson, *Annals of Statistics* 1, 1973).
 *    While fewer than eight milestones have closed elsewhere no other plan is used.
 * 3. **What is known today.** A milestone that is still open can only have a slip that ends after today; the others are
 *    struck out and the weights of the rest made up to one again. Where only slips are left that the record has never
 *    seen, the milestone is already later than every one that has closed, and no date is given for it.
 * 4. **Dependencies.** Each run gives every open milestone a slip. It is finished on its first date plus the slip, and
 *    not before everything that it waits for is finished. Where it cannot even start before that, its own planned length
 *    (first date less start, where a start is on the record; otherwise nothing) has to go by since.
 * 5. **5,000 runs, a fixed seed.** The runs take each milestone's slips in equal layers (one slip from each
 *    five-thousandth of its distribution, in shuffled order: M. D. McKay and others, *Technometrics* 21, 1979), so that
 *    a milestone that waits for nothing gets exactly the quantiles of its distribution.
 * 6. **P50 and P80** are the first days by which half, and four fifths, of the runs have it finished; none where more of
 *    the runs than that end in a slip that the record has never seen.
 *
 * Refused below eight closed milestones of the plan itself: too few to forecast.
 */
import { type CalendarDay, dayFromNumber, dayNumber, daysBetween } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { numberSeries, shuffled } from './number-series.js';

/** Below so many closed milestones of its own nothing is said about a plan. */
export const fewestClosed = 8;
/** Other plans are used once so many milestones have closed in them together. */
export const fewestElsewhere = 8;
/** How many closed milestones of our own all other plans together are worth. */
export const strengthOfOthers = 8;
export const forecastRuns = 5_000;
export const forecastSeed = 2010;

export type OpenMilestone = {
  readonly id: string;
  readonly baselineDue: CalendarDay;
  readonly currentDue: CalendarDay;
  readonly startOn: CalendarDay | null;
  /** Paused: nobody is working towards a date, so none is forecast. */
  readonly isPaused: boolean;
  /** The open milestones that must be finished first: before it can start, or before it can be finished itself. */
  readonly waitsFor: readonly { readonly id: string; readonly to: 'start' | 'finish' }[];
};

/** Days late, of milestones that have closed; and days late today, of those that are open: they will be later still. */
export type Slips = { readonly closed: readonly number[]; readonly open: readonly number[] };

export type ForecastFacts = {
  readonly today: CalendarDay;
  /** Slips in days of the milestones of this plan that have closed. */
  readonly own: readonly number[];
  /** What is known of the milestones of all other plans. */
  readonly elsewhere: Slips;
  readonly open: readonly OpenMilestone[];
};

/**
 * `later-than-any`: already later than every milestone that has closed. `paused`. `waits`: for a milestone that has no
 * date itself. `circle`: it waits for itself in the end.
 */
export type NoDate = 'later-than-any' | 'paused' | 'waits' | 'circle';

export type MilestoneForecast = {
  readonly id: string;
  readonly dates: {
    /** Null: more of the runs than that end later than any milestone that has closed. */
    readonly p50: CalendarDay | null;
    readonly p80: CalendarDay | null;
    /** The share of runs in which it is finished by its current date, from 0 to 1. */
    readonly byCurrentDue: number;
  } | null;
  readonly noDate: NoDate | null;
};

export type Forecast = {
  /** n: closed milestones of this plan. */
  readonly own: number;
  /** m: closed milestones of all others, whether used or not. */
  readonly elsewhere: number;
  /** n ÷ (n + 8), or 1 where no other plan is used. */
  readonly weightOfOwn: number;
  readonly milestones: readonly MilestoneForecast[];
  /** When the last of those with a date is finished; null where none has one. */
  readonly all: { readonly p50: CalendarDay | null; readonly p80: CalendarDay | null; readonly count: number } | null;
};

export type TooFew = { readonly reason: 'too-few'; readonly closed: number; readonly needed: number };

/** The days from the first date to the day on which the action was complete. */
export const slipOf = (closed: { readonly baselineDue: CalendarDay; readonly completedOn: CalendarDay }): number =>
  daysBetween(closed.baselineDue, closed.completedOn);

/** A slip that the record has never seen: later than every milestone that has closed. In days, past every calendar. */
export const never = 1_000_000_000;

/** A slip and its share of the whole; the slips rise and the shares sum to one. `never` is the last where it is there. */
export type WeightedSlip = { readonly slip: number; readonly weight: number };

/** Step 1: the share of each slip, open milestones counted as later than they are today (Kaplan and Meier). */
export function sharesOf({ closed, open }: Slips): readonly WeightedSlip[] {
  const shares: WeightedSlip[] = [];
  let left = 1;
  for (const slip of [...new Set(closed)].toSorted((a, b) => a - b)) {
    const known = closed.filter((one) => one >= slip).length + open.filter((late) => late >= slip).length;
    const weight = (left * closed.filter((one) => one === slip).length) / known;
    shares.push({ slip, weight });
    left -= weight;
  }
  return open.some((late) => late >= (shares.at(-1)?.slip ?? never))
    ? [...shares, { slip: never, weight: left }]
    : shares;
}

/** Steps 1 and 2: how slips are spread, before anything is known about the milestone. */
export function spreadOf(own: Slips, elsewhere: Slips) {
  const isShrunk = elsewhere.closed.length >= fewestElsewhere;
  const weightOfOwn = isShrunk ? own.closed.length / (own.closed.length + strengthOfOthers) : 1;
  const weights = new Map<number, number>();
  const add = (shares: readonly WeightedSlip[], whole: number): void => {
    for (const { slip, weight } of shares) weights.set(slip, (weights.get(slip) ?? 0) + whole * weight);
  };
  add(sharesOf(own), weightOfOwn);
  if (isShrunk) add(sharesOf(elsewhere), 1 - weightOfOwn);
  const spread = [...weights].map(([slip, weight]): WeightedSlip => ({ slip, weight }));
  return { weightOfOwn, spread: spread.toSorted((a, b) => a.slip - b.slip) };
}

/** Step 3: the slips that can still be, made up to one again; none where only those are left that nobody has seen. */
export function stillPossible(spread: readonly WeightedSlip[], daysLate: number): readonly WeightedSlip[] {
  const left = spread.filter(({ slip }) => slip > daysLate);
  if (left.every(({ slip }) => slip === never)) return [];
  const whole = left.reduce((sum, { weight }) => sum + weight, 0);
  return left.map(({ slip, weight }) => ({ slip, weight: weight / whole }));
}

/** One slip from each layer, the smallest first: layer i of r takes the slip at the middle of [i ÷ r, (i + 1) ÷ r). */
function layersOf(spread: readonly WeightedSlip[], runs: number): Int32Array {
  const layers = new Int32Array(runs);
  let place = 0;
  let reached = spread[0]?.weight ?? 0;
  for (let run = 0; run < runs; run += 1) {
    while ((run + 0.5) / runs > reached && place < spread.length - 1) {
      place += 1;
      reached += spread[place].weight;
    }
    layers[run] = spread[place].slip;
  }
  return layers;
}

/** In an order in which each comes after what it waits for; those in or behind a circle are left out. */
export function inOrder(open: readonly OpenMilestone[]): readonly OpenMilestone[] {
  const byId = new Map(open.map((one) => [one.id, one]));
  const placed = new Set<string>();
  const order: OpenMilestone[] = [];
  const waiting = open.map((one) => ({ one, needs: one.waitsFor.map(({ id }) => id).filter((id) => byId.has(id)) }));
  for (let left = waiting; left.length > 0;) {
    const ready = left.filter(({ needs }) => needs.every((id) => placed.has(id)));
    if (ready.length === 0) return order;
    for (const { one } of ready) {
      placed.add(one.id);
      order.push(one);
    }
    left = left.filter(({ one }) => !placed.has(one.id));
  }
  return order;
}

/** The day on which it is finished in each run, or why it has none. */
type Runs = Int32Array | NoDate;

/** Steps 3 and 4 for one milestone, once all that it waits for has its runs. */
function runsOf(
  milestone: OpenMilestone,
  before: ReadonlyMap<string, Runs>,
  { spread, today, next }: { spread: readonly WeightedSlip[]; today: CalendarDay; next: () => number },
): Runs {
  if (milestone.isPaused) return 'paused';
  const possible = stillPossible(spread, daysBetween(milestone.baselineDue, today));
  if (possible.length === 0) return 'later-than-any';
  const planned = milestone.startOn ? Math.max(0, daysBetween(milestone.startOn, milestone.baselineDue)) : 0;
  const awaited: { readonly runs: Int32Array; readonly length: number }[] = [];
  for (const { id, to } of milestone.waitsFor) {
    const runs = before.get(id);
    if (typeof runs === 'string') return 'waits';
    if (runs) awaited.push({ runs, length: to === 'start' ? planned : 0 });
  }
  const first = dayNumber(milestone.baselineDue);
  const layers = layersOf(possible, forecastRuns);
  // Plain loops: a page waits for this, and each milestone is played through thousands of times.
  const order = shuffled(forecastRuns, next);
  const runs = new Int32Array(forecastRuns);
  for (let run = 0; run < forecastRuns; run += 1) runs[run] = first + at(layers, at(order, run));
  for (const { runs: other, length } of awaited)
    for (let run = 0; run < forecastRuns; run += 1) runs[run] = Math.max(at(runs, run), at(other, run) + length);
  return runs;
}

const at = (runs: Int32Array, place: number): number => runs[place];

/** Step 6: the first day by which at least `share` of the runs have it finished. */
function dayBy(sorted: Int32Array, share: number): CalendarDay | null {
  const finish = at(sorted, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return finish >= never ? null : dayFromNumber(finish);
}

const daysOf = (sorted: Int32Array) => ({ p50: dayBy(sorted, 0.5), p80: dayBy(sorted, 0.8) });

export function forecastOf({ today, own, elsewhere, open }: ForecastFacts): Result<Forecast, TooFew> {
  if (own.length < fewestClosed) return refused({ reason: 'too-few', closed: own.length, needed: fewestClosed });
  const known = { closed: own, open: open.map(({ baselineDue }) => daysBetween(baselineDue, today)) };
  const { weightOfOwn, spread } = spreadOf(known, elsewhere);
  const next = numberSeries(forecastSeed);
  const finished = new Map<string, Runs>();
  for (const milestone of inOrder(open))
    finished.set(milestone.id, runsOf(milestone, finished, { spread, today, next }));
  const milestones = open.map(({ id, currentDue }): MilestoneForecast => {
    const runs = finished.get(id) ?? 'circle';
    if (typeof runs === 'string') return { id, dates: null, noDate: runs };
    const due = dayNumber(currentDue);
    let inTime = 0;
    for (const finish of runs) if (finish <= due) inTime += 1;
    const byCurrentDue = inTime / runs.length;
    return { id, dates: { ...daysOf(runs.toSorted()), byCurrentDue }, noDate: null };
  });
  const all = lastOf([...finished.values()]);
  return ok({ own: own.length, elsewhere: elsewhere.closed.length, weightOfOwn, milestones, all });
}

/** When the last of them is finished, run by run. */
function lastOf(finished: readonly Runs[]): Forecast['all'] {
  const dated = finished.filter((runs): runs is Int32Array => typeof runs !== 'string');
  const [one, ...others] = dated;
  if (!one) return null;
  const last = one.slice();
  for (const runs of others)
    for (let run = 0; run < forecastRuns; run += 1) last[run] = Math.max(at(last, run), at(runs, run));
  return { ...daysOf(last.toSorted()), count: dated.length };
}

import type { CalendarDay } from '../../kernel/calendar-day.js';
import { daysBetween } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import { type Forecast, forecastOf, type OpenMilestone, slipOf, type Slips, type TooFew } from './forecast.js';
import { isComplete, type MilestoneState, stateOn } from './milestone-state.js';

/** What of a milestone a forecast is made from. */
export type ForecastMilestone = {
  readonly id: string;
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly startOn: CalendarDay | null;
  readonly state: MilestoneState;
  readonly completedOn: CalendarDay | null;
  readonly evidenceOwedUntil: CalendarDay | null;
};

export type PlanFacts<Milestone extends ForecastMilestone> = {
  readonly today: CalendarDay;
  readonly milestones: readonly Milestone[];
  /** `from` waits for `to`. */
  readonly dependencies: readonly {
    readonly fromId: string;
    readonly toId: string;
    readonly kind: 'start' | 'finish';
  }[];
  /** Of all other plans; no day of completion: it is open. */
  readonly elsewhere: readonly { readonly baselineDue: CalendarDay; readonly completedOn: CalendarDay | null }[];
};

export type PlanForecast<Milestone extends ForecastMilestone> = {
  readonly open: readonly Milestone[];
  /** Slips of this plan's closed milestones in days, the smallest first. */
  readonly slips: readonly number[];
  /** How many open milestones are already later than every closed one was. */
  readonly laterThanAny: number;
  readonly cancelled: number;
  readonly result: Result<Forecast, TooFew>;
};

/**
 * Sorts the milestones of a plan for a forecast. Closed is what counts as complete today, evidence and all; cancelled
 * ones neither close nor wait. While a plan is being written its dates are taken for its first dates.
 */
export function planForecast<Milestone extends ForecastMilestone>({
  today,
  milestones,
  dependencies,
  elsewhere,
}: PlanFacts<Milestone>): PlanForecast<Milestone> {
  const slips = milestones.flatMap((one) => {
    const { baselineDue, completedOn } = one;
    return isComplete(one) && baselineDue && completedOn ? [slipOf({ baselineDue, completedOn })] : [];
  });
  const open = milestones.filter((one) => !isComplete(one) && one.state !== 'cancelled');
  const asked = open.map((one): OpenMilestone => ({
    id: one.id,
    baselineDue: one.baselineDue ?? one.currentDue,
    currentDue: one.currentDue,
    startOn: one.startOn,
    isPaused: stateOn(one, today) === 'paused',
    waitsFor: dependencies.flatMap(({ fromId, toId, kind }) => (fromId === one.id ? [{ id: toId, to: kind }] : [])),
  }));
  const longest = Math.max(...slips);
  return {
    open,
    slips: slips.toSorted((a, b) => a - b),
    laterThanAny:
      slips.length === 0 ? 0 : asked.filter(({ baselineDue }) => daysBetween(baselineDue, today) >= longest).length,
    cancelled: milestones.filter(({ state }) => state === 'cancelled').length,
    result: forecastOf({ today, own: slips, elsewhere: slipsOf(elsewhere, today), open: asked }),
  };
}

const slipsOf = (milestones: PlanFacts<ForecastMilestone>['elsewhere'], today: CalendarDay): Slips => ({
  closed: milestones.flatMap(({ baselineDue, completedOn }) =>
    completedOn ? [slipOf({ baselineDue, completedOn })] : [],
  ),
  open: milestones.flatMap(({ baselineDue, completedOn }) => (completedOn ? [] : [daysBetween(baselineDue, today)])),
});

import { type CalendarDay, day } from './calendar-day.js';

/** The one place that knows what time it is. Asked at the edge, never inside a rule. */
export abstract class Clock {
  /** Now, in UTC, as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  abstract now(): string;

  /** Today in the United Kingdom. */
  abstract today(): CalendarDay;
}

const ukDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

export const ukDayOf = (instant: Date): CalendarDay => day(ukDay.format(instant));

/**
 * The day in the United Kingdom on which a moment fell. `instant`: as `Clock.now()` gives it. Its clocks are those of UTC or
 * an hour ahead, so that only in the last hour of a day of UTC the calendar has to be asked.
 */
export const ukDayAt = (instant: string): CalendarDay =>
  instant.slice(11, 13) === '23' ? ukDayOf(new Date(instant)) : day(instant.slice(0, 10));

const ukHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' });

/** The hour of a moment on the clocks of the United Kingdom, 0 to 23. `now`: as `Clock.now()` gives it. */
export const ukHourOf = (now: string): number => Number(ukHour.format(new Date(now)));

const hour = 3_600_000;

/** The moment in UTC at which a day begins in the United Kingdom: an hour earlier in summer. */
export function ukDayStart(value: CalendarDay): string {
  const midnight = Date.parse(`${value}T00:00:00.000Z`);
  const inSummer = new Date(midnight - hour);
  return ukDayOf(inSummer) === value ? inSummer.toISOString() : new Date(midnight).toISOString();
}

export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }

  today(): CalendarDay {
    return ukDayOf(new Date());
  }
}

const ukTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** A moment as it was in the United Kingdom: "10:42 on 4 March 2026". */
export function ukMoment(instant: string): string {
  const parts = new Map(ukTime.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.get('hour')}:${parts.get('minute')} on ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}

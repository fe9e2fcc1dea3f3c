/** A moment in UTC as `YYYY-MM-DDTHH:MM:SS.sssZ`: text that sorts. */

const minute = 60_000;

/** Whole and parts of minutes from `from` to `to`; negative when `to` is earlier. */
export const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / minute;

export const addMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * minute).toISOString();

/** How many whole steps of `seconds` have passed since 1970: what one-time codes are counted by. */
export const stepsSince1970 = (instant: string, seconds: number): number =>
  Math.floor(Date.parse(instant) / 1_000 / seconds);

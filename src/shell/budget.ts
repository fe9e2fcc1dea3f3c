/** What is left of an allowance, and since when that is so, in milliseconds. */
export type Purse = { readonly left: number; readonly at: number };

/** So many points a minute, and never more than a minute's worth saved up. */
export type Allowance = { readonly perMinute: number };

const minute = 60_000;

/**
 * Takes `points` out of a purse that fills up evenly: the purse afterwards, or for how many whole seconds to wait. What
 * costs more than the purse can ever hold takes all of it. A clock that went back fills nothing.
 */
export function spend(
  purse: Purse | undefined,
  points: number,
  { perMinute }: Allowance,
  now: number,
): { readonly purse: Purse; readonly waitSeconds: null } | { readonly purse: Purse; readonly waitSeconds: number } {
  const passed = purse ? Math.max(0, now - purse.at) : 0;
  const left = purse ? Math.min(perMinute, purse.left + (passed * perMinute) / minute) : perMinute;
  const price = Math.min(points, perMinute);
  if (left >= price) return { purse: { left: left - price, at: now }, waitSeconds: null };
  const waitSeconds = Math.ceil(((price - left) * minute) / perMinute / 1_000);
  return { purse: { left, at: now }, waitSeconds };
}

import { addDays } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { type InterventionLevel, isLighter, type Span } from './intervention.js';

/** Help or a lower power beside or after the intervention. Help from peers has level 1. */
export type Cover = Span & { readonly factId: string; readonly label: string; readonly level: InterventionLevel };

/** Cover that a source says went on after the exit, whether or not the record has an end for it. */
export type CoverThatWentOn = { readonly factId: string | null; readonly label: string };

export type CoverFound = {
  readonly factId: string | null;
  readonly label: string;
  readonly shownBy: 'its dates' | 'a source';
};

/** `no` speaks of the record: nothing on it shows lighter cover. Cover without a known end is named beside it. */
export type LighterCover =
  | { readonly answer: 'yes'; readonly found: readonly CoverFound[] }
  | { readonly answer: 'no'; readonly noKnownEnd: readonly Cover[] }
  | { readonly answer: 'not_known'; readonly missing: readonly string[] };

const settlingDays = 31;
const lastingDays = 183;

/**
 * Whether the organisation was let down gently: lighter support or a lower level in force 31 days after the exit, and
 * still 183 days after it. Days count from the day on which the intervention ended. Cover with no known end counts only
 * when a source says that it went on. When dates are not exact enough to say, the answer is not known.
 */
export function lighterCoverAfter(
  exit: { readonly on: Period; readonly level: InterventionLevel } | null,
  covers: readonly Cover[],
  wentOn: readonly CoverThatWentOn[],
): LighterCover {
  if (!exit) return { answer: 'not_known', missing: ['When the intervention ended'] };
  const lighter = covers.filter(({ level }) => isLighter(level, exit.level));
  const bySource: CoverFound[] = wentOn.map(({ factId, label }) => ({ factId, label, shownBy: 'a source' }));
  const named = new Set(wentOn.map(({ factId }) => factId));
  const byDates = lighter
    .filter((cover) => !named.has(cover.factId) && lasted(cover, exit.on) === 'yes')
    .map(({ factId, label }): CoverFound => ({ factId, label, shownBy: 'its dates' }));
  if (bySource.length + byDates.length > 0) return { answer: 'yes', found: [...bySource, ...byDates] };

  const unsure = lighter.filter((cover) => lasted(cover, exit.on) === 'not_known');
  if (unsure.length > 0) {
    return { answer: 'not_known', missing: unsure.map(({ label }) => `The exact dates of: ${label}`) };
  }
  return { answer: 'no', noKnownEnd: lighter.filter((cover) => lasted(cover, exit.on) === 'no_known_end') };
}

type Lasted = 'yes' | 'no' | 'no_known_end' | 'not_known';

function lasted({ from, to }: Span, exit: Period): Lasted {
  const earliestExit = exit.start;
  const latestExit = periodEnd(exit);
  if (from && from.start > addDays(latestExit, settlingDays)) return 'no';
  if (to && periodEnd(to) < addDays(earliestExit, lastingDays)) return 'no';
  if (!from) return 'not_known';
  if (!to) return 'no_known_end';
  const isSure = periodEnd(from) <= addDays(earliestExit, settlingDays) && to.start >= addDays(latestExit, lastingDays);
  return isSure ? 'yes' : 'not_known';
}

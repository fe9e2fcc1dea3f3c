import type { CalendarDay } from '../../kernel/calendar-day.js';
import { addMonths } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import { episodeAreas, type EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import type { GroupReading } from '../domain/recovery-reading.js';
import type { SeriesRow } from '../domain/recovery-record.js';
import { endOfSeries } from '../domain/series-end.js';
import { sayMonths } from './recovery-words.page.js';

/**
 * That the median is that of recovery alone, and what it is of everybody: with those counted that closed, merged or were
 * handed over and so never recover (the cumulative incidence of Aalen and Johansen). Null where nothing competes.
 */
export function ofEverybodyWords({ n, competing, incidence, curve }: GroupReading): string | null {
  if (!curve || competing === 0) return null;
  const half = incidence.find(({ ended }) => (ended[0] ?? 0) >= 0.5);
  const alone = `${plural(competing, 'episode')} of these ended because the organisation closed, merged or was handed over. The curve follows recovery alone, as if they might still have recovered.`;
  const all = plural(n, 'episode');
  return half
    ? `${alone} Of all ${all}, counting them as never recovering, half had recovered within ${sayMonths(half.days)} months.`
    : `${alone} Of all ${all}, counting them as never recovering, fewer than half recovered, as far as there are enough to follow.`;
}

/** A series that has told nothing for so many months has ended, as far as this record goes. */
const silentMonths = 12;
const mostNamed = 5;

/**
 * Where the record of a part of the work ends more than a year before today: failures after that are not missing from
 * the world. Null where every series goes on.
 */
export function recordEndsWords(cases: readonly RecoveryCase[], today: CalendarDay): string | null {
  const frameworks = new Set<SeriesRow>();
  for (const { framework, endFramework } of cases) {
    if (framework) frameworks.add(framework);
    if (endFramework) frameworks.add(endFramework);
  }
  const series = groupBy([...frameworks], ({ inspectorate, area }) => {
    const part = episodeAreas[area as EpisodeArea] ?? area;
    return `${inspectorate} on ${part.toLowerCase()}`;
  });
  const silent = [...series]
    .flatMap(([name, reaches]) => {
      const last = endOfSeries(reaches);
      return last !== null && last < addMonths(today, -silentMonths) ? [[name, last] as const] : [];
    })
    .toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  if (silent.length === 0) return null;
  const named = silent.slice(0, mostNamed).map(([name, last]) => `${name}: ${formatDay(last)}`);
  const more = silent.length - named.length;
  const said = formatList([...named, ...(more > 0 ? [`${formatCount(more)} more`] : [])]);
  return `The record of some series ends early (${said}). Fewer failures from then on are fewer publications, not better services.`;
}

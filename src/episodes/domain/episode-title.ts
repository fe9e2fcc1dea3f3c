import { partsOf } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';

/** What an episode is called that judgements alone opened: "Children's services, 2019". */
export function titleFromJudgements(
  { area, unit }: { readonly area: EpisodeArea; readonly unit: string | null },
  trigger: Period,
): string {
  const what = unit === null ? episodeAreas[area] : `${episodeAreas[area]}: ${unit}`;
  return `${what}, ${partsOf(trigger.start).year}`.slice(0, 300);
}

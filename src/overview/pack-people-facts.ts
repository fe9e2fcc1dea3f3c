import type { Shown } from '../measures/domain/disclosure.js';
import type { ShownShare, ShownYear } from '../voice/domain/concern-counts.js';
import { reviewTypes } from '../voice/domain/learning.js';
import { formatCount, formatDay } from '../shell/format.js';
import type { PackLearningRow } from './data/pack-record.row.js';
import type { PackConcerns, PackLearningReview } from './domain/pack/pack-facts.js';

const shownText = (shown: Shown, sign = ''): string =>
  shown.is === 'number' ? `${formatCount(shown.value)}${sign}` : shown.letter === 'x' ? '–' : shown.letter;

const shareText = (share: ShownShare): string =>
  share.is === 'due' ? `Told from ${formatDay(share.on)}` : shownText(share.share, '%');

/** Of concerns years that are over, and quarters that are over; the newest first. */
export const packConcerns = (years: readonly ShownYear[]): PackConcerns => ({
  years: years.flatMap(({ year, raised }) => (raised ? [{ year, raised: shownText(raised) }] : [])),
  quarters: years.flatMap(({ quarters }) =>
    quarters.toReversed().map(({ year, quarter, raised, acknowledgedInTime, toldInTime }) => ({
      year,
      quarter,
      raised: shownText(raised),
      acknowledgedInTime: shareText(acknowledgedInTime),
      toldInTime: shareText(toldInTime),
    })),
  ),
});

/** One review from its rows, one for each action. */
export function packReview(rows: readonly PackLearningRow[]): readonly PackLearningReview[] {
  const [first] = rows;
  if (!first) return [];
  const { action: _first, type, ...review } = first;
  const words = (reviewTypes as Readonly<Record<string, string>>)[type] ?? type;
  return [{ ...review, type: words, actions: rows.flatMap(({ action }) => action ?? []) }];
}

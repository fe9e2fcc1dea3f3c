import type { Period } from '../../kernel/period.js';
import { formatCount, formatDay, formatList, formatPeriod, plural } from '../format.js';
import {
  type EpisodeEnd,
  type EpisodeOnLine,
  type LifeLineFacts,
  type PointOnLine,
  type SpanOnLine,
  latestJudgement,
} from './life-line-facts.js';

const endWords: Record<EpisodeEnd, string> = {
  'not-failing': 'judged no longer failing',
  recovered: 'recovered',
  closed: 'ended in another way',
  open: 'still open',
};

const episodeWords = ({ start, end, endKind, relapse }: EpisodeOnLine): string =>
  `from ${formatPeriod(start)}${end ? ` to ${formatPeriod(end)}, ${endWords[endKind]}` : ', still open'}${relapse ? ', a relapse' : ''}`;

const some = (count: number, one: string, many?: string): readonly string[] =>
  count > 0 ? [plural(count, one, many)] : [];

function interventionWords(facts: LifeLineFacts): readonly string[] {
  const { interventions } = facts;
  if (interventions.length === 0) return [];
  const highest = Math.max(...interventions.map(({ level }) => level));
  const open = interventions.filter(({ end }) => end === null).length;
  const without = open > 0 ? `, ${formatCount(open)} without a known end` : '';
  return [`${plural(interventions.length, 'intervention')}, the highest at level ${highest} of 5${without}.`];
}

function watchWords(episodes: readonly EpisodeOnLine[]): readonly string[] {
  const ends = new Set(episodes.flatMap(({ watchUntil }) => (watchUntil ? [formatPeriod(watchUntil)] : [])));
  return ends.size > 0 ? [`On watch for a relapse until ${formatList([...ends])}.`] : [];
}

/** The picture in words, for those who do not see it: every episode with its dates, and what else is drawn. */
export function describeLifeLine(facts: LifeLineFacts): string {
  const { episodes, judgements } = facts;
  const latest = latestJudgement(judgements);
  const serious = judgements.filter((judgement) => judgement.serious).length;
  const others = [
    ...some(facts.support.length, 'spell of help', 'spells of help'),
    ...some(facts.warnings.length, 'warning'),
    ...some(facts.posts.length, 'change in post', 'changes in post'),
    ...some(facts.reviews.length, 'board review'),
    ...some(facts.frameworkChanges.length, 'change of framework', 'changes of framework'),
  ];
  const sentences = [
    `From ${formatDay(facts.from)} to ${formatDay(facts.to)}.`,
    episodes.length === 0
      ? 'No episode of failure is on record.'
      : `${plural(episodes.length, 'episode')} of failure: ${episodes.map(episodeWords).join('; ')}.`,
    ...(latest
      ? [`${plural(judgements.length, 'judgement')}, the latest “${latest.short}”, ${formatPeriod(latest.on)}.`]
      : []),
    ...(serious > 0 ? [`${plural(serious, 'judgement')} found one area failing without opening an episode.`] : []),
    ...interventionWords(facts),
    ...(others.length > 0 ? [`Also drawn: ${formatList(others)}.`] : []),
    ...watchWords(episodes),
  ];
  return sentences.join(' ').replaceAll('\u00a0', ' ');
}

const endText = (end: Period | null, endUnknown: boolean | undefined): string => {
  if (end) return ` to ${formatPeriod(end)}`;
  return endUnknown ? ', end not known' : ', still open';
};

/** What is said of one shape when it is pointed at. */
export const spanTitle = ({ label, start, end, endUnknown }: SpanOnLine): string =>
  `${label}: ${formatPeriod(start)}${endText(end, endUnknown)}`;

export const pointTitle = ({ label, on }: PointOnLine): string => `${label}: ${formatPeriod(on)}`;

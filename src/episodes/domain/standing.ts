import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { watchUntil } from './episode.js';
import type { EpisodeState } from './episode-state.js';

/** How an organisation stands today, for lists. */
export const standings = {
  in_failure: 'In failure',
  watch: 'On relapse watch',
  beyond_watch: 'Beyond the watch',
  never_failed: 'No failure on the record',
  not_judged: 'No judgement on the record',
  closed: 'Closed',
} as const;
export type StandingCode = keyof typeof standings;

/**
 * One episode, derived or managed, so far as standing needs it. `state` null: nobody has decided one. Episodes entered
 * in error are left out by whoever asks.
 */
export type StandingEpisode = {
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly triggerOn: Period;
  /** What was published: "inadequate". Null: the trigger was a notice, a declaration or a conclusion in words. */
  readonly triggerLabel: string | null;
  readonly notFailingOn: Period | null;
  readonly recoveredOn: Period | null;
  /** The trigger of its relapse, where that is told elsewhere: of another part, or of another body. */
  readonly failedAgain: FailedAgain | null;
  readonly state: EpisodeState | null;
};

/** `place`: under which body or in which part, as the sentence says it ("under Mid Trust"); null: in the same place. */
export type FailedAgain = { readonly on: Period; readonly place: string | null };

/** A body whose story goes on here, with its failures. */
export type EarlierBody = { readonly name: string; readonly episodes: readonly StandingEpisode[] };

export type StandingFacts = {
  readonly closedOn: Period | null;
  readonly episodes: readonly StandingEpisode[];
  /** Whether any judgement on the record gives a verdict. */
  readonly isJudged: boolean;
  /** Bodies whose failures are told where it has none of its own. */
  readonly predecessors?: readonly EarlierBody[];
};

export type Standing = {
  readonly state: StandingCode;
  /** To be read aloud by anyone. */
  readonly sentence: string;
  /** The last day of the watch that runs longest; null when none runs. */
  readonly watchUntil: CalendarDay | null;
};

/**
 * Whether an episode is still running. A decision counts before what judgements say; while it is monitored, a judgement
 * that is not failing has moved it on to the watch.
 */
export function isRunning({ state, notFailingOn, recoveredOn }: StandingEpisode): boolean {
  if (state === 'recovered' || state === 'relapsed' || state === 'closed') return false;
  if (state === 'open' || state === 'in_intervention') return true;
  return notFailingOn === null && recoveredOn === null;
}

/** The state and the sentence of one organisation, from all its episodes and what else the record holds. */
export function standingOf(facts: StandingFacts, today: CalendarDay): Standing {
  const watch = latest(facts.episodes.filter((episode) => !isRunning(episode)).map(watchUntil));
  const running = watch !== null && watch >= today ? watch : null;
  const state = stateOf(facts, running, today);
  return { state, sentence: sentenceOf(facts, state, today), watchUntil: running };
}

function stateOf(
  { closedOn, episodes, isJudged }: StandingFacts,
  watch: CalendarDay | null,
  today: CalendarDay,
): StandingCode {
  if (closedOn && periodEnd(closedOn) <= today) return 'closed';
  if (episodes.some(isRunning)) return 'in_failure';
  if (watch) return 'watch';
  if (episodes.length > 0) return 'beyond_watch';
  return isJudged ? 'never_failed' : 'not_judged';
}

function sentenceOf(
  { closedOn, episodes, isJudged, predecessors = [] }: StandingFacts,
  state: StandingCode,
  today: CalendarDay,
): string {
  const closed = state === 'closed' && closedOn ? [`Closed ${inWords(closedOn)}.`] : [];
  if (episodes.length === 0) {
    const record = isJudged ? 'No judgement on the record is a failure.' : 'No graded judgement is on the record.';
    const before = predecessors.map((one) => predecessorStory(one, today));
    return [record, ...before, ...closed].join(' ');
  }
  const groups = grouped(episodes.toSorted(byTrigger));
  const stories = groups.map(({ name, group }) =>
    groups.length > 1 ? `${name}: ${lowerFirst(storyOf(group, today))}` : storyOf(group, today),
  );
  return [...stories, ...closed].join(' ');
}

type Group = { readonly name: string; readonly group: StandingEpisode[] };

/** Episodes of one area and unit together, the first to fail first. */
function grouped(inOrder: readonly StandingEpisode[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const episode of inOrder) {
    const place = placeOf(episode);
    const known = groups.get(place);
    if (known) known.group.push(episode);
    else groups.set(place, { name: nameOf(episode), group: [episode] });
  }
  return [...groups.values()];
}

const placeOf = ({ area, unit }: StandingEpisode): string => JSON.stringify([area, unit]);
const byTrigger = (a: StandingEpisode, b: StandingEpisode): number => byPeriod(a.triggerOn, b.triggerOn);
const byLastTrigger = (a: Group, b: Group): number =>
  byPeriod((a.group.at(-1) as StandingEpisode).triggerOn, (b.group.at(-1) as StandingEpisode).triggerOn);
const nameOf = ({ area, unit }: StandingEpisode): string => (unit ? upperFirst(unit) : episodeAreas[area]);

/** "Judged inadequate in December 2010 and again in May 2019. Not failing since May 2023. The relapse watch runs to May 2030." */
const storyOf = (episodes: readonly StandingEpisode[], today: CalendarDay): string =>
  storyParts(episodes, today).join(' ');

function storyParts(episodes: readonly StandingEpisode[], today: CalendarDay): readonly string[] {
  const [first, ...others] = episodes;
  const last = episodes.at(-1);
  if (!first || !last) return [];
  const again = others.map(
    (episode) => `again ${sameLabel(first, episode) ? '' : `${judged(episode)} `}${inWords(episode.triggerOn)}`,
  );
  return [`${upperFirst(judged(first))} ${inWords(first.triggerOn)}${listed(again)}.`, ...endOf(last, today)];
}

/** "Its predecessor, The School, was judged inadequate in November 2010; not failing since March 2012; the relapse watch ended in March 2019." */
function predecessorStory({ name, episodes }: EarlierBody, today: CalendarDay): string {
  const last = grouped(episodes.toSorted(byTrigger)).toSorted(byLastTrigger).at(-1);
  const story = storyParts(last?.group ?? [], today).map((part) => lowerFirst(part.replace(/\.$/, '')));
  return `Its predecessor, ${name}, was ${story.join('; ')}.`;
}

const sameLabel = (a: StandingEpisode, b: StandingEpisode): boolean => a.triggerLabel === b.triggerLabel;

const judged = ({ triggerLabel }: StandingEpisode): string =>
  triggerLabel === null ? 'found to be failing' : `judged ${lowerFirst(triggerLabel)}`;

const listed = (others: readonly string[]): string => {
  const last = others.at(-1);
  if (last === undefined) return '';
  const before = others
    .slice(0, -1)
    .map((each) => `, ${each}`)
    .join('');
  return `${before} and ${last}`;
};

function endOf(episode: StandingEpisode, today: CalendarDay): readonly string[] {
  if (isRunning(episode)) return [runningWords(episode)];
  if (episode.failedAgain) return [failedAgainWords(episode, episode.failedAgain)];
  const until = watchUntil(episode);
  const watch =
    until &&
    (until >= today ? `The relapse watch runs to ${monthOf(until)}.` : `The relapse watch ended in ${monthOf(until)}.`);
  const { notFailingOn, recoveredOn, state } = episode;
  const over = notFailingOn
    ? `Not failing since ${when(notFailingOn)}.`
    : recoveredOn
      ? `Recovered ${inWords(recoveredOn)}.`
      : state === 'closed'
        ? 'That episode was closed.'
        : 'When it stopped failing is not known.';
  return watch ? [over, watch] : [over];
}

function failedAgainWords({ notFailingOn, recoveredOn }: StandingEpisode, { on, place }: FailedAgain): string {
  const again = `failed again ${inWords(on)}${place ? ` ${place}` : ''}.`;
  if (notFailingOn) return `Not failing from ${when(notFailingOn)}; ${again}`;
  return recoveredOn ? `Recovered ${inWords(recoveredOn)}; ${again}` : upperFirst(again);
}

function runningWords({ state, notFailingOn }: StandingEpisode): string {
  if (notFailingOn) return `Judged not failing ${inWords(notFailingOn)}; the intervention has not ended.`;
  if (state === 'in_intervention') return 'In intervention; no judgement since then is better than failing.';
  return 'No judgement since then is better than failing.';
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const quarterNames = ['first', 'second', 'third', 'fourth'] as const;

const monthOf = (day: CalendarDay): string => {
  const { year, month } = partsOf(day);
  return `${monthNames[month - 1]} ${year}`;
};

/** A month is exact enough to be read aloud; what is known less exactly is said so. */
function when(period: Period): string {
  const { year, month } = partsOf(period.start);
  if (period.precision === 'year') return String(year);
  if (period.precision === 'quarter') return `the ${quarterNames[Math.floor((month - 1) / 3)]} quarter of ${year}`;
  return monthOf(period.start);
}

const inWords = (period: Period): string => `in ${when(period)}`;

const latest = (days: readonly (CalendarDay | null)[]): CalendarDay | null =>
  days.reduce((last, day) => (day && (!last || day > last) ? day : last), null);

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

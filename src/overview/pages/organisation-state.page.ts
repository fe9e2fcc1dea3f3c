import { standingOf } from '../../episodes/domain/standing.js';
import { type EpisodeState, episodeStates } from '../../episodes/domain/episode-state.js';
import {
  highestLevelOn,
  inForceOn,
  type InterventionLevel,
  interventionLevels,
} from '../../interventions/domain/intervention.js';
import { monthsBetween, periodEnd } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatMonths, formatPeriod, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import { nextEpisodeOf, notFailingOf, relapseOfOf, standingFactsOf, watchEndOf } from '../domain/case-facts.js';
import type { Body, Dossier, EpisodeFactSheet, InterventionFact } from '../domain/dossier.js';
import { dateWords, spanWords } from './dossier-words.page.js';
import { type DossierPageInput, keepKnown, lastDay } from './organisation-frame.page.js';
import { linkLabelFrom } from './told-entry.page.js';

/** A body before or after this one, with what happened to it in the same words. */
export type OtherBody = { readonly relation: string; readonly link: Link; readonly sentence: string };

/** How far others step in now, and the steps that this rests on. */
export type InterventionNow = { readonly level: string; readonly list: readonly string[] };

export const isOpen = (episode: EpisodeFactSheet): boolean =>
  !notFailingOf(episode) && !episode.recoveredOn && !episode.closedOn;

/** Whether a person decided, or judgements alone speak: a paragraph each. */
export function basisOf(dossier: Dossier, own: readonly string[]): readonly string[] {
  const episodes = dossier.episodes.filter(({ organisationId }) => own.includes(organisationId));
  if (episodes.length === 0) return ['Worked out from the judgements on this record.'];
  const decided = episodes.filter(({ status }) => status !== null);
  const judged =
    'Dates are from judgements: when each was published or, where that is not known to the month, when the visit ended.';
  if (decided.length === 0) return [judged, 'Nobody has recorded a decision about the state.'];
  const decisions = decided.map(
    ({ title, status, statusReason }) =>
      `${title}: ${episodeStates[status as EpisodeState].toLowerCase()}${statusReason ? ` (${statusReason.replace(/\.$/, '')})` : ''}.`,
  );
  return [judged, 'A recorded decision comes before what judgements say.', ...decisions];
}

export function headlineOf(dossier: Dossier): string {
  const months = dossier.episodes.flatMap((episode) => {
    const over = notFailingOf(episode);
    return over ? [monthsBetween(episode.derived.trigger?.on ?? episode.triggerOn, over.on)] : [];
  });
  const relapses = dossier.episodes.filter((episode) => relapseOfOf(episode) !== null).length;
  if (dossier.episodes.length === 0) return 'No episode of failure is on the record';
  const spells = plural(dossier.episodes.length, 'episode');
  const longest = months.toSorted((a, b) => b.months - a.months)[0];
  const again = relapses > 0 ? `; ${plural(relapses, 'relapse')}` : '';
  return longest
    ? `${spells} of failure${again}; the longest took ${formatMonths(longest)} to a judgement that was not failing`
    : `${spells} of failure${again}`;
}

export function otherBody(input: DossierPageInput, id: string): OtherBody {
  const { dossier } = input;
  const body = dossier.bodies.find((one) => one.id === id) as Body;
  const link = dossier.links.find(
    ({ fromId, toId }) => (fromId === id && toId === dossier.self.id) || (toId === id && fromId === dossier.self.id),
  );
  return {
    relation: link ? linkLabelFrom(dossier.self.id, link) : 'In the same line',
    link: { text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) },
    sentence: standingOf(standingFactsOf(dossier, id), lastDay(input)).sentence,
  };
}

export function nextDates(input: DossierPageInput, own: readonly string[]): readonly string[] {
  const day = lastDay(input);
  const { interventions, checks, episodes } = input.dossier;
  const planned = interventions
    .filter(({ organisationId, endedOn }) => own.includes(organisationId) && !endedOn)
    .flatMap(({ title, plannedEnds }) => {
      const last = plannedEnds.at(-1);
      return last && periodEnd(last.plannedEndOn) >= day
        ? [`${formatPeriod(last.plannedEndOn)}: planned end of ${title}.`]
        : [];
    });
  const due = checks
    .filter(
      ({ organisationId, doneOn, dueOn }) =>
        own.includes(organisationId) && !doneOn && dueOn && periodEnd(dueOn) >= day,
    )
    .map(({ dueOn, text }) => `${dateWords(dueOn)}: check after the exit. ${text}`);
  // A failure that was followed by a relapse is watched no longer: the relapse is.
  const watches = episodes
    .filter((episode) => episode.watchUntil && episode.watchUntil >= day && !nextEpisodeOf(input.dossier, episode))
    .flatMap((episode) => {
      const end = watchEndOf(episode);
      return end ? [`${formatPeriod(end)}: the relapse watch of “${episode.title}” ends, after 84 months.`] : [];
    });
  return [...planned, ...due, ...watches];
}

export function interventionNow(
  dossier: Dossier,
  own: readonly string[],
  day: ReturnType<typeof lastDay>,
): InterventionNow {
  const replaced = new Set(dossier.interventions.flatMap(({ replacesId }) => replacesId ?? []));
  // Help from peers is no intervention: it stands in the timeline.
  const ours = dossier.interventions.filter(
    ({ id, organisationId, level }) => own.includes(organisationId) && level > 1 && !replaced.has(id),
  );
  const spans = ours.map((one) => ({
    from: one.startedOn,
    to: one.endedOn,
    level: one.level as InterventionLevel,
    one,
  }));
  const going = spans.filter((span) => inForceOn(span, day) === 'in_force');
  const open = spans.filter((span) => inForceOn(span, day) === 'no_known_end');
  const { level, isCertain } = highestLevelOn(spans, day);
  const closed = dossier.self.closedOn;
  if (closed && periodEnd(closed) <= day) {
    return {
      level: 'The organisation has closed, so no intervention is in force. What was done stands in its timeline.',
      list: [],
    };
  }
  if (level === 0 || going.length + open.length === 0) {
    return { level: 'No intervention is on the record as in force.', list: [] };
  }
  const named = ({ one }: { one: InterventionFact }): string =>
    `${one.title}, level ${one.level}, ${spanWords(one.startedOn, one.endedOn, true)}${plannedWords(one)}`;
  return {
    level: isCertain
      ? `Level ${level} of 5: ${interventionLevels[level].toLowerCase()}. Levels are our reading.`
      : 'No step is on the record as in force for certain. For these the record has no end, so it cannot say that they are over:',
    list: [...going, ...open].map(named),
  };
}

const plannedWords = ({ plannedEnds }: InterventionFact): string => {
  const last = plannedEnds.at(-1);
  return last ? `; planned end ${formatPeriod(last.plannedEndOn)}` : '';
};

/** The decided state where somebody decided one, otherwise what judgements say. */
export function stateWords(dossier: Dossier, episode: EpisodeFactSheet, day: ReturnType<typeof lastDay>): string {
  if (episode.status) return episodeStates[episode.status as EpisodeState];
  if (isOpen(episode)) return 'Failing, from judgements';
  if (nextEpisodeOf(dossier, episode)) return `${episodeStates.relapsed}, from judgements`;
  const until = episode.watchUntil;
  return until && until >= day ? 'On relapse watch, from judgements' : 'Beyond the watch, from judgements';
}

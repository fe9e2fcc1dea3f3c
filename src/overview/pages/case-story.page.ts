import { type EpisodeState, episodeStates, stateRule } from '../../episodes/domain/episode-state.js';
import { episodeClock } from '../../episodes/domain/episode-clock.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, formatMonths, formatPeriod, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Citation, Tag } from '../../shell/parts.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import {
  countOfAreas,
  earlierEpisodeOf,
  episodeFactsOf,
  failingAreas,
  goodOf,
  nextEpisodeOf,
  notFailingOf,
  recoveredRuleOf,
  triggerFact,
  triggerLabel,
  watchEndOf,
} from '../domain/case-facts.js';
import type { Body, Dossier, EpisodeFactSheet, InspectionFact } from '../domain/dossier.js';
import type { CaseLesson } from './case-lessons.page.js';
import { Citing } from './citing.page.js';
import { labelOf, lowerFirstWord, outcomeWords } from './dossier-words.page.js';
import { keepKnown, lastDay } from './organisation-frame.page.js';
import { stateWords } from './organisation-state.page.js';
import type { EpisodePageInput } from './case-input.page.js';

/** Where the case stands, the rule that put it there, and how long it is watched. */
export type CaseState = {
  readonly tag: Tag;
  readonly rule: string;
  readonly reason: string | null;
  readonly watch: string;
};

/** Another page on which the story goes on, or began. */
export type Continuation = { readonly text: string; readonly link: Link };

/** Something that did not work, with where to read of it. */
export type Setback = { readonly text: string; readonly link: Link | null; readonly citations: readonly Citation[] };

export const bodyOf = (dossier: Dossier, id: string | null): Body =>
  dossier.bodies.find((body) => body.id === id) ?? dossier.self;

/** The library's own paragraph, or one made from what judgements say. */
export function summaryOf(dossier: Dossier, episode: EpisodeFactSheet): string {
  if (episode.summary) return episode.summary;
  const body = bodyOf(dossier, episode.organisationId);
  const label = triggerLabel(dossier, episode);
  const { on } = triggerFact(dossier, episode);
  const over = notFailingOf(episode);
  const good = goodOf(episode);
  const areas = failingAreas(dossier, episode);
  const count = countOfAreas(areas.length);
  const judged =
    areas.length > 0 && label
      ? `${count} ${areas.length === 1 ? 'was' : 'were'} judged ${lowerFirstWord(label)}`
      : label
        ? `judged ${lowerFirstWord(label)}`
        : 'found to be failing';
  const what = episode.unit
    ? `${episode.unit} at ${body.name}`
    : `${labelOf(episodeAreas, episode.area)} of ${body.name}`;
  const sentences = [
    `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${judged}${on ? `, ${formatPeriod(on)}` : ''}${areas.length > 0 ? ` (${areas.map(lowerFirstWord).join('; ')}); this framework gives no overall grade` : ''}.`,
    over
      ? `The first judgement after it that was not failing came ${formatPeriod(over.on)}.`
      : 'No judgement since then is better than failing.',
    good ? `Judged good or better ${formatPeriod(good.on)}.` : null,
    'This paragraph is made from judgements alone.',
  ];
  return sentences.flatMap((text) => text ?? []).join(' ');
}

export function stateOf(input: EpisodePageInput): CaseState {
  const { dossier, episode } = input;
  const day = lastDay(input);
  const status = episode.status as EpisodeState | null;
  const until = episode.watchUntil;
  const end = watchEndOf(episode);
  const next = nextEpisodeOf(dossier, episode);
  const from = notFailingOf(episode) ? 'the first judgement that was not failing' : 'recovery';
  const watch = end
    ? next
      ? `It failed again, ${formatPeriod(next.triggerOn)}. The relapse watch would have run to ${formatPeriod(end)}: 84 months from ${from}.`
      : `The relapse watch ${until && until >= day ? 'runs' : 'ran'} to ${formatPeriod(end)}: 84 months from ${from}.`
    : 'The relapse watch begins with the first judgement that is not failing, or with recovery.';
  if (status) {
    return {
      tag: { text: episodeStates[status] },
      rule: stateRule(status, recoveredRuleOf(dossier, episode)),
      reason: episode.statusReason,
      watch,
    };
  }
  const byArea = episode.derived.byArea ? ' The framework has no formal test of failure, so an area decided.' : '';
  return {
    tag: { text: stateWords(dossier, episode, day) },
    rule: `From judgements: it opens with a failing judgement and ends with the first that is better than failing.${byArea} Nobody has recorded a decision.`,
    reason: episode.statusReason,
    watch,
  };
}

export function figureHeadline(dossier: Dossier, episode: EpisodeFactSheet): string {
  const { triggerToNotFailing } = episodeClock(episodeFactsOf(dossier, episode));
  const next = nextEpisodeOf(dossier, episode);
  const length =
    'months' in triggerToNotFailing
      ? `It took ${formatMonths(triggerToNotFailing.months)} from the trigger to a judgement that was not failing`
      : episode.recoveredOn
        ? `Recovered ${formatPeriod(episode.recoveredOn)}`
        : 'No judgement since the trigger is better than failing';
  return next ? `${length}; it failed again ${formatPeriod(next.triggerOn)}` : length;
}

export function continuationOf(input: EpisodePageInput): readonly Continuation[] {
  const { dossier, episode } = input;
  const earlier = earlierEpisodeOf(dossier, episode);
  const next = nextEpisodeOf(dossier, episode);
  const successor = dossier.bodies.find(({ id }) => id === episode.successorId);
  const caseLink = ({ title, ref }: EpisodeFactSheet): Link | null =>
    ref ? { text: title, href: keepKnown(input, episodePaths.show(ref)) } : null;
  const parts: ({ text: string; link: Link | null } | null)[] = [
    earlier && { text: 'This is a relapse of:', link: caseLink(earlier) },
    next && { text: 'It failed again:', link: caseLink(next) },
    successor
      ? {
          text: 'The story and the watch continue at:',
          link: { text: successor.name, href: keepKnown(input, organisationPaths.show(successor.slug)) },
        }
      : null,
  ];
  return parts.flatMap((part) => (part?.link ? [{ text: part.text, link: part.link }] : []));
}

const setbacks: readonly string[] = ['stalled', 'decline', 'relapse', 'relapse_in_part'];

export function whatDidNotWork(
  input: EpisodePageInput,
  { citing, lessonParts }: { citing: Citing; lessonParts: readonly CaseLesson[] },
): readonly Setback[] {
  const { dossier, episode } = input;
  const next = nextEpisodeOf(dossier, episode);
  const { laterDecline } = episodeFactsOf(dossier, episode);
  const fell = dossier.outcomes
    .filter(({ episodeId, state }) => episodeId === episode.id && setbacks.includes(state))
    .map(({ id, state, on, text }) => ({
      text: `${labelOf(outcomeWords, state)}${on ? `, ${formatPeriod(on)}` : ''}: ${text}`,
      link: null,
      citations: citing.marks(id),
    }));
  const again = next
    ? [
        {
          text: `It failed again ${formatPeriod(next.triggerOn)}:`,
          link: next.ref ? { text: next.title, href: keepKnown(input, episodePaths.show(next.ref)) } : null,
          citations: citing.marks(next.id),
        },
      ]
    : [];
  const inspection = dossier.inspections.find(({ id }) => id === laterDecline?.factId);
  const declined =
    laterDecline && inspection && laterDecline.on
      ? [
          {
            text: `A later judgement was worse and opened no episode, ${formatPeriod(laterDecline.on)}:`,
            link: { text: laterDecline.label, href: inspectionPaths.show(inspection.ref) },
            citations: citing.marks(inspection.id),
          },
        ]
      : [];
  const against = lessonParts
    .filter(({ complicates }) => complicates.length > 0)
    .map(({ id, heading, complicates }) => ({
      text: `${plural(complicates.length, 'fact')} of this case ${complicates.length === 1 ? 'complicates' : 'complicate'} a lesson:`,
      link: { text: heading, href: `#${id}` },
      citations: [],
    }));
  return [...again, ...declined, ...fell, ...against];
}

export function correctionsOf(inspections: readonly InspectionFact[], episode: EpisodeFactSheet): readonly string[] {
  const corrected = inspections.flatMap(({ ref, corrections }) =>
    corrections.map(
      ({ on, what, why, byRole }) =>
        `${on ? formatPeriod(on) : 'Date not known'}: ${ref}, ${what} Why: ${why} By ${byRole}.`,
    ),
  );
  const recorded = episode.certainty.recordedOn
    ? [`Recorded ${formatDay(episode.certainty.recordedOn)}. This is version ${episode.version}.`]
    : [];
  return [...recorded, ...corrected];
}

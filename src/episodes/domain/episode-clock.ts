import { addMonths } from '../../kernel/calendar-day.js';
import { byPeriod, type Months, monthsBetween, type Period, periodMiddle } from '../../kernel/period.js';
import { type InterventionLevel, isFormal } from '../../interventions/domain/intervention.js';
import {
  type Cover,
  type CoverThatWentOn,
  type LighterCover,
  lighterCoverAfter,
} from '../../interventions/domain/lighter-cover.js';
import { watchMonths } from './derive-episodes.js';

/** One dated fact of an episode. `factId` leads to the record, and from there to its sources. */
export type DatedFact = { readonly factId: string; readonly label: string; readonly on: Period | null };

/** An end as it was announced. `announcedOn` null: not known when. */
export type PlannedEnd = {
  readonly announcedOn: Period | null;
  readonly plannedEndOn: Period;
  readonly note: string | null;
};

export type InterventionFact = {
  readonly factId: string;
  readonly label: string;
  readonly level: InterventionLevel;
  readonly from: Period | null;
  readonly to: Period | null;
  readonly plannedEnds: readonly PlannedEnd[];
};

export type PeerFact = {
  readonly factId: string;
  readonly label: string;
  readonly from: Period | null;
  readonly to: Period | null;
};

/** What belongs to one managed episode, as far as its clock needs it. Lists may come in any order. */
export type EpisodeFacts = {
  readonly trigger: DatedFact;
  /** When the failure before this one was over: warnings are counted from then. */
  readonly previousRecovery: Period | null;
  readonly warnings: readonly DatedFact[];
  readonly peers: readonly PeerFact[];
  readonly interventions: readonly InterventionFact[];
  /** The end of intervention as somebody recorded it; it comes before what the steps' own ends would say. */
  readonly ended: DatedFact | null;
  /** Cover that a source says went on after the end. */
  readonly wentOn: readonly CoverThatWentOn[];
  readonly notFailing: DatedFact | null;
  readonly good: DatedFact | null;
  /** The trigger of the episode that followed as a relapse. */
  readonly nextTrigger: DatedFact | null;
  /** A serious finding, or a fall from good, that opened no episode. */
  readonly laterDecline: DatedFact | null;
};

type Point = { readonly factId: string; readonly label: string; readonly on: Period };

/** A length of time with both its ends and the way it was reckoned, or what is missing to reckon it. */
export type Measure =
  | { readonly months: Months; readonly from: Point; readonly to: Point; readonly formula: string }
  | { readonly missing: readonly string[]; readonly formula: string };

export const isMeasured = (measure: Measure): measure is Extract<Measure, { months: Months }> => 'months' in measure;

/** `not_exact_enough`: the gap is no greater than what the dates leave open. */
export type PlannedEndGap = PlannedEnd & {
  readonly factId: string;
  readonly label: string;
  readonly endedOn: Period;
  /** Positive when it ended before the planned end. */
  readonly gap: Months;
  readonly sense: 'early' | 'late' | 'as_planned' | 'not_exact_enough';
};

export type InterventionLength = { readonly length: Measure; readonly noKnownEnd: readonly InterventionFact[] };

export type EpisodeClock = {
  readonly warningToTrigger: Measure;
  readonly warningToPeerHelp: Measure;
  readonly peerHelpToPowers: Measure;
  readonly intervention: InterventionLength;
  readonly plannedEnds: readonly PlannedEndGap[];
  readonly lighterCover: LighterCover;
  readonly triggerToNotFailing: Measure;
  readonly triggerToGood: Measure;
  readonly notFailingToNextTrigger: Measure;
  readonly goodToDecline: Measure;
};

/** Every measure of an episode. Months are days / 30.4375 to one decimal, with the ± that the dates' precision leaves. */
export const episodeClock = (facts: EpisodeFacts): EpisodeClock => ({
  warningToTrigger: warningToTrigger(facts),
  warningToPeerHelp: warningToPeerHelp(facts),
  peerHelpToPowers: peerHelpToPowers(facts),
  intervention: interventionLength(facts),
  plannedEnds: plannedEndGaps(facts.interventions),
  lighterCover: lighterCover(facts),
  triggerToNotFailing: between(
    facts.trigger,
    facts.notFailing,
    'From the trigger to the first judgement that was not failing',
  ),
  triggerToGood: between(facts.trigger, facts.good, 'From the trigger to the first judgement of good or better'),
  notFailingToNextTrigger: between(
    facts.notFailing,
    facts.nextTrigger,
    'From the first judgement that was not failing to the next trigger',
  ),
  goodToDecline: between(
    facts.good ?? facts.notFailing,
    facts.laterDecline,
    'From the first judgement of good or better (of not failing, where there is none) to the decline',
  ),
});

/**
 * The earliest warning sign before the trigger, and not before the failure that came earlier was over, nor more than 84
 * months before the trigger: older signs belong to another story.
 */
export function firstWarning({ trigger, warnings, previousRecovery }: EpisodeFacts): Point | null {
  if (!trigger.on) return null;
  const last = periodMiddle(trigger.on);
  const window = addMonths(last, -watchMonths);
  const recovered = previousRecovery ? periodMiddle(previousRecovery) : window;
  const first = recovered > window ? recovered : window;
  return earliest(warnings.filter(({ on }) => on && periodMiddle(on) >= first && periodMiddle(on) <= last));
}

export const firstPeerHelp = ({ peers }: EpisodeFacts): Point | null => earliest(peers.map(beginning));

/** The first step of level 3 or more. */
export const firstPowers = ({ interventions }: EpisodeFacts): Point | null =>
  earliest(formalSteps(interventions).map(beginning));

const warningToTrigger = (facts: EpisodeFacts): Measure =>
  between(
    firstWarning(facts) ?? missing(warningNeeded),
    facts.trigger,
    'From the first warning sign on the record to the trigger',
  );

/** Did help from peers come early? */
const warningToPeerHelp = (facts: EpisodeFacts): Measure =>
  between(
    firstWarning(facts) ?? missing(warningNeeded),
    firstPeerHelp(facts) ?? missing(peerHelpNeeded),
    'From the first warning sign on the record to the first help from peers',
  );

/** Negative when powers were used first. */
const peerHelpToPowers = (facts: EpisodeFacts): Measure =>
  between(
    firstPeerHelp(facts) ?? missing(peerHelpNeeded),
    firstPowers(facts) ?? missing(powersNeeded),
    'From the first help from peers to the first formal powers (level 3 or more); negative when powers came first',
  );

/**
 * From the first step of level 3 or more to the recorded end of intervention or, where nobody recorded one, to the last
 * end of any such step. Steps without a known end are listed: the length is then the least that the record shows.
 */
export function interventionLength(facts: EpisodeFacts): InterventionLength {
  const noKnownEnd = formalSteps(facts.interventions).filter(({ to }) => !to);
  const length = between(
    firstPowers(facts) ?? missing(powersNeeded),
    endOfIntervention(facts) ?? missing('A dated end of the intervention'),
    'From the start of the first step of level 3 or more to the end of intervention',
  );
  return { length, noKnownEnd };
}

/** The recorded end, or the last known end of a step of level 3 or more. */
export function endOfIntervention({ ended, interventions }: EpisodeFacts): Point | null {
  if (ended?.on) return { ...ended, on: ended.on };
  const ends = formalSteps(interventions).map(({ factId, label, to }) => ({ factId, label, on: to }));
  return (
    dated(ends)
      .toSorted((a, b) => byPeriod(a.on, b.on))
      .at(-1) ?? null
  );
}

/** How each step that ended stood to each end that was planned for it: every version, in the order of announcement. */
export const plannedEndGaps = (interventions: readonly InterventionFact[]): readonly PlannedEndGap[] =>
  interventions.flatMap(({ factId, label, to, plannedEnds }) =>
    to
      ? plannedEnds.toSorted(byAnnouncement).map((planned) => ({ ...planned, factId, label, ...gapTo(planned, to) }))
      : [],
  );

function gapTo({ plannedEndOn }: PlannedEnd, endedOn: Period): Pick<PlannedEndGap, 'endedOn' | 'gap' | 'sense'> {
  const gap = monthsBetween(endedOn, plannedEndOn);
  return { endedOn, gap, sense: senseOf(gap) };
}

function senseOf({ months, uncertainty }: Months): PlannedEndGap['sense'] {
  if (uncertainty > 0 && Math.abs(months) <= uncertainty) return 'not_exact_enough';
  if (months === 0) return 'as_planned';
  return months > 0 ? 'early' : 'late';
}

/** Ends whose announcement is not known come first: they are what was said at the start. */
function byAnnouncement(a: PlannedEnd, b: PlannedEnd): number {
  if (!a.announcedOn || !b.announcedOn) return Number(a.announcedOn !== null) - Number(b.announcedOn !== null);
  return byPeriod(a.announcedOn, b.announcedOn) || byPeriod(a.plannedEndOn, b.plannedEndOn);
}

function lighterCover(facts: EpisodeFacts): LighterCover {
  const end = endOfIntervention(facts);
  const level = formalSteps(facts.interventions).reduce<InterventionLevel>(
    (highest, step) => (step.level > highest ? step.level : highest),
    0,
  );
  const covers: readonly Cover[] = [
    ...facts.interventions,
    ...facts.peers.map((peer) => ({ ...peer, level: 1 as const })),
  ];
  return lighterCoverAfter(end && level > 0 ? { on: end.on, level } : null, covers, facts.wentOn);
}

const warningNeeded = 'A dated warning sign before the trigger';
const peerHelpNeeded = 'Help from peers with a known beginning';
const powersNeeded = 'A step of level 3 or more with a known beginning';

const formalSteps = (interventions: readonly InterventionFact[]): readonly InterventionFact[] =>
  interventions.filter(({ level }) => isFormal(level));

const beginning = ({ factId, label, from }: PeerFact): DatedFact => ({ factId, label, on: from });

const dated = (facts: readonly DatedFact[]): readonly Point[] =>
  facts.flatMap(({ factId, label, on }) => (on ? [{ factId, label, on }] : []));

const earliest = (facts: readonly DatedFact[]): Point | null =>
  dated(facts)
    .toSorted((a, b) => byPeriod(a.on, b.on))
    .at(0) ?? null;

type Absent = { readonly missing: string };
const missing = (what: string): Absent => ({ missing: what });

function between(from: DatedFact | Absent | null, to: DatedFact | Absent | null, formula: string): Measure {
  const [start, end] = [pointOf(from, 'its beginning'), pointOf(to, 'its end')];
  if ('missing' in start || 'missing' in end) {
    return { missing: [start, end].flatMap((each) => ('missing' in each ? [each.missing] : [])), formula };
  }
  return { months: monthsBetween(start.on, end.on), from: start, to: end, formula };
}

function pointOf(fact: DatedFact | Absent | null, end: string): Point | Absent {
  if (!fact) return missing(`Nothing on the record marks ${end}`);
  if ('missing' in fact) return fact;
  return fact.on ? { factId: fact.factId, label: fact.label, on: fact.on } : missing(`The date of: ${fact.label}`);
}

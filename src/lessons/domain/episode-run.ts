import {
  endOfIntervention,
  type EpisodeFacts,
  firstPeerHelp,
  firstPowers,
  firstWarning,
  type PlannedEnd,
} from '../../episodes/domain/episode-clock.js';
import type { InterventionLevel } from '../../interventions/domain/intervention.js';
import type { CoverThatWentOn } from '../../interventions/domain/lighter-cover.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { onDay, type Period } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { UsedFact } from './signal.js';

/** Help or a step, from when to when as far as the reading may know. */
export type SpanFact = { readonly fact: UsedFact; readonly from: Period | null; readonly to: Period | null };

export type StepFact = SpanFact & { readonly level: InterventionLevel; readonly plannedEnds: readonly PlannedEnd[] };

/**
 * What every lesson asks of an episode, read once for all of them and already restricted to the reading. The letters
 * are those of the formulas: `trigger` is t0, `recovered` tr, `ended` tx.
 */
export type EpisodeRun = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  /** Its own body, and those in which it goes on. */
  readonly bodies: readonly string[];
  readonly area: EpisodeArea;
  readonly unit: string | null;
  /** The judgement, the notice or the declaration that opened it; null: not known on the day. */
  readonly trigger: UsedFact | null;
  readonly notFailing: UsedFact | null;
  /** Recovered as somebody decided or, where nobody did, by the first judgement that was not failing. */
  readonly recovered: UsedFact | null;
  /** The end of intervention that somebody recorded. */
  readonly ended: UsedFact | null;
  readonly warnings: readonly UsedFact[];
  readonly peers: readonly SpanFact[];
  readonly steps: readonly StepFact[];
  /** Cover that a source says went on after the end. */
  readonly wentOn: readonly CoverThatWentOn[];
  /** When the failure before this one was over. */
  readonly earlierOver: Period | null;
};

/** The run as the clock of the episode reads it, so that signals and clock never differ. */
export function clockFactsOf(run: EpisodeRun, asOf: CalendarDay): EpisodeFacts {
  const dated = ({ id, label, on }: UsedFact) => ({ factId: id, label, on });
  const span = ({ fact, from, to }: SpanFact) => ({ factId: fact.id, label: fact.label, from, to });
  return {
    // Before the failure is known, signs are looked for up to the day of the reading.
    trigger: dated(run.trigger ?? { kind: 'failure_episode', id: run.id, ref: run.ref, label: '', on: onDay(asOf) }),
    previousRecovery: run.earlierOver,
    warnings: run.warnings.map(dated),
    peers: run.peers.map(span),
    interventions: run.steps.map((step) => ({ ...span(step), level: step.level, plannedEnds: step.plannedEnds })),
    ended: run.ended && dated(run.ended),
    wentOn: run.wentOn,
    notFailing: run.notFailing && dated(run.notFailing),
    good: null,
    nextTrigger: null,
    laterDecline: null,
  };
}

/** The turns that the formulas begin and end at; null: the reading knows of none. Each with its date. */
export type Turns = {
  readonly warning: DatedUse | null;
  readonly peerHelp: DatedUse | null;
  readonly powers: DatedUse | null;
  readonly end: DatedUse | null;
};
export type DatedUse = UsedFact & { readonly on: Period };

/** tw, tp, ti and tx of an episode. */
export function turnsOf(run: EpisodeRun, asOf: CalendarDay): Turns {
  const facts = clockFactsOf(run, asOf);
  const known = new Map(
    [...run.warnings, ...[...run.peers, ...run.steps].map(({ fact }) => fact), ...(run.ended ? [run.ended] : [])].map(
      (fact) => [fact.id, fact],
    ),
  );
  const use = (point: { readonly factId: string; readonly on: Period } | null): DatedUse | null => {
    const fact = point && known.get(point.factId);
    return fact ? { ...fact, on: point.on } : null;
  };
  return {
    warning: use(firstWarning(facts)),
    peerHelp: use(firstPeerHelp(facts)),
    powers: use(firstPowers(facts)),
    end: use(endOfIntervention(facts)),
  };
}

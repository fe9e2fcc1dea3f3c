import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Months, monthsBetween, type Period, periodMiddle, periodText } from '../../kernel/period.js';
import { assess, assessParts, isFailure } from '../../inspections/domain/failing.js';
import { isFirm, type JudgedInspection } from '../../inspections/domain/judgement.js';
import type { Lineage } from '../../organisations/domain/lineage.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import { relapseIndex } from './relapse.js';

/** A judgement that marks a turn. `inferred`: its date or framework was worked out, not read. */
export type Turn = { readonly inspectionId: string; readonly on: Period; readonly inferred: boolean };

/** A failing spell as judgements alone tell it. Shown as "from judgements", beside what a person decided. */
export type DerivedEpisode = {
  /** The body that answers for the service; the trigger may have been another's inspection. */
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly trigger: { readonly inspectionId: string; readonly on: Period };
  /** The framework has no formal test, and an area decided. */
  readonly byArea: boolean;
  /** The last judgement before the end that was still failing; the trigger itself when there was no other. */
  readonly lastFailing: Turn;
  readonly notFailing: Turn | null;
  readonly good: Turn | null;
  /** The place in the list of the episode that this one follows within the watch. */
  readonly relapseOf: number | null;
  /** From the earlier episode's first not-failing judgement to this trigger; null when this is no relapse. */
  readonly monthsSinceNotFailing: Months | null;
  readonly watchUntil: CalendarDay | null;
  /** Serious findings from the trigger to the next one: on the life line, and no episode of their own. */
  readonly serious: readonly Turn[];
};

export type DerivationRules = { readonly watchMonths: number; readonly lineage: Lineage };

/** Seven years: the report's own cases failed again after 74.7 and 74.2 months. */
export const watchMonths = 84;

/**
 * Judgements → failing spells, in order of their triggers.
 *
 * A spell opens on a firm failing judgement when none is open, and runs to the first judgement that is better than
 * failing; failing judgements in between prolong it. Judgements without a verdict or without a date change nothing. Of
 * two on one date for one body, area and unit the worse counts: a date known only to the year is one date. A failing
 * judgement whose date or framework is inferred never opens a spell; it may prolong one, and a better one may end it.
 *
 * An inspection that also judged a part of the body by itself speaks for the part too: that judgement may prolong or end
 * a spell of the part and may be good, and neither opens one nor says anything of the whole.
 *
 * What a trust delivers for one council belongs to that council's spell. Relapses are looked for in the same area or
 * one around it, in the body, its lineage and the bodies that it is part of, within `watchMonths` of the first
 * not-failing judgement.
 *
 * The order of the input does not matter. O(n log n) in the number of judgements, for lineages of bounded size.
 */
export function deriveEpisodes(
  inspections: readonly JudgedInspection[],
  { watchMonths: months, lineage }: DerivationRules,
): readonly DerivedEpisode[] {
  const spells = [...streamsOf(inspections, lineage).values()].flatMap((stream) => spellsOf(stream, months));
  const inOrder = spells.toSorted(byTrigger);
  const relapse = relapseIndex(
    inOrder.map(({ organisationId, area, unit, trigger, notFailing, watchUntil }) => ({
      organisationId,
      area,
      unit,
      triggerOn: trigger.on,
      notFailingOn: notFailing?.on ?? null,
      watchUntil,
    })),
    lineage,
  );
  return inOrder.map((episode, index) => {
    const relapseOf = relapse(index);
    const since = relapseOf === null ? null : (inOrder[relapseOf]?.notFailing ?? null);
    return { ...episode, relapseOf, monthsSinceNotFailing: since && monthsBetween(since.on, episode.trigger.on) };
  });
}

/** A judgement as a spell reads it. */
type Step = Turn & {
  readonly isFailing: boolean;
  readonly mayOpen: boolean;
  readonly byArea: boolean;
  readonly isSerious: boolean;
  readonly mayEnd: boolean;
  readonly isGood: boolean;
};

type Stream = {
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  /** The worst of each date. */
  readonly steps: Map<string, Step>;
};

/** All judgements of one body, area and unit that say something, one a date. */
function streamsOf(inspections: readonly JudgedInspection[], lineage: Lineage): Map<string, Stream> {
  const streams = new Map<string, Stream>();
  for (const inspection of inspections) {
    const { area } = inspection;
    const organisationId = lineage.answersFor(inspection.organisationId);
    for (const { unit, step } of stepsOf(inspection)) {
      const key = JSON.stringify([organisationId, area, unit]);
      const stream = streams.get(key) ?? { organisationId, area, unit, steps: new Map<string, Step>() };
      streams.set(key, stream);
      const date = periodText(step.on);
      const other = stream.steps.get(date);
      stream.steps.set(date, other ? worseOf(other, step) : step);
    }
  }
  return streams;
}

/** What an inspection says of all that it looked at, and of each part that it judged by itself. */
function stepsOf(inspection: JudgedInspection): readonly { readonly unit: string | null; readonly step: Step }[] {
  const { judgedOn: on } = inspection;
  if (!on) return [];
  const inferred = !isFirm(inspection);
  const turn = { inspectionId: inspection.id, on, inferred };
  const { verdict, mayEnd, isGood } = assess(inspection);
  const isFailing = isFailure(verdict);
  const ofWhole: Step = {
    inspectionId: inspection.id,
    on,
    inferred,
    isFailing,
    mayOpen: isFailing && !inferred,
    byArea: verdict === 'failing-by-area',
    isSerious: verdict === 'serious-finding',
    mayEnd,
    isGood,
  };
  const ofParts = assessParts(inspection)
    .filter((part) => part.isFailing || part.mayEnd)
    .map(({ unit, ...said }) => ({
      unit,
      step: { ...turn, ...said, mayOpen: false, byArea: false, isSerious: false },
    }));
  return verdict === 'no-verdict' ? ofParts : [{ unit: inspection.unit, step: ofWhole }, ...ofParts];
}

/** Failing before serious before better; what may open a spell, and what was read, first; then by id, so that one wins. */
function worseOf(a: Step, b: Step): Step {
  const rank = (step: Step): number =>
    (step.isFailing ? 0 : step.isSerious ? 4 : 8) + (step.mayOpen ? 0 : 2) + (step.inferred ? 1 : 0);
  const difference = rank(a) - rank(b) || (a.inspectionId < b.inspectionId ? -1 : 1);
  return difference < 0 ? a : b;
}

type Spell = Omit<DerivedEpisode, 'relapseOf' | 'monthsSinceNotFailing'>;
type Growing = { opener: Step; lastFailing: Step; notFailing: Step | null; good: Step | null; serious: Step[] };

function spellsOf({ organisationId, area, unit, steps }: Stream, months: number): Spell[] {
  const spells: Growing[] = [];
  for (const step of [...steps.values()].toSorted((a, b) => byPeriod(a.on, b.on))) {
    const current = spells.at(-1);
    if (current && !(step.isFailing && current.notFailing)) grow(current, step);
    else if (step.mayOpen) {
      spells.push({ opener: step, lastFailing: step, notFailing: null, good: null, serious: [] });
    }
  }
  return spells.map(({ opener, lastFailing, notFailing, good, serious }) => ({
    organisationId,
    area,
    unit,
    trigger: { inspectionId: opener.inspectionId, on: opener.on },
    byArea: opener.byArea,
    lastFailing: turnOf(lastFailing),
    notFailing: notFailing && turnOf(notFailing),
    good: good && turnOf(good),
    watchUntil: notFailing && addMonths(periodMiddle(notFailing.on), months),
    serious: serious.map(turnOf),
  }));
}

function grow(spell: Growing, step: Step): void {
  if (step.isFailing) spell.lastFailing = step;
  if (step.isSerious) spell.serious.push(step);
  if (step.mayEnd) spell.notFailing ??= step;
  if (step.isGood) spell.good ??= step;
}

const turnOf = ({ inspectionId, on, inferred }: Step): Turn => ({ inspectionId, on, inferred });

function byTrigger(a: Spell, b: Spell): number {
  return byPeriod(a.trigger.on, b.trigger.on) || (a.trigger.inspectionId < b.trigger.inspectionId ? -1 : 1);
}

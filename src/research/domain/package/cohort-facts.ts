import type { ReadField } from '../../../lessons/domain/codebook.js';
import type { SignalReading } from '../../../lessons/domain/signals.js';
import { readFrozenPlan } from '../../../plans/domain/frozen-plan.js';
import { groupBy } from '../../../kernel/group-by.js';
import { daysPerMonth, monthsBetween, type Period, periodText } from '../../../kernel/period.js';
import { censored } from '../follow-up.js';
import { followRecovery, type RecoveryCase } from '../recovery-case.js';
import type { PackagedMilestone, PackagedMove } from './boards-tables.js';
import type { PackagedEvent, PackagedEventKind, PackagedFact } from './facts-tables.js';
import type { PackageJudgementRow, PackageVersionRow } from './package-record.js';
import type { MissingReason } from './package-table.js';
import type { ConditionKey, QcaCase, RawValue } from './qca.js';

/** What is read of an episode of which more is told than its judgements. */
export type ToldEpisode = {
  readonly warnedOn: Period | null;
  readonly helpedOn: Period | null;
  /** Of all who were in the room at meetings, the share from outside; null: nobody is on record. */
  readonly outsideShare: number | null;
  readonly fields: readonly ReadField[];
  readonly signals: readonly SignalReading[];
};

const known = (value: number): RawValue => ({ value: Number(value.toFixed(4)), missing: 'not recorded' });
const unknown = (missing: MissingReason): RawValue => ({ value: null, missing });

function ofSignal({ signals }: ToldEpisode, key: string): RawValue {
  const outcome = signals.find((signal) => signal.key === key)?.outcome;
  if (outcome === undefined || outcome.value === null)
    return unknown(outcome?.result === 'not_yet' ? 'not yet' : 'not recorded');
  return known(outcome.value);
}

function newLead({ fields }: ToldEpisode): RawValue {
  const reading = fields.find(({ field }) => field.key === 'chief_officer_change')?.reading;
  if (reading?.status === 'filled') return known(reading.value.startsWith('yes') ? 1 : 0);
  return unknown(reading?.status === 'not_yet' ? 'not yet' : 'not recorded');
}

/** Every condition of an episode, and the outcome. */
export function qcaCasesOf(of: RecoveryCase, told: ToldEpisode): readonly QcaCase[] {
  const held = followRecovery(of);
  const raws: Readonly<Record<ConditionKey, RawValue>> = {
    EARLYPEER:
      told.warnedOn && told.helpedOn
        ? known(monthsBetween(told.warnedOn, told.helpedOn).months)
        : unknown('not recorded'),
    OUTSIDE: told.outsideShare === null ? unknown('not recorded') : known(told.outsideShare),
    STRUCT: ofSignal(told, 'L4.1'),
    OPEN: ofSignal(told, 'L5.2'),
    STEADY: ofSignal(told, 'L7.3'),
    EMBED: ofSignal(told, 'L8.1'),
    NEWLEAD: newLead(told),
    LASTING: held ? known(held.days / daysPerMonth) : unknown(of.stopped ? 'not applicable' : 'not yet'),
  };
  return (Object.keys(raws) as ConditionKey[]).map((condition) => ({
    episode: of.ref,
    condition,
    raw: raws[condition],
    isCensored: condition === 'LASTING' && held !== null && held.end === censored,
  }));
}

type EventSource = {
  readonly organisation: string;
  readonly sourceOf: (recordId: string) => string | null;
};

const text = (on: Period | null | undefined): string | null => (on ? periodText(on) : null);

/** The turns of an episode as events. */
export function eventsOfEpisode(
  { of, id, recordedAt }: { readonly of: RecoveryCase; readonly id: string; readonly recordedAt: string },
  { organisation, sourceOf }: EventSource,
): readonly PackagedEvent[] {
  const turns: readonly (readonly [PackagedEventKind, string | null, string | null])[] = [
    ['triggered', text(of.triggered.on), of.triggerKind],
    ['not_failing', text(of.notFailing?.on), null],
    ['good', text(of.good?.on), null],
    ['intervention_ended', text(of.interventionEnded?.on), null],
    ['closed', text(of.stopped?.on), of.stopped?.as ?? null],
    ['failed_again', text(of.failedAgain?.on), null],
  ];
  return turns.flatMap(([kind, on, what]) =>
    on === null
      ? []
      : [
          {
            event: `${of.ref} ${kind}`,
            episode: of.ref,
            organisation,
            kind,
            what,
            on,
            recordedAt,
            text: of.title,
            source: sourceOf(id),
          },
        ],
  );
}

const factTurns: Readonly<
  Record<PackagedFact['fact'], readonly (readonly [PackagedEventKind, 'startsOn' | 'endsOn' | 'otherOn'])[]>
> = {
  intervention: [
    ['intervention_began', 'startsOn'],
    ['intervention_planned_end', 'otherOn'],
    ['intervention_over', 'endsOn'],
  ],
  support: [
    ['support_began', 'startsOn'],
    ['support_ended', 'endsOn'],
  ],
  warning: [['warning', 'startsOn']],
  structure: [['structural_change', 'startsOn']],
  post: [
    ['post_began', 'startsOn'],
    ['post_ended', 'endsOn'],
  ],
  event: [['other_event', 'startsOn']],
};

/** A fact as events: one for each of its dates and each episode that it belongs to. */
export function eventsOfFact(fact: PackagedFact, sourceOf: EventSource['sourceOf']): readonly PackagedEvent[] {
  const episodes = fact.episodes.length > 0 ? fact.episodes.map(({ ref }) => ref) : [null];
  return factTurns[fact.fact].flatMap(([kind, column], index) =>
    episodes.flatMap((episode): PackagedEvent[] => {
      const on = fact[column];
      // Without a date it is on the record all the same: once.
      if (on === null && index > 0) return [];
      return [
        {
          event: `${fact.ref ?? fact.id} ${kind} ${episode ?? 'of the body'}`,
          episode,
          organisation: fact.organisation,
          kind,
          what: fact.kind,
          on,
          recordedAt: fact.recordedAt,
          text: fact.text,
          source: sourceOf(fact.id),
        },
      ];
    }),
  );
}

/** Each inspection once, by its headline or, without one, its first area. */
export function eventsOfJudgements(
  judgements: readonly (PackageJudgementRow & { readonly organisation: string })[],
  episodesOf: (inspectionId: string) => readonly string[],
  sourceOf: EventSource['sourceOf'],
): readonly PackagedEvent[] {
  return [...groupBy(judgements, ({ inspectionId }) => inspectionId).values()].flatMap((rows) => {
    const shown = rows.find(({ isOverall }) => isOverall === 1) ?? rows[0];
    if (!shown) return [];
    const episodes = episodesOf(shown.inspectionId);
    return (episodes.length > 0 ? episodes : [null]).map((episode): PackagedEvent => ({
      event: `${shown.inspectionRef} judgement ${episode ?? 'of the body'}`,
      episode,
      organisation: shown.organisation,
      kind: 'judgement',
      what: shown.band,
      on: shown.judgedOn,
      recordedAt: shown.recordedAt,
      text: `${shown.inspectorate}: ${shown.areaLabel}${shown.label === null ? '' : `, ${shown.label}`}`,
      source: sourceOf(shown.inspectionId),
    }));
  });
}

type PlanRefs = {
  readonly organisation: (id: string) => string;
  readonly episode: (id: string | null) => string | null;
};

/** The milestones of the newest published version of each plan, and how dates moved from one version to the next. */
export function plansOf(
  versions: readonly PackageVersionRow[],
  refs: PlanRefs,
): { readonly milestones: readonly PackagedMilestone[]; readonly moves: readonly PackagedMove[] } {
  const plans = [...groupBy(versions, ({ planRef }) => planRef).values()];
  return { milestones: plans.flatMap((own) => newestOf(own, refs)), moves: plans.flatMap(movesIn) };
}

function newestOf(own: readonly PackageVersionRow[], refs: PlanRefs): readonly PackagedMilestone[] {
  const version = own.at(-1);
  if (!version) return [];
  return readFrozenPlan(version.frozen).milestones.map((milestone) => ({
    ...milestone,
    plan: version.planRef,
    version: version.number,
    agreedOn: version.agreedOn,
    organisation: refs.organisation(version.organisationId),
    episode: refs.episode(version.episodeId),
  }));
}

function movesIn(own: readonly PackageVersionRow[]): readonly PackagedMove[] {
  const due = new Map<string, { readonly on: string; readonly moved: number }>();
  return own.flatMap((version) =>
    readFrozenPlan(version.frozen).milestones.flatMap(({ ref, dueOn }): PackagedMove[] => {
      const before = due.get(ref);
      const hasMoved = before !== undefined && before.on !== dueOn;
      const number = (before?.moved ?? 0) + Number(hasMoved);
      due.set(ref, { on: dueOn, moved: number });
      return before && hasMoved
        ? [
            {
              milestone: ref,
              number,
              from: before.on,
              to: dueOn,
              inVersion: version.number,
              agreedOn: version.agreedOn,
            },
          ]
        : [];
    }),
  );
}

import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, period, periodMiddle, periodText } from '../../kernel/period.js';
import type { Lineage } from '../../organisations/domain/lineage.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { DerivedEpisode } from './derive-episodes.js';
import { watchUntil } from './episode.js';
import type { EpisodeState } from './episode-state.js';
import { titleFromJudgements } from './episode-title.js';
import { listedState } from './listed-state.js';
import type { DerivedSpell, HeldSpell } from './match-episodes.js';

/** What judgements say of an episode, as its row keeps it. Dates are text, exactly as they are known. */
export type DerivedColumns = {
  readonly derivedTriggerInspectionId: string | null;
  readonly derivedTriggerOn: string | null;
  readonly derivedByArea: number;
  readonly derivedNotFailingInspectionId: string | null;
  readonly derivedNotFailingOn: string | null;
  readonly derivedGoodInspectionId: string | null;
  readonly derivedGoodOn: string | null;
  readonly derivedRelapseOfId: string | null;
  readonly state: string;
  readonly watchUntil: CalendarDay | null;
};

/** What follows the judgements on an episode that nobody has told. */
export type TriggerColumns = {
  readonly organisationId: string;
  readonly title: string;
  readonly triggerInspectionId: string;
  readonly triggerOn: string;
  readonly triggerDay: CalendarDay;
};

/** An episode on the record, live or dormant, as far as deriving needs it. */
export type HeldEpisode = DerivedColumns & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly title: string;
  readonly origin: string;
  readonly status: EpisodeState | null;
  readonly triggerInspectionId: string | null;
  readonly triggerOn: string;
  readonly triggerDay: CalendarDay;
  readonly notFailingOn: string | null;
  readonly recoveredOn: string | null;
  readonly interventionEndedOn: string | null;
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  readonly relapseOfId: string | null;
  readonly isDormant: number;
};

/** Of an episode that no judgement tells. */
export const nothingDerived = {
  derivedTriggerInspectionId: null,
  derivedTriggerOn: null,
  derivedByArea: 0,
  derivedNotFailingInspectionId: null,
  derivedNotFailingOn: null,
  derivedGoodInspectionId: null,
  derivedGoodOn: null,
  derivedRelapseOfId: null,
} as const;

/** Whether a row holds anything else than what is wanted of it. */
export const differs = <Row extends object>(held: Row, wanted: Partial<Row>): boolean =>
  (Object.keys(wanted) as (keyof Row)[]).some((key) => held[key] !== wanted[key]);

const textOf = (on: Period | undefined): string | null => (on ? periodText(on) : null);
const when = (text: string | null): Period | null => (text === null ? null : period(text));

/** Where and when a derived episode was, for matching it with what is held. */
export const spellOf = ({ organisationId, area, unit, trigger, notFailing }: DerivedEpisode): DerivedSpell => ({
  organisationId,
  area,
  unit,
  triggerInspectionId: trigger.inspectionId,
  triggerDay: periodMiddle(trigger.on),
  endDay: notFailing && periodMiddle(notFailing.on),
});

/** Where and when an episode on the record was. It belongs to the body that answers for its own, as derived ones do. */
export function heldSpell(episode: HeldEpisode, lineage: Lineage): HeldSpell {
  const { id, area, unit, triggerDay, triggerInspectionId, derivedTriggerInspectionId, isDormant } = episode;
  const end = when(
    episode.notFailingOn ??
      episode.derivedNotFailingOn ??
      episode.recoveredOn ??
      episode.interventionEndedOn ??
      episode.closedOn,
  );
  return {
    id,
    organisationId: lineage.answersFor(episode.organisationId),
    area,
    unit,
    triggerDay,
    endDay: end && periodMiddle(end),
    triggerInspectionId,
    derivedTriggerInspectionId,
    isDormant: isDormant === 1,
  };
}

/** What an episode that nobody has told takes from its trigger. */
export const triggerColumns = (episode: DerivedEpisode): TriggerColumns => ({
  organisationId: episode.organisationId,
  title: titleFromJudgements(episode, episode.trigger.on),
  triggerInspectionId: episode.trigger.inspectionId,
  triggerOn: periodText(episode.trigger.on),
  triggerDay: periodMiddle(episode.trigger.on),
});

/** How an episode is tied to others: the one that it follows as a relapse, and whether another follows it so. */
export type RelapseTies = { readonly relapseOfId: string | null; readonly hasRelapsed: boolean };

/** What judgements say of an episode; `held` is the row that it has already, told or not. */
export function derivedColumns(
  episode: DerivedEpisode,
  { relapseOfId, hasRelapsed }: RelapseTies,
  held: HeldEpisode | null,
): DerivedColumns {
  return {
    derivedTriggerInspectionId: episode.trigger.inspectionId,
    derivedTriggerOn: periodText(episode.trigger.on),
    derivedByArea: Number(episode.byArea),
    derivedNotFailingInspectionId: episode.notFailing?.inspectionId ?? null,
    derivedNotFailingOn: textOf(episode.notFailing?.on),
    derivedGoodInspectionId: episode.good?.inspectionId ?? null,
    derivedGoodOn: textOf(episode.good?.on),
    derivedRelapseOfId: relapseOfId,
    ...shownOf(held, { ...episode, on: episode.trigger.on, notFailingOn: episode.notFailing?.on ?? null, hasRelapsed }),
  };
}

/** What is left of an episode that a person or the library told and that no judgement tells. */
export const withoutJudgements = (held: HeldEpisode, hasRelapsed: boolean): DerivedColumns => ({
  ...nothingDerived,
  ...shownOf(held, { ...held, on: period(held.triggerOn), notFailingOn: null, hasRelapsed }),
});

/** Ids of the episodes that another follows as a relapse, by judgements or as somebody read it. */
export const relapsedIds = (
  derived: readonly { readonly relapseOfId: string | null }[],
  held: readonly Pick<HeldEpisode, 'relapseOfId' | 'isDormant'>[],
): ReadonlySet<string> =>
  new Set(
    [...derived, ...held.filter(({ isDormant }) => isDormant === 0)].flatMap(({ relapseOfId }) => relapseOfId ?? []),
  );

/** The state for lists and the end of the watch: by what judgements say, otherwise by what was recorded. */
function shownOf(
  held: HeldEpisode | null,
  judged: Pick<DerivedEpisode, 'area' | 'unit'> & {
    readonly on: Period;
    readonly notFailingOn: Period | null;
    readonly hasRelapsed: boolean;
  },
): Pick<DerivedColumns, 'state' | 'watchUntil'> {
  const notFailingOn = judged.notFailingOn ?? when(held?.notFailingOn ?? null);
  const recoveredOn = when(held?.recoveredOn ?? null);
  const state = listedState(
    {
      area: judged.area,
      unit: judged.unit,
      triggerOn: judged.on,
      triggerLabel: null,
      notFailingOn,
      recoveredOn,
      failedAgain: null,
      state: held?.status ?? null,
    },
    judged.hasRelapsed,
  );
  return { state, watchUntil: watchUntil({ notFailingOn, recoveredOn }) };
}

/**
 * The golden thread of a plan: from what was found or demanded, through what is done about it, to what shows that it
 * works. Each check counts what breaks the thread out of all that it looked at; nothing is weighed and no score is made.
 */
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { periodEnd } from '../../kernel/period.js';
import type { Series } from '../../measures/domain/series.js';

/** What somebody outside found or demanded, and the organisation has to answer. */
export type Asked = {
  readonly id: string;
  readonly kind: 'finding' | 'direction' | 'exit_criterion';
  readonly text: string;
  /** The inspection or the step of intervention that it is from. */
  readonly parent: { readonly ref: string; readonly title: string };
};

export type ThreadMilestone = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  /** Not started and not paused before that: nothing can be shown of it yet. */
  readonly isBegun: boolean;
  /** Action complete or later, evidence not owed any more. */
  readonly isComplete: boolean;
  readonly completedOn: CalendarDay | null;
  readonly evidence: number;
  readonly links: readonly { readonly kind: string; readonly targetId: string }[];
};

export type ThreadMeasure = {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly series: Series;
};

export type ThreadFacts = {
  readonly asked: readonly Asked[];
  /** All of the plan but the cancelled ones. */
  readonly milestones: readonly ThreadMilestone[];
  readonly measures: readonly ThreadMeasure[];
};

/**
 * What a measure says since the action was complete. `moved`: a special cause for the better. `worse`: one for the
 * worse, and none for the better. `not-moved`: nothing but chance. `too-early`: fewer than three numbers since.
 * `no-limits`: too few numbers in all to tell chance from change.
 */
export type Moved = 'moved' | 'worse' | 'not-moved' | 'too-early' | 'no-limits';

/** Below so many numbers since the action was complete nothing is said about it. */
export const fewestSince = 3;

export type MeasureSince = {
  readonly measure: ThreadMeasure;
  readonly moved: Moved;
  /** Numbers of periods that ended after the action was complete. */
  readonly since: number;
};

/**
 * Reads a measure from the day on which an action was complete, by the limits of its own chart (XmR). Where neither
 * direction is better by itself, any special cause counts as moved.
 */
export function movedSince(measure: ThreadMeasure, completedOn: CalendarDay): MeasureSince {
  const { entries, limits } = measure.series;
  const later = entries.filter(
    ({ fact, shown }) => fact.on && periodEnd(fact.on) > completedOn && shown.is === 'number',
  );
  const told = (moved: Moved): MeasureSince => ({ measure, moved, since: later.length });
  if (limits.length === 0) return told('no-limits');
  const meanings = later.map(({ point }) => point?.meaning);
  if (meanings.some((meaning) => meaning === 'improvement' || meaning === 'neither')) return told('moved');
  if (meanings.includes('concern')) return told('worse');
  return told(later.length < fewestSince ? 'too-early' : 'not-moved');
}

/** Found out of all that was looked at. */
export type Check<Item> = { readonly broken: readonly Item[]; readonly of: number };

export type ClosedWithMeasure = { readonly milestone: ThreadMilestone; readonly measures: readonly MeasureSince[] };

export type GoldenThread = {
  readonly askedWithoutAction: Check<Asked>;
  readonly actionsWithoutFinding: Check<ThreadMilestone>;
  readonly actionsWithoutMeasure: Check<ThreadMilestone>;
  readonly actionsWithoutEvidence: Check<ThreadMilestone>;
  readonly measuresWithoutNumbers: Check<ThreadMeasure>;
  /** Complete actions of which no measure moved for the better, though at least one could have told. */
  readonly closedNotMoved: Check<ClosedWithMeasure>;
  /** Complete actions with a measure of which it is too early, or with too few numbers, to tell. */
  readonly closedTooEarly: readonly ClosedWithMeasure[];
  readonly closedMoved: readonly ClosedWithMeasure[];
};

const demands = new Set(['finding', 'direction', 'exit_criterion']);

const brokenOf = <Item>(items: readonly Item[], isBroken: (item: Item) => boolean): Check<Item> => ({
  broken: items.filter(isBroken),
  of: items.length,
});

export function goldenThread({ asked, milestones, measures }: ThreadFacts): GoldenThread {
  const answered = new Set(milestones.flatMap(({ links }) => links.map(({ targetId }) => targetId)));
  const measureById = new Map(measures.map((measure) => [measure.id, measure]));
  const measuresOf = ({ links }: ThreadMilestone): readonly ThreadMeasure[] =>
    links.flatMap(({ kind, targetId }) => (kind === 'measure' ? (measureById.get(targetId) ?? []) : []));
  const used = measures.filter(({ id }) => answered.has(id));
  const closed = milestones.flatMap((milestone): ClosedWithMeasure[] => {
    const { completedOn } = milestone;
    const own = measuresOf(milestone);
    if (!milestone.isComplete || !completedOn || own.length === 0) return [];
    return [{ milestone, measures: own.map((measure) => movedSince(measure, completedOn)) }];
  });
  const hasMoved = ({ measures: own }: ClosedWithMeasure): boolean => own.some(({ moved }) => moved === 'moved');
  const couldTell = ({ measures: own }: ClosedWithMeasure): boolean =>
    own.some(({ moved }) => moved === 'not-moved' || moved === 'worse');
  const told = closed.filter((one) => hasMoved(one) || couldTell(one));
  return {
    askedWithoutAction: brokenOf(asked, ({ id }) => !answered.has(id)),
    actionsWithoutFinding: brokenOf(milestones, ({ links }) => !links.some(({ kind }) => demands.has(kind))),
    actionsWithoutMeasure: brokenOf(milestones, (one) => !one.links.some(({ kind }) => kind === 'measure')),
    actionsWithoutEvidence: brokenOf(
      milestones.filter(({ isBegun }) => isBegun),
      ({ evidence }) => evidence === 0,
    ),
    measuresWithoutNumbers: brokenOf(used, ({ series }) => series.count === 0),
    closedNotMoved: brokenOf(told, (one) => !hasMoved(one)),
    closedTooEarly: closed.filter((one) => !hasMoved(one) && !couldTell(one)),
    closedMoved: closed.filter(hasMoved),
  };
}

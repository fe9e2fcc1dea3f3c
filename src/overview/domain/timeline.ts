import { overlapsAmong } from '../../interventions/domain/overlap.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import type {
  Body,
  BodyLink,
  CheckFact,
  Dossier,
  EventFact,
  InspectionFact,
  InterventionFact,
  OutcomeFact,
  PeerSupportFact,
  PostFact,
  StructuralChangeFact,
  WarningFact,
} from './dossier.js';

/** What kind of thing happened, in the order of the lanes that a picture shows from top to bottom. */
export const timelineKinds = [
  'intervention',
  'support',
  'post',
  'judgement',
  'visit',
  'warning',
  'change',
  'event',
  'check',
  'outcome',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

type Told =
  | { readonly kind: 'intervention'; readonly fact: InterventionFact }
  | { readonly kind: 'support'; readonly fact: PeerSupportFact }
  | { readonly kind: 'post'; readonly fact: PostFact }
  | { readonly kind: 'judgement' | 'visit'; readonly fact: InspectionFact }
  | { readonly kind: 'warning'; readonly fact: WarningFact }
  | { readonly kind: 'change'; readonly fact: StructuralChangeFact | BodyLink }
  | { readonly kind: 'event'; readonly fact: EventFact }
  | { readonly kind: 'check'; readonly fact: CheckFact }
  | { readonly kind: 'outcome'; readonly fact: OutcomeFact };

/**
 * One row of the story. `on` null: the date is not known. `until` is the end of something that lasted; `lasts` says
 * that it did, so that a missing end means that none is on the record. `help` are records of peer help that tell the
 * same thing, so that it is shown once.
 */
export type TimelineEntry = Told & {
  readonly id: string;
  readonly bodyId: string;
  readonly on: Period | null;
  readonly until: Period | null;
  readonly lasts: boolean;
  readonly help: readonly PeerSupportFact[];
};

type Undressed = Told & { readonly bodyId: string; readonly on: Period | null; readonly until?: Period | null };

const lasting: readonly TimelineKind[] = ['intervention', 'support', 'post'];

/** The links that a structural change already tells: the same body in the same days. */
const isTold = (link: BodyLink, changes: readonly StructuralChangeFact[]): boolean =>
  changes.some(
    ({ organisationId, on }) =>
      (organisationId === link.fromId || organisationId === link.toId) &&
      on !== null &&
      link.on !== null &&
      (on.start.startsWith(link.on.start.slice(0, 7)) || link.on.start === on.start),
  );

const isDatedLink = (link: BodyLink): boolean => link.type !== 'parent' && link.on !== null;

/**
 * Everything that happened to a body and its family, merged and ordered: by the middle of the time in which it may
 * have happened, the more exact first, and what has no date at the end. Something recorded twice is told once.
 */
export function timelineOf(dossier: Dossier): readonly TimelineEntry[] {
  const { inspections, interventions, warnings, support, posts, changes, events, checks, outcomes, links, family } =
    dossier;
  const told = new Set([...inspections, ...interventions, ...warnings].map(({ id }) => id));
  const rows: Undressed[] = [
    ...interventions.map((fact): Undressed => ({
      kind: 'intervention',
      fact,
      bodyId: fact.organisationId,
      on: fact.startedOn,
      until: fact.endedOn,
    })),
    ...support
      .filter(({ sameAsId }) => !sameAsId || !told.has(sameAsId))
      .map((fact): Undressed => ({
        kind: 'support',
        fact,
        bodyId: fact.organisationId,
        on: fact.startedOn,
        until: fact.endedOn,
      })),
    ...posts.map((fact): Undressed => ({
      kind: 'post',
      fact,
      bodyId: fact.organisationId,
      on: fact.from ?? fact.seenOn ?? fact.to,
      until: fact.from ? fact.to : null,
    })),
    ...inspections.map((fact): Undressed => ({
      kind: fact.graded || fact.categoryKey !== null ? 'judgement' : 'visit',
      fact,
      bodyId: fact.organisationId,
      on: fact.judgedOn,
    })),
    ...warnings.map((fact): Undressed => ({ kind: 'warning', fact, bodyId: fact.organisationId, on: fact.on })),
    ...changes.map((fact): Undressed => ({ kind: 'change', fact, bodyId: fact.organisationId, on: fact.on })),
    ...events.map((fact): Undressed => ({ kind: 'event', fact, bodyId: fact.organisationId, on: fact.on })),
    ...links
      .filter((link) => isDatedLink(link) && family.includes(link.fromId) && !isTold(link, changes))
      .map((fact): Undressed => ({ kind: 'change', fact, bodyId: fact.fromId, on: fact.on })),
    ...checks.map((fact): Undressed => ({
      kind: 'check',
      fact,
      bodyId: fact.organisationId,
      on: fact.doneOn ?? fact.dueOn,
    })),
    ...outcomes.map((fact): Undressed => ({ kind: 'outcome', fact, bodyId: fact.organisationId, on: fact.on })),
  ];
  return rows
    .map((row) => ({
      ...row,
      id: row.fact.id,
      until: row.until ?? null,
      lasts: lasting.includes(row.kind),
      help: support.filter(({ sameAsId }) => sameAsId === row.fact.id),
    }))
    .toSorted(byDate);
}

function byDate(a: TimelineEntry, b: TimelineEntry): number {
  if (a.on && b.on) {
    return byPeriod(a.on, b.on) || timelineKinds.indexOf(a.kind) - timelineKinds.indexOf(b.kind) || order(a.id, b.id);
  }
  if (a.on || b.on) return a.on ? -1 : 1;
  return order(a.id, b.id);
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The kinds that an entry answers to: help told by another record counts as both. */
export const kindsOf = ({ kind, help }: TimelineEntry): readonly TimelineKind[] =>
  help.length > 0 && kind !== 'support' ? [kind, 'support'] : [kind];

/** The body of each id, for pages that name it. */
export const bodiesById = (dossier: Dossier): ReadonlyMap<string, Body> =>
  new Map(dossier.bodies.map((body) => [body.id, body]));

/** Ids of the steps beside which each step ran: for certain (a source or the dates say so), or possibly. */
export type Beside = { readonly certain: readonly string[]; readonly possible: readonly string[] };

/**
 * From the dates and from what sources say. A step and the one that it replaced are one line, not two. Where an end is
 * not on the record, a step may have run beside others of the same episode only, and not past the closing of its body.
 */
export function besideOf(dossier: Dossier): ReadonlyMap<string, Beside> {
  const byDates = overlapsAmong(
    dossier.interventions.map(({ id, replacesId, startedOn, endedOn }) => ({
      id,
      replacesId,
      from: startedOn,
      to: endedOn,
    })),
  );
  return new Map(
    dossier.interventions.map(({ id, overlapIds }) => {
      const others = byDates.flatMap(({ ids, kind }) => {
        const other = ids.find((one) => one !== id);
        const isTold = other && (kind === 'overlaps' || mayRunBeside(dossier, id, other));
        return ids.includes(id) && isTold ? [{ other, kind }] : [];
      });
      const sure = others.filter(({ kind }) => kind === 'overlaps').map(({ other }) => other);
      const certain = [...new Set([...overlapIds, ...sure])];
      const possible = others.flatMap(({ other, kind }) =>
        kind === 'possible' && !certain.includes(other) ? [other] : [],
      );
      return [id, { certain, possible }];
    }),
  );
}

function mayRunBeside(dossier: Dossier, id: string, other: string): boolean {
  const naming = (step: string): readonly string[] =>
    dossier.episodes
      .filter(
        ({ facts, triggerInterventionId }) =>
          triggerInterventionId === step || facts.some(({ recordId }) => recordId === step),
      )
      .map((episode) => episode.id);
  const [its, others] = [naming(id), naming(other)];
  const isOneStory = its.length + others.length === 0 || its.some((episode) => others.includes(episode));
  return isOneStory && !isClosedBefore(dossier, id, other) && !isClosedBefore(dossier, other, id);
}

/** Whether the body of a step had closed before the other step began. */
function isClosedBefore({ interventions, bodies }: Dossier, id: string, other: string): boolean {
  const step = interventions.find((one) => one.id === id);
  const begun = interventions.find((one) => one.id === other)?.startedOn;
  const closed = bodies.find((body) => body.id === step?.organisationId)?.closedOn;
  return Boolean(closed && begun && periodEnd(closed) < begun.start);
}

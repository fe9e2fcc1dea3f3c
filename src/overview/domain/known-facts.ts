import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { knownBy } from '../../sources/domain/as-known.js';
import type { Certainty, DatedBy, Dossier, EpisodeFactSheet, InspectionFact, InterventionFact } from './dossier.js';
import { familyOf } from './family.js';

/** When the first source of a record was published; null or absent: not known. */
export type FirstSourced = ReadonlyMap<string, Period | null>;

/**
 * The dossier as it could have been known on `day`. A fact stays when it had become known; what lies after that day
 * (an end, an answer, a plan announced later) is taken out of the facts that stay. Parts without a date of their own
 * count from their first source. What was written looking back (summaries, states that somebody decided, what is not
 * known today) is left out. `episodes` come back without any date from judgements: they must be derived anew.
 */
export function knownFacts(dossier: Dossier, { day, sourced }: { day: CalendarDay; sourced: FirstSourced }): Dossier {
  const past = (on: Period | null): Period | null => (on && periodEnd(on) <= day ? on : null);
  const wasKnown = ({ certainty }: { certainty: Certainty }): boolean => knownBy(certainty, day);
  const wasSourced = ({ id }: { id: string }): boolean => past(sourced.get(id) ?? null) !== null;

  const bodies = dossier.bodies.map((body) => ({ ...body, statusNote: null, closedOn: past(body.closedOn) }));
  const self = bodies.find(({ id }) => id === dossier.self.id) ?? { ...dossier.self, statusNote: null };
  const links = dossier.links.filter((link) => wasKnown(link) && (!link.on || past(link.on) !== null));
  const family = familyOf(self, { bodies, links });
  const ours = ({ organisationId }: { organisationId: string }): boolean => family.includes(organisationId);

  const inspections = dossier.inspections.filter((one) => ours(one) && wasKnown(one));
  const inspectionIds = new Set(inspections.map(({ id }) => id));
  const interventions = dossier.interventions.filter((one) => ours(one) && wasKnown(one));
  const interventionIds = new Set(interventions.map(({ id }) => id));
  const warnings = dossier.warnings.filter((one) => ours(one) && wasKnown(one));
  const support = dossier.support.filter((one) => ours(one) && wasKnown(one));
  const changes = dossier.changes.filter((one) => ours(one) && wasKnown(one));
  const events = dossier.events.filter((one) => ours(one) && wasKnown(one));
  const checks = dossier.checks.filter((one) => ours(one) && wasKnown(one));

  const records = new Set(
    [...inspections, ...interventions, ...warnings, ...support, ...changes, ...checks].map(({ id }) => id),
  );
  const episodes = dossier.episodes.filter((one) => ours(one) && wasTriggered(one, { inspectionIds, interventionIds }));
  const episodeIds = new Set(episodes.map(({ id }) => id));

  return {
    self,
    bodies,
    family,
    names: dossier.names
      .filter(({ from }) => !from || past(from) !== null)
      .map((name) => ({ ...name, to: past(name.to) })),
    codes: dossier.codes,
    links,
    posts: dossier.posts.filter((one) => ours(one) && wasKnown(one)).map((post) => ({ ...post, to: past(post.to) })),
    gaps: [],
    inspections: inspections.map((one) => inspectionAsKnown(one, { past, inspectionIds })),
    interventions: interventions.map((one) => interventionAsKnown(one, { past, interventionIds, day })),
    warnings: warnings.map((one) => {
      const respondedOn = past(one.respondedOn);
      return { ...one, respondedOn, response: respondedOn ? one.response : null };
    }),
    support: support.map((one) => ({
      ...one,
      endedOn: past(one.endedOn),
      findings: one.findings.filter(wasKnown),
    })),
    changes,
    events,
    checks: checks.map((check) => {
      const doneOn = past(check.doneOn);
      return { ...check, doneOn, result: doneOn ? check.result : null };
    }),
    episodes: episodes.map((one) => ({
      ...episodeAsKnown(one, { past, inspectionIds }),
      relapseOfId: one.relapseOfId && episodeIds.has(one.relapseOfId) ? one.relapseOfId : null,
      successorId: one.successorId && family.includes(one.successorId) ? one.successorId : null,
      facts: one.facts.filter(({ recordId }) => records.has(recordId)),
      impacts: one.impacts.filter(wasSourced),
      causes: one.causes.filter(wasSourced),
    })),
    outcomes: dossier.outcomes.filter((one) => ours(one) && wasKnown(one)),
    lessons: dossier.lessons.filter(wasKnown),
    programmesUsed: (dossier.programmesUsed ?? []).filter(wasKnown),
    // Sources disagree only once there are two of them.
    conflicts: dossier.conflicts.filter(({ claims }) => claims.filter(wasSourced).length > 1),
  };
}

type Past = (on: Period | null) => Period | null;

function wasTriggered(
  { triggerInspectionId, triggerInterventionId, derived }: EpisodeFactSheet,
  { inspectionIds, interventionIds }: { inspectionIds: ReadonlySet<string>; interventionIds: ReadonlySet<string> },
): boolean {
  const inspection = triggerInspectionId ?? derived.trigger?.inspectionId ?? null;
  if (inspection) return inspectionIds.has(inspection);
  return triggerInterventionId !== null && interventionIds.has(triggerInterventionId);
}

const inspectionAsKnown = (
  one: InspectionFact,
  { past, inspectionIds }: { past: Past; inspectionIds: ReadonlySet<string> },
): InspectionFact => ({
  ...one,
  supersededById: one.supersededById && inspectionIds.has(one.supersededById) ? one.supersededById : null,
  corrections: one.corrections.filter(({ on }) => past(on) !== null),
});

function interventionAsKnown(
  one: InterventionFact,
  { past, interventionIds, day }: { past: Past; interventionIds: ReadonlySet<string>; day: CalendarDay },
): InterventionFact {
  const endedOn = past(one.endedOn);
  return {
    ...one,
    endedOn,
    endReason: endedOn ? one.endReason : null,
    overlapIds: one.overlapIds.filter((id) => interventionIds.has(id)),
    // An end whose announcement has no date was announced nobody knows when.
    plannedEnds: one.plannedEnds.filter(({ announcedOn }) => past(announcedOn) !== null),
    directions: one.directions.filter(({ certainty }) => knownBy(certainty, day)),
    exitCriteria: one.exitCriteria
      .filter(({ agreedOn, certainty }) => past(agreedOn) !== null || knownBy(certainty, day))
      .map((criterion) => {
        const metOn = past(criterion.metOn);
        return { ...criterion, metOn, status: metOn ? criterion.status : null };
      }),
  };
}

function episodeAsKnown(
  one: EpisodeFactSheet,
  { past, inspectionIds }: { past: Past; inspectionIds: ReadonlySet<string> },
): EpisodeFactSheet {
  const judged = (dated: DatedBy | null): DatedBy | null => {
    if (!dated) return null;
    if (dated.inspectionId) return inspectionIds.has(dated.inspectionId) ? dated : null;
    return past(dated.on) ? dated : null;
  };
  const recoveredOn = past(one.recoveredOn);
  const interventionEndedOn = past(one.interventionEndedOn);
  const closedOn = past(one.closedOn);
  return {
    ...one,
    status: recoveredOn ? 'recovered' : null,
    statusReason: null,
    summary: null,
    notFailing: judged(one.notFailing),
    good: judged(one.good),
    recoveredOn,
    recoveryBasis: recoveredOn ? one.recoveryBasis : null,
    interventionEndedOn,
    endedInterventionId: interventionEndedOn ? one.endedInterventionId : null,
    endedNote: interventionEndedOn ? one.endedNote : null,
    closedOn,
    closeReason: closedOn ? one.closeReason : null,
    watchUntil: null,
    derived: {
      trigger: one.derived.trigger,
      byArea: one.derived.byArea,
      notFailing: null,
      good: null,
      relapseOfId: null,
    },
  };
}

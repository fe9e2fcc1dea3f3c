import type { RecoveredRule } from '../../inspections/domain/recovered-rule.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import type { DatedFact, EpisodeFacts, InterventionFact as ClockStep } from '../../episodes/domain/episode-clock.js';
import { watchEnd } from '../../episodes/domain/episode.js';
import type { EpisodeState } from '../../episodes/domain/episode-state.js';
import type { FailedAgain, StandingEpisode, StandingFacts } from '../../episodes/domain/standing.js';
import { answering } from '../../episodes/domain/standing-row.js';
import { isGood, verdictOf } from '../../inspections/domain/failing.js';
import { type InterventionLevel, isInterventionLevel } from '../../interventions/domain/intervention.js';
import { type EpisodeArea, isWithinArea } from '../../vocabulary/domain/episode-areas.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import type { DatedBy, Dossier, EpisodeFactSheet, InspectionFact, JudgementFact } from './dossier.js';
import { lineageOfBodies } from './family.js';
import { judgedInspection } from './judged.js';
import type { TimelineEntry } from './timeline.js';

/** What judgements say comes first; where they say nothing, what somebody recorded. */
export const notFailingOf = ({ derived, notFailing }: EpisodeFactSheet): DatedBy | null =>
  derived.notFailing ?? notFailing;
export const goodOf = ({ derived, good }: EpisodeFactSheet): DatedBy | null => derived.good ?? good;
export const relapseOfOf = ({ derived, relapseOfId }: EpisodeFactSheet): string | null =>
  relapseOfId ?? derived.relapseOfId;
export const triggerInspectionOf = ({ derived, triggerInspectionId }: EpisodeFactSheet): string | null =>
  triggerInspectionId ?? derived.trigger?.inspectionId ?? null;

const levelOf = (level: number): InterventionLevel => (isInterventionLevel(level) ? level : 0);

const inspectionsById = (dossier: Dossier): ReadonlyMap<string, InspectionFact> =>
  new Map(dossier.inspections.map((one) => [one.id, one]));

const byJudgement = (a: InspectionFact, b: InspectionFact): number =>
  a.judgedOn && b.judgedOn ? byPeriod(a.judgedOn, b.judgedOn) : a.judgedOn ? -1 : 1;

/** The word that was published for what failed: of the headline, otherwise of a failing area. Null: no grade did. */
export function triggerLabel(dossier: Dossier, episode: EpisodeFactSheet): string | null {
  const id = triggerInspectionOf(episode);
  const said = (id && inspectionsById(dossier).get(id)?.judgements) || [];
  const failing = said.filter(({ grade }) => grade?.isFailing || grade?.band === 'failing');
  const worst = failing.find(({ isOverall }) => isOverall) ?? failing[0];
  return worst?.label ?? worst?.grade?.label ?? null;
}

/** The areas that were judged failing, where the framework gives no overall grade; otherwise none. */
export function failingAreas(dossier: Dossier, episode: EpisodeFactSheet): readonly string[] {
  const inspection = inspectionsById(dossier).get(triggerInspectionOf(episode) ?? '');
  if (inspection?.framework?.overallCount !== 0) return [];
  return inspection.judgements
    .filter(({ unit, grade }) => unit === null && (grade?.isFailing || grade?.band === 'failing'))
    .map(({ areaText }) => areaText);
}

/** How a failure without an overall grade is told in a sentence: "Inadequate in 2 areas (help and protection; care leavers)". */
function triggerInWords(dossier: Dossier, episode: EpisodeFactSheet): string | null {
  const label = triggerLabel(dossier, episode);
  const areas = failingAreas(dossier, episode);
  if (label === null || areas.length === 0) return label;
  return `${label} in ${countOfAreas(areas.length)} (${areas.map(lowerFirst).join('; ')})`;
}

const countWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** "One area", "two areas": in words, as it stands in a sentence. */
export const countOfAreas = (count: number): string =>
  `${countWords[count] ?? String(count)} ${count === 1 ? 'area' : 'areas'}`;

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The relapse of an episode, where it was in another body or another part than the sentence about it tells of. */
function failedAgainElsewhere(
  dossier: Dossier,
  episode: EpisodeFactSheet,
  told: readonly string[],
): FailedAgain | null {
  const next = nextEpisodeOf(dossier, episode);
  if (!next) return null;
  const on = next.derived.trigger?.on ?? next.triggerOn;
  const body = dossier.bodies.find(({ id }) => id === next.organisationId);
  if (body && !told.includes(next.organisationId)) return { on, place: `under ${body.name}` };
  if (next.unit !== episode.unit && next.unit !== null) return { on, place: `(${next.unit})` };
  return next.area === episode.area && next.unit === episode.unit ? null : { on, place: null };
}

/** Bodies whose story goes on in this one: it replaced them or took over what they did. */
function predecessorsOf(dossier: Dossier, told: readonly string[]): readonly string[] {
  const before = dossier.links.flatMap(({ type, fromId, toId }) => {
    if (type === 'replaced_by' && told.includes(toId)) return [fromId];
    if (type === 'predecessor' && told.includes(toId)) return [fromId];
    return type === 'successor' && told.includes(fromId) ? [toId] : [];
  });
  const continued = dossier.episodes.filter(({ successorId }) => successorId && told.includes(successorId));
  return [...new Set([...before, ...continued.map(({ organisationId }) => organisationId)])].filter(
    (id) => !told.includes(id),
  );
}

/** Bodies that one body speaks for: itself, its services, and who delivers for it alone. */
export function answeringTo(dossier: Dossier, id: string): readonly string[] {
  const spokenFor = answering([id], dossier.bodies, lineageOfBodies(dossier)).get(id) ?? [id];
  return spokenFor.filter((one) => dossier.family.includes(one));
}

/** What the state of one body of the family is told from. */
export function standingFactsOf(dossier: Dossier, bodyId: string): StandingFacts {
  const bodies = answeringTo(dossier, bodyId);
  const ours = ({ organisationId }: { organisationId: string }): boolean => bodies.includes(organisationId);
  const predecessors = predecessorsOf(dossier, bodies).flatMap((id) => {
    const name = dossier.bodies.find((one) => one.id === id)?.name;
    const episodes = dossier.episodes.filter(({ organisationId }) => organisationId === id);
    return name && episodes.length > 0
      ? [{ name, episodes: episodes.map((episode) => standingEpisode(dossier, episode, [...bodies, id])) }]
      : [];
  });
  return {
    closedOn: dossier.bodies.find(({ id }) => id === bodyId)?.closedOn ?? null,
    isJudged: dossier.inspections.some((one) => ours(one) && verdictOf(judgedInspection(one)) !== 'no-verdict'),
    episodes: dossier.episodes.filter(ours).map((episode) => standingEpisode(dossier, episode, bodies)),
    predecessors,
  };
}

const standingEpisode = (dossier: Dossier, episode: EpisodeFactSheet, told: readonly string[]): StandingEpisode => ({
  area: episode.area as EpisodeArea,
  unit: episode.unit,
  triggerOn: episode.derived.trigger?.on ?? episode.triggerOn,
  triggerLabel: triggerInWords(dossier, episode),
  notFailingOn: notFailingOf(episode)?.on ?? null,
  recoveredOn: episode.recoveredOn,
  failedAgain: failedAgainElsewhere(dossier, episode, told),
  state: episode.status as EpisodeState | null,
});

/** Judgements that found an area failing and opened no episode, of these bodies, newest first. */
export const seriousFindingsOf = (dossier: Dossier, bodies: readonly string[]): readonly InspectionFact[] =>
  dossier.inspections
    .filter((one) => bodies.includes(one.organisationId) && verdictOf(judgedInspection(one)) === 'serious-finding')
    .toSorted((a, b) => byJudgement(b, a));

/** Other bodies of the family that have failed, as far as their story is not told by the body itself. */
export const othersWithEpisodes = (dossier: Dossier): readonly string[] => {
  const told = answeringTo(dossier, dossier.self.id);
  return dossier.family.filter(
    (id) => !told.includes(id) && dossier.episodes.some(({ organisationId }) => organisationId === id),
  );
};

const recordsOf = ({ facts }: EpisodeFactSheet, role: string): ReadonlySet<string> =>
  new Set(facts.filter((fact) => fact.role === role).map(({ recordId }) => recordId));

/** The episode that followed as a relapse of this one: the first of them. */
export const nextEpisodeOf = (dossier: Dossier, episode: EpisodeFactSheet): EpisodeFactSheet | null =>
  dossier.episodes
    .filter((one) => relapseOfOf(one) === episode.id)
    .toSorted((a, b) => byPeriod(a.triggerOn, b.triggerOn))[0] ?? null;

export const earlierEpisodeOf = (dossier: Dossier, episode: EpisodeFactSheet): EpisodeFactSheet | null =>
  dossier.episodes.find(({ id }) => id === relapseOfOf(episode)) ?? null;

const inspectionLabel = ({ subject, inspectorate }: InspectionFact): string => `${subject} (${inspectorate})`;

/** What an inspection of more said of the part alone; undefined where the inspection speaks of the part itself. */
const judgementOfPart = (inspection: InspectionFact, unit: string | null): JudgementFact | undefined =>
  unit === null || inspection.unit === unit
    ? undefined
    : inspection.judgements.find((judgement) => judgement.unit === unit);

/** An inspection that judged the part of an episode beside the whole is named with what it said of that part. */
function labelForPart(inspection: InspectionFact, unit: string | null): string {
  const ofPart = judgementOfPart(inspection, unit);
  return ofPart ? `${ofPart.areaText}, judged within: ${inspectionLabel(inspection)}` : inspectionLabel(inspection);
}

/** Which words of a wider inspection marked a turn of an episode of one part: "Maternity: Requires improvement, within a wider inspection". */
export function partSaid(dossier: Dossier, episode: EpisodeFactSheet, { inspectionId }: DatedBy): string | null {
  const inspection = inspectionsById(dossier).get(inspectionId ?? '');
  const said = inspection && judgementOfPart(inspection, episode.unit);
  if (!said) return null;
  return `${said.areaText}: ${said.label ?? said.grade?.label ?? 'grade not known'}, within a wider inspection`;
}

function datedInspection(dossier: Dossier, dated: DatedBy | null, unit: string | null): DatedFact | null {
  if (!dated) return null;
  const inspection = dated.inspectionId ? inspectionsById(dossier).get(dated.inspectionId) : undefined;
  return {
    factId: dated.inspectionId ?? '',
    label: inspection ? labelForPart(inspection, unit) : 'As recorded',
    on: dated.on,
  };
}

export function triggerFact(dossier: Dossier, episode: EpisodeFactSheet): DatedFact {
  const on = episode.derived.trigger?.on ?? episode.triggerOn;
  const inspection = datedInspection(dossier, { inspectionId: triggerInspectionOf(episode), on }, episode.unit);
  const notice = dossier.interventions.find(({ id }) => id === episode.triggerInterventionId);
  if (notice) return { factId: notice.id, label: notice.title, on };
  return inspection ?? { factId: episode.id, label: 'As recorded', on };
}

/**
 * The first judgement after recovery began that fell from good or found an area failing, and opened no episode: of the
 * same area and unit, and before the next episode began.
 */
function laterDecline(dossier: Dossier, episode: EpisodeFactSheet): DatedFact | null {
  const over = goodOf(episode) ?? notFailingOf(episode);
  if (!over) return null;
  const next = nextEpisodeOf(dossier, episode);
  const until = next && periodMiddle(next.triggerOn);
  const wasGood = goodOf(episode) !== null;
  const fallen = dossier.inspections
    .filter((one) => {
      const judged = judgedInspection(one);
      if (!one.judgedOn || judged.area !== episode.area || judged.unit !== episode.unit) return false;
      const on = periodMiddle(one.judgedOn);
      if (on <= periodMiddle(over.on) || (until && on >= until)) return false;
      const verdict = verdictOf(judged);
      return verdict === 'serious-finding' || (wasGood && verdict === 'not-failing' && !isGood(judged));
    })
    .toSorted(byJudgement)[0];
  return fallen?.judgedOn ? { factId: fallen.id, label: inspectionLabel(fallen), on: fallen.judgedOn } : null;
}

/** Everything that the clock of one episode is reckoned from. */
export function episodeFactsOf(dossier: Dossier, episode: EpisodeFactSheet): EpisodeFacts {
  const warningIds = new Set([...recordsOf(episode, 'warning'), ...recordsOf(episode, 'first_warning')]);
  const peerIds = recordsOf(episode, 'peer');
  const levels = new Map(
    episode.facts.filter(({ role }) => role === 'intervention').map(({ recordId, level }) => [recordId, level]),
  );
  const earlier = earlierEpisodeOf(dossier, episode);
  const next = nextEpisodeOf(dossier, episode);
  const lighter = episode.facts.filter(({ role }) => role === 'lighter_cover');
  const steps = dossier.interventions.filter(({ id }) => levels.has(id) || id === episode.triggerInterventionId);
  return {
    trigger: triggerFact(dossier, episode),
    previousRecovery: earlier && ((notFailingOf(earlier)?.on ?? earlier.recoveredOn) || null),
    warnings: [
      ...dossier.warnings
        .filter(({ id }) => warningIds.has(id))
        .map(({ id, kind, on }) => ({ factId: id, label: (warningKinds as Record<string, string>)[kind] ?? kind, on })),
      ...dossier.inspections
        .filter(({ id }) => warningIds.has(id))
        .map((one) => ({ factId: one.id, label: inspectionLabel(one), on: one.judgedOn })),
    ],
    peers: [
      ...dossier.support
        .filter(({ id }) => peerIds.has(id))
        .map(({ id, provider, startedOn, endedOn }) => ({ factId: id, label: provider, from: startedOn, to: endedOn })),
      ...dossier.interventions
        .filter(({ id }) => peerIds.has(id))
        .map(({ id, title, startedOn, endedOn }) => ({ factId: id, label: title, from: startedOn, to: endedOn })),
    ],
    interventions: steps.map(({ id, title, level, startedOn, endedOn, plannedEnds }): ClockStep => ({
      factId: id,
      label: title,
      level: levelOf(levels.get(id) ?? level),
      from: startedOn,
      to: endedOn,
      plannedEnds,
    })),
    ended: episode.interventionEndedOn && {
      factId: episode.endedInterventionId ?? episode.id,
      label:
        dossier.interventions.find(({ id }) => id === episode.endedInterventionId)?.title ?? 'The end of intervention',
      on: episode.interventionEndedOn,
    },
    wentOn: lighter.map(({ id, recordId, recordKind, note }) => {
      const step = dossier.interventions.find((one) => one.id === recordId);
      const help = dossier.support.find((one) => one.id === recordId);
      return {
        factId: recordKind === 'episode' || (!step && !help) ? id : recordId,
        label: note ?? step?.title ?? help?.provider ?? 'Cover that went on',
      };
    }),
    notFailing: datedInspection(dossier, notFailingOf(episode), episode.unit),
    good: datedInspection(dossier, goodOf(episode), episode.unit),
    nextTrigger: next && triggerFact(dossier, next),
    laterDecline: laterDecline(dossier, episode),
  };
}

/** Ids of every record that an episode names: its facts, and the judgements and steps that mark its turns. */
export function recordsNamedBy(episode: EpisodeFactSheet): ReadonlySet<string> {
  return new Set(
    [
      ...episode.facts.map(({ recordId }) => recordId),
      triggerInspectionOf(episode),
      episode.triggerInterventionId,
      notFailingOf(episode)?.inspectionId,
      goodOf(episode)?.inspectionId,
      episode.endedInterventionId,
    ].flatMap((id) => id ?? []),
  );
}

/** The body of a case, and those in which it goes on. */
export const bodiesOf = ({ organisationId, successorId, facts }: EpisodeFactSheet): readonly string[] => [
  ...new Set([
    organisationId,
    ...(successorId ? [successorId] : []),
    ...facts.flatMap(({ role, recordId }) => (role === 'continues_in' ? [recordId] : [])),
  ]),
];

/** The end of the relapse watch, as exactly as what it is counted from. */
export const watchEndOf = (episode: EpisodeFactSheet): Period | null =>
  watchEnd({ notFailingOn: notFailingOf(episode)?.on ?? null, recoveredOn: episode.recoveredOn });

/** The days that the story of an episode covers: from its first sign to the end of its watch or the next failure. */
export function daysOf(
  dossier: Dossier,
  episode: EpisodeFactSheet,
  today: CalendarDay,
): { readonly from: CalendarDay; readonly to: CalendarDay } {
  const { warnings, trigger } = episodeFactsOf(dossier, episode);
  const next = nextEpisodeOf(dossier, episode);
  const starts = [...warnings.map(({ on }) => on), trigger.on, episode.onsetOn].flatMap((on) => on?.start ?? []);
  const from = starts.toSorted()[0] ?? episode.triggerOn.start;
  const watched = episode.watchUntil && episode.watchUntil < today ? episode.watchUntil : today;
  return { from, to: next ? addDays(periodEnd(next.triggerOn), 0) : watched };
}

/** Every inspection of the same work: before, during and after, of all bodies of the line. Oldest first. */
export const inspectionsOf = (dossier: Dossier, episode: EpisodeFactSheet): readonly InspectionFact[] =>
  dossier.inspections.filter((one) => isOfItsWork(one, episode)).toSorted(byJudgement);

/**
 * By which rule the case counted as recovered: that of the framework of the latest full inspection of its work by then;
 * null where nothing graded is on the record.
 */
export function recoveredRuleOf(dossier: Dossier, episode: EpisodeFactSheet): RecoveredRule | null {
  const { recoveredOn } = episode;
  if (recoveredOn === null) return null;
  const latest = inspectionsOf(dossier, episode).findLast(
    ({ type, graded, judgedOn }) =>
      type === 'full' && graded && judgedOn !== null && judgedOn.start <= periodEnd(recoveredOn),
  );
  return latest?.framework?.recoveredRule ?? null;
}

function isOfItsWork(inspection: InspectionFact, episode: EpisodeFactSheet): boolean {
  const { area, unit } = judgedInspection(inspection);
  const isItsArea = isWithinArea(area, episode.area as EpisodeArea);
  const isItsPart =
    episode.unit === null || unit === episode.unit || inspection.judgements.some((one) => one.unit === episode.unit);
  return (isItsArea && isItsPart) || recordsNamedBy(episode).has(inspection.id);
}

const within = (on: Period | null, { from, to }: { from: CalendarDay; to: CalendarDay }): boolean =>
  on !== null && periodEnd(on) >= from && on.start <= to;

/** The part of a timeline that belongs to one episode. */
export function entriesOf(
  dossier: Dossier,
  episode: EpisodeFactSheet,
  { timeline, today }: { timeline: readonly TimelineEntry[]; today: CalendarDay },
): readonly TimelineEntry[] {
  const named = recordsNamedBy(episode);
  const days = daysOf(dossier, episode, today);
  const elsewhere = new Set(
    dossier.episodes.filter(({ id }) => id !== episode.id).flatMap((one) => [...recordsNamedBy(one)]),
  );
  return timeline.filter((entry) => {
    if (named.has(entry.id) || entry.help.some(({ id }) => named.has(id))) return true;
    if (entry.kind === 'outcome') return entry.fact.episodeId === episode.id;
    if (entry.kind === 'judgement' || entry.kind === 'visit') {
      return isOfItsWork(entry.fact, episode) && within(entry.on, days);
    }
    if (
      entry.kind === 'warning' ||
      entry.kind === 'intervention' ||
      entry.kind === 'support' ||
      entry.kind === 'check'
    ) {
      // Told by nobody as part of an episode: it belongs to the one in whose days it falls.
      return dossier.episodes.length === 1 && !elsewhere.has(entry.id) && within(entry.on, days);
    }
    return within(entry.on, days);
  });
}

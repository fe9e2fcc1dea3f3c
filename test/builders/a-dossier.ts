import { day } from '../../src/kernel/calendar-day.js';
import { type Period, period } from '../../src/kernel/period.js';
import type {
  Body,
  Certainty,
  Dossier,
  EpisodeFactSheet,
  EpisodeLinkFact,
  FrameworkFact,
  InspectionFact,
  InterventionFact,
  JudgementFact,
  PeerSupportFact,
  WarningFact,
} from '../../src/overview/domain/dossier.js';

const on = (text: string | null): Period | null => (text ? period(text) : null);

/** Known on the day given, verified and read; recorded in November 2026. */
export const certain = (knownOn: string | null, more: Partial<Certainty> = {}): Certainty => ({
  knownOn: on(knownOn),
  verified: true,
  inferred: false,
  note: null,
  recordedOn: day('2026-11-01'),
  ...more,
});

export const aBody = (id: string, more: Partial<Body> = {}): Body => ({
  id,
  ref: `OR-${id}`,
  slug: id,
  name: `The ${id}`,
  kind: 'council',
  kindText: null,
  sector: 'children',
  region: 'south_east',
  country: 'England',
  parentId: null,
  openedOn: null,
  closedOn: null,
  statusNote: null,
  website: null,
  certainty: certain(null),
  ...more,
});

/** A framework with one headline that fails when inadequate, and one area that is serious when inadequate. */
export const aFramework = (key: string, more: Partial<FrameworkFact> = {}): FrameworkFact => ({
  id: `framework-${key}`,
  key,
  title: `Framework ${key}`,
  episodeArea: 'children',
  overallCount: 1,
  effectiveFrom: null,
  effectiveTo: null,
  formalFailure: '{"anyOf":[{"area":"overall","grades":["inadequate"]}]}',
  recoveredRule: 'no_failing_area',
  seriousFindings: '{"anyOf":[{"area":"leaders","grades":["inadequate"]}]}',
  areas: [
    { key: 'overall', label: 'Overall effectiveness', isOverall: true, conditional: false },
    { key: 'leaders', label: 'Leaders', isOverall: false, conditional: false },
  ],
  ...more,
});

const words = {
  inadequate: { label: 'Inadequate', ordinal: 1, band: 'failing' },
  requires_improvement: { label: 'Requires improvement', ordinal: 2, band: 'below' },
  good: { label: 'Good', ordinal: 3, band: 'meeting' },
} as const;

export const aJudgement = (id: string, key: keyof typeof words, more: Partial<JudgementFact> = {}): JudgementFact => ({
  id,
  position: 0,
  areaKey: 'overall',
  areaText: 'Overall effectiveness',
  unit: null,
  isOverall: true,
  grade: { scale: 'four', key, altBand: null, isFailing: key === 'inadequate', ...words[key] },
  label: words[key].label,
  absence: null,
  limiting: false,
  narrative: null,
  ...more,
});

/** A published full inspection of `organisationId`, with its headline. */
export const anInspection = (
  id: string,
  judgedOn: string,
  headline: keyof typeof words,
  more: Partial<InspectionFact> = {},
): InspectionFact => ({
  id,
  ref: `IN-${id}`,
  organisationId: 'service',
  framework: aFramework('ilacs'),
  frameworkInferred: false,
  publishedFramework: 'ILACS',
  inspectorate: 'Ofsted',
  subject: 'Services for children',
  area: 'children',
  unit: null,
  type: 'full',
  typeText: null,
  graded: true,
  startedOn: null,
  endedOn: null,
  publishedOn: on(judgedOn),
  judgedOn: on(judgedOn),
  dateInferred: false,
  overallLabel: words[headline].label,
  categoryKey: null,
  headline: null,
  quote: null,
  reportUrl: null,
  setting: null,
  status: 'published',
  edition: 1,
  supersededById: null,
  certainty: certain(judgedOn),
  judgements: [aJudgement(`${id}-overall`, headline)],
  findings: [],
  corrections: [],
  monitoring: null,
  ...more,
});

export const anIntervention = (
  id: string,
  level: number,
  from: string,
  to: string | null,
  more: Partial<InterventionFact> = {},
): InterventionFact => ({
  id,
  ref: `IV-${id}`,
  organisationId: 'service',
  kind: 'commissioner',
  title: `Step ${id}`,
  level,
  levelNote: null,
  authority: 'The Secretary of State',
  legalBasis: null,
  startedOn: on(from),
  endedOn: on(to),
  endReason: null,
  text: `What step ${id} did.`,
  replacesId: null,
  overlapIds: [],
  plannedEnds: [],
  directions: [],
  exitCriteria: [],
  certainty: certain(from),
  ...more,
});

export const aWarning = (id: string, occurredOn: string, more: Partial<WarningFact> = {}): WarningFact => ({
  id,
  ref: `WS-${id}`,
  organisationId: 'service',
  on: on(occurredOn),
  kind: 'staff_voice',
  text: `What sign ${id} said.`,
  respondedOn: null,
  response: null,
  certainty: certain(occurredOn),
  ...more,
});

export const aSupport = (
  id: string,
  from: string,
  to: string | null,
  more: Partial<PeerSupportFact> = {},
): PeerSupportFact => ({
  id,
  ref: `PS-${id}`,
  organisationId: 'service',
  type: 'peer_challenge',
  provider: 'The association of councils',
  basis: 'voluntary',
  startedOn: on(from),
  endedOn: on(to),
  text: null,
  sameAsId: null,
  findings: [],
  certainty: certain(from),
  ...more,
});

export const anEpisode = (id: string, triggerOn: string, more: Partial<EpisodeFactSheet> = {}): EpisodeFactSheet => ({
  id,
  ref: `EP-${id}`,
  organisationId: 'service',
  area: 'children',
  unit: null,
  title: `Episode ${id}`,
  origin: 'library',
  state: 'in_failure',
  status: null,
  statusReason: null,
  summary: null,
  onsetOn: null,
  onsetBasis: null,
  triggerKind: 'judgement',
  triggerInspectionId: null,
  triggerInterventionId: null,
  triggerOn: period(triggerOn),
  notFailing: null,
  good: null,
  recoveredOn: null,
  recoveryBasis: null,
  interventionEndedOn: null,
  endedInterventionId: null,
  endedNote: null,
  closedOn: null,
  closeReason: null,
  relapseOfId: null,
  successorId: null,
  watchUntil: null,
  derived: { trigger: null, byArea: false, notFailing: null, good: null, relapseOfId: null },
  facts: [],
  impacts: [],
  causes: [],
  certainty: certain(null),
  version: 1,
  ...more,
});

export const named = (
  role: string,
  recordKind: string,
  recordId: string,
  level: number | null = null,
): EpisodeLinkFact => ({
  id: `${role}-${recordId}`,
  role,
  position: 0,
  recordKind,
  recordId,
  level,
  note: null,
});

export const aDossier = (more: Partial<Dossier> = {}): Dossier => {
  const self = more.self ?? aBody('service', { kind: 'council_service', name: 'The county: services for children' });
  return {
    self,
    bodies: [self],
    family: [self.id],
    names: [],
    codes: [],
    links: [],
    posts: [],
    gaps: [],
    inspections: [],
    interventions: [],
    warnings: [],
    support: [],
    changes: [],
    events: [],
    checks: [],
    episodes: [],
    outcomes: [],
    lessons: [],
    conflicts: [],
    ...more,
  };
};

/**
 * A service that failed twice: 2010, not failing in 2013, again in 2019, not failing in 2023. Dates are those of a real
 * one, so that its lengths can be looked up.
 */
export const failedTwice = (more: Partial<Dossier> = {}): Dossier =>
  aDossier({
    inspections: [
      anInspection('first', '2010-12-17', 'inadequate', { framework: aFramework('slac') }),
      anInspection('ended', '2013-02', 'requires_improvement', { framework: aFramework('protection') }),
      anInspection('again', '2019-05-08', 'inadequate'),
      anInspection('over', '2023-05-11', 'requires_improvement'),
    ],
    interventions: [
      anIntervention('commissioner', 5, '2019-06-04', '2022-03', {
        plannedEnds: [
          { id: 'plan-1', announcedOn: period('2019-06-04'), plannedEndOn: period('2019-09-30'), note: null },
          { id: 'plan-2', announcedOn: period('2020-12'), plannedEndOn: period('2022-01'), note: null },
        ],
      }),
      anIntervention('notice', 3, '2011', '2013'),
    ],
    warnings: [
      aWarning('restructure', '2015-07'),
      aWarning('late', '2018-02', { response: 'It was noted.', respondedOn: period('2018-06') }),
    ],
    support: [aSupport('review', '2018-06', '2018-06')],
    episodes: [
      anEpisode('one', '2010-12-17', {
        triggerInspectionId: 'first',
        watchUntil: day('2020-02-15'),
        derived: {
          trigger: { inspectionId: 'first', on: period('2010-12-17') },
          byArea: false,
          notFailing: { inspectionId: 'ended', on: period('2013-02') },
          good: null,
          relapseOfId: null,
        },
        facts: [named('intervention', 'intervention', 'notice', 3)],
      }),
      anEpisode('two', '2019-05-08', {
        triggerInspectionId: 'again',
        relapseOfId: 'one',
        summary: 'It failed again, as is known today.',
        watchUntil: day('2030-05-11'),
        derived: {
          trigger: { inspectionId: 'again', on: period('2019-05-08') },
          byArea: false,
          notFailing: { inspectionId: 'over', on: period('2023-05-11') },
          good: null,
          relapseOfId: 'one',
        },
        facts: [
          named('warning', 'warning_sign', 'restructure'),
          named('warning', 'warning_sign', 'late'),
          named('peer', 'peer_support', 'review'),
          named('intervention', 'intervention', 'commissioner', 5),
        ],
      }),
    ],
    ...more,
  });

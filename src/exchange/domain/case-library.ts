import type { Cause } from '../../vocabulary/domain/causes.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { EvidenceStance } from '../../vocabulary/domain/evidence-stances.js';
import type { Impact } from '../../vocabulary/domain/impacts.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import type { FigureKind } from '../../measures/domain/disclosure.js';
import type { EarlyMovement, Frequency, MeasureRole, ValueFlag, ValueStatus } from '../../measures/domain/measure.js';
import type { Polarity } from '../../measures/domain/xmr.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { OrganisationKind } from '../../vocabulary/domain/organisation-kinds.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import type { Sector } from '../../vocabulary/domain/sectors.js';
import type { WarningKind } from '../../vocabulary/domain/warning-kinds.js';
import type { Fact, PeriodText } from './library-fact.js';
import type { ProgrammesFile } from './library-programmes.js';

/**
 * The shipped case library as its JSON files hold it: four real turnarounds and one programme that travels.
 *
 * Files in `exchange/library/`, one type each: `sources.json` (SourcesFile), `organisations.json`
 * (OrganisationsFile), `inspections.json` (InspectionsFile), `interventions.json` (InterventionsFile),
 * `episodes.json` (EpisodesFile), `measures.json` (MeasuresFile), `lessons.json` (LessonsFile), `conflicts.json` (ConflictsFile),
 * `programmes.json` (ProgrammesFile, `library-programmes.ts`), and two tables
 * that show how published words became codes: `framework-wordings.json` and `warning-wordings.json`.
 *
 * Rules that hold for every record:
 * - `key` is stable and unique in its list; other records refer to it. The loader matches by it.
 * - A date is a `PeriodText`, never more exact than its source; null is "not known".
 * - `known` is when the public could know it: the publication, or the earliest dated source on or after the event, or
 *   for a step announced ahead the announcement. A reading of several facts is known once the last of them is.
 * - `sources` are keys of `sources.json`; a record with none does not exist.
 * - `verified` false means that the fact, or the part named in `note`, is not in the cited source.
 * - `inferred` true means that part of it (named in `note`) was worked out and not read.
 * - Texts are plain text of at most 2,000 characters; a `quote` is at most 40 words, as published.
 */

export type { PeriodText } from './library-fact.js';

/** What a source is. `unverified` stands for what was not checked against any. */
export const sourceKinds = ['primary', 'press', 'commentary', 'aggregator', 'partisan', 'unverified'] as const;
/** `ons-area` is the code of the council in whose area a body stands: it never identifies the body itself. */
export const codeSchemes = ['ons', 'ons-area', 'urn', 'cqc-provider', 'cqc-location', 'ods'] as const;
export const posts = [
  'chief_executive',
  'director',
  'lead_member',
  'chair',
  'section_151',
  'monitoring',
  'head',
  'medical_director',
  'mayor',
] as const;
export const interventionKinds = [
  'departmental_intervention',
  'advisory_board',
  'leadership_change',
  'statutory_direction',
  'commissioners',
  'commissioner',
  'delivery_partner',
  'transfer_of_service',
  'improvement_team',
  'improvement_notice',
  'improvement_partner',
  'special_measures',
  'school_support',
  'academy_conversion',
  'warning_notice',
  'breach_of_terms',
  'registration_conditions',
  'improvement_director',
  'buddy_trust',
  'prosecution',
] as const;
export const peerSupportTypes = [
  'peer_challenge',
  'buddy',
  'improvement_partner',
  'mentor',
  'secondment',
  'school_to_school',
  'network',
] as const;
export const supportBases = ['voluntary', 'commissioned', 'required'] as const;
export const structuralChangeKinds = ['reorganisation', 'merger', 'transfer', 'new_body'] as const;
export const checkResults = ['held', 'partly_held', 'slipped'] as const;
export const triggerKinds = ['judgement', 'formal_notice', 'self_declaration'] as const;
export const episodeStates = ['open', 'in_intervention', 'monitoring', 'recovered', 'relapsed', 'closed'] as const;
export const recoveryBases = ['judgement', 'intervention_lifted', 'both', 'self_declared'] as const;
export const outcomeStates = [
  'failing',
  'partial_recovery',
  'out_of_failure',
  'stalled',
  'recovered',
  'strong',
  'sustained',
  'decline',
  'relapse',
  'relapse_in_part',
] as const;

export type SourceKind = (typeof sourceKinds)[number];
export type CodeScheme = (typeof codeSchemes)[number];
export type LibraryPost = (typeof posts)[number];
export type LibraryInterventionKind = (typeof interventionKinds)[number];
export type LibraryPeerSupportType = (typeof peerSupportTypes)[number];
export type SupportBasis = (typeof supportBases)[number];
export type StructuralChangeKind = (typeof structuralChangeKinds)[number];
export type CheckResult = (typeof checkResults)[number];
export type LibraryTriggerKind = (typeof triggerKinds)[number];
export type LibraryEpisodeState = (typeof episodeStates)[number];
export type RecoveryBasis = (typeof recoveryBases)[number];
export type OutcomeState = (typeof outcomeStates)[number];

/** A statement with what it rests on. */
export type SourcedText = { readonly text: string; readonly sources: readonly string[] };

/** Something published that facts rest on. `url` is null for what has no single address. */
export type LibrarySource = {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  readonly published: PeriodText | null;
  readonly kind: SourceKind;
};

/** A public identifier. `current` is false for a code that the body has outlived. */
export type LibraryCode = {
  readonly scheme: CodeScheme;
  readonly value: string;
  readonly current: boolean;
  readonly sources: readonly string[];
  readonly verified: boolean;
  readonly note: string | null;
};

/** A council, service, school, trust or company. `parent` is where it sits now; the dated fact is a link. */
export type LibraryOrganisation = Fact & {
  readonly slug: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** What it is, in the words of its sector: "metropolitan borough council". */
  readonly kindText: string;
  readonly sector: Sector;
  readonly region: string;
  readonly country: string;
  readonly parent: string | null;
  readonly aliases: readonly string[];
  readonly codes: readonly LibraryCode[];
  readonly opened: PeriodText | null;
  readonly closed: PeriodText | null;
  /** How it stands today, in a few words. */
  readonly status: string;
  /** What is not known about it, one sentence each: shown on its case pages. */
  readonly gaps: readonly string[];
};

/** One row a relation, read "`from` {type} `to`": Eltham replaced_by Harris Greenwich; a service parent its council. */
export type LibraryLink = Fact & {
  readonly from: string;
  readonly to: string;
  readonly type: OrganisationLinkType;
  readonly on: PeriodText | null;
};

/** Who held a post, at director level or above. `seenOn` is a day on which a source shows the post as held. */
export type LibraryPostHolding = Fact & {
  readonly post: LibraryPost;
  readonly organisation: string;
  readonly holder: string | null;
  readonly from: PeriodText | null;
  readonly to: PeriodText | null;
  readonly seenOn: PeriodText | null;
  readonly interim: boolean | null;
  readonly leavingPlanned: boolean | null;
};

/** A grade as published. `grade` is a key on the inspection's scale; with none, `absence` says why not. */
export type LibraryGrade = {
  readonly label: string;
  readonly grade: string | null;
  readonly absence: GradeAbsence | null;
};

/**
 * One area judged. `area` is an area of the inspection's framework, or null where the framework has none such; then
 * it never counts in a rule. `unit` names the part judged where that is not what the inspection as a whole is about.
 * `isOverall` marks a headline: it speaks for all that the inspection is about. `limiting` marks a part that, by the
 * rule of its day, held the overall grade down.
 */
export type LibraryJudgement = LibraryGrade & {
  readonly area: string | null;
  readonly areaText: string;
  readonly unit: string | null;
  readonly isOverall: boolean;
  readonly limiting: boolean;
};

/**
 * An inspection, assessment, review or visit. `unit` null speaks for the organisation as the framework understands
 * it; otherwise only for the part named, never for the whole. `graded` says that it gives grades, whatever its type:
 * the health regulator's focused inspections do, the children's inspectorate's focused visits do not.
 * `overall` is the headline as published, and is repeated among `judgements` wherever it was given.
 * `dateInferred` and `frameworkInferred` keep a judgement from opening an episode. `setting` places it before or
 * after the takeover or transfer that its organisation went through.
 */
export type LibraryInspection = Fact & {
  readonly organisation: string;
  /** The part of the body's work that it speaks of. */
  readonly area: EpisodeArea;
  readonly subject: string;
  readonly unit: string | null;
  readonly inspectorate: string;
  readonly publishedFramework: string;
  readonly framework: string | null;
  readonly frameworkInferred: boolean;
  readonly scale: string | null;
  readonly type: InspectionType;
  readonly typeText: string;
  readonly graded: boolean;
  readonly from: PeriodText | null;
  readonly to: PeriodText | null;
  readonly published: PeriodText | null;
  readonly dateInferred: boolean;
  readonly known: PeriodText | null;
  readonly overall: LibraryGrade;
  readonly category: string | null;
  readonly judgements: readonly LibraryJudgement[];
  readonly headline: string;
  readonly quote: string | null;
  readonly setting: 'before' | 'after' | null;
};

/** How a published framework name became a key of the shipped frameworks; null: no framework on record. */
export type FrameworkWording = {
  readonly wording: string;
  readonly inspections: readonly string[];
  readonly framework: string | null;
  readonly why: string;
};

/** How a published kind of warning became one of the thirteen codes. */
export type WarningWording = {
  readonly wording: string;
  readonly kind: WarningKind;
  readonly warnings: readonly string[];
};

/** Something that could have been read as a warning at the time. */
export type LibraryWarning = Fact & {
  readonly organisation: string;
  readonly on: PeriodText | null;
  readonly kind: WarningKind;
  /** The kind in the words that `warning-wordings.json` maps. */
  readonly kindText: string;
  readonly text: string;
  readonly response: string | null;
  readonly known: PeriodText | null;
};

/** A planned end as it stood. `announced` null: when this end was first announced is not known. */
export type PlannedEnd = {
  readonly announced: PeriodText | null;
  readonly plannedEnd: PeriodText;
  readonly note: string | null;
};

/** 0 none, 1 voluntary peer help, 2 agreed support, 3 formal notice, 4 direction or special measures, 5 functions removed. */
export type LibraryLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** A step taken from outside, or by the body itself. `level` is our reading, never the source's. */
export type LibraryIntervention = Fact & {
  readonly organisation: string;
  readonly kind: LibraryInterventionKind;
  readonly type: string;
  readonly authority: string;
  readonly legalBasis: string | null;
  readonly level: LibraryLevel;
  readonly levelNote: string | null;
  readonly from: PeriodText | null;
  /** The actual end; null: none on the record. */
  readonly to: PeriodText | null;
  readonly plannedEnds: readonly PlannedEnd[];
  readonly replaces: string | null;
  readonly overlaps: readonly string[];
  readonly exitCriteria: readonly { readonly text: string }[];
  readonly text: string;
  /** The number of the step in a series of directions that replaced one another. */
  readonly stage: number | null;
  readonly known: PeriodText | null;
};

export type LibraryPeerFinding = {
  readonly text: string;
  readonly accepted: 'yes' | 'no' | 'part' | null;
  readonly answer: string | null;
};

/** Help from peers. `sameAs` names the intervention, warning or inspection that is the same event, shown once. */
export type LibraryPeerSupport = Fact & {
  readonly organisation: string;
  readonly type: LibraryPeerSupportType;
  readonly provider: string;
  readonly from: PeriodText | null;
  readonly to: PeriodText | null;
  readonly basis: SupportBasis | null;
  readonly text: string;
  readonly findings: readonly LibraryPeerFinding[];
  readonly sameAs: { readonly kind: 'intervention' | 'warning' | 'inspection'; readonly key: string };
  readonly known: PeriodText | null;
};

export type LibraryStructuralChange = Fact & {
  readonly organisation: string;
  /** The other body, where there is one. */
  readonly other: string | null;
  readonly on: PeriodText | null;
  readonly kind: StructuralChangeKind;
  readonly text: string;
  readonly reason: string | null;
  readonly known: PeriodText | null;
};

/** A look, after the exit, at whether the improvement had held. `done` null: planned, not known to have happened. */
export type LibrarySustainmentCheck = Fact & {
  readonly organisation: string;
  readonly episode: string;
  readonly due: PeriodText | null;
  readonly done: PeriodText | null;
  readonly by: 'internal' | 'external';
  readonly result: CheckResult | null;
  readonly inspection: string | null;
  readonly text: string;
  readonly known: PeriodText | null;
};

/** Cover lighter than powers that went on after the exit: a step on the record, or a text with its sources. */
export type LighterCover =
  | { readonly intervention: string; readonly text: null; readonly sources: readonly string[] }
  | { readonly intervention: null; readonly text: string; readonly sources: readonly string[] };

/** A spell of failure and what belongs to it. Membership and levels are our reading of dated facts. */
export type LibraryEpisode = {
  readonly key: string;
  readonly organisation: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly title: string;
  /** At most 120 words: what failed, when, what was done, where it stands. */
  readonly summary: string;
  /** The newest dated source among its facts: the record was read up to there. */
  readonly newestSource: PeriodText;
  readonly continuesIn: readonly string[];
  readonly successor: string | null;
  readonly trigger: {
    readonly kind: LibraryTriggerKind;
    readonly inspection: string | null;
    readonly intervention: string | null;
  };
  readonly triggerOn: PeriodText;
  readonly onset: { readonly on: PeriodText | null; readonly basis: string; readonly sources: readonly string[] };
  readonly impacts: readonly (SourcedText & { readonly kind: Impact })[];
  readonly causes: readonly (SourcedText & { readonly kind: Cause })[];
  readonly warnings: readonly string[];
  readonly firstWarning: string | null;
  /** Keys of `peerSupport`. */
  readonly peers: readonly string[];
  readonly interventions: readonly { readonly key: string; readonly level: LibraryLevel }[];
  readonly lighterCover: readonly LighterCover[];
  readonly ended: {
    readonly on: PeriodText;
    readonly intervention: string | null;
    readonly note: string | null;
  } | null;
  readonly recovered: { readonly basis: RecoveryBasis; readonly on: PeriodText } | null;
  readonly notFailing: string | null;
  readonly good: string | null;
  readonly later: readonly { readonly inspection: string; readonly reading: string }[];
  readonly relapseOf: string | null;
  /** The managed state; null: nobody has recorded a decision, and the dates from judgements speak alone. */
  readonly status: LibraryEpisodeState | null;
  readonly statusReason: string;
  readonly note: string | null;
};

/** A turn in the story, as a reading of the facts. */
export type LibraryOutcome = Fact & {
  readonly organisation: string;
  readonly episode: string | null;
  readonly state: OutcomeState;
  readonly on: PeriodText | null;
  readonly text: string;
  readonly known: PeriodText | null;
};

/** What a case says about one of the eight lessons, for or against. */
export type LibraryLessonEvidence = Fact & {
  readonly lesson: LessonNumber;
  readonly organisation: string | null;
  readonly episode: string | null;
  readonly stance: EvidenceStance;
  readonly text: string;
  readonly on: PeriodText | null;
  readonly page: string | null;
  readonly known: PeriodText | null;
};

/**
 * One number as it was published. Where the source gives a range, `low` and `high` are its ends and `value` is its
 * middle. Null with the flag x: the source speaks of it and gives no number. It was known once its first source was out.
 */
export type LibraryMeasureValue = Fact & {
  /** Null: the source does not say of when. */
  readonly on: PeriodText | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: ValueStatus;
  readonly flag: ValueFlag | null;
};

/** Something that was measured of a body, with every number that the sources give. */
export type LibraryMeasure = Fact & {
  readonly organisation: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: FigureKind;
  readonly role: MeasureRole;
  readonly polarity: Polarity;
  readonly polarityNote: string | null;
  readonly frequency: Frequency;
  readonly earlyMovement: EarlyMovement;
  readonly definition: string | null;
  readonly target: number | null;
  readonly targetSource: string | null;
  readonly comparator: string | null;
  readonly safetyCritical: boolean;
  readonly smallNumbers: boolean;
  readonly disclosureReason: string | null;
  /** The key of the measure that it must be read with. */
  readonly pairedWith: string | null;
  readonly values: readonly LibraryMeasureValue[];
};

/** The report that the eight lessons come from. */
export type LibraryReport = {
  readonly title: string;
  readonly publisher: string;
  readonly published: PeriodText;
  readonly sources: readonly string[];
  readonly lessonSources: readonly string[];
  readonly note: string;
  readonly method: readonly SourcedText[];
  readonly framing: readonly SourcedText[];
  readonly recommendations: readonly SourcedText[];
  readonly gaps: readonly string[];
};

/** Two sources that disagree. Both stay on the page; `shownFirst` is the claim shown first and `why` is our reason. */
export type LibraryConflict = {
  readonly key: string;
  readonly topic: string;
  readonly claims: readonly [SourcedText, SourcedText];
  readonly shownFirst: 0 | 1;
  readonly why: string;
  readonly about: readonly {
    readonly kind: 'organisation' | 'inspection' | 'intervention' | 'episode' | 'link' | 'measure';
    readonly key: string;
  }[];
  readonly verified: boolean;
};

export type SourcesFile = { readonly sources: readonly LibrarySource[] };
export type OrganisationsFile = {
  readonly organisations: readonly LibraryOrganisation[];
  readonly links: readonly LibraryLink[];
  readonly posts: readonly LibraryPostHolding[];
};
export type InspectionsFile = { readonly inspections: readonly LibraryInspection[] };
export type FrameworkWordingsFile = { readonly frameworkWordings: readonly FrameworkWording[] };
export type WarningWordingsFile = { readonly warningWordings: readonly WarningWording[] };
export type InterventionsFile = {
  readonly warnings: readonly LibraryWarning[];
  readonly interventions: readonly LibraryIntervention[];
  readonly peerSupport: readonly LibraryPeerSupport[];
  readonly structuralChanges: readonly LibraryStructuralChange[];
  readonly sustainmentChecks: readonly LibrarySustainmentCheck[];
};
export type EpisodesFile = {
  readonly episodes: readonly LibraryEpisode[];
  readonly outcomes: readonly LibraryOutcome[];
};
export type MeasuresFile = { readonly measures: readonly LibraryMeasure[] };
export type LessonsFile = { readonly report: LibraryReport; readonly lessonEvidence: readonly LibraryLessonEvidence[] };
export type ConflictsFile = { readonly conflicts: readonly LibraryConflict[] };

/** Every file of the library, read and laid together. */
export type CaseLibrary = SourcesFile &
  OrganisationsFile &
  InspectionsFile &
  FrameworkWordingsFile &
  WarningWordingsFile &
  InterventionsFile &
  EpisodesFile &
  MeasuresFile &
  LessonsFile &
  ConflictsFile &
  ProgrammesFile;

/** The files by name, in the order in which a loader needs them: what a record refers to comes before it. */
export const caseLibraryFiles = [
  'sources.json',
  'organisations.json',
  'framework-wordings.json',
  'inspections.json',
  'warning-wordings.json',
  'interventions.json',
  'episodes.json',
  'measures.json',
  'lessons.json',
  'conflicts.json',
  'programmes.json',
] as const;

import { addDays, type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { EvidenceIndependence, EvidenceLevel } from '../../plans/domain/milestone-words.js';
import type { EvidenceStrength } from '../../vocabulary/domain/evidence-kinds.js';
import type { AssessmentLevel, LessonNumber } from '../../vocabulary/domain/lessons.js';
import { type Disagreement, disagreementOf, type SaidByRecord } from './disagreement.js';

/** A level that somebody chose; 0, "not assessed", is the absence of an assessment. */
export type ChosenLevel = Exclude<AssessmentLevel, 0>;

/** How the board sees it since its assessment before. `first`: there is none before. */
export const assessmentDirections = {
  worse: 'Worse',
  same: 'The same',
  better: 'Better',
  first: 'First assessment',
} as const;
export type AssessmentDirection = keyof typeof assessmentDirections;

/** `board`: its own judgement. `proposal`: what the organisation suggests beforehand; the board is free to judge otherwise. */
export const assessmentKinds = ['board', 'proposal'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** Days that the oldest piece of evidence must reach back for a board to say that a lesson is embedded (lessons A0). */
export const daysToEmbed = 365;

/** A piece of evidence as a gate looks at it. */
export type GateEvidence = {
  readonly id: string;
  readonly level: EvidenceLevel;
  readonly independence: EvidenceIndependence;
  /** The day of the evidence itself, not that on which it was added: what is to have lasted is the thing shown. */
  readonly onDay: CalendarDay;
  /** Somebody looked at it and did not accept it: it shows nothing. */
  readonly turnedDown: boolean;
};

export type NewAssessment = {
  readonly lesson: LessonNumber;
  readonly level: ChosenLevel;
  readonly strength: EvidenceStrength;
  readonly reason: string;
  readonly whatWouldChange: string;
  /** Null where there is no assessment before. */
  readonly direction: Exclude<AssessmentDirection, 'first'> | null;
  /** Why the board sees it otherwise than the record shows. */
  readonly whyDifferent: string | null;
  readonly dissent: string | null;
  readonly dissentMemberId: string | null;
  readonly evidenceIds: readonly string[];
};

export type GateRefusal =
  | 'needs-evidence'
  | 'needs-two'
  | 'needs-impact'
  | 'needs-three'
  | 'needs-external'
  | 'needs-a-year';

export type AssessmentRefusal =
  | GateRefusal
  | 'no-direction'
  | 'higher-unexplained'
  | 'lower-unexplained'
  | 'dissent-without-member'
  | 'member-without-dissent';

const firstDay = (evidence: readonly GateEvidence[]): CalendarDay | null =>
  evidence.map(({ onDay }) => onDay).toSorted()[0] ?? null;

/**
 * Why a level cannot be chosen on this evidence; null where it can (lessons A0). Starting needs one piece; In place two,
 * one of which shows impact; Embedded three, one from outside the organisation, and 365 days since the oldest. Each level
 * asks for all that the levels under it ask for. Evidence that was looked at and not accepted does not count.
 * `on`: the day of the meeting.
 */
export function whyNotLevel(
  level: ChosenLevel,
  evidence: readonly GateEvidence[],
  on: CalendarDay,
): GateRefusal | null {
  const counted = evidence.filter(({ turnedDown }) => !turnedDown);
  if (level >= 2 && counted.length === 0) return 'needs-evidence';
  if (level >= 3 && counted.length < 2) return 'needs-two';
  if (level >= 3 && !counted.some((piece) => piece.level === 'impact')) return 'needs-impact';
  if (level < 4) return null;
  if (counted.length < 3) return 'needs-three';
  if (!counted.some(({ independence }) => independence === 'external')) return 'needs-external';
  const first = firstDay(counted);
  return first !== null && daysBetween(first, on) < daysToEmbed ? 'needs-a-year' : null;
}

/** The first day on which the evidence reaches back far enough for Embedded; null without any that counts. */
export function embeddedFrom(evidence: readonly GateEvidence[]): CalendarDay | null {
  const first = firstDay(evidence.filter(({ turnedDown }) => !turnedDown));
  return first && addDays(first, daysToEmbed);
}

export type AssessmentFacts = {
  readonly evidence: readonly GateEvidence[];
  /** What the record shows on the day of the meeting; empty where nothing can be read. */
  readonly record: readonly SaidByRecord[];
  /** Whether the same lesson was assessed before. */
  readonly hasBefore: boolean;
  /** The day of the meeting. */
  readonly on: CalendarDay;
};

export type Settled = { readonly direction: AssessmentDirection; readonly disagreement: Disagreement | null };

/**
 * Whether an assessment can stand. It is the judgement of people: what the record shows never moves it, but where the two
 * differ somebody has to say why. A proposal of the organisation passes the same gates.
 */
export function assess(
  given: NewAssessment,
  { evidence, record, hasBefore, on }: AssessmentFacts,
): Result<Settled, AssessmentRefusal> {
  const gate = whyNotLevel(given.level, evidence, on);
  if (gate) return refused(gate);
  if (hasBefore && given.direction === null) return refused('no-direction');
  const disagreement = disagreementOf(given.level, record);
  if (disagreement !== null && !given.whyDifferent?.trim())
    return refused(disagreement.is === 'higher' ? 'higher-unexplained' : 'lower-unexplained');
  if (given.dissent !== null && given.dissentMemberId === null) return refused('dissent-without-member');
  if (given.dissent === null && given.dissentMemberId !== null) return refused('member-without-dissent');
  return ok({ direction: hasBefore && given.direction ? given.direction : 'first', disagreement });
}

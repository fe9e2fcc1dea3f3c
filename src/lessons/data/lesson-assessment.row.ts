import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { EvidenceIndependence, EvidenceLevel } from '../../plans/domain/milestone-words.js';
import type { EvidenceStrength } from '../../vocabulary/domain/evidence-kinds.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import type { AssessmentDirection, AssessmentKind, ChosenLevel } from '../domain/assessment.js';
import type { SignalResult } from '../domain/signal.js';

/** A signal as it stood on the day of an assessment. */
export type KeptSignal = {
  readonly assessmentId: string;
  readonly key: string;
  readonly name: string;
  readonly formulaVersion: number;
  readonly limitsEdition: number;
  readonly result: SignalResult;
  readonly value: number | null;
  readonly uncertainty: number | null;
  readonly n: number;
  readonly sentence: string;
  readonly missing: readonly string[];
  readonly notes: readonly string[];
};

/** A piece of evidence that an assessment rests on. `withdrawnOn`: it was taken back, whether before or since. */
export type KeptEvidence = {
  readonly assessmentId: string;
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly level: EvidenceLevel;
  readonly independence: EvidenceIndependence;
  readonly onDay: CalendarDay;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
};

export type AssessmentRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly reviewRef: string;
  readonly heldOn: CalendarDay;
  readonly boardRef: string;
  readonly boardName: string;
  readonly episodeId: string | null;
  readonly lesson: LessonNumber;
  readonly kind: AssessmentKind;
  readonly edition: number;
  readonly level: ChosenLevel;
  readonly strength: EvidenceStrength;
  readonly reason: string;
  readonly whatWouldChange: string;
  readonly direction: AssessmentDirection;
  readonly whyDifferent: string | null;
  readonly dissent: string | null;
  readonly dissentMemberId: string | null;
  readonly dissentName: string | null;
  readonly dissentRole: string | null;
  readonly readAsOf: CalendarDay;
  /** From when everybody may read the minutes of the meeting, and so this; null: not settled. */
  readonly publicOn: CalendarDay | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

/** An assessment with what stood beside it. */
export type Assessment = AssessmentRow & {
  readonly signals: readonly KeptSignal[];
  readonly evidence: readonly KeptEvidence[];
};

/** An assessment that everybody may read, with how many pieces of evidence it rests on, and how many of them were taken back. */
export type PublishedAssessment = AssessmentRow & { readonly pieces: number; readonly withdrawn: number };

/** One that a reader may read, whether everybody may or not. */
export type SaidAssessment = PublishedAssessment & { readonly isPublic: boolean };

import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { EvidenceKind, EvidenceMethod, EvidenceStrength } from '../../vocabulary/domain/evidence-kinds.js';
import type { NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import type { Cause } from '../../vocabulary/domain/causes.js';
import type { FindingKind, NewMonitoringNote } from './new-inspection.js';

/** What an inspection is about before anything is found. `type` is the framework's own word where it has one. */
export type InspectionOutline = {
  readonly organisationId: string;
  readonly framework: string;
  readonly type: InspectionType;
  readonly typeText: string | null;
  readonly graded: boolean;
  readonly subject: string;
  readonly unit: string | null;
  readonly startedOn: CalendarDay;
  readonly endedOn: CalendarDay | null;
  readonly previousId: string | null;
  readonly isFirstMonitoring: boolean;
  readonly leadId: string;
  readonly inspectorIds: readonly string[];
};

export type NewEvidence = {
  readonly area: string | null;
  readonly kind: EvidenceKind;
  readonly method: EvidenceMethod;
  readonly summary: string;
  readonly strength: EvidenceStrength;
  readonly contradicts: boolean;
  readonly page: string | null;
  readonly paragraph: string | null;
  /** Somebody read the words again and says that nobody can be known by them. */
  readonly personalChecked: boolean;
};

export type HandedFile = { readonly name: string; readonly content: Uint8Array };

/** What is said of an area: a grade by its id, or a reason for giving none. */
export type GivenJudgement = {
  readonly gradeId: string | null;
  readonly absence: NotRatedReason | null;
  readonly narrative: string | null;
  readonly limiting: boolean;
};

export type GivenFinding = {
  readonly area: string | null;
  readonly text: string;
  readonly kind: FindingKind;
  readonly cause: Cause | null;
  readonly dueOn: CalendarDay | null;
};

export type GivenTexts = {
  readonly summary: string | null;
  readonly reportText: string | null;
  readonly reportUrl: string | null;
};
export type GivenNote = Required<NewMonitoringNote>;

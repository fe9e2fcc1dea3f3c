import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { causes, type Cause } from '../../vocabulary/domain/causes.js';
import {
  type EvidenceKind,
  evidenceKinds,
  type EvidenceMethod,
  evidenceMethods,
  type EvidenceStrength,
  evidenceStrengths,
} from '../../vocabulary/domain/evidence-kinds.js';
import { findingKinds, type FindingKind } from '../domain/new-inspection.js';

export class EvidenceForm {
  @Text({ required: 'Choose an area', max: 80 })
  area: string;

  @Choice(Object.keys(evidenceKinds), { required: 'Select what the evidence is' })
  kind: EvidenceKind;

  @Choice(Object.keys(evidenceMethods), { required: 'Select how you came by it' })
  method: EvidenceMethod;

  @Prose({ required: 'Enter what the evidence shows', max: 2_000, label: 'What it shows' })
  summary: string;

  @Choice(Object.keys(evidenceStrengths), { required: 'Select how strong the evidence is' })
  strength: EvidenceStrength;

  @Tick()
  contradicts: boolean;

  @Text({ max: 80, label: 'Page' })
  page: string | null;

  @Text({ max: 80, label: 'Paragraph' })
  paragraph: string | null;

  @Tick()
  checked: boolean;
}

export class ChangedEvidenceForm extends EvidenceForm {
  @Version()
  version: number;
}

export class EvidenceWithdrawalForm {
  @Text({ required: 'Enter why the evidence is withdrawn', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class JudgementForm {
  /** A grade by its id, or `not:` and a reason for giving none. */
  @Text({ required: 'Choose a grade, or a reason for giving none', max: 80 })
  grade: string;

  @Prose({ required: 'Enter what inspectors say', max: 2_000, label: 'What inspectors say' })
  narrative: string;

  @Tick()
  limiting: boolean;

  @Prose({ max: 1_000, label: 'Reason for the change' })
  reason: string | null;

  @Tick()
  checked: boolean;

  @Version()
  version: number;
}

export class FindingForm {
  @Text({ required: 'Choose an area', max: 80 })
  area: string;

  @Prose({ required: 'Enter the finding', max: 2_000, label: 'Finding' })
  text: string;

  @Choice(Object.keys(findingKinds), { required: 'Select what kind of finding it is' })
  kind: FindingKind;

  @Choice(Object.keys(causes))
  cause: Cause | null;

  @DayBoxes({ label: 'To be done by' })
  dueOn: CalendarDay | null;

  @Tick()
  checked: boolean;
}

export class ChangedFindingForm extends FindingForm {
  @Version()
  version: number;
}

export class VersionForm {
  @Version()
  version: number;
}

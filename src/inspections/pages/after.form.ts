import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';
import { causes, type Cause } from '../../vocabulary/domain/causes.js';
import { findingKinds, type FindingKind } from '../domain/new-inspection.js';

/** One part of what is published, put right. Which fields are asked depends on the part. */
export class CorrectionForm {
  @Text({ required: 'Choose what is wrong', max: 100 })
  part: string;

  @Prose({ max: 100_000, label: 'The words' })
  words: string | null;

  @Text({ max: 80 })
  grade: string | null;

  @DayBoxes({ label: 'Date published' })
  publishedOn: CalendarDay | null;

  @DayBoxes({ label: 'Date received' })
  receivedOn: CalendarDay | null;

  @Choice(Object.keys(findingKinds))
  kind: FindingKind | null;

  @Choice(Object.keys(causes))
  cause: Cause | null;

  @Prose({ required: 'Enter what was wrong', max: 2_000, label: 'What was wrong' })
  what: string;

  @Prose({ required: 'Enter why it is corrected', max: 2_000, label: 'Why it is corrected' })
  why: string;

  /** The edition that the person read. */
  @Version()
  version: number;
}

export class WithdrawalForm {
  @Prose({ required: 'Enter why it is withdrawn', max: 500, label: 'Reason' })
  why: string;

  /** What the page says afterwards; asked of what is published only. */
  @Prose({ max: 500, label: 'Statement' })
  statement: string | null;

  @Version()
  version: number;
}

export class RefusalForm {
  @Prose({ max: 1_000, label: 'Reason' })
  reason: string | null;
}

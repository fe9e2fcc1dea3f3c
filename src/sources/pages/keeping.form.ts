import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Version, Was } from '../../shell/form/fields.js';
import { checkVerdicts, type CheckVerdict } from '../domain/source-edit.js';
import { sourceKinds } from '../domain/source-kinds.js';

export class SourceForm {
  @Text({ required: 'Enter the title of the source', max: 400, label: 'Title' })
  title: string;

  @Choice(Object.keys(sourceKinds), { required: 'Select what kind of source it is' })
  kind: string;

  @Text({ max: 200, label: 'Publisher' })
  publisher: string | null;

  @Text({ max: 200, label: 'Author' })
  author: string | null;

  @DayBoxes({ label: 'Date it was published', orLess: true })
  publishedOn: string | null;

  @DayBoxes({ label: 'Date it was looked at' })
  accessedOn: CalendarDay | null;

  @Text({ max: 1_000, label: 'Address' })
  url: string | null;

  @Text({ max: 1_000, label: 'Address of a copy' })
  archiveUrl: string | null;

  @Text({ max: 200, label: 'Licence' })
  licence: string | null;

  @Prose({ max: 2_000, label: 'What it is used for' })
  supports: string | null;
}

export class SourceEditForm extends SourceForm {
  @Version()
  version: number;

  @Was()
  was: string;
}

export class CheckForm {
  @Choice(Object.keys(checkVerdicts), { required: 'Select whether it says what it is used for' })
  verdict: CheckVerdict;

  @DayBoxes({ label: 'Date you read it', required: 'Enter the date you read it' })
  readOn: CalendarDay;

  @Prose({ max: 500, label: 'What is wrong' })
  why: string | null;

  @Version()
  version: number;
}

export class WithdrawalForm {
  @Prose({ required: 'Enter why it is withdrawn', max: 500, label: 'Why it is withdrawn' })
  why: string;

  @Text({ max: 20, label: 'The source that takes its place' })
  instead: string | null;

  @Version()
  version: number;
}

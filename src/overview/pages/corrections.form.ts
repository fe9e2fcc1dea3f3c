import { correctionDecisions, type CorrectionDecision } from '../../sources/domain/correction.js';
import { Choice, Prose, Text, Version } from '../../shell/form/fields.js';

export class ReportForm {
  @Text({ max: 300, required: 'Enter the address of the page', label: 'Page' })
  page: string;

  @Prose({ required: 'Enter what is wrong or missing', max: 2_000, label: 'What is wrong or missing' })
  what: string;

  @Prose({ max: 2_000, label: 'What it should say' })
  shouldSay: string | null;

  @Prose({ max: 1_000, label: 'Where that can be read' })
  sourceText: string | null;

  @Text({ max: 254, label: 'Email address' })
  contact: string | null;
}

export class AnswerForm {
  @Choice(correctionDecisions, { required: 'Select what became of the report' })
  decision: CorrectionDecision;

  @Prose({ max: 5_500, label: 'The report as it is shown' })
  shownText: string | null;

  @Prose({ required: 'Enter the answer', max: 4_000, label: 'The answer' })
  answer: string;

  @Version()
  version: number;
}

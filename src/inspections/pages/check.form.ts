import { Choice, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { type PointDecision, pointDecisions, type PointSection, pointSections } from '../domain/accuracy.js';

export class ConfirmationForm {
  /** Of the judgements that the person read. */
  @Text({ required: 'Look at the judgements again', max: 64 })
  digest: string;
}

export class ProvisionalForm extends ConfirmationForm {
  @Tick({ required: 'Tick that you stand by these judgements' })
  stands: boolean;

  @Tick()
  shared: boolean;
}

export class PointForm {
  @Choice(Object.keys(pointSections), { required: 'Select what kind of point it is' })
  section: PointSection;

  @Text({ required: 'Enter the paragraph or part of the report', max: 80, label: 'Paragraph' })
  paragraph: string;

  @Prose({ required: 'Enter what is wrong, and what would be right', max: 2_000, label: 'What is wrong' })
  text: string;

  @Prose({ max: 2_000, label: 'Your evidence' })
  evidence: string | null;
}

export class DecisionForm {
  @Choice(Object.keys(pointDecisions), { required: 'Select what you decide' })
  decision: PointDecision;

  @Prose({ required: 'Enter the reason for the decision', max: 2_000, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class ReasonForm {
  @Prose({ required: 'Enter which point changes a judgement, and how', max: 1_000, label: 'Reason' })
  reason: string;
}

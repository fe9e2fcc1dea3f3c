import { Prose, Text, Tick, Version, Was } from '../../shell/form/fields.js';

export class SummaryForm {
  @Prose({ required: 'Enter what is to be said of the case', max: 6_000, label: 'The summary' })
  text: string;

  @Text({ max: 500, label: 'Why there is a new edition' })
  why: string | null;

  @Prose({ max: 4_000, label: 'What the organisation said' })
  remarks: string | null;

  @Version()
  version: number;

  @Was()
  was: string;
}

export class CheckForm {
  @Tick()
  confirmed: boolean;

  @Version()
  version: number;
}

export class StepForm {
  @Version()
  version: number;
}

export class CorrectForm {
  @Text({ required: 'Enter what is wrong with the present edition', max: 500, label: 'What is wrong' })
  reason: string;

  @Version()
  version: number;
}

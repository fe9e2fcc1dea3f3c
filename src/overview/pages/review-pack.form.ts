import { Choice, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

export class FreezeForm {
  @Tick()
  confirmed: boolean;

  @Version()
  version: number;
}

export class SupplementForm {
  @Text({ required: 'Enter what the paper is called', max: 300, label: 'What the paper is called' })
  title: string;

  @Prose({ required: 'Enter what the paper says', max: 20_000, label: 'What the paper says' })
  text: string;

  @Tick()
  isConfidential: boolean;
}

export class UnlockForm {
  @Prose({ required: 'Enter what is wrong with the pack', max: 2_000, label: 'What is wrong' })
  why: string;
}

export class UnlockAnswerForm {
  @Choice(['agree', 'refuse'], { required: 'Select whether the pack may be corrected' })
  answer: 'agree' | 'refuse';

  @Prose({ max: 2_000, label: 'Why' })
  reason: string | null;

  @Version()
  version: number;
}

import { Choice, Prose, Text, Version, Was } from '../../shell/form/fields.js';
import { type Confidence, confidences, type NoValue, noValues, shortestReason } from '../domain/coding.js';

export class CodeFieldForm {
  @Text({ max: 500, label: 'Value' })
  value: string | null;

  @Choice(Object.keys(noValues))
  noValue: NoValue | null;

  @Choice(Object.keys(confidences), { required: 'Select how sure you are' })
  confidence: Confidence;

  @Prose({ max: 2_000, label: 'Note' })
  note: string | null;

  @Text({ max: 500, label: 'Source' })
  source: string | null;

  @Version()
  version: number;

  @Was()
  was: string | null;
}

export class CodingStepForm {
  @Version()
  version: number;
}

export class BeginCodingForm {}

export class SettleFieldForm {
  @Text({ max: 500, required: 'Enter what the field is coded as', label: 'Agreed value' })
  value: string;

  @Prose({
    required: `Enter why, in ${shortestReason} characters or more`,
    min: shortestReason,
    max: 2_000,
    label: 'Reason',
  })
  reason: string;

  @Version()
  version: number;

  @Was()
  was: string | null;
}

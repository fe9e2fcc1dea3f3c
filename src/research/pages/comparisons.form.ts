import { Prose, Text, Version, Was } from '../../shell/form/fields.js';

export class NewComparisonForm {
  @Text({ max: 120, required: 'Enter a name for this comparison', label: 'Name' })
  name: string;

  @Prose({ max: 2_000, label: 'Note' })
  note: string | null;

  /** The query of the address that shows it. */
  @Text({ max: 2_000, required: 'Choose at least 2 cases.', label: 'Comparison' })
  shown: string;
}

export class EditComparisonForm {
  @Text({ max: 120, required: 'Enter a name for this comparison', label: 'Name' })
  name: string;

  @Prose({ max: 2_000, label: 'Note' })
  note: string | null;

  @Version()
  version: number;

  @Was()
  was: string | null;
}

export class ComparisonStepForm {
  @Version()
  version: number;
}

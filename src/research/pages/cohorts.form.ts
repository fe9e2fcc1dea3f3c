import { Prose, Text, Whole } from '../../shell/form/fields.js';

/** What is frozen, under which name. The filters are those of the page that the form stands on. */
export class FreezeForm {
  @Text({ required: 'Enter a title', max: 200, label: 'Title' })
  title: string;

  @Prose({ required: 'Enter in words which episodes these are', max: 2000, label: 'Definition in words' })
  words: string;

  @Prose({ max: 1000, label: 'Anchors' })
  anchors: string | null;

  /** `CP-0001`: the episodes of a saved comparison instead of filters. */
  @Text({ max: 20 })
  comparison: string | null;

  @Text({ max: 60 })
  area: string | null;

  @Text({ max: 60 })
  sector: string | null;

  @Text({ max: 60 })
  kind: string | null;

  @Text({ max: 60 })
  region: string | null;

  @Text({ max: 100 })
  framework: string | null;

  @Text({ max: 60 })
  trigger: string | null;

  @Text({ max: 4 })
  from: string | null;

  @Text({ max: 4 })
  to: string | null;

  @Text({ max: 60 })
  state: string | null;

  @Text({ max: 60 })
  relapse: string | null;

  @Text({ max: 60 })
  basis: string | null;
}

/** Another edition: why, and which one was the newest when the page was read. */
export class FreezeAgainForm {
  @Prose({ required: 'Enter why there is another version', max: 500, label: 'Why' })
  reason: string;

  @Whole({ label: 'Version', required: 'Open the page again', min: 1 })
  seen: number;
}

/** To run the definition again nothing is asked. */
export class RunAgainForm {}

/** The whole record: why it is frozen now. */
export class FreezeRecordForm {
  @Prose({ required: 'Enter why it is frozen now', max: 500, label: 'Why' })
  reason: string;
}

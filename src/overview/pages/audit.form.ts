import { Text, Whole } from '../../shell/form/fields.js';

/** Which lines to take out as a table: the filters of the list, as it was shown. */
export class ExportLinesForm {
  @Text()
  who: string | null;

  @Text()
  action: string | null;

  @Text()
  entity: string | null;

  @Text()
  from: string | null;

  @Text()
  to: string | null;

  @Text()
  refusals: string | null;

  @Whole({ label: 'Before' })
  before: number | null;
}

/** Nothing but the will to do it. */
export class NoFieldsForm {}

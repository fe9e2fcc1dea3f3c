import { Prose, Text, Tick, Version } from '../../shell/form/fields.js';

export class NewImportForm {
  @Text({ label: 'The publication', max: 80 })
  profile: string | null;
}

/** So many columns of a profile may be found by hand; those beyond must be there under their own names. */
export const mostSaidColumns = 150;

export const columnField = (place: number): string => `column-${place + 1}`;

/** Which publication it is, and which column of the file stands for each that it calls otherwise. */
export class DescribeForm {
  @Text({ required: 'Select the publication', label: 'The publication', max: 80 })
  profile: string;

  @Version()
  version: number;
}
for (let place = 0; place < mostSaidColumns; place += 1)
  Text({ label: 'The column', max: 5 })(DescribeForm.prototype, columnField(place));

export class SeenForm {
  @Version()
  version: number;
}

/** Fewer characters do not say why. */
const shortestReason = 20;

export class ApplyForm {
  @Tick()
  shrunken: boolean;

  @Prose({ label: 'The reason', min: shortestReason, max: 500 })
  why: string | null;

  @Version()
  version: number;
}

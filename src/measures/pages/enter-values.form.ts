import { visibilities } from '../../interventions/domain/visibility.js';
import { Choice, Many, Prose, Text } from '../../shell/form/fields.js';
import { valueFlags } from '../domain/measure.js';

/** How many boxes there are at once. */
export const boxes = 12;
export const rowNumbers: readonly number[] = Array.from({ length: boxes }, (_unused, index) => index + 1);

/** The parts of a row: its box is called `value-3`. */
export const rowParts = ['period', 'seen', 'value', 'numerator', 'denominator', 'flag', 'note', 'jump'] as const;
export type RowPart = (typeof rowParts)[number];

/** Twelve numbers at once, each with what stands beside it. */
export class EnterValuesForm {
  @Choice(['provisional', 'final'], { required: 'Select whether these numbers are final' })
  status: 'provisional' | 'final';

  @Choice(Object.keys(visibilities))
  visibility: keyof typeof visibilities | null;

  /** Periods whose numbers stand as they are. */
  @Many(null)
  confirmed: string[];

  @Choice(['look', 'save', 'change'], { required: 'Check your answers before you save them' })
  step: 'look' | 'save' | 'change';
}

for (const row of rowNumbers) {
  const of = EnterValuesForm.prototype;
  Text({ max: 10, label: 'Period' })(of, `period-${row}`);
  Text({ max: 9 })(of, `seen-${row}`);
  for (const part of ['value', 'numerator', 'denominator'])
    Text({ max: 40, label: 'This number' })(of, `${part}-${row}`);
  Choice(Object.keys(valueFlags))(of, `flag-${row}`);
  Text({ max: 500, label: 'Note' })(of, `note-${row}`);
  Text({ max: 500, label: 'Reason' })(of, `jump-${row}`);
}

/** A file of numbers: chosen, looked at, and then sent again as it was read. */
export class UploadValuesForm {
  @Choice(['provisional', 'final'], { required: 'Select whether these numbers are final' })
  status: 'provisional' | 'final';

  @Choice(Object.keys(visibilities))
  visibility: keyof typeof visibilities | null;

  /** Only what was looked at is saved. */
  @Choice(['save'])
  step: 'save' | null;

  @Prose({ max: 200_000 })
  content: string | null;

  /** Which edition of each period stood when the file was looked at: `2026-09:1 2026-10:0`. */
  @Prose({ max: 20_000 })
  seen: string | null;
}

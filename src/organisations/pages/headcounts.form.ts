import { Choice, DayBoxes, Prose, Text, Whole } from '../../shell/form/fields.js';
import { type HeadcountBasis, headcountBases } from '../domain/headcount.js';

export class HeadcountForm {
  @DayBoxes({ label: 'When they were counted', required: 'Enter when they were counted', orLess: true })
  countedOn: string;

  @Choice(Object.keys(headcountBases), { required: 'Select how they were counted' })
  basis: HeadcountBasis;

  @Whole({ label: 'Number of staff', required: 'Enter how many people work there', min: 1, max: 2_000_000 })
  value: number;

  @Text({ max: 20, label: 'Source' })
  source: string | null;

  @Text({ max: 300, label: 'Note' })
  note: string | null;
}

export class WithdrawHeadcountForm {
  @Prose({ required: 'Enter why the number is withdrawn', min: 10, max: 500, label: 'Reason' })
  reason: string;
}

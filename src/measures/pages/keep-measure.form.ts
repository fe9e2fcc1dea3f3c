import { visibilities } from '../../interventions/domain/visibility.js';
import { Choice, Decimal, Prose, Text, Tick, Version, Was, Whole } from '../../shell/form/fields.js';
import { figureKinds } from '../domain/disclosure.js';
import { earlyMovements, frequencies, measureRoles, measureStatuses } from '../domain/measure.js';
import type { MeasureEdit } from '../domain/measure-edit.js';
import { polarities } from '../domain/xmr.js';

const codes = (list: Readonly<Record<string, string>>): readonly string[] => Object.keys(list);

/** What is said of a measure, new or changed. */
class MeasureFields {
  @Text({ required: 'Enter what is measured', max: 200, label: 'Name' })
  name: string;

  @Choice(figureKinds, { required: 'Select what is counted' })
  kind: MeasureEdit['kind'];

  @Text({ required: 'Enter the unit, for example % or children', max: 60, label: 'Unit' })
  unit: string;

  @Choice(codes(measureRoles), { required: 'Select what the measure tells of' })
  role: MeasureEdit['role'];

  @Choice(polarities, { required: 'Select which way is better' })
  polarity: MeasureEdit['polarity'];

  @Text({ label: 'Why' })
  polarityNote: string | null;

  @Choice(codes(earlyMovements), { required: 'Select whether it may move the wrong way first' })
  earlyMovement: MeasureEdit['earlyMovement'];

  @Choice(codes(frequencies), { required: 'Select how often there is a number' })
  frequency: MeasureEdit['frequency'];

  @Whole({ label: 'Days until the number is there', max: 400 })
  lagDays: number | null;

  @Decimal({ label: 'Target' })
  target: number | null;

  @Decimal({ label: 'Tolerance' })
  tolerance: number | null;

  @Text({ label: 'Where the target comes from' })
  targetSource: string | null;

  @Text({ label: 'What it is compared with' })
  comparator: string | null;

  @Text({ max: 36 })
  pairedWithId: string | null;

  @Text({ max: 120, label: 'Post' })
  ownerPost: string | null;

  @Tick()
  safetyCritical: boolean;

  @Choice(codes(visibilities), { required: 'Select who may read it' })
  visibility: MeasureEdit['visibility'];
}

export class BeginMeasureForm extends MeasureFields {
  @Prose({ required: 'Enter what exactly is counted', max: 2_000, label: 'Definition' })
  definition: string;

  @Text({ label: 'Numerator' })
  numerator: string | null;

  @Text({ label: 'Denominator' })
  denominator: string | null;
}

export class EditMeasureForm extends MeasureFields {
  @Choice(codes(measureStatuses), { required: 'Select whether it is still kept' })
  status: MeasureEdit['status'];

  @Version()
  version: number;

  @Was()
  was: string;
}

export class DefinitionForm {
  @Prose({ required: 'Enter what exactly is counted', max: 2_000, label: 'Definition' })
  definition: string;

  @Text({ label: 'Numerator' })
  numerator: string | null;

  @Text({ label: 'Denominator' })
  denominator: string | null;

  @Text({ required: 'Enter the first period that is counted so', max: 10, label: 'First period' })
  from: string;

  @Prose({ required: 'Enter why the definition changes', max: 300, min: 10, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class ProtectionForm {
  @Choice(['yes', 'no'], { required: 'Select whether its numbers may be small' })
  smallNumbers: 'yes' | 'no';

  @Whole({ label: 'Threshold', required: 'Enter the threshold', min: 3, max: 100 })
  threshold: number;

  @Tick()
  suppressZero: boolean;

  @Choice(['none', '5', '10'], { required: 'Select how numbers are rounded' })
  roundTo: 'none' | '5' | '10';

  @Prose({ required: 'Enter why', max: 300, min: 10, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class BaselineForm {
  @Text({ required: 'Enter the first period of the baseline', max: 10, label: 'First period' })
  from: string;

  @Text({ required: 'Enter the last period of the baseline', max: 10, label: 'Last period' })
  to: string;

  @Prose({ required: 'Enter why the baseline is drawn here', max: 1_000, min: 20, label: 'Reason' })
  reason: string;

  /** The decision of a board that was chosen. */
  @Text({ max: 36 })
  boardDecision: string | null;

  @Text({ max: 20, label: 'Decision' })
  decisionRef: string | null;
}

export class DipForm {
  @Whole({ label: 'Months', required: 'Enter for how many months', min: 1, max: 18 })
  months: number;

  @Decimal({ label: 'Limit', required: 'Enter how far it may go at most' })
  limitValue: number;

  @Prose({ required: 'Enter why a dip is expected', max: 1_000, min: 20, label: 'Reason' })
  reason: string;

  /** The decision of a board that was chosen. */
  @Text({ max: 36 })
  boardDecision: string | null;

  @Text({ max: 20, label: 'Decision' })
  decisionRef: string | null;
}

export class ProposalForm {
  @Choice(['agree', 'refuse'], { required: 'Select whether it is agreed' })
  decision: 'agree' | 'refuse';

  /** The decision of a board that was chosen. */
  @Text({ max: 36 })
  boardDecision: string | null;

  @Text({ max: 20, label: 'Decision' })
  decisionRef: string | null;

  @Prose({ max: 500, label: 'Answer' })
  answer: string | null;

  @Version()
  version: number;
}

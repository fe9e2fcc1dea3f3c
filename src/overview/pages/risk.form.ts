import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type RiskStatus, riskStatuses } from '../../plans/domain/risk.js';
import { Choice, DayBoxes, Prose, Text, Version, Whole } from '../../shell/form/fields.js';

class RiskWordsForm {
  @Text({ label: 'The risk', required: 'Enter what could happen', max: 200 })
  title: string;

  @Prose({ label: 'The cause', required: 'Enter what would cause it', max: 1_000 })
  cause: string;

  @Prose({ label: 'The effect', required: 'Enter what it would do', max: 1_000 })
  effect: string;

  @Prose({ label: 'Controls', max: 2_000 })
  controls: string | null;

  @Text({ label: 'Owner', max: 120 })
  ownerPost: string | null;

  @Whole({ label: 'Likelihood aimed at', min: 1, max: 5 })
  targetLikelihood: number | null;

  @Whole({ label: 'Consequence aimed at', min: 1, max: 5 })
  targetConsequence: number | null;

  @DayBoxes({ label: 'Date of the next look' })
  reviewOn: CalendarDay | null;
}

const oneToFive = ['1', '2', '3', '4', '5'];

export class NewRiskForm extends RiskWordsForm {
  @Choice(oneToFive, { required: 'Select how likely it is' })
  likelihood: string;

  @Choice(oneToFive, { required: 'Select how bad it would be' })
  consequence: string;
}

export class EditRiskForm extends RiskWordsForm {
  @Version()
  version: number;
}

export class ReviewRiskForm {
  @Choice(oneToFive, { required: 'Select how likely it is' })
  likelihood: string;

  @Choice(oneToFive, { required: 'Select how bad it would be' })
  consequence: string;

  @Choice(Object.keys(riskStatuses), { required: 'Select whether it is open or closed' })
  status: RiskStatus;

  @Prose({ label: 'What changed', required: 'Enter what changed, or that nothing did', max: 500 })
  note: string;

  @DayBoxes({ label: 'Date of the next look' })
  reviewOn: CalendarDay | null;

  @Version()
  version: number;
}

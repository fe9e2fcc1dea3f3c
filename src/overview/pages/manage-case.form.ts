import { recoveryBases, type RecoveryBasis } from '../../episodes/domain/episode.js';
import { type CloseReason, closeReasons } from '../../episodes/domain/episode-state.js';
import { type DecidingBody, decidingBodies } from '../../episodes/domain/moving-a-case.js';
import { Choice, DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';

export class VersionForm {
  @Version()
  version: number;
}

export class MoveForm extends VersionForm {
  @DayBoxes({ label: 'Date', required: 'Enter the date', orLess: true })
  on: string;

  @Prose({ label: 'Why', max: 2_000 })
  why: string | null;

  @Choice(Object.keys(recoveryBases))
  basis: RecoveryBasis | null;

  @Choice(Object.keys(decidingBodies))
  decisionBody: DecidingBody | null;

  @Text({ label: 'The name', max: 200 })
  decisionBy: string | null;

  @DayBoxes({ label: 'Date of the decision', orLess: true })
  decisionOn: string | null;

  @Text({ label: 'Where the decision is written', max: 200 })
  decisionRef: string | null;

  @Choice(Object.keys(closeReasons))
  closeReason: CloseReason | null;
}

export class WhyForm extends VersionForm {
  @Prose({ label: 'Why', required: 'Enter why', max: 2_000 })
  why: string;
}

export class CaseDetailsForm extends VersionForm {
  @Text({ label: 'Title', required: 'Enter a title', max: 200 })
  title: string;

  @Prose({ label: 'Summary' })
  summary: string | null;

  @DayBoxes({ label: 'Date the failure began', orLess: true })
  onset: string | null;

  @Prose({ label: 'How that is known', max: 1_000 })
  basis: string | null;
}

export class PersonForm {
  @Text({ label: 'Post', required: 'Enter the post', max: 200 })
  post: string;

  @Text({ label: 'Body', required: 'Enter which body they belong to', max: 200 })
  body: string;

  @Text({ label: 'Email address', max: 254 })
  email: string | null;
}

export class TellingForm extends VersionForm {
  @DayBoxes({ label: 'Date they were told', required: 'Enter the date they were told' })
  on: string;
}

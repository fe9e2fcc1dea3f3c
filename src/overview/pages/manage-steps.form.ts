import {
  type InterventionKind,
  interventionKinds,
  interventionPowers,
} from '../../interventions/domain/intervention-record.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { Choice, DayBoxes, Many, Prose, Text, Version } from '../../shell/form/fields.js';
import { type EvidenceKind, evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { SeenForm } from './manage-help.form.js';

const levels = Object.keys(interventionLevels);

export class StepForm extends SeenForm {
  @Choice(Object.keys(interventionKinds), { required: 'Select what kind of step it is' })
  kind: InterventionKind;

  @Text({ label: 'What it is called', required: 'Enter what it is called', max: 200 })
  name: string;

  @Choice(levels, { required: 'Select its level' })
  level: string;

  @Text({ label: 'The authority', required: 'Enter who took the step', max: 200 })
  authority: string;

  @Text({ label: 'The legal basis' })
  legalBasis: string | null;

  @Many(Object.keys(interventionPowers))
  powers: (keyof typeof interventionPowers)[];

  @Text({ label: 'The scope' })
  scope: string | null;

  @DayBoxes({ label: 'Date it began', required: 'Enter the date it began', orLess: true })
  started: string;

  @DayBoxes({ label: 'Date it is to end', orLess: true })
  planned: string | null;

  @Prose({ label: 'What was done', required: 'Enter what was done' })
  text: string;

  @Text({ label: 'The step that it replaces', max: 36 })
  replaces: string | null;

  @Many(null)
  beside: string[];
}

export class StepDetailsForm {
  @Prose({ label: 'What was done', required: 'Enter what was done' })
  text: string;

  @Text({ label: 'The powers' })
  powers: string | null;

  @Text({ label: 'The scope' })
  scope: string | null;

  @Text({ label: 'The legal basis' })
  legalBasis: string | null;

  @Version()
  version: number;
}

export class PlannedEndForm {
  @DayBoxes({ label: 'Date of the announcement', required: 'Enter the date of the announcement', orLess: true })
  announced: string;

  @DayBoxes({ label: 'Date it is to end', required: 'Enter the date it is to end', orLess: true })
  planned: string;

  @Prose({ label: 'The reason', max: 1_000 })
  note: string | null;

  @Version()
  version: number;
}

export class EndForm {
  @DayBoxes({ label: 'Date it ended', required: 'Enter the date it ended', orLess: true })
  on: string;

  @Prose({ label: 'Why it ended', required: 'Enter why it ended', max: 2_000 })
  why: string;

  @Version()
  version: number;
}

export class RequestForm {
  @Choice(levels, { required: 'Select the level that is asked for' })
  level: string;

  @Choice(Object.keys(interventionKinds))
  kind: InterventionKind | null;

  @Text({ label: 'What it would be called', max: 200 })
  name: string | null;

  @Text({ label: 'The authority', max: 200 })
  authority: string | null;

  @Text({ label: 'The legal basis' })
  legalBasis: string | null;

  @Text({ label: 'Who asks', required: 'Enter who asks', max: 200 })
  askedBy: string;

  @DayBoxes({ label: 'Date of the request', required: 'Enter the date of the request', orLess: true })
  on: string;

  @Prose({ label: 'Why', required: 'Enter why', max: 2_000 })
  why: string;
}

export class DecisionForm {
  @Choice(['yes', 'no'], { required: 'Select what was decided' })
  granted: 'yes' | 'no';

  @Text({ label: 'Who decided', required: 'Enter who decided', max: 200 })
  decidedBy: string;

  @DayBoxes({ label: 'Date of the decision', required: 'Enter the date of the decision', orLess: true })
  on: string;

  @Prose({ label: 'Why', required: 'Enter why', max: 2_000 })
  why: string;

  @DayBoxes({ label: 'Date from which it holds', orLess: true })
  from: string | null;

  @Version()
  version: number;
}

export class DirectionForm extends SeenForm {
  @Text({ label: 'The number', max: 40 })
  number: string | null;

  @Prose({ label: 'What is required', required: 'Enter what is required', max: 2_000 })
  text: string;

  @DayBoxes({ label: 'Date due' })
  due: string | null;
}

export class CriterionForm extends SeenForm {
  @Prose({ label: 'What must be true', required: 'Enter what must be true', max: 2_000 })
  text: string;

  @Prose({ label: 'The test', required: 'Enter how it is tested', max: 2_000 })
  test: string;

  @DayBoxes({ label: 'Date it was agreed', required: 'Enter the date it was agreed', orLess: true })
  on: string;

  @Text({ label: 'The owner', max: 120 })
  owner: string | null;
}

export class EvidenceForm {
  @Choice(Object.keys(evidenceKinds), { required: 'Select what kind of evidence it is' })
  kind: EvidenceKind;

  @Prose({ label: 'What it shows', required: 'Enter what it shows', max: 2_000 })
  text: string;

  @DayBoxes({ label: 'Date of the evidence', orLess: true })
  on: string | null;

  @Text({ label: 'Where it can be read', max: 500 })
  reference: string | null;
}

export class StepDownForm {
  @Choice(levels, { required: 'Select its level' })
  level: string;

  @Prose({ label: 'What it is', required: 'Enter what lighter help follows', max: 2_000 })
  text: string;

  @DayBoxes({ label: 'Date it begins', required: 'Enter the date it begins', orLess: true })
  from: string;

  @DayBoxes({ label: 'Date it ends', orLess: true })
  until: string | null;

  @DayBoxes({ label: 'Date it was agreed', orLess: true })
  agreed: string | null;

  @Text({ label: 'Who agreed it', max: 200 })
  agreedBy: string | null;
}

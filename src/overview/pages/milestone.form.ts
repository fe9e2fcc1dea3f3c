import type { CalendarDay } from '../../kernel/calendar-day.js';
import {
  checkResults,
  type CheckResult,
  dependencyKinds,
  type DependencyKind,
  evidenceIndependences,
  type EvidenceIndependence,
  evidenceLevels,
  type EvidenceLevel,
  horizons,
  type Horizon,
  levers,
  type Lever,
  ownerRatings,
  type OwnerRating,
  reasonCodes,
  type ReasonCode,
  weights,
  type Weight,
} from '../../plans/domain/milestone-words.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { type EvidenceKind, evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { DecidedForm } from './plan.form.js';

const keys = (words: object): readonly string[] => Object.keys(words);

class MilestoneWordsForm {
  @Text({ label: 'Priority', required: 'Select the priority that it belongs to', max: 36 })
  priorityId: string;

  @Text({ label: 'What will be done', required: 'Enter what will be done', max: 120 })
  title: string;

  @Prose({ label: 'Done means', required: 'Enter what will be true when this is done', max: 1_000 })
  doneMeans: string;

  @Text({ label: 'Owner', max: 120 })
  ownerPost: string | null;

  @Text({ label: 'Deputy', max: 120 })
  deputyPost: string | null;

  @Choice(keys(levers), { required: 'Select what kind of change this is' })
  lever: Lever;

  @Choice(keys(horizons), { required: 'Select how far it reaches' })
  horizon: Horizon;

  @Choice(keys(weights), { required: 'Select how large it is' })
  weight: Weight;

  @DayBoxes({ label: 'Date it starts' })
  startOn: CalendarDay | null;

  @Text({ label: 'Their reference', max: 60 })
  theirRef: string | null;

  @Text({ label: 'Where the idea came from', max: 300 })
  adaptedFrom: string | null;

  @Tick()
  safetyCritical: boolean;
}

export class NewMilestoneForm extends MilestoneWordsForm {
  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  due: CalendarDay;
}

export class EditMilestoneForm extends MilestoneWordsForm {
  /** Not on the page once a first date is fixed. */
  @DayBoxes({ label: 'Date due' })
  due: CalendarDay | null;

  @Version()
  version: number;
}

export class UpdateForm {
  @Choice(keys(ownerRatings))
  rating: OwnerRating | null;

  @Choice(keys(reasonCodes))
  reasonCode: ReasonCode | null;

  @Prose({ label: 'Note', max: 500 })
  note: string | null;

  @DayBoxes({ label: 'Date you expect it' })
  forecast: CalendarDay | null;

  @Version()
  version: number;
}

export class EvidenceForm {
  @Text({ label: 'Title', required: 'Enter what the evidence is', max: 200 })
  title: string;

  @Choice(keys(evidenceKinds), { required: 'Select what kind of evidence it is' })
  kind: EvidenceKind;

  @Choice(keys(evidenceLevels), { required: 'Select whether this shows activity, an output or impact' })
  level: EvidenceLevel;

  @Choice(keys(evidenceIndependences), { required: 'Select whom it comes from' })
  independence: EvidenceIndependence;

  @DayBoxes({ label: 'Date of the evidence', required: 'Enter the date of the evidence' })
  on: CalendarDay;

  @Prose({ label: 'What it shows', required: 'Enter what it shows', max: 2_000 })
  summary: string;

  @Text({ label: 'Address', max: 1_000 })
  url: string | null;

  @Text({ label: 'Page', max: 60 })
  page: string | null;

  @Text({ label: 'Paragraph', max: 60 })
  paragraph: string | null;

  @DayBoxes({ label: 'Date until which it says enough' })
  goodUntil: CalendarDay | null;
}

export class JudgeForm {
  @Choice(['yes', 'no'], { required: 'Select whether the evidence is accepted' })
  accepted: 'yes' | 'no';

  @Prose({ label: 'Reason', max: 500 })
  because: string | null;

  @Version()
  version: number;
}

export class MilestoneMoveForm extends DecidedForm {
  @DayBoxes({ label: 'Date of the change', required: 'Enter the date of the change' })
  on: CalendarDay;

  @Prose({ label: 'Reason', max: 500 })
  reason: string | null;

  @Tick()
  evidenceOwed: boolean;

  @DayBoxes({ label: 'Date by which impact should show' })
  impactDue: CalendarDay | null;

  @Text({ label: 'Evidence', max: 36 })
  evidenceId: string | null;

  @Version()
  version: number;
}

export class CheckForm {
  @DayBoxes({ label: 'Date of the check', required: 'Enter the date of the check' })
  on: CalendarDay;

  @Text({ label: 'Who looked', required: 'Enter who looked', max: 200 })
  byText: string;

  @Choice(keys(checkResults), { required: 'Select what the check found' })
  result: CheckResult;

  @Prose({ label: 'What was seen', required: 'Enter what was seen', max: 500 })
  text: string;

  @Version()
  version: number;
}

export class CorrectionForm {
  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  to: CalendarDay;

  @Prose({ label: 'Reason', required: 'Enter why the date is moving', min: 20, max: 500 })
  reason: string;

  @Version()
  version: number;
}

export class UntieForm {
  /** `kind:id`. A name of its own, since its form stands beside that for another tie. */
  @Text({ label: 'Record', required: 'Select what it answers no longer', max: 60 })
  tied: string;

  @Version()
  version: number;
}

export class TieForm {
  /** `kind:id`. */
  @Text({ label: 'Record', required: 'Select what the milestone answers', max: 60 })
  target: string;

  @Version()
  version: number;
}

export class WaitForm {
  @Text({ label: 'Milestone', required: 'Select the milestone that it waits for', max: 20 })
  on: string;

  @Choice(keys(dependencyKinds), { required: 'Select how it waits' })
  kind: DependencyKind;

  @Version()
  version: number;
}

export class EndWaitForm {
  @Text({ label: 'Milestone', required: 'Select the milestone', max: 20 })
  awaited: string;

  @Version()
  version: number;
}

export class WithdrawalForm {
  @Prose({ required: 'Enter why this evidence should not stand', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

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
import { type RiskStatus, riskStatuses } from '../../plans/domain/risk.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version, Whole } from '../../shell/form/fields.js';
import { type EvidenceKind, evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';

const keys = (words: object): readonly string[] => Object.keys(words);

export class PlanForm {
  @Text({ label: 'Title', required: 'Enter what the plan is called', max: 200 })
  title: string;

  @Text({ label: 'Case', max: 36 })
  episodeId: string | null;
}

export class NewPlanForm extends PlanForm {
  @Text({ label: 'Organisation', required: 'Choose the organisation', max: 300 })
  organisation: string;
}

export class EditPlanForm extends PlanForm {
  @Version()
  version: number;
}

export class PriorityForm {
  @Text({ label: 'Title', required: 'Enter what the priority is called', max: 200 })
  title: string;

  @Prose({ label: 'What will be different', required: 'Enter what will be different for people', max: 1_000 })
  outcome: string;

  @Text({ label: 'Lead', max: 120 })
  leadPost: string | null;

  @Text({ label: 'Sponsor', max: 120 })
  sponsor: string | null;
}

export class EditPriorityForm extends PriorityForm {
  @Version()
  version: number;
}

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

/** The decision of a board: one that is recorded here, or its reference in the board’s own papers. */
class DecidedForm {
  @Text({ label: 'Decision', max: 36 })
  decision: string | null;

  @Text({ label: 'Reference of the decision', max: 20 })
  decisionRef: string | null;

  @Text({ label: 'Who approved it', max: 200 })
  approvedBy: string | null;
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
  on: string;

  @Version()
  version: number;
}

export class ProposeForm {
  @Prose({ label: 'What changed', max: 2_000 })
  summary: string | null;

  @Version()
  version: number;
}

export class AgreeForm extends DecidedForm {
  @DayBoxes({ label: 'Date agreed', required: 'Enter the date it was agreed' })
  on: CalendarDay;

  @Version()
  version: number;
}

export class PublicationForm {
  @Tick()
  confirmed: boolean;

  @Version()
  version: number;
}

export class HidingForm {
  @Prose({ label: 'Reason', required: 'Enter why it is taken back', min: 20, max: 500 })
  reason: string;

  @Version()
  version: number;
}

export class GuestForm {
  @Text({ label: 'The inspector', required: 'Select the inspector', max: 36 })
  accountId: string;

  @DayBoxes({ label: 'First day', required: 'Enter the first day' })
  from: CalendarDay;

  @DayBoxes({ label: 'Last day', required: 'Enter the last day' })
  to: CalendarDay;
}

export class EndGuestForm {
  @Text({ required: 'Select the inspector', max: 36 })
  accountId: string;
}

export class VersionOnlyForm {
  @Version()
  version: number;
}

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

  @Choice(keys(riskStatuses), { required: 'Select whether it is open or closed' })
  status: RiskStatus;

  @Prose({ label: 'What changed', required: 'Enter what changed, or that nothing did', max: 500 })
  note: string;

  @DayBoxes({ label: 'Date of the next look' })
  reviewOn: CalendarDay | null;

  @Version()
  version: number;
}

export class WithdrawalForm {
  @Prose({ required: 'Enter why this evidence should not stand', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

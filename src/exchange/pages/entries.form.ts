import { type EventKind, eventKinds } from '../../interventions/domain/timeline-event.js';
import {
  type AdoptionBasis,
  adoptionBases,
  type AdoptionStage,
  adoptionStages,
} from '../../programmes/domain/adoption.js';
import {
  type ClaimFigure,
  claimFigures,
  type ClaimKind,
  claimKinds,
  type Comparison,
  comparisons,
} from '../../programmes/domain/claim.js';
import { whatFollows, type WhatFollows } from '../../programmes/domain/funding.js';
import { type SiteKind, siteKinds, type WeaknessStatus, weaknessStatuses } from '../../programmes/domain/programme.js';
import { Choice, DayBoxes, Decimal, Prose, Text, Tick, Version, Was, Whole } from '../../shell/form/fields.js';
import { type InspectionType, inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { type WarningKind, warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { type WrittenElement, writtenElements } from '../domain/programme-entry.js';
import { type EntryKind, entryKinds } from '../domain/record-entry.js';

const orLess = true;

/** More areas than any framework has. */
export const mostAreas = 24;
export const areaField = (index: number): string => `area${index}`;

/** One form for every kind: each shows its own fields, and `readEntry` asks for what its kind needs. */
export class EntryForm {
  @Choice(Object.keys(entryKinds), { required: 'Select what you write down' })
  kind: EntryKind;

  @Text({ required: 'Enter the organisation', max: 200, label: 'Organisation' })
  organisation: string;

  @Text({ max: 80, label: 'Framework' })
  framework: string | null;

  @Choice(Object.keys(inspectionTypes))
  type: InspectionType | null;

  @Text({ max: 300, label: 'What was inspected' })
  subject: string | null;

  @Text({ max: 300, label: 'The part that was looked at' })
  unit: string | null;

  @DayBoxes({ label: 'First day of the visit', orLess })
  startedOn: string | null;

  @DayBoxes({ label: 'Last day of the visit', orLess })
  endedOn: string | null;

  @DayBoxes({ label: 'Date it was published', orLess })
  publishedOn: string | null;

  @Text({ max: 300, label: 'The overall judgement' })
  overallLabel: string | null;

  @Prose({ max: 2_000, label: 'The headline' })
  headline: string | null;

  @Text({ max: 1_000, label: 'Address of the report' })
  reportUrl: string | null;

  @Choice(Object.keys(warningKinds))
  warningKind: WarningKind | null;

  @Choice(Object.keys(eventKinds))
  eventKind: EventKind | null;

  @DayBoxes({ label: 'Date it happened', orLess })
  occurredOn: string | null;

  @DayBoxes({ label: 'Date it became known', orLess })
  knownOn: string | null;

  @Prose({ max: 2_000, label: 'What happened' })
  text: string | null;

  @DayBoxes({ label: 'Date of the answer', orLess })
  respondedOn: string | null;

  @Prose({ max: 2_000, label: 'What was done about it' })
  response: string | null;

  @Tick()
  significant: boolean;

  @Text({ max: 120, label: 'Programme' })
  programme: string | null;

  @Text({ max: 36, label: 'What it puts right' })
  replaces: string | null;

  @Text({ max: 200, label: 'Funder' })
  funder: string | null;

  @Whole({ label: 'Amount', max: 1_000_000_000_000 })
  amount: number | null;

  @DayBoxes({ label: 'Date the money begins', orLess })
  fundedFrom: string | null;

  @DayBoxes({ label: 'Date the money ends', orLess })
  fundedTo: string | null;

  @Prose({ max: 2_000, label: 'What it is for' })
  purpose: string | null;

  @Choice(Object.keys(whatFollows))
  follows: WhatFollows | null;

  @Choice(['yes', 'no'])
  contracts: 'yes' | 'no' | null;

  @Text({ max: 300, label: 'Place' })
  place: string | null;

  @Text({ max: 200, label: 'What it is called there' })
  calledThere: string | null;

  @Choice(Object.keys(adoptionBases))
  basis: AdoptionBasis | null;

  @Choice(Object.keys(adoptionStages))
  stage: AdoptionStage | null;

  @Prose({ max: 2_000, label: 'Reason' })
  reason: string | null;

  @Text({ max: 200, label: 'Outcome' })
  outcome: string | null;

  @Text({ max: 300, label: 'Of whom' })
  population: string | null;

  @Choice(Object.keys(claimFigures))
  figure: ClaimFigure | null;

  @Decimal({ label: 'Number' })
  value: number | null;

  @Text({ max: 60, label: 'Unit' })
  valueUnit: string | null;

  @Whole({ label: 'Numerator' })
  numerator: number | null;

  @Whole({ label: 'Denominator' })
  denominator: number | null;

  @Decimal({ label: 'Number before' })
  baseline: number | null;

  @Text({ max: 200, label: 'Over what time' })
  periodWords: string | null;

  @Choice(Object.keys(comparisons))
  comparison: Comparison | null;

  @Choice(Object.keys(claimKinds))
  claimKind: ClaimKind | null;

  @Text({ max: 36, label: 'Claim that does not say the same' })
  against: string | null;

  @Text({ max: 500, label: 'Why they do not say the same' })
  againstWhy: string | null;

  @Choice(Object.keys(writtenElements))
  element: WrittenElement | null;

  @Text({ max: 200, label: 'Name of the place' })
  sitePlace: string | null;

  @Choice(Object.keys(siteKinds))
  siteKind: SiteKind | null;

  @Whole({ label: 'How many there are', min: 1, max: 100_000 })
  roleNumber: number | null;

  @DayBoxes({ label: 'Date it ended', orLess: true })
  elementEndedOn: string | null;

  @Choice(Object.keys(weaknessStatuses))
  weaknessStatus: WeaknessStatus | null;

  @Text({ max: 20, label: 'Case' })
  episode: string | null;

  @Text({ required: 'Enter the reference of the source, such as SO-0012', max: 20, label: 'Source' })
  source: string;

  @Text({ max: 60, label: 'Page' })
  sourcePage: string | null;

  @Text({ max: 400, label: 'Quote' })
  sourceQuote: string | null;
}
for (let index = 0; index < mostAreas; index += 1) Text({ max: 120 })(EntryForm.prototype, areaField(index));

export class EntryEditForm extends EntryForm {
  @Version()
  version: number;

  @Was()
  was: string;
}

export class PublishForm {
  @Tick({ required: 'Confirm that you read the source and that it says this' })
  read: boolean;

  @Version()
  version: number;
}

export class TurnDownForm {
  @Prose({ required: 'Enter the reason', max: 500, label: 'The reason' })
  why: string;

  @Version()
  version: number;
}

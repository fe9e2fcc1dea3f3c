import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';
import type { Visibility } from '../../interventions/domain/visibility.js';
import type { FigureKind } from './disclosure.js';
import type { Polarity } from './xmr.js';

/** What a measure tells of: how much is found when people look, what is done, what happens to people, or with what means. */
export const measureRoles = {
  exposure: 'What is found',
  process: 'What is done',
  outcome: 'What happens to people',
  capacity: 'People and money',
} as const;
export type MeasureRole = keyof typeof measureRoles;

/** How often a number is due. `irregular`: whenever somebody published one. */
export const frequencies = {
  month: 'Every month',
  quarter: 'Every quarter',
  year: 'Every year',
  irregular: 'Now and then',
} as const;
export type Frequency = keyof typeof frequencies;

export const polarityWords: Readonly<Record<Polarity, string>> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  neither: 'Neither way is better by itself',
};

/** Whether it may move the wrong way first when people begin to look harder. */
export const earlyMovements = {
  may_rise_first: 'It may rise first, when people look harder',
  may_fall_first: 'It may fall first',
  none: 'No early movement is expected',
} as const;
export type EarlyMovement = keyof typeof earlyMovements;

export const measureStatuses = { active: 'In use', retired: 'No longer kept' } as const;
export type MeasureStatus = keyof typeof measureStatuses;

export const valueStatuses = { provisional: 'Provisional', final: 'Final', revised: 'Revised' } as const;
export type ValueStatus = keyof typeof valueStatuses;

/** What stands beside a number, or instead of it: the letters of official statistics. */
export const valueFlags = {
  b: 'A break: not on one scale with the value before',
  c: 'Withheld, so that nobody can be recognised',
  e: 'Estimated',
  k: 'Not zero, and rounds to it',
  p: 'Provisional',
  r: 'Revised',
  x: 'Not known',
  z: 'Does not apply',
} as const;
export type ValueFlag = keyof typeof valueFlags;

export type NewDefinition = {
  readonly from?: Period | null;
  readonly text: string;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  readonly reason?: string | null;
};

export type NewBaseline = {
  readonly from: Period;
  readonly to: Period;
  readonly lockedOn: Period;
  readonly decisionRef?: string | null;
  readonly reason: string;
  readonly visibility?: Visibility;
};

export type NewValue = NewFact & {
  /** The period that it tells of; null: nobody wrote down which. */
  readonly on: Period | null;
  readonly value: number | null;
  /** Both ends where the source gives a range; the value is then its middle. */
  readonly low?: number | null;
  readonly high?: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly status?: ValueStatus;
  readonly flag?: ValueFlag | null;
  readonly jumpReason?: string | null;
  readonly visibility?: Visibility;
};

/** A measure as it is first written down. What is left out is not known. */
export type NewMeasure = NewFact & {
  readonly organisationId: string;
  readonly origin: 'library' | 'board';
  readonly name: string;
  readonly unit: string;
  readonly kind: FigureKind;
  readonly role: MeasureRole;
  readonly polarity: Polarity;
  readonly polarityNote?: string | null;
  readonly frequency: Frequency;
  readonly earlyMovement?: EarlyMovement;
  readonly target?: number | null;
  readonly tolerance?: number | null;
  readonly targetSource?: string | null;
  readonly comparator?: string | null;
  readonly lagDays?: number | null;
  readonly ownerPost?: string | null;
  readonly safetyCritical?: boolean;
  readonly smallNumbers: boolean;
  readonly threshold?: number;
  readonly suppressZero?: boolean;
  readonly roundTo?: number | null;
  readonly visibility?: Visibility;
  readonly pairedWithId?: string | null;
  /** Why its numbers are, or are not, looked through for small ones. */
  readonly disclosureReason?: string | null;
  readonly definitions?: readonly NewDefinition[];
  readonly baselines?: readonly NewBaseline[];
};

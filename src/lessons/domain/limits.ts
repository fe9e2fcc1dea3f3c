import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { LimitGuide, Limits, Signal } from './signal.js';

/** An edition of the limits of a signal. */
export type LimitsEdition = {
  readonly signalKey: string;
  readonly edition: number;
  readonly limits: Limits;
  readonly validFrom: CalendarDay;
  readonly reason: string;
  /** Who answers for them. */
  readonly owner: string;
};

/** What a signal is held against, with the edition. */
export type HeldLimits = { readonly limits: Limits; readonly edition: number };

/** The limits that a signal is defined with. */
export const initialLimits = ({ limits }: Pick<Signal<never>, 'limits'>): Limits =>
  Object.fromEntries(limits.map(({ name, initial }) => [name, initial]));

/**
 * The limits in force on a day: the last edition that is valid by then or, before any was, the first. A limit that a
 * later formula brought with it is not in an older edition; then it is as it was defined.
 */
export function limitsOn(
  signal: Pick<Signal<never>, 'key' | 'limits'>,
  editions: readonly LimitsEdition[],
  day: CalendarDay,
): HeldLimits {
  const own = editions.filter(({ signalKey }) => signalKey === signal.key).toSorted((a, b) => a.edition - b.edition);
  const held = own.findLast(({ validFrom }) => validFrom <= day) ?? own[0];
  return { limits: { ...initialLimits(signal), ...held?.limits }, edition: held?.edition ?? 1 };
}

export type AskedLimits = {
  readonly limits: Limits;
  readonly validFrom: CalendarDay;
};

export type LimitsRefusal =
  | { readonly why: 'nothing-changes' | 'before-today' }
  | { readonly why: 'out-of-range' | 'not-whole' | 'order-changes'; readonly limit: string };

/** Shares and differences of shares from −1 to 1; everything else is a count or a length of time from 0 to 1,000. */
const isInRange = ({ unit }: LimitGuide, value: number): boolean =>
  unit === 'points' || unit === 'grades' || unit === 'units'
    ? Math.abs(value) <= 10
    : unit === 'share'
      ? value >= 0 && value <= 1
      : value >= 0 && value <= 1_000;

const inParts = new Set(['share', 'points', 'months', 'grades', 'units']);

/**
 * Whether other limits may be asked for. They are valid from today or later, so that no reading of the past changes;
 * what supports stays on its side of what challenges; counts are whole.
 */
export function mayAsk(
  signal: Pick<Signal<never>, 'limits'>,
  now: Limits,
  { limits, validFrom }: AskedLimits,
  today: CalendarDay,
): Result<'asked', LimitsRefusal> {
  for (const guide of signal.limits) {
    const value = limits[guide.name];
    if (value === undefined || !Number.isFinite(value) || !isInRange(guide, value))
      return refused({ why: 'out-of-range', limit: guide.name });
    if (!inParts.has(guide.unit) && !Number.isInteger(value)) return refused({ why: 'not-whole', limit: guide.name });
  }
  if (!keepsOrder(signal, limits)) return refused({ why: 'order-changes', limit: 'challenge' });
  if (signal.limits.every(({ name }) => limits[name] === now[name])) return refused({ why: 'nothing-changes' });
  return validFrom < today ? refused({ why: 'before-today' }) : ok('asked');
}

/** Where a signal is defined with one above the other, it stays so, or they meet. */
function keepsOrder({ limits: guides }: Pick<Signal<never>, 'limits'>, limits: Limits): boolean {
  const [supports, challenge] = ['supports', 'challenge'].map((name) => guides.find((guide) => guide.name === name));
  if (!supports || !challenge || supports.unit !== challenge.unit) return true;
  const side = Math.sign(supports.initial - challenge.initial);
  return side === 0 || Math.sign((limits.supports ?? 0) - (limits.challenge ?? 0)) !== -side;
}

export const requestStates = {
  asked: 'Waits for another administrator',
  agreed: 'Agreed',
  refused: 'Refused',
  taken_back: 'Taken back',
} as const;
export type RequestState = keyof typeof requestStates;

export type AgreementRefusal = 'decided-already' | 'your-own' | 'changed-meanwhile';

/** Another administrator than the one who asked; and the limits are still those that the request was made against. */
export function mayAgree(
  request: { readonly state: RequestState; readonly askedBy: string; readonly editionThen: number },
  by: string,
  editionNow: number,
): Result<'agreed', AgreementRefusal> {
  if (request.state !== 'asked') return refused('decided-already');
  if (request.askedBy === by) return refused('your-own');
  return request.editionThen === editionNow ? ok('agreed') : refused('changed-meanwhile');
}

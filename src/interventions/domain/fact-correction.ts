import { type Period, parsePeriod, periodEnd } from '../../kernel/period.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** What was recorded by hand in a case and may be put right, by the name of its table. */
export const correctableKinds = {
  warning_sign: 'Warning sign',
  organisation_event: 'Event',
  exit_evidence: 'Evidence',
  peer_support: 'Help from peers',
  intervention: 'Step of intervention',
} as const;
export type CorrectableKind = keyof typeof correctableKinds;

/** What of each kind may be put right. Dates are text, exactly as they are known. */
export type FactsOf = {
  readonly warning_sign: { readonly kind: string; readonly occurredOn: string; readonly text: string };
  readonly organisation_event: {
    readonly kind: string;
    readonly occurredOn: string;
    readonly text: string;
    readonly significant: boolean;
  };
  readonly exit_evidence: {
    readonly kind: string;
    readonly occurredOn: string | null;
    readonly text: string;
    readonly reference: string | null;
  };
  readonly peer_support: {
    readonly type: string;
    readonly provider: string;
    readonly offeredOn: string | null;
    readonly askedBy: string | null;
    readonly basis: string | null;
    readonly focus: string | null;
  };
  /** Not its level and not its end: those change by a request with its decision, and by recording the end. */
  readonly intervention: {
    readonly kind: string;
    readonly typeText: string;
    readonly authority: string;
    readonly startedOn: string;
  };
};

export type Correction = {
  readonly [Kind in CorrectableKind]: { readonly kind: Kind; readonly facts: FactsOf[Kind] };
}[CorrectableKind];

export type CorrectionRefusal = 'held' | 'nothing-changed' | 'after-today' | 'after-end' | 'after-next-date';

/** The day on which the thing happened, whatever its kind calls it. */
export const dateOf = ({ kind, facts }: Correction): Period | null => {
  const text = kind === 'peer_support' ? facts.offeredOn : kind === 'intervention' ? facts.startedOn : facts.occurredOn;
  return text === null ? null : parsePeriod(text);
};

/**
 * Whether a recorded fact may be put right so. Nothing that is held is; nothing is said to be put right that stays as
 * it was; and a date is neither in the future nor after what followed it: the end of a step, the acceptance of help.
 */
export function mayCorrect({
  now,
  wanted,
  isHeld,
  nextOn,
  today,
}: {
  readonly now: Correction;
  readonly wanted: Correction;
  readonly isHeld: boolean;
  /** When what followed it happened; null where nothing has. */
  readonly nextOn: Period | null;
  readonly today: CalendarDay;
}): Result<null, CorrectionRefusal> {
  if (isHeld) return refused('held');
  if (changedFields(now, wanted).length === 0) return refused('nothing-changed');
  const on = dateOf(wanted);
  if (on && on.start > today) return refused('after-today');
  if (on && nextOn && on.start > periodEnd(nextOn))
    return refused(wanted.kind === 'intervention' ? 'after-end' : 'after-next-date');
  return ok(null);
}

/** The names of the fields that differ, in their order. */
export const changedFields = ({ facts: now }: Correction, { facts: wanted }: Correction): string[] => {
  const before = now as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).flatMap(([name, value]) => (before[name] === value ? [] : [name]));
};

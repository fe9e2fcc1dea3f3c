import { ok, refused, type Result } from '../../kernel/result.js';

/** What became of a report of a mistake. `set_aside`: it is not about the record, so its words are not shown. */
export const correctionStatuses = {
  received: 'Not answered yet',
  accepted: 'Accepted: the record was put right',
  partly: 'Accepted in part',
  not_accepted: 'Not accepted',
  set_aside: 'Set aside: not about what the record says',
} as const;
export type CorrectionStatus = keyof typeof correctionStatuses;

export const correctionDecisions = ['accepted', 'partly', 'not_accepted', 'set_aside'] as const;
export type CorrectionDecision = (typeof correctionDecisions)[number];

export type NewCorrectionRequest = {
  readonly pagePath: string;
  readonly subject: { readonly kind: string; readonly ref: string } | null;
  readonly what: string;
  readonly shouldSay: string | null;
  readonly sourceText: string | null;
  readonly contact: string | null;
};

export type CorrectionAnswer = {
  readonly decision: CorrectionDecision;
  readonly shownText: string | null;
  readonly answer: string;
};

export type AnswerRefusal = 'not-found' | 'stale' | 'nothing-shown';

/** The report and its answer as they will stand; a report that was set aside shows no words of the reader. */
export function answerCorrection({
  decision,
  shownText,
  answer,
}: CorrectionAnswer): Result<
  { readonly status: CorrectionStatus; readonly shownText: string | null; readonly answer: string },
  AnswerRefusal
> {
  if (decision === 'set_aside') return ok({ status: decision, shownText: null, answer });
  return shownText === null ? refused('nothing-shown') : ok({ status: decision, shownText, answer });
}

/** The words of a report as they stand in one text, for the record keeper to go over before they are shown. */
export const reportText = ({
  what,
  shouldSay,
  sourceText,
}: Pick<NewCorrectionRequest, 'what' | 'shouldSay' | 'sourceText'>): string =>
  [what, shouldSay ? `It should say: ${shouldSay}` : '', sourceText ? `Where to read it: ${sourceText}` : '']
    .filter(Boolean)
    .join('\n\n');

type Bucket = { readonly times: readonly number[] };

/**
 * Lets through a few from each place and not too many from all: `allowed` from one within `window`, `altogether` from
 * everywhere. Gives the bucket with this one in it, or null when it is one too many.
 */
export function letThrough(
  { times }: Bucket,
  now: number,
  { allowed, window }: { readonly allowed: number; readonly window: number },
): Bucket | null {
  const recent = times.filter((time) => now - time < window);
  return recent.length >= allowed ? null : { times: [...recent, now] };
}

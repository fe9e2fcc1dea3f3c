import type { CorrectionStatus } from '../domain/correction.js';

/** One report, with everything that the record keeper reads. */
export type CorrectionRequestRow = {
  readonly id: string;
  readonly ref: string;
  readonly pagePath: string;
  readonly subjectKind: string | null;
  readonly subjectRef: string | null;
  readonly what: string;
  readonly shouldSay: string | null;
  readonly sourceText: string | null;
  readonly contact: string | null;
  readonly receivedAt: string;
  readonly status: CorrectionStatus;
  readonly shownText: string | null;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly version: number;
};

/** One report as everybody reads it: nothing of its words before it is answered. */
export type ShownCorrectionRow = Pick<
  CorrectionRequestRow,
  'ref' | 'pagePath' | 'receivedAt' | 'status' | 'shownText' | 'answer' | 'answeredAt'
>;

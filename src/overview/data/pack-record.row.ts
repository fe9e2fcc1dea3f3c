import type { CalendarDay } from '../../kernel/calendar-day.js';

type Visible = { readonly visibility: string };

export type PackPostRow = Visible & {
  readonly post: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly interim: number | null;
  readonly recordedAt: string;
};

export type PackInspectionRow = {
  readonly ref: string;
  readonly publishedOn: string;
  readonly type: string;
  readonly typeText: string | null;
  readonly subject: string;
  readonly overallLabel: string | null;
};

export type PackConditionRow = Visible & {
  readonly id: string;
  readonly kind: 'direction' | 'exit_criterion';
  readonly interventionRef: string;
  readonly number: string | null;
  readonly text: string;
  readonly status: string | null;
  readonly dueOn: CalendarDay | null;
  readonly evidence: number;
};

export type PackDeadlineRow = Visible & {
  readonly ref: string;
  readonly text: string;
  readonly dueOn: CalendarDay;
  readonly metOn: CalendarDay | null;
};

/** `limitValue` and `months` are of dips; `edition` of definitions. */
export type PackMeasurePartRow = Visible & {
  readonly ref: string;
  readonly part: 'definition' | 'baseline' | 'dip';
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly edition: number;
  readonly text: string;
  readonly decisionRef: string | null;
  readonly months: number | null;
  readonly limitValue: number | null;
};

/** A learning review, once for each action that came of it; once without any. */
export type PackLearningRow = {
  readonly ref: string;
  readonly type: string;
  readonly promptedBy: string;
  readonly begunOn: CalendarDay;
  readonly finishedOn: CalendarDay | null;
  readonly learned: string | null;
  readonly action: string | null;
};

/** A step of something shared with others. */
export type PackSharedRow = {
  readonly ref: string;
  readonly title: string;
  readonly didNotWork: number;
  readonly change: 'shared' | 'reviewed' | 'corrected' | 'withdrawn';
  readonly on: CalendarDay;
  readonly reason: string | null;
};

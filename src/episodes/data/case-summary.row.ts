import type { SummaryStatus } from '../domain/case-summary.js';

export type CaseSummaryRow = {
  readonly id: string;
  readonly episodeId: string;
  readonly edition: number;
  readonly status: SummaryStatus;
  readonly text: string;
  readonly why: string | null;
  readonly remarks: string | null;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  readonly notifiedOn: string | null;
  readonly publishableOn: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly version: number;
};

export type SummarisedCaseRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly country: string | null;
};

/** What a case rests on: how many sources, and how many of them are an inspectorate's or a government's. */
export type SourceCountRow = { readonly sources: number; readonly official: number };

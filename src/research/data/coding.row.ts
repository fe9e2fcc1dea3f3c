/** A coding of an episode. */
export type CodingRow = {
  readonly id: string;
  readonly ref: string;
  readonly episodeId: string;
  readonly accountId: string;
  readonly coder: string;
  readonly place: number;
  readonly state: string;
  readonly finishedAt: string | null;
  readonly version: number;
  readonly recordedAt: string;
};

export type CodingValueRow = {
  readonly codingId: string;
  readonly field: string;
  readonly value: string | null;
  readonly noValue: string | null;
  readonly confidence: string;
  readonly note: string | null;
  readonly source: string | null;
  readonly savedAt: string;
  readonly version: number;
};

export type CodingSettlementRow = {
  readonly episodeId: string;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly coder: string;
  readonly settledAt: string;
  readonly version: number;
};

/** Everything that is coded of some episodes, as it is kept: not yet narrowed to what somebody may see. */
export type CodedRows = {
  readonly codings: readonly CodingRow[];
  readonly values: readonly CodingValueRow[];
  readonly settlements: readonly CodingSettlementRow[];
};

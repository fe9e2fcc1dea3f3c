/** How much the record holds, each counted up to a limit. */
export type Holdings = {
  readonly organisations: number;
  readonly inspections: number;
  readonly episodes: number;
  readonly interventions: number;
  readonly warnings: number;
  readonly measures: number;
  readonly evidence: number;
  readonly frameworks: number;
  readonly sources: number;
  readonly conflicts: number;
};

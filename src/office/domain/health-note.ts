/** What was last found of one part of the service. */
export type HealthNoteRow = {
  readonly part: string;
  readonly at: string;
  readonly isWell: number;
  readonly words: string;
};

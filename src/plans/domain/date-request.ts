/** What came of asking for another date. */
export const dateRequestStates = {
  asked: 'Asked',
  agreed: 'Agreed',
  refused: 'Refused',
  different: 'Agreed to a different date',
  taken_back: 'Taken back',
} as const;
export type DateRequestState = keyof typeof dateRequestStates;

export const dateAnswers = { agreed: 'Agree', refused: 'Refuse', different: 'Different date' } as const;
export type DateAnswer = keyof typeof dateAnswers;

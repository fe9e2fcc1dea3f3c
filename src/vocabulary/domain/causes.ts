/** What a source says lay behind a failure. */
export const causes = {
  leadership: 'Leadership',
  governance: 'Governance',
  culture: 'Culture',
  workforce: 'Workforce',
  money: 'Money',
  structure: 'Structure',
  data: 'Data and systems',
  practice: 'Practice',
  oversight: 'Oversight from outside',
  partnership: 'Partnership',
} as const;
export type Cause = keyof typeof causes;

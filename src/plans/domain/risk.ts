/** Likelihood by consequence, 1 to 25, as risk registers of public bodies count. Refuses nothing: 1 to 5 is checked at the form. */
export const riskScore = ({
  likelihood,
  consequence,
}: {
  readonly likelihood: number;
  readonly consequence: number;
}): number => likelihood * consequence;

export const riskStatuses = { open: 'Open', closed: 'Closed' } as const;
export type RiskStatus = keyof typeof riskStatuses;

export const likelihoods: Readonly<Record<string, string>> = {
  '1': '1 Rare',
  '2': '2 Unlikely',
  '3': '3 Possible',
  '4': '4 Likely',
  '5': '5 Almost certain',
};

export const consequences: Readonly<Record<string, string>> = {
  '1': '1 Slight',
  '2': '2 Minor',
  '3': '3 Moderate',
  '4': '4 Major',
  '5': '5 Grave',
};

type Scored = { readonly likelihood: number; readonly consequence: number };

/** Whether a risk has grown since it was last looked at. One look tells nothing. */
export function riskDirection(reviews: readonly Scored[]): 'up' | 'down' | 'same' | null {
  const [before, now] = reviews.slice(-2).map(riskScore);
  if (before === undefined || now === undefined) return null;
  if (now === before) return 'same';
  return now > before ? 'up' : 'down';
}

export const riskDirections = {
  up: 'Higher than at the last look',
  down: 'Lower than at the last look',
  same: 'As at the last look',
};

/** How grave a score is, in a word: it never stands as a colour alone. Bands as on the usual five by five table. */
export function riskBand(score: number): 'Low' | 'Moderate' | 'High' | 'Extreme' {
  if (score >= 15) return 'Extreme';
  if (score >= 8) return 'High';
  return score >= 4 ? 'Moderate' : 'Low';
}

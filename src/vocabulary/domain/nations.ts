/** The four parts of the United Kingdom: each has its own bank holidays. */
export const nations = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const;

export type Nation = keyof typeof nations;

export const nationKeys = Object.keys(nations) as readonly Nation[];

export const isNation = (text: unknown): text is Nation => typeof text === 'string' && text in nations;

/** Where a body is, by the name of its country as the record writes it. Nearly all of the record is of England. */
export const nationOf = (country: string | null): Nation =>
  nationKeys.find((key) => nations[key] === country) ?? 'england';

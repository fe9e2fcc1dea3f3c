/** The nine regions of England and the three other nations. */
export const regions = {
  north_east: 'North East',
  north_west: 'North West',
  yorkshire_and_the_humber: 'Yorkshire and the Humber',
  east_midlands: 'East Midlands',
  west_midlands: 'West Midlands',
  east_of_england: 'East of England',
  london: 'London',
  south_east: 'South East',
  south_west: 'South West',
  wales: 'Wales',
  scotland: 'Scotland',
  northern_ireland: 'Northern Ireland',
} as const;
export type Region = keyof typeof regions;

const codes = Object.keys(regions) as Region[];
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();

/** Names that registers use for the same regions. */
const otherNames: Readonly<Record<string, Region>> = {
  east: 'east_of_england',
  eastern: 'east_of_england',
  'greater london': 'london',
  'yorkshire and humber': 'yorkshire_and_the_humber',
};

/**
 * The region that a register names ("Yorkshire and The Humber", "London"), by name or by code, whatever stands in
 * brackets behind it ("East (ADASS Region)"); null: none of ours.
 */
export function regionNamed(name: string): Region | null {
  const [before = ''] = name.split('(', 1);
  const wanted = plain(before);
  return codes.find((code) => plain(regions[code]) === wanted || plain(code) === wanted) ?? otherNames[wanted] ?? null;
}

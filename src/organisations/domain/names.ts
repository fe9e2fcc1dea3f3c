import { fold } from '../../office/domain/fold.js';

/** What names of public bodies have beside what tells them apart, longest first: "London Borough of", "City Council" … */
const generic = [
  'council of the city and county of',
  'city and county of',
  'city and district of',
  'metropolitan borough of',
  'metropolitan district of',
  'county borough of',
  'royal borough of',
  'london borough of',
  'borough of',
  'county of',
  'city of',
  'royal borough council',
  'metropolitan borough council',
  'metropolitan district council',
  'metropolitan city council',
  'london borough council',
  'county borough council',
  'city and district council',
  'city and county council',
  'borough council',
  'district council',
  'county council',
  'city council',
  'unitary authority',
  'unitary council',
  'combined authority',
  'council',
  'nhs foundation trust',
  'nhs trust',
  'mbc',
  'mdc',
  'lbc',
  'cc',
] as const;

const genericWords = new RegExp(String.raw`\b(${generic.join('|')})\b`, 'g');

/**
 * A name reduced to what tells it from others, for matching one publisher's spelling with another's: "London Borough of
 * Barking & Dagenham", "Barking and Dagenham Council" → "barking and dagenham". A name of generic words alone is kept
 * whole. Two bodies may share a result (a county council and the council that followed it): it finds candidates, and a
 * code or a person decides.
 */
export function matchingName(name: string): string {
  const folded = fold(name);
  const own = folded
    .replaceAll(genericWords, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(the|county) (?=\S)/, '')
    .replace(/ (county|the)$/, '');
  return own === '' ? folded : own;
}

/** The name by which lists sort it: folded, without the article before it. */
export const sortNameOf = (name: string): string => {
  const folded = fold(name);
  return (folded.replace(/^(the|a|an) (?=\S)/, '') || name.toLowerCase()).slice(0, 300);
};

const longestSlug = 100;

/** The name as a part of an address: "King's Lynn & West Norfolk" → "kings-lynn-and-west-norfolk". Never empty. */
export function slugOf(name: string): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean);
  const fitting = words.reduce<string>((slug, word) => {
    const longer = slug === '' ? word.slice(0, longestSlug) : `${slug}-${word}`;
    return longer.length <= longestSlug ? longer : slug;
  }, '');
  return fitting === '' ? 'organisation' : fitting;
}

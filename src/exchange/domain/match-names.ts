/** Words that say what kind of council it is, or nothing: two spellings of one council differ in these. */
const noise = new Set([
  'council',
  'county',
  'borough',
  'metropolitan',
  'district',
  'city',
  'unitary',
  'authority',
  'corporation',
  'of',
  'the',
  'mbc',
  'cc',
  'bc',
  'dc',
  'ua',
  'lb',
  'mdc',
]);

const plainWords = (name: string): string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/['’.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/**
 * A council's name reduced to what tells it from other councils: "City of Doncaster Council", "doncaster" and
 * "Doncaster MBC" all give `doncaster`; "Bristol, City of" gives `bristol`. County names that hold a town's name stay
 * apart (`nottingham`, `nottinghamshire`). A name made of such words alone is left as it is.
 */
export function councilKey(name: string): string {
  const words = plainWords(name);
  const london = /^(london borough|royal borough)\b/.test(words.join(' '));
  const kept = words.filter((word, index) => !noise.has(word) && !(london && index < 2));
  return (kept.length > 0 ? kept : words).join(' ');
}

const small = new Set(['and', 'of', 'upon', 'on', 'the', 'with', 'in', 'by', 'under', 'le']);

/** "kingston upon thames" as it is written on a page: for publishers who print names without capitals. */
export function withCapitals(name: string): string {
  return name
    .replaceAll('&', 'and')
    .split(/(\s+|-)/)
    .map((word, index) =>
      index > 0 && small.has(word.toLowerCase()) ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('');
}

/**
 * The one function by which the record decides whether a number about people may be seen. Pages, charts, downloads,
 * packs and exports ask it, and nothing else decides.
 *
 * A *figure* is a value with what it was made of: a count of people, or a share with its numerator and denominator.
 * What comes back is a *shown* figure: the number, or the letter that stands for it. `c` is withheld so that nobody can
 * be recognised, `k` is a share that is not zero and rounds to it, `x` is not known, `z` does not apply.
 *
 * Method: the disclosure guidance of the Government Statistical Service (threshold 5, secondary suppression); the
 * letters are those of the Department for Education's statistics.
 */

/** Who will read it: a board sees true numbers, marked as not for publication; the public what the rules leave. */
export const scopes = ['board', 'public'] as const;
export type Scope = (typeof scopes)[number];

/** What is counted. Only people are ever protected: `other` is money, days, grades, posts, meetings and the like. */
export const figureKinds = ['people', 'share', 'other'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** The policy of one measure. */
export type DisclosurePolicy = {
  readonly kind: FigureKind;
  /** Whether its numbers may be small enough to recognise somebody by. */
  readonly smallNumbers: boolean;
  /** A count below it, and above 0, is withheld. */
  readonly threshold: number;
  /** Whether a zero would tell what nobody in a small known group did; then it is withheld with the small counts. */
  readonly suppressZero: boolean;
  /**
   * What the public reads is rounded to a multiple of it; null or absent: people as they are counted, shares to the
   * whole per cent.
   */
  readonly roundTo?: number | null;
};

/** Five follows common practice; a measure may say otherwise, with its reason. */
export const usualPolicy: DisclosurePolicy = { kind: 'people', smallNumbers: true, threshold: 5, suppressZero: false };

/** A share of fewer people than this says too much about each of them. */
export const smallestDenominator = 10;

/** `value`: people, or per cent for a share. `numerator` and `denominator` are counts of people, where known. */
export type Figure = {
  readonly value: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
};

/** What stands where no number does. */
export const letters = ['c', 'k', 'x', 'z'] as const;
export type Letter = (typeof letters)[number];

export type Shown =
  | {
      readonly is: 'number';
      readonly value: number;
      /** A true number that the public may not see. */ readonly forBoardOnly: boolean;
    }
  | { readonly is: 'letter'; readonly letter: Letter };

const number = (value: number, forBoardOnly = false): Shown => ({ is: 'number', value, forBoardOnly });
export const letter = (which: Letter): Shown => ({ is: 'letter', letter: which });

export const isWithheld = (shown: Shown): boolean => shown.is === 'letter' && shown.letter === 'c';

/** For a chart: a gap where there is no number, never a zero. */
export const chartValue = (shown: Shown): number | null => (shown.is === 'number' ? shown.value : null);

/** Rule 1: only people, and only where the measure says that numbers may be small. */
export const isProtected = ({ kind, smallNumbers }: DisclosurePolicy): boolean => smallNumbers && kind !== 'other';

const isCount = (value: number | null | undefined): value is number => value !== null && value !== undefined;

/** Rule 2: a count from 1 to the threshold, not included; and a zero where the policy says so. */
export function isSmall(count: number, { threshold, suppressZero }: DisclosurePolicy): boolean {
  return count === 0 ? suppressZero : count > 0 && count < threshold;
}

/** Rule 3: a share is as small as its parts: who is in it, who is not, and how many there are. */
function isSmallShare({ value, numerator, denominator }: Figure, policy: DisclosurePolicy): boolean {
  if (isCount(denominator) && denominator < smallestDenominator) return true;
  const inIt = isCount(numerator) ? numerator : countOf(value, denominator);
  if (!isCount(inIt)) return false;
  if (isSmall(inIt, policy)) return true;
  return isCount(denominator) && isSmall(denominator - inIt, policy);
}

/** What a share of so many people comes to, where nobody wrote the numerator down. */
const countOf = (share: number | null, denominator: number | null | undefined): number | null =>
  share === null || !isCount(denominator) ? null : Math.round((share / 100) * denominator);

const isSmallFigure = (figure: Figure, policy: DisclosurePolicy): boolean =>
  policy.kind === 'share' ? isSmallShare(figure, policy) : figure.value !== null && isSmall(figure.value, policy);

/** A protected share is printed as a whole per cent, or as roundly as the measure says; a count, only as it says. */
function rounded(value: number, { kind, roundTo }: DisclosurePolicy): Shown {
  const base = roundTo ?? (kind === 'share' ? 1 : null);
  if (base === null) return number(value);
  return value > 0 && value < base / 2 ? letter('k') : number(Math.round(value / base) * base);
}

/** One figure by itself: rules 1 to 3. Figures that stand beside others, or over time, go through the functions below. */
export function publish(figure: Figure, policy: DisclosurePolicy, scope: Scope): Shown {
  const { value } = figure;
  if (value === null) return letter('x');
  if (!isProtected(policy)) return number(value);
  const isWithheldFigure = isSmallFigure(figure, policy);
  if (scope === 'board') return number(value, isWithheldFigure);
  if (isWithheldFigure) return letter('c');
  return rounded(value, policy);
}

/** The size by which the next smallest of a line is found: people, or the people in a share. */
const sizeOf = ({ value, numerator, denominator }: Figure): number =>
  (isCount(numerator) ? numerator : null) ?? countOf(value, denominator) ?? value ?? Number.POSITIVE_INFINITY;

/**
 * The place of the figure that goes with a single withheld one: the next smallest, so that nobody gets it by
 * subtraction. A zero is no cover (taking it away leaves the difference as it was), unless nothing else is there.
 */
function coverIn(figures: readonly Figure[], shown: readonly Shown[]): number | null {
  const open = figures
    .map((figure, place) => ({ place, size: sizeOf(figure) }))
    .filter(({ place }) => shown[place]?.is === 'number');
  const withPeople = open.filter(({ size }) => size !== 0);
  const [smallest] = (withPeople.length > 0 ? withPeople : open).toSorted(
    (a, b) => a.size - b.size || a.place - b.place,
  );
  return smallest?.place ?? null;
}

export type ShownLine = { readonly cells: readonly Shown[]; readonly total: Shown | null };

/**
 * Rule 4 for a row, a column, or the parts of a whole: where exactly one is withheld, the next smallest is too. `total`
 * is published only when no withheld part can be got by taking the others from it.
 */
export function publishLine(
  figures: readonly Figure[],
  {
    policy,
    scope,
    total = null,
  }: { readonly policy: DisclosurePolicy; readonly scope: Scope; readonly total?: Figure | null },
): ShownLine {
  const { rows, totals } = publishTable([figures], { policy, scope, rowTotals: [total] });
  return { cells: rows[0] ?? [], total: totals[0] ?? null };
}

export type ShownTable = {
  readonly rows: readonly (readonly Shown[])[];
  readonly totals: readonly (Shown | null)[];
};

/**
 * Rule 4 for a table: every row, and every column of two cells and more, has none withheld or at least two. Rows are
 * looked through again after columns, until nothing changes. A row that has nothing left to cover its one withheld
 * cell loses its total instead.
 */
export function publishTable(
  table: readonly (readonly Figure[])[],
  {
    policy,
    scope,
    rowTotals = [],
  }: { readonly policy: DisclosurePolicy; readonly scope: Scope; readonly rowTotals?: readonly (Figure | null)[] },
): ShownTable {
  const rows = table.map((figures) => figures.map((figure) => publish(figure, policy, scope)));
  const width = Math.max(0, ...table.map((figures) => figures.length));
  const lines: (readonly (readonly [number, number])[])[] = [
    ...table.map((figures, row) => figures.map((_figure, column) => [row, column] as const)),
    ...Array.from({ length: table.length > 1 ? width : 0 }, (_unused, column) =>
      table.flatMap((figures, row) => (column < figures.length ? [[row, column] as const] : [])),
    ),
  ];
  const withhold = (places: readonly (readonly [number, number])[]): boolean => {
    const figures = places.map(([row, column]) => table[row]?.[column] ?? { value: null });
    const shown = places.map(([row, column]) => rows[row]?.[column] ?? letter('x'));
    if (shown.filter(isWithheld).length !== 1) return false;
    const cover = coverIn(figures, shown);
    const [row, column] = (cover === null ? null : places[cover]) ?? [-1, -1];
    const cells = rows[row];
    if (!cells) return false;
    cells[column] = letter('c');
    return true;
  };
  while (lines.map(withhold).some(Boolean));
  const totals = rows.map((cells, row): Shown | null => {
    const total = rowTotals[row] ?? null;
    if (!total) return null;
    const shown = publish(total, policy, scope);
    const isGivenAway = scope === 'public' && givesAway(total, { figures: table[row] ?? [], cells, policy });
    return isGivenAway ? letter('c') : shown;
  });
  return { rows, totals };
}

/**
 * Whether a total lets a withheld cell be worked out: there is only one, or what is left after taking away the others
 * is so little (or so much) that each of the withheld ones must be the smallest (or the largest) that is withheld.
 */
function givesAway(
  total: Figure,
  {
    figures,
    cells,
    policy,
  }: { readonly figures: readonly Figure[]; readonly cells: readonly Shown[]; readonly policy: DisclosurePolicy },
): boolean {
  const withheld = figures.filter((_figure, place) => isWithheld(cells[place] ?? letter('x')));
  if (withheld.length < 2) return withheld.length === 1;
  const open = figures.filter((figure) => !withheld.includes(figure)).reduce((sum, figure) => sum + sizeOf(figure), 0);
  const left = sizeOf(total) - open;
  const least = policy.suppressZero ? 0 : 1;
  return left <= withheld.length * least || left === withheld.length * (policy.threshold - 1);
}

/**
 * Rule 5 for a whole that is published beside its parts: a year and its quarters, a quarter and its months. A whole
 * that is itself withheld protects nothing, so the parts keep their cover all the same.
 */
export const publishOverTime = (
  whole: Figure,
  parts: readonly Figure[],
  { policy, scope }: { readonly policy: DisclosurePolicy; readonly scope: Scope },
): ShownLine => publishLine(parts, { policy, scope, total: whole });

/**
 * Rule 5 for parts that are published one after the other as their time ends, and their whole after the last of them:
 * what was shown once is never taken back. The cover of a single withheld part is the next one that has anybody in it;
 * where none follows, the whole is withheld. `total`: null while parts are still to come.
 */
export function publishInTurn(
  parts: readonly Figure[],
  { policy, scope, total }: { readonly policy: DisclosurePolicy; readonly scope: Scope; readonly total: Figure | null },
): ShownLine {
  const cells: Shown[] = [];
  for (const part of parts) {
    const shown = publish(part, policy, scope);
    const needsCover = cells.filter(isWithheld).length === 1 && shown.is === 'number' && shown.value !== 0;
    cells.push(needsCover ? letter('c') : shown);
  }
  const isGivenAway = total !== null && scope === 'public' && givesAway(total, { figures: parts, cells, policy });
  return { cells, total: total && (isGivenAway ? letter('c') : publish(total, policy, scope)) };
}

/**
 * Rule 5 for a value that was revised: `before` is what was published. Where the two differ by a small count, whoever
 * kept the old page could read that count off, so the new value is withheld and the old one stands.
 */
export function publishRevised(
  figure: Figure,
  { before, policy, scope }: { readonly before: Figure; readonly policy: DisclosurePolicy; readonly scope: Scope },
): Shown {
  const shown = publish(figure, policy, scope);
  if (scope === 'board' || shown.is !== 'number' || !isProtected(policy)) return shown;
  if (publish(before, policy, scope).is !== 'number') return shown;
  const change = Math.abs(sizeIn(figure, policy) - sizeIn(before, policy));
  return change > 0 && change < policy.threshold ? letter('c') : shown;
}

/** The people in a figure; a share of which nobody knows the numerator tells none. */
function sizeIn({ value, numerator, denominator }: Figure, { kind }: DisclosurePolicy): number {
  if (kind !== 'share') return value ?? 0;
  return (isCount(numerator) ? numerator : countOf(value, denominator)) ?? 0;
}

/** Rule 6: what was worked out from a withheld number is told by its word alone, never as "x of y". */
export const publishDerived = (
  from: readonly Shown[],
  { word, sentence }: { readonly word: string; readonly sentence: string },
): string => (from.some(isWithheld) ? word : sentence);

/** Rule 6 for limits: they are published only when no value of their baseline is withheld. */
export const mayShowLimits = (baseline: readonly Shown[]): boolean => !baseline.some(isWithheld);

export type WordWarning = {
  readonly kind: 'small-count' | 'date-of-birth' | 'nhs-number' | 'pupil-number' | 'postcode' | 'code-name';
  /** The words as they stand. */
  readonly found: string;
};

const people =
  '(?:child(?:ren)?|bab(?:y|ies)|boys?|girls?|infants?|pupils?|students?|patients?|resident[s]?|mothers?|fathers?|parents?|families|family|siblings?|young (?:people|person)|teenagers?|women|woman|men|man|people|persons?|deaths?)';
const small = '(?:[1-4]|one|two|three|four)';
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

const patterns: readonly { readonly kind: WordWarning['kind']; readonly pattern: RegExp }[] = [
  { kind: 'small-count', pattern: new RegExp(`(?<![\\w.,/-])${small}(?:[ -][a-z]+){0,2}? ${people}\\b`, 'gi') },
  { kind: 'small-count', pattern: new RegExp(`\\b${people}[:,]? \\(?${small}\\)?(?![\\w/-]|[.,]\\d)`, 'gi') },
  {
    kind: 'date-of-birth',
    pattern: new RegExp(
      `\\b(?:born|birth|dob|d\\.o\\.b\\.)\\b[^.;\\n]{0,20}?\\d{1,2}(?:(?:st|nd|rd|th)? ${month} |[/.-]\\d{1,2}[/.-])\\d{2,4}`,
      'gi',
    ),
  },
  { kind: 'nhs-number', pattern: /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g },
  { kind: 'pupil-number', pattern: /\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b/g },
  {
    kind: 'postcode',
    pattern: /\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?) ?\d[ABD-HJLNP-UW-Z]{2})\b/g,
  },
  {
    kind: 'code-name',
    pattern:
      /\b(?:[Cc]hild|[Bb]aby|[Pp]atient|[Ff]amily|[Pp]upil|[Yy]oung [Pp]erson|[Aa]dult|[Mm]other|[Ff]ather) [A-Z]{1,2}\d?\b(?![a-z'’])/g,
  },
];

/** An NHS number carries its own check: weights 10 to 2, modulo 11. Other ten figures are no such number. */
export function isNhsNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').split('').map(Number);
  if (digits.length !== 10) return false;
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === digits[9];
}

/**
 * Rule 8: what in a public text may let somebody be recognised. It only warns: whoever publishes looks, and changes the
 * words or confirms them.
 */
export function scanWords(text: string): readonly WordWarning[] {
  const found = patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ kind, found: match[0], at: match.index })),
  );
  const real = found.filter(({ kind, found: words }) => kind !== 'nhs-number' || isNhsNumber(words));
  const seen = new Set<string>();
  return real
    .toSorted((a, b) => a.at - b.at)
    .filter(({ kind, at }) => {
      const name = `${kind} ${at}`;
      return seen.has(name) ? false : seen.add(name);
    })
    .map(({ kind, found: words }) => ({ kind, found: words }));
}

/** A run of words that both texts have, or only this one. */
export type Part = { readonly text: string; readonly only: boolean };

/** Past this the table of comparisons would cost more than it tells: each text is then one part. */
const mostComparisons = 2_000_000;

/** Words with the blanks behind them, so that putting them together gives the text again. */
const wordsOf = (text: string): readonly string[] => text.match(/\s*\S+\s*?(?=\S|$)|\s+$/g) ?? [];

const sameWord = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim();

/** How long the longest common run of words is from each pair of places to the ends. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const below = lengths[i + 1];
      const row = lengths[i];
      if (!row || !below) continue;
      row[j] = sameWord(a[i], b[j]) ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return lengths;
}

const joined = (words: readonly Part[]): readonly Part[] =>
  words.reduce<Part[]>((parts, { text, only }) => {
    const last = parts.at(-1);
    if (last?.only !== only) return [...parts, { text, only }];
    return [...parts.slice(0, -1), { text: last.text + text, only }];
  }, []);

/** Two texts, each cut into what both say and what only it says, word by word. */
export function wordDifference(first: string, second: string): { first: readonly Part[]; second: readonly Part[] } {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  if (a.length * b.length > mostComparisons) {
    const only = first !== second;
    return { first: [{ text: first, only }], second: [{ text: second, only }] };
  }
  const lengths = commonLengths(a, b);
  const [left, right]: [Part[], Part[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const isBoth = i < a.length && j < b.length && sameWord(a[i], b[j]);
    if (isBoth) {
      left.push({ text: a[i] ?? '', only: false });
      right.push({ text: b[j] ?? '', only: false });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      left.push({ text: a[i] ?? '', only: true });
      i += 1;
    } else {
      right.push({ text: b[j] ?? '', only: true });
      j += 1;
    }
  }
  return { first: joined(left), second: joined(right) };
}

import { codebook } from '../../lessons/domain/codebook.js';
import type { Pair } from './agreement.js';

/** How sure a coder is of what they wrote. */
export const confidences = { high: 'High', medium: 'Medium', low: 'Low' } as const;
export type Confidence = keyof typeof confidences;

/** What may be said of a field instead of a value: these are codes too, and two coders may agree on them. */
export const noValues = {
  not_known: 'Not known: nothing that I read says',
  not_applicable: 'Does not apply to this case',
  not_yet: 'Has not happened yet',
} as const;
export type NoValue = keyof typeof noValues;

/** Two coders, each on their own. */
export const mostCoders = 2;

/** Fields that a coder fills; who the coders are is written down by the service. */
export const codedFields = codebook.filter(({ key }) => key !== 'coders');
export const isCodedField = (key: string): boolean => codedFields.some((field) => field.key === key);

export type CodedValue = {
  readonly field: string;
  /** What the coder wrote, or one of `noValues`. */
  readonly value: string | null;
  readonly noValue: NoValue | null;
  readonly confidence: Confidence;
  readonly note: string | null;
  readonly source: string | null;
};

export type CodingState = 'coding' | 'finished';

export type CodingOf = {
  readonly accountId: string;
  readonly place: number;
  readonly state: CodingState;
  readonly values: readonly CodedValue[];
};

export type Settlement = { readonly field: string; readonly value: string; readonly reason: string };

/** What is compared: capitals, spaces at the ends and several in a row do not make two values differ. */
export const comparable = ({ value, noValue }: Pick<CodedValue, 'value' | 'noValue'>): string =>
  noValue ?? (value ?? '').normalize('NFC').trim().toLowerCase().split(/\s+/u).join(' ');

/**
 * What somebody may see of the codings of a case: their own always; the other's only when both have finished, so that
 * neither codes by the other. Not even how much of it there is.
 */
export function seenBy(accountId: string, codings: readonly CodingOf[]): readonly CodingOf[] {
  const own = codings.filter((coding) => coding.accountId === accountId);
  return own.length > 0 && areBothFinished(codings) ? codings : own;
}

export const areBothFinished = (codings: readonly CodingOf[]): boolean =>
  codings.length === mostCoders && codings.every(({ state }) => state === 'finished');

export type BeginRefusal = 'two-already' | 'begun-already';

/** The place of a further coder, or why there is none. */
export function placeFor(
  accountId: string,
  codings: readonly Pick<CodingOf, 'accountId' | 'place'>[],
): number | BeginRefusal {
  if (codings.some((coding) => coding.accountId === accountId)) return 'begun-already';
  if (codings.length >= mostCoders) return 'two-already';
  return codings.some(({ place }) => place === 1) ? 2 : 1;
}

export type ComparedField = {
  readonly field: string;
  readonly first: CodedValue | null;
  readonly second: CodedValue | null;
  /** `one-only`: the other left it out. */
  readonly result: 'agreed' | 'differs' | 'one-only' | 'neither';
  readonly settled: Settlement | null;
};

/** Both codings of a case field by field, in the order of the codebook. Takes two that are finished. */
export function compareCodings(
  codings: readonly CodingOf[],
  settlements: readonly Settlement[],
): readonly ComparedField[] {
  const [one, two] = codings.toSorted((a, b) => a.place - b.place);
  return codedFields.map(({ key }) => {
    const first = one?.values.find(({ field }) => field === key) ?? null;
    const second = two?.values.find(({ field }) => field === key) ?? null;
    const settled = settlements.find(({ field }) => field === key) ?? null;
    const result =
      first && second
        ? comparable(first) === comparable(second)
          ? 'agreed'
          : 'differs'
        : first || second
          ? 'one-only'
          : 'neither';
    return { field: key, first, second, result, settled };
  });
}

/** The pairs that agreement is worked out of: fields that both coded. */
export const pairsOf = (fields: readonly ComparedField[]): readonly Pair[] =>
  fields.flatMap(({ first, second }): Pair[] => (first && second ? [[comparable(first), comparable(second)]] : []));

/** What the case is coded as, field by field: what both said, or what was settled. Null: not settled, or nobody said. */
export const finalValue = ({ first, result, settled }: ComparedField): string | null =>
  settled?.value ?? (result === 'agreed' && first ? (first.value ?? first.noValue) : null);

/** The shortest reason that says anything. */
export const shortestReason = 20;

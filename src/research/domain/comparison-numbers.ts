import { type Period, periodText } from '../../kernel/period.js';
import type { Letter } from '../../measures/domain/disclosure.js';
import type { FactLine } from './fact-line.js';

/** One number of a measure as everybody may see it: the number, or the letter that stands for it. */
export type ComparedNumber = {
  readonly position: number;
  readonly on: Period | null;
  readonly value: number | null;
  readonly letter: Letter | null;
  /** Both ends where the source gives a range. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Another definition or scale begins with it. */
  readonly startsScale: boolean;
};

/** The measure that is shown beside a case, with what exactly it counts. */
export type ComparedSeries = {
  readonly caseRef: string;
  /** The reference of the measure. */
  readonly ref: string;
  readonly name: string;
  readonly unit: string;
  readonly definition: string | null;
  readonly numbers: readonly ComparedNumber[];
};

const saidOf = ({ value, letter, range }: ComparedNumber): string =>
  range ? `${range.low} to ${range.high}` : value === null ? `no number (${letter ?? 'x'})` : String(value);

/** Every number of the small pictures as a line, and what each measure counts. */
export const numberLines = (series: readonly ComparedSeries[]): readonly FactLine[] =>
  series.flatMap(({ caseRef, ref, name, unit, definition, numbers }): FactLine[] => [
    {
      key: `${caseRef} number ${ref} definition`,
      ref: caseRef,
      text: `definition of ${name} (${unit}); ${definition ?? 'none on the record'}`,
    },
    ...numbers.map((each) => ({
      key: `${caseRef} number ${ref} ${each.position}`,
      ref: caseRef,
      text: [
        `${name} (${unit})`,
        each.on ? periodText(each.on) : 'not known when',
        saidOf(each),
        each.startsScale ? 'another definition or scale begins' : null,
      ]
        .filter(Boolean)
        .join('; '),
    })),
  ]);

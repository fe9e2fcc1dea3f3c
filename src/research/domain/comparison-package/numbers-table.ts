import { valueFlags } from '../../../measures/domain/measure.js';
import type { ComparedNumber, ComparedSeries } from '../comparison-numbers.js';
import {
  type MissingReason,
  notApplicable,
  notRecorded,
  type PackageTable,
  packageTable,
} from '../package/package-table.js';
import { clockColumns, type KeptComparison, standing, yesNo } from './kept-comparison.js';

type NumberRow = {
  readonly of: ComparedSeries;
  readonly zero: KeptComparison['cases'][number]['zero'];
  readonly number: ComparedNumber;
};

const whyNone = ({ number }: NumberRow): MissingReason =>
  number.letter === 'c' || number.letter === 'k'
    ? 'suppressed'
    : number.letter === 'z'
      ? 'not applicable'
      : 'not recorded';

/** `numbers.csv`: the numbers of the small pictures, as everybody may see them; null: no measure was chosen. */
export function numbersTable({ cases, series }: KeptComparison): PackageTable | null {
  if (series.length === 0) return null;
  const zeroOf = new Map(cases.map(({ one, zero }) => [one.of.ref, zero]));
  const rows = series.flatMap((of) =>
    of.numbers.map((number): NumberRow => ({ of, zero: zeroOf.get(of.caseRef) ?? null, number })),
  );
  return packageTable<NumberRow>(
    {
      name: 'numbers',
      title: 'Numbers of the measure',
      rowIs: 'A number of the measure of a case',
      key: ['case', 'measure', 'position'],
      references: [],
      columns: [
        { name: 'case', type: 'text', is: 'The reference of the episode', value: ({ of }) => of.caseRef },
        { name: 'measure', type: 'text', is: 'The reference of the measure', value: ({ of }) => of.ref },
        {
          name: 'position',
          type: 'whole',
          is: 'The place of the number in its measure',
          value: ({ number }) => number.position,
        },
        { name: 'name', type: 'text', is: 'What is measured', value: ({ of }) => of.name },
        { name: 'unit', type: 'text', is: 'The unit of its numbers', value: ({ of }) => of.unit },
        ...clockColumns<NumberRow>('on', 'The period that the number is of', {
          zero: ({ zero }) => zero,
          on: ({ number }) => number.on,
          missing: notRecorded,
        }),
        {
          name: 'value',
          type: 'number',
          is: 'The number, in its unit, as everybody may see it',
          value: ({ number }) => number.value,
          missing: whyNone,
        },
        {
          name: 'low',
          type: 'number',
          is: 'The lower end, where the source gives a range',
          value: ({ number }) => number.range?.low ?? null,
          missing: notApplicable,
        },
        {
          name: 'high',
          type: 'number',
          is: 'The upper end, where the source gives a range',
          value: ({ number }) => number.range?.high ?? null,
          missing: notApplicable,
        },
        {
          name: 'letter',
          type: 'code',
          is: 'What stands in the place of a number',
          codes: standing(
            valueFlags,
            rows.map(({ number }) => number.letter),
          ),
          value: ({ number }) => number.letter,
          missing: notApplicable,
        },
        {
          name: 'starts_scale',
          type: 'yesno',
          is: 'Whether another definition or scale begins with it: no line crosses it',
          value: ({ number }) => yesNo(number.startsScale),
        },
      ],
    },
    rows,
  );
}

import { type Agreement, agreementOf, agreementOver, fewestPairs, type Pair } from '../agreement.js';
import { type CodedValue, codedFields, type ComparedField, confidences, pairsOf } from '../coding.js';
import type { CodedAgreement } from './qca.js';
import { conditions, type ConditionKey } from './qca.js';
import { type MissingReason, type PackageColumn, type PackageTable, packageTable } from './package-table.js';

/** A field of an episode that two have coded; `coders`: their numbers within this package, in the order of their places. */
export type PackagedCode = ComparedField & {
  readonly episode: string;
  readonly coders: readonly [string, string];
  readonly final: string | null;
};

const fieldCodes = Object.fromEntries(codedFields.map(({ key, name }) => [key, name]));

/** Whether a text would identify somebody is asked by whoever knows the rules: such a text is withheld. */
type Withholds = (text: string) => boolean;

/** One way of writing each letter (NFC): not every tool that reads the file knows that two ways are one. */
const saidBy = (coded: CodedValue | null): string | null =>
  coded && (coded.noValue ?? coded.value?.normalize('NFC') ?? null);

function textColumn(
  name: string,
  is: string,
  { value, withheld }: { readonly value: (row: PackagedCode) => string | null; readonly withheld: Withholds },
  missing: MissingReason = 'not recorded',
): PackageColumn<PackagedCode> {
  return {
    name,
    type: 'text',
    is,
    value: (row) => {
      const text = value(row);
      return text === null || withheld(text) ? null : text;
    },
    missing: (row) => (value(row) === null ? missing : 'suppressed'),
  };
}

const ofCoder = (
  place: 'first' | 'second',
  coder: (row: PackagedCode) => string,
  withheld: Withholds,
): readonly PackageColumn<PackagedCode>[] => [
  {
    name: `${place}_coder`,
    type: 'text',
    is: `The ${place} coder, by a number of this package: the same number is the same person`,
    value: coder,
  },
  textColumn(place, `What the ${place} coder wrote, or that there is no value: not_known, not_applicable or not_yet`, {
    value: (row) => saidBy(row[place]),
    withheld,
  }),
  {
    name: `${place}_confidence`,
    type: 'code',
    is: `How sure the ${place} coder was`,
    codes: confidences,
    value: (row) => row[place]?.confidence ?? null,
    missing: () => 'not recorded',
  },
  textColumn(`${place}_source`, `On what the ${place} coder rested it`, {
    value: (row) => row[place]?.source ?? null,
    withheld,
  }),
];

/** `codings.csv`: both codes of every field that two researchers coded without seeing each other’s. */
export const codingsTable = (codes: readonly PackagedCode[], withheld: Withholds): PackageTable =>
  packageTable<PackagedCode>(
    {
      name: 'codings',
      title: 'What two researchers coded',
      rowIs: 'A core field of an episode that two researchers have coded, each without seeing the other’s code',
      key: ['episode', 'field'],
      references: [{ column: 'episode', table: 'episodes', to: 'episode' }],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ episode }) => episode },
        {
          name: 'field',
          type: 'code',
          is: 'The core field; episodes.csv has what the record itself reads of it, in the column core_ and this key',
          codes: fieldCodes,
          value: ({ field }) => field,
        },
        ...ofCoder('first', ({ coders }) => coders[0], withheld),
        ...ofCoder('second', ({ coders }) => coders[1], withheld),
        {
          name: 'result',
          type: 'code',
          is: 'Whether they agree: capitals, and spaces at the ends and several in a row, do not make two codes differ',
          codes: {
            agreed: 'Both coded it and say the same',
            differs: 'Both coded it and say something else',
            'one-only': 'One of them left it out',
            neither: 'Both left it out',
          },
          value: ({ result }) => result,
        },
        textColumn(
          'final',
          'What it is coded as: what both said or, where they differ, what they agreed on afterwards',
          { value: ({ final }) => final, withheld },
          'not yet',
        ),
        {
          name: 'settled',
          type: 'yesno',
          is: 'Whether the coders agreed on it afterwards',
          value: ({ settled }) => String(settled !== null),
        },
        textColumn(
          'settled_reason',
          'Why they agreed on it',
          { value: ({ settled }) => settled?.reason ?? null, withheld },
          'not applicable',
        ),
      ],
    },
    codes,
  );

type AgreementRow = { readonly field: string; readonly agreement: Agreement };

/** How far the coders of a package agree, field by field and over all fields. */
export const agreementRows = (codes: readonly PackagedCode[]): readonly AgreementRow[] => {
  const pairs = codedFields.map(({ key }) => pairsOf(codes.filter(({ field }) => field === key)));
  return [
    ...codedFields.map(({ key }, place) => ({ field: key, agreement: agreementOf(pairs[place] ?? []) })),
    { field: 'all', agreement: agreementOver(pairs) },
  ];
};

const decimals = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(6)));
const whyNone = ({ agreement: { noKappa } }: AgreementRow): MissingReason =>
  noKappa === 'no-variation' ? 'not applicable' : 'not yet';

/** `agreement.csv`: worked out of codings.csv, so that everybody can work it out again. */
export const agreementTable = (codes: readonly PackagedCode[]): PackageTable =>
  packageTable<AgreementRow>(
    {
      name: 'agreement',
      title: 'How far two coders agree',
      rowIs: 'A core field, or all of them, with how far the two coders of each episode agree on it',
      key: ['field'],
      references: [],
      columns: [
        {
          name: 'field',
          type: 'code',
          is: 'The core field',
          codes: { ...fieldCodes, all: 'All of them together' },
          value: ({ field }) => field,
        },
        { name: 'n', type: 'whole', is: 'Pairs of codes: both coded it', value: ({ agreement }) => agreement.n },
        { name: 'agreed', type: 'whole', is: 'Of those, that agree', value: ({ agreement }) => agreement.agreed },
        {
          name: 'observed',
          type: 'number',
          is: 'The share that agrees, 0 to 1',
          value: ({ agreement }) => decimals(agreement.observed),
          missing: () => 'not recorded',
        },
        {
          name: 'expected',
          type: 'number',
          is: 'The share that would agree by chance, 0 to 1, within each field; over all only fields with ten pairs count',
          value: ({ agreement }) => decimals(agreement.expected),
          missing: whyNone,
        },
        {
          name: 'kappa',
          type: 'number',
          is: `Cohen’s kappa (1960): (observed − expected) / (1 − expected); none of fewer than ${fewestPairs} pairs of a field, nor where both coders said one and the same of everything`,
          value: ({ agreement }) => decimals(agreement.kappa),
          missing: whyNone,
        },
      ],
    },
    agreementRows(codes),
  );

/** How far the coders agree on what a condition rests on: in one episode, and over all of a package. */
export function agreementOn(
  codes: readonly PackagedCode[],
): (episode: string, condition: ConditionKey) => CodedAgreement {
  const fieldsOf = new Map(conditions.map(({ key, fields }): [ConditionKey, readonly string[]] => [key, fields]));
  const over = new Map(
    conditions.map(({ key, fields }): [ConditionKey, Agreement] => [
      key,
      agreementOver(fields.map((name) => pairsOf(codes.filter(({ field }) => field === name)))),
    ]),
  );
  return (episode, condition) => {
    const fields = fieldsOf.get(condition) ?? [];
    const pairs: readonly Pair[] = pairsOf(
      codes.filter((one) => one.episode === episode && fields.includes(one.field)),
    );
    const all = over.get(condition);
    return {
      isCoded: fields.length > 0,
      share: decimals(agreementOf(pairs).observed),
      kappa: decimals(all?.kappa ?? null),
      kappaPairs: all?.n ?? 0,
      noKappa: all?.noKappa ?? null,
    };
  };
}

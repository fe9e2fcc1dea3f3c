import { bands } from '../../../inspections/domain/grade-scale.js';
import { interventionLevels, isInterventionLevel, levelMeanings } from '../../../interventions/domain/intervention.js';
import type { ComparedFact } from '../compared-case.js';
import { zeros, zeroWords } from '../compared-case.js';
import { laneMeanings, laneNames } from '../lanes.js';
import { type PackageTable, notApplicable, packageTable } from '../package/package-table.js';
import { casesWithTurn, turnMeanings, turnNames } from './cases-tables.js';
import type { KeptComparison } from './kept-comparison.js';

const kinds = {
  clock: 'By what the clocks are set',
  row: 'A row that is drawn',
  turn: 'A turn of a case',
  band: 'Where a grade stands',
  level: 'A level of intervention',
  framework: 'A framework under which a case was judged',
  measure: 'The measure that is drawn',
} as const;
type Kind = keyof typeof kinds;
type Definition = {
  readonly kind: Kind;
  readonly key: string;
  readonly name: string;
  readonly is: string;
  /** How many rows rest on it. */
  readonly rows: number | null;
};

const bandMeanings: Readonly<Record<keyof typeof bands, string>> = {
  failing: 'By its framework a failure',
  below: 'No failure, and less than the framework expects',
  meeting: 'What the framework expects',
  exceeding: 'More than the framework expects',
  none: 'A conclusion that stands in no order',
};

const counted = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** A title need not be unique among frameworks of two scales: both are named. */
const frameworkOf = ({ framework, scaleLabel, scale }: ComparedFact): string | null =>
  framework === null ? null : `${framework}\t${scaleLabel ?? scale ?? ''}`;

function definitionsOf(kept: KeptComparison): readonly Definition[] {
  const { cases, align, lanes, series } = kept;
  const facts = cases.flatMap(({ one }) => one.facts);
  const judged = facts.filter(({ kind }) => kind === 'judgement');
  const showsJudgements = lanes.includes('judgements');
  const showsLevels = lanes.includes('interventions');
  const levels = counted(facts.flatMap(({ kind, level }) => (kind === 'intervention' ? [level] : [])));
  const frameworks = counted(judged.flatMap((fact) => frameworkOf(fact) ?? []));
  return [
    {
      kind: 'clock',
      key: align,
      name: zeros[align],
      is: `Month zero is ${zeroWords[align]}. Months are days from the middle of that date to the middle of the other, divided by 30.4375`,
      rows: cases.filter(({ zero }) => zero !== null).length,
    },
    ...lanes.map((lane): Definition => {
      const { kind, is } = laneMeanings[lane];
      const rows = kind === null ? null : facts.filter((fact) => fact.kind === kind).length;
      return { kind: 'row', key: lane, name: laneNames[lane], is, rows };
    }),
    ...(Object.keys(turnNames) as (keyof typeof turnNames)[]).map((key): Definition => ({
      kind: 'turn',
      key,
      name: turnNames[key],
      is: turnMeanings[key],
      rows: casesWithTurn(kept, key),
    })),
    ...(showsJudgements
      ? [...counted(judged.map(({ band }) => band))].map(([band, rows]): Definition => ({
          kind: 'band',
          key: band,
          name: bands[band],
          is: bandMeanings[band],
          rows,
        }))
      : []),
    ...(showsJudgements
      ? [...frameworks].map(([key, rows]): Definition => {
          const [title = '', scale = ''] = key.split('\t');
          return {
            kind: 'framework',
            key: scale ? `${title}; ${scale}` : title,
            name: title,
            is: scale ? `Graded on the scale ${scale}` : 'It gives no grade, or its scale is not on record',
            rows,
          };
        })
      : []),
    ...(showsLevels
      ? [...levels].flatMap(([level, rows]): Definition[] =>
          isInterventionLevel(level)
            ? [{ kind: 'level', key: String(level), name: interventionLevels[level], is: levelMeanings[level], rows }]
            : [],
        )
      : []),
    ...series.map(({ caseRef, ref, name, unit, definition, numbers }): Definition => ({
      kind: 'measure',
      key: `${caseRef} ${ref}`,
      name: `${name} (${unit})`,
      is: definition ?? 'No definition is on the record',
      rows: numbers.length,
    })),
  ];
}

/** `definitions.csv`: exactly the terms that its rows, its turns and its small pictures use. */
export const definitionsTable = (kept: KeptComparison): PackageTable =>
  packageTable<Definition>(
    {
      name: 'definitions',
      title: 'Definitions',
      rowIs: 'A term that the comparison uses',
      key: ['kind', 'key'],
      references: [],
      columns: [
        { name: 'kind', type: 'code', is: 'What kind of term it is', codes: kinds, value: ({ kind }) => kind },
        { name: 'key', type: 'text', is: 'How the tables write it', value: ({ key }) => key },
        { name: 'name', type: 'text', is: 'What it is called', value: ({ name }) => name },
        { name: 'is', type: 'text', is: 'What it means', value: ({ is }) => is },
        {
          name: 'rows',
          type: 'whole',
          is: 'How many cases, facts or numbers rest on it',
          value: ({ rows }) => rows,
          missing: notApplicable,
        },
      ],
    },
    definitionsOf(kept),
  );

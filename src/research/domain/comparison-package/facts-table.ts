import { bands } from '../../../inspections/domain/grade-scale.js';
import { interventionKinds } from '../../../interventions/domain/intervention-record.js';
import { warningKinds } from '../../../vocabulary/domain/warning-kinds.js';
import type { ComparedFact } from '../compared-case.js';
import type { ComparedKind } from '../compared-record.js';
import { comparedKindWords, postWords, supportWords } from '../compared-words.js';
import { laneNames, laneOf } from '../lanes.js';
import {
  type MissingReason,
  notApplicable,
  notRecorded,
  type PackageColumn,
  type PackageTable,
  packageTable,
} from '../package/package-table.js';
import { clockColumns, type KeptComparison, standing, yesNo } from './kept-comparison.js';

type FactRow = {
  readonly ref: string;
  readonly zero: KeptComparison['cases'][number]['zero'];
  readonly fact: ComparedFact;
};

/** Kinds of fact that last from one day to another. */
const lasting: readonly ComparedKind[] = ['intervention', 'support', 'post', 'board'];

const typeWords: Readonly<Record<string, string>> = {
  ...interventionKinds,
  ...supportWords,
  ...warningKinds,
  ...postWords,
};

/** A column of facts of some kinds alone: of the others there is nothing to know. */
const onlyOf =
  (...kinds: readonly ComparedKind[]) =>
  ({ fact }: FactRow): MissingReason =>
    kinds.includes(fact.kind) ? 'not recorded' : 'not applicable';
const when = <Value>(is: boolean, value: Value): Value | null => (is ? value : null);

/** `facts.csv`: everything that the comparison shows of its cases, drawn or told in a table. */
export function factsTable({ cases, lanes }: KeptComparison): PackageTable {
  const rows = cases.flatMap(({ one, zero }) => one.facts.map((fact): FactRow => ({ ref: one.of.ref, zero, fact })));
  const facts = rows.map(({ fact }) => fact);
  const lanesThere = facts.map(({ kind }) => laneOf(kind));
  const typeOf = ({ kind, code }: ComparedFact): string | null => (kind === 'judgement' ? null : code);
  const columns: readonly PackageColumn<FactRow>[] = [
    { name: 'case', type: 'text', is: 'The reference of the episode', value: ({ ref }) => ref },
    {
      name: 'kind',
      type: 'code',
      is: 'What kind of fact it is',
      codes: standing(
        comparedKindWords,
        facts.map(({ kind }) => kind),
      ),
      value: ({ fact }) => fact.kind,
    },
    { name: 'record', type: 'text', is: 'The record that says it, by its identifier', value: ({ fact }) => fact.id },
    {
      name: 'reference',
      type: 'text',
      is: 'Its reference, by which it is found on this site',
      value: ({ fact }) => fact.ref,
      missing: notApplicable,
    },
    {
      name: 'row',
      type: 'code',
      is: 'The row in which it stands: definitions.csv says what each draws',
      codes: standing(laneNames, lanesThere),
      value: ({ fact }) => laneOf(fact.kind),
      missing: notApplicable,
    },
    {
      name: 'row_shown',
      type: 'yesno',
      is: 'Whether that row was chosen to be drawn',
      value: ({ fact }) => {
        const lane = laneOf(fact.kind);
        return yesNo(lane !== null && lanes.includes(lane));
      },
    },
    ...clockColumns<FactRow>('from', 'When it was, or began', {
      zero: ({ zero }) => zero,
      on: ({ fact }) => fact.from,
      missing: notRecorded,
    }),
    ...clockColumns<FactRow>('until', 'When it ended', {
      zero: ({ zero }) => zero,
      on: ({ fact }) => fact.to,
      missing: onlyOf(...lasting),
    }),
    {
      name: 'label',
      type: 'text',
      is: 'In words: the published grade, what a step is called, by whom help came, what was seen, who held the post, the title of the plan, the name of the board, or what changed',
      value: ({ fact }) => fact.label || null,
      missing: notRecorded,
    },
    {
      name: 'by',
      type: 'text',
      is: 'Who judged, or by whom a step was taken',
      value: ({ fact }) => fact.detail,
      missing: onlyOf('judgement', 'intervention'),
    },
    {
      name: 'unit',
      type: 'text',
      is: 'The part of the body that was judged',
      value: ({ fact }) => fact.unit,
      missing: notApplicable,
    },
    {
      name: 'type',
      type: 'code',
      is: 'Which step, help, warning, post or change it is',
      codes: standing(typeWords, facts.map(typeOf)),
      value: ({ fact }) => typeOf(fact),
      missing: onlyOf('intervention', 'support', 'warning', 'post', 'structure'),
    },
    {
      name: 'band',
      type: 'code',
      is: 'Where its grade stands: the reading of this record, and no grade',
      codes: standing(
        bands,
        facts.map(({ kind, band }) => when(kind === 'judgement', band)),
      ),
      value: ({ fact }) => when(fact.kind === 'judgement', fact.band),
      missing: notApplicable,
    },
    {
      name: 'area_failing',
      type: 'yesno',
      is: 'Whether a part of the inspection was found failing, whatever the headline',
      value: ({ fact }) => when(fact.kind === 'judgement', yesNo(fact.flag)),
      missing: notApplicable,
    },
    {
      name: 'framework',
      type: 'text',
      is: 'The framework of the judgement',
      value: ({ fact }) => fact.framework,
      missing: onlyOf('judgement'),
    },
    {
      name: 'scale',
      type: 'text',
      is: 'The scale of its grade. Grades of two scales are never compared',
      value: ({ fact }) => fact.scaleLabel ?? fact.scale,
      missing: onlyOf('judgement'),
    },
    {
      name: 'level',
      type: 'whole',
      is: 'The level of the step, from 0 to 5: definitions.csv says what each is',
      value: ({ fact }) => when(fact.kind === 'intervention', fact.level),
      missing: notApplicable,
    },
    {
      name: 'version',
      type: 'whole',
      is: 'The number of the version of the plan',
      value: ({ fact }) => when(fact.kind === 'plan', fact.level),
      missing: notApplicable,
    },
    {
      name: 'interim',
      type: 'yesno',
      is: 'Whether the post was held only for a time',
      value: ({ fact }) => when(fact.kind === 'post', yesNo(fact.flag)),
      missing: notApplicable,
    },
    {
      name: 'verified',
      type: 'yesno',
      is: 'Whether somebody read the source that is cited and found that it says so',
      value: ({ fact }) => when(fact.kind !== 'plan' && fact.kind !== 'board', yesNo(fact.verified)),
      missing: notApplicable,
    },
    {
      name: 'partly_inferred',
      type: 'yesno',
      is: 'Whether a part of it was worked out rather than read',
      value: ({ fact }) => yesNo(fact.inferred),
    },
  ];
  return packageTable<FactRow>(
    {
      name: 'facts',
      title: 'Facts',
      rowIs: 'A public fact of a case',
      key: ['case', 'kind', 'record'],
      references: [],
      columns,
    },
    rows,
  );
}

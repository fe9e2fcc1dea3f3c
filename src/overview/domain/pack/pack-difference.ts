import { recordInWords } from '../../../lessons/domain/assessment-words.js';
import { type AssessmentLevel, assessmentLevels } from '../../../vocabulary/domain/lessons.js';
import type { PackFacts } from './pack-facts.js';

/** What a pack holds records of, in the order in which a difference is told. */
export const packKinds = [
  'milestone',
  'condition',
  'measure',
  'risk',
  'decision',
  'challenge',
  'action',
  'deadline',
  'lesson',
] as const;
export type PackKind = (typeof packKinds)[number];

/** A field of a record that is set side by side: a date as `YYYY-MM-DD`, a number as text, words as they stand. */
type Field = { readonly field: PackField; readonly value: string | null };

export const packFields = [
  'title',
  'owner',
  'priority',
  'first_date',
  'date',
  'forecast',
  'state',
  'owner_says',
  'record_says',
  'evidence',
  'newest',
  'newest_on',
  'says',
  'definition',
  'target',
  'score',
  'controls',
  'review_on',
  'answered_on',
  'done_on',
  'met_on',
  'level',
  'assessed_on',
  'record_shows',
] as const;
export type PackField = (typeof packFields)[number];

type PackRecord = {
  readonly kind: PackKind;
  /** What it is known by, where that is not its reference. */
  readonly key?: string;
  readonly ref: string;
  readonly title: string;
  readonly fields: readonly Field[];
};

/** What became of one record between two packs. */
export type PackChange =
  | { readonly is: 'added' | 'removed'; readonly kind: PackKind; readonly ref: string; readonly title: string }
  | {
      readonly is: 'changed';
      readonly kind: PackKind;
      readonly ref: string;
      readonly title: string;
      readonly fields: readonly {
        readonly field: PackField;
        readonly before: string | null;
        readonly after: string | null;
      }[];
    };

const field = (name: PackField, value: string | number | null): Field => ({
  field: name,
  value: value === null ? null : String(value),
});

/** Level and signals of each lesson: what a signal says, and not its sentence, in which a number moves every day. */
const lessonsOf = ({ lessons }: PackFacts): readonly PackRecord[] =>
  (lessons?.rows ?? []).map((one) => ({
    kind: 'lesson',
    ref: `Lesson ${one.number}`,
    title: one.name,
    fields: [
      field('level', one.level === null ? null : levelWord(one.level)),
      field('assessed_on', one.assessedOn),
      field('record_shows', one.record.length === 0 ? null : recordInWords(one.record)),
    ],
  }));

const levelWord = (level: number): string => assessmentLevels[level as AssessmentLevel];

/** Every record of a pack with what of it is set side by side. */
function recordsOf(facts: PackFacts): readonly PackRecord[] {
  return [
    ...facts.milestones.map((one): PackRecord => ({
      kind: 'milestone',
      ref: one.ref,
      title: one.title,
      fields: [
        field('title', one.title),
        field('priority', `${one.priority}. ${one.priorityTitle}`),
        field('owner', one.ownerPost),
        field('first_date', one.first),
        field('date', one.current),
        field('forecast', one.forecast),
        field('state', one.state),
        field('owner_says', one.ownerSays),
        field('record_says', one.recordSays),
        field('evidence', one.evidence),
      ],
    })),
    ...facts.conditions.map((one): PackRecord => ({
      kind: 'condition',
      key: one.key,
      ref: one.ref,
      title: one.text,
      fields: [
        field('title', one.text),
        field('state', one.state),
        field('date', one.dueOn),
        field('evidence', one.evidence),
      ],
    })),
    ...facts.measures.map((one): PackRecord => ({
      kind: 'measure',
      ref: one.ref,
      title: one.name,
      fields: [
        field('title', one.name),
        field('newest', one.newest),
        field('newest_on', one.newestOn),
        field('says', one.says),
        field('definition', one.definition),
        field('target', one.target),
      ],
    })),
    ...(facts.risks ?? []).map((one): PackRecord => ({
      kind: 'risk',
      ref: one.ref,
      title: one.title,
      fields: [
        field('title', one.title),
        field('score', one.likelihood * one.consequence),
        field('controls', one.controls),
        field('owner', one.ownerPost),
        field('state', one.state),
      ],
    })),
    ...facts.decisions.map((one): PackRecord => ({
      kind: 'decision',
      ref: one.ref,
      title: one.text,
      fields: [field('title', one.text), field('review_on', one.reviewOn)],
    })),
    ...facts.challenges.map((one): PackRecord => ({
      kind: 'challenge',
      ref: one.ref,
      title: one.text,
      fields: [field('title', one.text), field('owner', one.toPost), field('answered_on', one.answeredOn)],
    })),
    ...facts.actions.map((one): PackRecord => ({
      kind: 'action',
      ref: one.ref,
      title: one.text,
      fields: [
        field('title', one.text),
        field('owner', one.ownerPost),
        field('date', one.dueOn),
        field('done_on', one.doneOn),
      ],
    })),
    ...facts.deadlines.map((one): PackRecord => ({
      kind: 'deadline',
      ref: one.ref,
      title: one.text,
      fields: [field('title', one.text), field('date', one.dueOn), field('met_on', one.metOn)],
    })),
  ];
}

const keyOf = ({ kind, ref, key = ref }: Pick<PackRecord, 'kind' | 'ref' | 'key'>): string => `${kind} ${key}`;

/**
 * What changed from one pack to another, by the references of the records: what came, what went (whatever became of it
 * on the record since), and every field that reads otherwise. Within a kind in the order of the later pack, what is gone
 * last. Two packs of different forms hold different things by design: whoever shows the difference says so.
 */
export function packDifference(before: PackFacts, after: PackFacts): readonly PackChange[] {
  // A pack from before lessons were in packs says nothing of them: there is no difference to tell.
  const bothHaveLessons = before.lessons !== undefined && after.lessons !== undefined;
  const all = (facts: PackFacts) => [...recordsOf(facts), ...(bothHaveLessons ? lessonsOf(facts) : [])];
  const [was, is] = [all(before), all(after)];
  const earlier = new Map(was.map((record) => [keyOf(record), record]));
  const here = new Set(is.map(keyOf));
  const changes = [
    ...is.flatMap((record): PackChange[] => {
      const { kind, ref, title } = record;
      const known = earlier.get(keyOf(record));
      if (!known) return [{ is: 'added', kind, ref, title }];
      const values = new Map(known.fields.map(({ field: name, value }) => [name, value]));
      const fields = record.fields.flatMap(({ field: name, value }) => {
        const old = values.get(name) ?? null;
        return old === value ? [] : [{ field: name, before: old, after: value }];
      });
      return fields.length === 0 ? [] : [{ is: 'changed', kind, ref, title, fields }];
    }),
    ...was.flatMap((record): PackChange[] => {
      const { kind, ref, title } = record;
      return here.has(keyOf(record)) ? [] : [{ is: 'removed', kind, ref, title }];
    }),
  ];
  return packKinds.flatMap((kind) => changes.filter((change) => change.kind === kind));
}

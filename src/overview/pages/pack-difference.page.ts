import { parsePeriod } from '../../kernel/period.js';
import { formatCount, formatPeriod, plural } from '../../shell/format.js';
import type { PackBlock, PackCell } from '../domain/pack/pack-data.js';
import type { PackChange, PackField, PackKind } from '../domain/pack/pack-difference.js';

export const kindWords: Readonly<Record<PackKind, { readonly one: string; readonly many: string }>> = {
  milestone: { one: 'milestone', many: 'Milestones' },
  condition: { one: 'direction or criterion', many: 'Directions and exit criteria' },
  measure: { one: 'measure', many: 'Measures' },
  risk: { one: 'risk', many: 'Risks' },
  decision: { one: 'decision', many: 'Decisions' },
  challenge: { one: 'challenge', many: 'Challenges' },
  action: { one: 'action', many: 'Actions' },
  deadline: { one: 'deadline', many: 'Deadlines' },
  lesson: { one: 'lesson', many: 'Lessons' },
};

const fieldWords: Readonly<Record<PackField, string>> = {
  title: 'words',
  owner: 'owner',
  priority: 'priority',
  first_date: 'first date',
  date: 'date',
  forecast: 'forecast',
  state: 'state',
  owner_says: 'owner says',
  record_says: 'the record says',
  evidence: 'pieces of evidence',
  newest: 'newest number',
  newest_on: 'of',
  says: 'what it says',
  definition: 'definition',
  target: 'target',
  score: 'score',
  controls: 'controls',
  review_on: 'to be looked at again',
  answered_on: 'answered on',
  done_on: 'done on',
  met_on: 'met on',
  level: 'the board says',
  assessed_on: 'assessed on',
  record_shows: 'the record shows',
};

const valueWords = (value: string | null): string => {
  if (value === null) return 'nothing';
  const read = /^\d{4}(-|$)/.test(value) ? parsePeriod(value) : null;
  return read ? formatPeriod(read) : value;
};

/** "date: 31 March 2026, was 28 February 2026". */
const fieldSentence = ({
  field,
  before,
  after,
}: {
  field: PackField;
  before: string | null;
  after: string | null;
}): string => `${fieldWords[field]}: ${valueWords(after)}, was ${valueWords(before)}`;

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const howWords = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;

/** One line for each record that came, went or reads otherwise. */
export function changeCells(change: PackChange): readonly [PackCell, PackCell, PackCell] {
  const what = { text: `${change.ref} ${change.title}`, strong: true };
  const how = { text: howWords[change.is] };
  if (change.is !== 'changed')
    return [
      what,
      how,
      { text: change.is === 'added' ? 'Not in the earlier pack' : 'In the earlier pack, and not in the later one' },
    ];
  return [what, how, { text: change.fields.map((one) => upperFirst(fieldSentence(one))).join('. ') }];
}

/** "3 added, 1 removed, 12 changed". */
export function differenceCount(changes: readonly PackChange[]): string {
  const of = (is: PackChange['is']): string => formatCount(changes.filter((change) => change.is === is).length);
  return `${of('added')} added, ${of('removed')} removed, ${of('changed')} changed`;
}

/** The difference as it stands in an annex: a table for each kind that has any. */
export function differenceBlocks(changes: readonly PackChange[], before: string): readonly PackBlock[] {
  if (changes.length === 0) return [{ kind: 'text', text: `Nothing changed since ${before}.` }];
  return [
    { kind: 'text', text: `Since ${before}: ${differenceCount(changes)}.` },
    ...(Object.keys(kindWords) as PackKind[]).flatMap((kind): PackBlock[] => {
      const some = changes.filter((change) => change.kind === kind);
      if (some.length === 0) return [];
      return [
        {
          kind: 'table',
          caption: `${kindWords[kind].many}: ${plural(some.length, 'difference')}`,
          columns: [
            { text: upperFirst(kindWords[kind].one), width: 38 },
            { text: 'What became of it', width: 14 },
            { text: 'How it reads now, and how it read before', width: 48 },
          ],
          rows: some.map(changeCells),
        },
      ];
    }),
  ];
}

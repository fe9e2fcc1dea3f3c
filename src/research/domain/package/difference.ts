import { type MissingReason, type PackageTable, packageTable } from './package-table.js';

/** A table as it stands in a frozen file, guards taken away; an empty field is an empty text. */
export type ReadTable = {
  readonly name: string;
  readonly key: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What the record says of why something changed, as far as it can tell. */
export type Explained = {
  /** The day as of which the earlier edition was read. */
  readonly since: string;
  /** Since when an episode has been changed by somebody, by its reference: the first act after the earlier edition. */
  readonly touched: ReadonlyMap<string, string>;
  /** Why an episode is no longer here, by its reference. */
  readonly gone: ReadonlyMap<string, { readonly why: string; readonly since: string | null }>;
};

export type Change = {
  readonly table: string;
  readonly change: 'added' | 'gone' | 'changed';
  readonly row: string;
  readonly column: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Since when; null: some day between the two editions. */
  readonly since: string | null;
  readonly why: string;
};

/** Worked out from the others, or about the package itself: what changed in them follows from what changed elsewhere. */
const notCompared: readonly string[] = [
  'sequences',
  'codebook',
  'conditions',
  'known_faults',
  'citations',
  'agreement',
  'changes',
];
/** Columns that repeat another, or say why it is empty. */
const repeats = /_(earliest|latest|missing)$/;

type Row = Readonly<Record<string, string>>;

const rowsByKey = ({ names, key, rows }: ReadTable): ReadonlyMap<string, Row> => {
  const at = key.map((name) => names.indexOf(name));
  return new Map(
    rows.map((cells) => [
      at.map((place) => cells[place] ?? '').join(' '),
      Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])),
    ]),
  );
};

/**
 * What differs between two editions, row by row and column by column, with why. A column that only one of the two has is
 * not compared: the shape of the package changed, not the record.
 */
export function differenceOf(
  before: readonly ReadTable[],
  after: readonly ReadTable[],
  explained: Explained,
): readonly Change[] {
  return after
    .filter(({ name }) => !notCompared.includes(name))
    .flatMap((table) => {
      const earlier = before.find(({ name }) => name === table.name);
      if (!earlier) return [];
      const [held, now] = [rowsByKey(earlier), rowsByKey(table)];
      const shared = table.names.filter((name) => earlier.names.includes(name) && !repeats.test(name));
      const added = [...now].flatMap(([row, cells]): Change[] =>
        held.has(row) ? [] : [{ ...nothing(table.name, 'added', row), ...whyAdded(table.name, cells, explained) }],
      );
      const gone = [...held.keys()].flatMap((row): Change[] =>
        now.has(row) ? [] : [{ ...nothing(table.name, 'gone', row), ...whyGone(table.name, row, explained) }],
      );
      const changed = [...now].flatMap(([row, cells]) => {
        const was = held.get(row);
        return was
          ? shared.flatMap((column) => changeIn({ table: table.name, row, column, was, cells }, explained))
          : [];
      });
      return [...added, ...gone, ...changed];
    });
}

const nothing = (table: string, change: Change['change'], row: string) => ({
  table,
  change,
  row,
  column: null,
  from: null,
  to: null,
});

type Why = Pick<Change, 'since' | 'why'>;

function whyAdded(table: string, cells: Row, { since, touched }: Explained): Why {
  const recorded = cells.recorded_on ?? '';
  if (recorded > since) return { since: recorded, why: 'It was recorded since.' };
  if (recorded === since)
    return { since: recorded, why: 'It was recorded on the day of the earlier edition, after it.' };
  if (table === 'codings') return { since: null, why: 'Two researchers have finished coding it since.' };
  if (table !== 'episodes') return { since: null, why: 'What it belongs to was added, or it was published since.' };
  return {
    since: touched.get(cells.episode ?? '') ?? null,
    why: 'It was on the record before, and meets the definition now.',
  };
}

function whyGone(table: string, row: string, { gone }: Explained): Why {
  if (table !== 'episodes')
    return { since: null, why: 'It was taken back or replaced, or what it belonged to is gone.' };
  return gone.get(row) ?? { since: null, why: 'It no longer meets the definition.' };
}

function changeIn(
  {
    table,
    row,
    column,
    was,
    cells,
  }: { readonly table: string; readonly row: string; readonly column: string; readonly was: Row; readonly cells: Row },
  { touched }: Explained,
): readonly Change[] {
  const [from, to] = [was[column] ?? '', cells[column] ?? ''];
  if (from === to) return [];
  const episode = table === 'episodes' ? row : (cells.episode ?? '');
  const stillRuns = table === 'survival' && was.event === '0' && cells.event === '0';
  const isLonger = column === 'followed_to' || (stillRuns && column === 'time') || column === 'as_of';
  return [
    {
      table,
      change: 'changed',
      row,
      column,
      from: from === '' ? null : from,
      to: to === '' ? null : to,
      since: isLonger ? null : (touched.get(episode) ?? null),
      why: isLonger ? 'It is followed longer.' : from === '' ? 'It was not known before.' : 'The record was changed.',
    },
  ];
}

const changeWords = {
  added: 'A row is here that was not',
  gone: 'A row is gone',
  changed: 'A field says something else',
};

/** `changes.csv`: what is not as it was in the edition before; without rows in the first. */
export const changesTable = (changes: readonly Change[]): PackageTable =>
  packageTable<Change & { readonly nth: number }>(
    {
      name: 'changes',
      title: 'What changed since the edition before',
      rowIs: 'Something that is not as it was in the edition before',
      key: ['change'],
      references: [],
      columns: [
        { name: 'change', type: 'whole', is: 'The number of this row', value: ({ nth }) => nth },
        { name: 'table', type: 'text', is: 'The table', value: ({ table }) => table },
        { name: 'kind', type: 'code', is: 'What happened', codes: changeWords, value: ({ change }) => change },
        { name: 'row', type: 'text', is: 'The key of the row', value: ({ row }) => row },
        {
          name: 'column',
          type: 'text',
          is: 'The column',
          value: ({ column }) => column,
          missing: () => 'not applicable',
        },
        { name: 'from', type: 'text', is: 'What stood there', value: ({ from }) => from, missing: emptied },
        { name: 'to', type: 'text', is: 'What stands there', value: ({ to }) => to, missing: emptied },
        {
          name: 'since',
          type: 'date',
          is: 'Since when, as far as the record can tell; otherwise some day between the two editions',
          value: ({ since }) => since,
          missing: () => 'not recorded',
        },
        { name: 'why', type: 'text', is: 'Why, as far as the record can tell', value: ({ why }) => why },
      ],
    },
    changes.map((change, index) => ({ ...change, nth: index + 1 })),
  );

function emptied({ change }: Change): MissingReason {
  return change === 'changed' ? 'not recorded' : 'not applicable';
}

/** `CHANGES.md`: the same in words, counted by table, each episode by itself. */
export function changesFile(
  changes: readonly Change[],
  {
    edition,
    asOf,
    before,
    reason,
  }: {
    readonly edition: number;
    readonly asOf: string;
    readonly before: { readonly edition: number; readonly asOf: string } | null;
    readonly reason: string | null;
  },
): string {
  if (!before) return `# Changes\n\n## Version ${edition}, ${asOf}\n\nThe first version.\n`;
  const tables = [...new Set(changes.map(({ table }) => table))].toSorted();
  const ofEpisodes = changes.filter(({ table }) => table === 'episodes');
  return [
    '# Changes',
    '',
    `## Version ${edition}, ${asOf}`,
    '',
    `Beside version ${before.edition} of ${before.asOf}. ${reason ?? ''}`.trimEnd(),
    '',
    ...tables.map((table) => {
      const count = (kind: Change['change']): number =>
        changes.filter((change) => change.table === table && change.change === kind).length;
      return `- ${table}: ${count('added')} rows added, ${count('gone')} gone, ${count('changed')} fields changed.`;
    }),
    ...(changes.length === 0 ? ['Nothing.'] : []),
    '',
    ...(ofEpisodes.length > 0 ? ['### Episodes', '', ...ofEpisodes.map((change) => `- ${sayChange(change)}`), ''] : []),
    '`changes.csv` lists every row and field.',
    '',
  ].join('\n');
}

const quoted = (text: string | null): string => (text === null ? 'nothing' : `“${text}”`);

/** A change as a sentence. */
export function sayChange({ change, row, column, from, to, since, why }: Change): string {
  const when = since === null ? '' : ` Since ${since}.`;
  if (change === 'added') return `${row} is here. ${why}${when}`;
  if (change === 'gone') return `${row} is gone. ${why}${when}`;
  return `${row}, ${column}: ${quoted(from)} became ${quoted(to)}. ${why}${when}`;
}

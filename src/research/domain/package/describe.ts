import { type ColumnGuide, missingReasons, type PackageTable, packageTable } from './package-table.js';
import { conditions, type AnchorsOf } from './qca.js';

/** What a package is, as its papers say it. */
export type PackageTitle = {
  /** `CO-0001`. */
  readonly ref: string;
  readonly title: string;
  readonly words: string;
  readonly edition: number;
  /** The day as of which the record was read, which is that of the edition. */
  readonly asOf: string;
  readonly frozenAt: string;
  /** Where the edition can be opened by everybody, `https://…`. */
  readonly address: string;
};

export const licence = {
  name: 'OGL-UK-3.0',
  title: 'Open Government Licence v3.0',
  path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

const whenPattern = '\\d{4}(-Q[1-4]|-\\d{2}(-\\d{2})?)?';

const frictionlessTypes = {
  text: 'string',
  code: 'string',
  when: 'string',
  whole: 'integer',
  number: 'number',
  yesno: 'boolean',
  date: 'date',
} as const;

function frictionlessField(column: ColumnGuide) {
  const { name, type, codes, mayBeEmpty } = column;
  const constraints = {
    ...(mayBeEmpty ? {} : { required: true }),
    ...(codes ? { enum: Object.keys(codes) } : {}),
    ...(type === 'when' ? { pattern: `^${whenPattern}$` } : {}),
  };
  return {
    name,
    type: frictionlessTypes[type],
    ...(type === 'yesno' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
    ...(type === 'date' ? { format: 'default' } : {}),
    description: describe(column),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

const describe = ({ is, reasonIn }: ColumnGuide): string =>
  reasonIn === undefined ? is : `${is}. Empty: see ${reasonIn}`;

export type FileFacts = { readonly name: string; readonly bytes: number; readonly hash: string };

const csvName = ({ name }: Pick<PackageTable, 'name'>): string => `${name}.csv`;

/** `datapackage.json`: Data Package and Table Schema, as the Frictionless specifications say. */
export function dataPackage(
  tables: readonly PackageTable[],
  facts: ReadonlyMap<string, FileFacts>,
  { ref, title, words, edition, asOf, frozenAt, address }: PackageTitle,
): string {
  return json({
    profile: 'tabular-data-package',
    name: ref.toLowerCase(),
    id: address,
    title,
    description: words,
    homepage: address,
    version: String(edition),
    created: frozenAt,
    keywords: ['public services', 'failure', 'recovery', 'inspection', 'survival analysis'],
    licenses: [licence],
    contributors: [{ title: 'Turnaround', role: 'publisher' }],
    sources: [
      {
        title: `Turnaround: the public record of failure and recovery, as of ${asOf}. sources.csv lists what it rests on`,
      },
    ],
    resources: tables.map((table) => {
      const file = facts.get(csvName(table));
      return {
        profile: 'tabular-data-resource',
        name: table.name.replaceAll('_', '-'),
        path: csvName(table),
        title: table.title,
        description: `${table.rowIs}.`,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes: file?.bytes ?? 0,
        hash: `sha256:${file?.hash ?? ''}`,
        dialect: {
          delimiter: ',',
          lineTerminator: '\r\n',
          quoteChar: '"',
          doubleQuote: true,
          skipInitialSpace: false,
          header: true,
        },
        schema: {
          fields: table.columns.map(frictionlessField),
          missingValues: [''],
          primaryKey: table.key,
          ...(table.references.length > 0
            ? {
                foreignKeys: table.references.map((reference) => ({
                  fields: [reference.column],
                  reference: { resource: reference.table.replaceAll('_', '-'), fields: [reference.to] },
                })),
              }
            : {}),
        },
      };
    }),
  });
}

function csvwDatatype({ type, codes }: ColumnGuide): unknown {
  if (type === 'when') return { base: 'string', format: whenPattern };
  if (codes) return { base: 'string', format: Object.keys(codes).map(escaped).join('|') };
  if (type === 'whole') return 'integer';
  if (type === 'number') return 'number';
  if (type === 'yesno') return { base: 'boolean', format: 'true|false' };
  return type === 'date' ? 'date' : 'string';
}

const escaped = (code: string): string => code.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const csvwTable = (table: PackageTable, withReferences: boolean) => ({
  url: csvName(table),
  'dc:title': table.title,
  'dc:description': `${table.rowIs}.`,
  tableSchema: {
    columns: table.columns.map((column) => ({
      name: column.name,
      titles: column.name,
      'dc:description': describe(column),
      datatype: csvwDatatype(column),
      required: !column.mayBeEmpty,
    })),
    primaryKey: table.key,
    ...(withReferences && table.references.length > 0
      ? {
          foreignKeys: table.references.map(({ column, table: other, to }) => ({
            columnReference: column,
            reference: { resource: `${other}.csv`, columnReference: to },
          })),
        }
      : {}),
  },
});

const csvwFrame = ({ asOf }: Pick<PackageTitle, 'asOf'>) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
  'dc:license': { '@id': licence.path },
  'dc:modified': { '@value': asOf, '@type': 'xsd:date' },
  dialect: {
    encoding: 'utf-8',
    lineTerminators: ['\r\n'],
    header: true,
    doubleQuote: true,
    delimiter: ',',
    quoteChar: '"',
  },
});

/** `episodes.csv-metadata.json`: one table, where tools look for it (CSV on the Web, section 5.3). */
export const csvwMetadata = (table: PackageTable, title: PackageTitle): string =>
  json({ ...csvwFrame(title), ...csvwTable(table, false) });

/** `csv-metadata.json`: all tables with what they say of one another, which one table alone cannot. */
export const csvwGroup = (tables: readonly PackageTable[], title: PackageTitle): string =>
  json({
    ...csvwFrame(title),
    'dc:title': title.title,
    'dc:identifier': title.address,
    tables: tables.map((table) => csvwTable(table, true)),
  });

type CodebookRow = {
  readonly table: string;
  readonly position: number;
  readonly column: ColumnGuide;
  readonly isKey: boolean;
};

const typeWords: Readonly<Record<ColumnGuide['type'], string>> = {
  text: 'Text',
  code: 'A code from a list',
  whole: 'A whole number',
  number: 'A number',
  yesno: 'true or false',
  date: 'A day, YYYY-MM-DD',
  when: 'A date as exactly as it is known: YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD',
};

/** How the codebook calls what is a number. */
export const numberTypes: readonly string[] = [typeWords.whole, typeWords.number];

/** `codebook.csv`: every column of every table, in words. It describes itself as well. */
export function codebookTable(tables: readonly PackageTable[]): PackageTable {
  const rowsOf = ({ name, columns, key }: PackageTable): readonly CodebookRow[] =>
    columns.map((column, index) => ({ table: name, position: index + 1, column, isKey: key.includes(column.name) }));
  const lay = (rows: readonly CodebookRow[]): PackageTable =>
    packageTable<CodebookRow>(
      {
        name: 'codebook',
        title: 'Codebook',
        rowIs: 'A column of a table of this package',
        key: ['table', 'position'],
        references: [],
        columns: [
          { name: 'table', type: 'text', is: 'The table', value: ({ table }) => table },
          {
            name: 'position',
            type: 'whole',
            is: 'The place of the column in it, from 1',
            value: ({ position }) => position,
          },
          { name: 'column', type: 'text', is: 'The name of the column', value: ({ column }) => column.name },
          { name: 'type', type: 'text', is: 'What may stand in it', value: ({ column }) => typeWords[column.type] },
          {
            name: 'key',
            type: 'yesno',
            is: 'Whether it is a part of what names a row',
            value: ({ isKey }) => String(isKey),
          },
          { name: 'is', type: 'text', is: 'What it says, with its unit', value: ({ column }) => column.is },
          {
            name: 'codes',
            type: 'text',
            is: 'Every code that stands in it with its meaning, with semicolons between',
            value: ({ column: { codes } }) =>
              codes
                ? Object.entries(codes)
                    .map(([code, meaning]) => `${code} = ${meaning}`)
                    .join('; ')
                : null,
            missing: () => 'not applicable',
          },
          {
            name: 'may_be_empty',
            type: 'yesno',
            is: 'Whether it may be empty',
            value: ({ column }) => String(column.mayBeEmpty),
          },
          {
            name: 'reason_in',
            type: 'text',
            is: 'The column that says why it is empty',
            value: ({ column }) => column.reasonIn ?? null,
            missing: () => 'not applicable',
          },
        ],
      },
      rows,
    );
  return lay([...tables, lay([])].flatMap(rowsOf));
}

/** `conditions.csv`: what each condition is, and why its anchors lie where they do. */
export const conditionsTable = (chosen: AnchorsOf): PackageTable =>
  packageTable<(typeof conditions)[number]>(
    {
      name: 'conditions',
      title: 'What the conditions are',
      rowIs: 'A condition, or the outcome, of qca.csv',
      key: ['condition'],
      references: [],
      columns: [
        { name: 'condition', type: 'text', is: 'Its key', value: ({ key }) => key },
        { name: 'name', type: 'text', is: 'Its name', value: ({ name }) => name },
        {
          name: 'outcome',
          type: 'yesno',
          is: 'Whether it is the outcome',
          value: ({ key }) => String(key === 'LASTING'),
        },
        { name: 'how', type: 'text', is: 'How the raw value is read, with its unit', value: ({ how }) => how },
        { name: 'theory', type: 'text', is: 'Why the usual anchors lie there', value: ({ theory }) => theory },
        {
          name: 'coded_fields',
          type: 'text',
          is: 'The core fields that it rests on, by which the agreement of two coders is worked out, with semicolons between',
          value: ({ fields }) => fields.join('; ') || null,
          missing: () => 'not applicable',
        },
        {
          name: 'anchors',
          type: 'code',
          is: 'Whose anchors were used',
          codes: { usual: 'Those of this record', chosen: 'Those of whoever froze it', crisp: 'None: 0 or 1' },
          value: ({ key, anchors }) => (Object.hasOwn(chosen, key) ? 'chosen' : anchors ? 'usual' : 'crisp'),
        },
      ],
    },
    conditions,
  );

export const reasonsInWords: Readonly<Record<(typeof missingReasons)[number], string>> = {
  'not recorded': 'it could be known, and this record does not hold it',
  'not applicable': 'there is nothing to know',
  suppressed: 'it is known and not published, so that nobody can be recognised or because a board keeps it',
  'not yet': 'it has not happened, or cannot be known yet',
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

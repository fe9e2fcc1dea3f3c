import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { type Checked, checkDataPackage } from './frictionless.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/**
 * What the Metadata Vocabulary for Tabular Data (W3C Recommendation, 17 December 2015) lets stand in each of its
 * objects, as far as it is of use to a package of files: nothing that it does not know, and of what it knows the type.
 */
const vocabulary = {
  group: { '@context': 'context', '@id': 'text', '@type': 'text', tables: 'list', dialect: 'object', notes: 'list' },
  table: {
    '@context': 'context',
    '@id': 'text',
    '@type': 'text',
    url: 'text',
    tableSchema: 'object',
    dialect: 'object',
    notes: 'list',
    suppressOutput: 'flag',
    tableDirection: 'text',
  },
  schema: {
    '@id': 'text',
    '@type': 'text',
    columns: 'list',
    primaryKey: 'names',
    foreignKeys: 'list',
    rowTitles: 'names',
  },
  column: {
    '@id': 'text',
    '@type': 'text',
    name: 'text',
    titles: 'names',
    datatype: 'datatype',
    required: 'flag',
    virtual: 'flag',
    suppressOutput: 'flag',
    null: 'names',
    default: 'text',
    lang: 'text',
    ordered: 'flag',
    separator: 'text',
  },
  foreignKey: { columnReference: 'names', reference: 'object' },
  reference: { resource: 'text', schemaReference: 'text', columnReference: 'names' },
  dialect: {
    '@id': 'text',
    '@type': 'text',
    commentPrefix: 'text',
    delimiter: 'text',
    doubleQuote: 'flag',
    encoding: 'text',
    header: 'flag',
    headerRowCount: 'count',
    lineTerminators: 'names',
    quoteChar: 'text',
    skipBlankRows: 'flag',
    skipColumns: 'count',
    skipInitialSpace: 'flag',
    skipRows: 'count',
    trim: 'text',
  },
  datatype: { '@id': 'text', base: 'text', format: 'text', length: 'count', minLength: 'count', maxLength: 'count' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

const isOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  count: (value) => Number.isInteger(value) && Number(value) >= 0,
  list: Array.isArray,
  object: isObject,
  names: (value) => textsIn(value).length === (Array.isArray(value) ? value.length : 1),
  datatype: (value) => typeof value === 'string' || isObject(value),
  // Section 5.2: the address of the vocabulary, alone or with one object of @language and @base.
  context: (value) => {
    const [first, second, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
    const known =
      second === undefined || (isObject(second) && Object.keys(second).every((key) => /^@(language|base)$/.test(key)));
    return first === 'http://www.w3.org/ns/csvw' && known && others.length === 0;
  },
};

/** Section 5.8: a property of another vocabulary has a prefix that the RDFa context knows; its value is JSON-LD. */
const prefixes = /^(dc|dcat|foaf|prov|schema|skos|xsd|rdfs|owl|cc|org):[A-Za-z]+$/;
const isCommonValue = (value: unknown): boolean => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isCommonValue);
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  if (keys.includes('@value')) return keys.every((key) => /^@(value|type|language)$/.test(key)) && keys.length < 3;
  return keys.every((key) => key === '@id' || key === '@type' || (prefixes.test(key) && isCommonValue(value[key])));
};

function unlike(where: string, kind: keyof typeof vocabulary, value: Json, needs: readonly string[] = []): string[] {
  const known: Readonly<Record<string, string>> = vocabulary[kind];
  const faults = Object.entries(value).flatMap(([key, held]) => {
    if (Object.hasOwn(known, key))
      return isOf[known[key] ?? '']?.(held) ? [] : [`${where}: ${key} is no ${known[key]}`];
    return prefixes.test(key) && isCommonValue(held) ? [] : [`${where}: ${key} is not in the vocabulary`];
  });
  return [...faults, ...needs.filter((key) => !Object.hasOwn(value, key)).map((key) => `${where}: has no ${key}`)];
}

/** The types of section 5.11.1 of that recommendation that Table Schema has as well. */
const tableSchemaTypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

type Field = { readonly name: string; readonly type: string; readonly [more: string]: unknown };

/** A column as Table Schema would say it: where the two rules are the same, one validator serves both. */
function fieldOf({ name, datatype, required }: Json): Field | string {
  const { base, format } = isObject(datatype) ? datatype : { base: datatype ?? 'string', format: undefined };
  const type = tableSchemaTypes[textIn(base)];
  if (!type) return `${textIn(name)}: ${JSON.stringify(base)} is no type that this check knows`;
  const constraints = { required: required === true };
  if (type === 'boolean') {
    const [yes, no, ...others] = textIn(format ?? 'true|false').split('|');
    if (!yes || !no || others.length > 0) return `${textIn(name)}: a boolean is written in two ways`;
    return { name: textIn(name), type, trueValues: [yes], falseValues: [no], constraints };
  }
  if (format === undefined) return { name: textIn(name), type, constraints };
  if (type !== 'string') return `${textIn(name)}: a format of a ${type} is not checked here`;
  return { name: textIn(name), type, constraints: { ...constraints, pattern: `^(?:${textIn(format)})$` } };
}

function unlikeSchema(where: string, schema: Json, known: ReadonlyMap<string, readonly string[]>): string[] {
  const columns = objectsIn(schema.columns);
  const names = columns.map(({ name }) => textIn(name));
  return [
    ...unlike(where, 'schema', schema, ['columns']),
    ...columns.flatMap((column) => [
      ...unlike(`${where} ${textIn(column.name)}`, 'column', column, ['name']),
      ...(isObject(column.datatype) ? unlike(`${where} ${textIn(column.name)}`, 'datatype', column.datatype) : []),
      // A name is a variable of URI templates and begins with no underscore (section 5.6).
      ...(/^[A-Za-z0-9][A-Za-z0-9_.]*$/.test(textIn(column.name))
        ? []
        : [`${where}: ${textIn(column.name)} is no name`]),
    ]),
    ...(new Set(names).size === names.length ? [] : [`${where}: a name stands twice`]),
    ...textsIn(schema.primaryKey ?? [])
      .filter((name) => !names.includes(name))
      .map((name) => `${where}: its key has no column ${name}`),
    ...objectsIn(schema.foreignKeys).flatMap((key) => {
      const reference = isObject(key.reference) ? key.reference : {};
      const others = known.get(textIn(reference.resource));
      const [own, theirs] = [textsIn(key.columnReference), textsIn(reference.columnReference)];
      return [
        ...unlike(where, 'foreignKey', key, ['columnReference', 'reference']),
        ...unlike(where, 'reference', reference, ['columnReference']),
        ...(own.every((name) => names.includes(name)) && own.length === theirs.length
          ? []
          : [`${where}: ${own.join()} refers from nowhere`]),
        ...(others && theirs.every((name) => others.includes(name))
          ? []
          : [`${where}: ${own.join()} refers to nothing`]),
      ];
    }),
  ];
}

/** Whether a file is what its dialect and its columns say: encoding, ends of lines, and its heading line. */
function unlikeFile(folder: string, url: string, titles: readonly string[]): string[] {
  if (!/^[\w-]+\.csv$/.test(url) || !existsSync(join(folder, url))) return [`${url}: there is no such file`];
  const bytes = readFileSync(join(folder, url));
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const [header = []] = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n', preview: 1 }).data;
  return [
    ...(text.startsWith('\uFEFF') ? [`${url}: begins with a mark`] : []),
    ...(text.endsWith('\r\n') ? [] : [`${url}: its last line has no end`]),
    ...(JSON.stringify(header) === JSON.stringify(titles)
      ? []
      : [`${url}: its heading line is not that of its columns (${titles.length} described, ${header.length} there)`]),
  ];
}

const nameOf = (url: unknown): string => textIn(url).replace('.csv', '').replaceAll('_', '-');

function foreignKeysOf(schema: Json): Json {
  const keys = objectsIn(schema.foreignKeys).map(({ columnReference, reference }) => {
    const { resource, columnReference: theirs } = isObject(reference) ? reference : {};
    return { fields: textsIn(columnReference), reference: { resource: nameOf(resource), fields: textsIn(theirs) } };
  });
  return keys.length === 0 ? {} : { foreignKeys: keys };
}

const readJson = (folder: string, name: string): Json => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;

/**
 * Checks the tables of a folder by their description as CSV on the Web: the description by the rules of the W3C’s
 * vocabulary, each file by its dialect and heading line (Model for Tabular Data, sections 6 and 8), and each cell, key
 * and reference by what the description says of it. For the cells the validator of the Frictionless project is asked,
 * since no validator of CSV on the Web is to be had from the registries of this project’s machines.
 */
export async function checkCsvOnTheWeb(folder: string, only?: string): Promise<Checked> {
  const group = readJson(folder, 'csv-metadata.json');
  const tables = objectsIn(group.tables);
  const schemaOf = ({ tableSchema }: Json): Json => (isObject(tableSchema) ? tableSchema : {});
  const columnsOf = (table: Json): readonly Json[] => objectsIn(schemaOf(table).columns);
  const names = new Map(tables.map((table) => [textIn(table.url), columnsOf(table).map(({ name }) => textIn(name))]));
  const described = [
    ...unlike('csv-metadata.json', 'group', group, ['@context', 'tables']),
    ...(isObject(group.dialect) ? unlike('csv-metadata.json', 'dialect', group.dialect) : []),
    ...tables.flatMap((table) => {
      const url = textIn(table.url);
      // Found beside the file without anything that points to it (Model, section 5.3), it must say the same.
      const own = existsSync(join(folder, `${url}-metadata.json`)) ? readJson(folder, `${url}-metadata.json`) : {};
      const { foreignKeys: _foreignKeys, ...alone } = schemaOf(table);
      return [
        ...unlike(url, 'table', table, ['url', 'tableSchema']),
        ...unlikeSchema(url, schemaOf(table), names),
        ...unlike(`${url}-metadata.json`, 'table', own, ['@context', 'url', 'tableSchema']),
        ...(own.url === url && JSON.stringify(schemaOf(own)) === JSON.stringify(alone)
          ? []
          : [`${url}-metadata.json: is not what csv-metadata.json says`]),
        ...unlikeFile(
          folder,
          url,
          columnsOf(table).map(({ name, titles }) => textsIn(titles ?? name)[0] ?? ''),
        ),
      ];
    }),
  ];
  const fields = tables.map((table) => columnsOf(table).map(fieldOf));
  const faults = [...described, ...fields.flat().filter((field) => typeof field === 'string')];
  if (faults.length > 0) return { faults, rows: new Map() };
  return checkDataPackage(
    {
      name: 'csv-on-the-web',
      resources: tables.map((table, index) => ({
        profile: 'tabular-data-resource',
        name: nameOf(table.url),
        path: table.url,
        schema: {
          fields: fields[index],
          missingValues: [''],
          primaryKey: schemaOf(table).primaryKey,
          ...foreignKeysOf(schemaOf(table)),
        },
      })),
    },
    folder,
    only,
  );
}

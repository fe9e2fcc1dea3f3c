import type { TokenScope } from '../../access/domain/api-token.js';
import type { Filters } from '../../shell/filters.js';

/**
 * One typed description of what the interface for machines gives. The routes make their answers from it, and the
 * OpenAPI document and the readable page are made from it too, so that none of the three can say something else.
 *
 * `date` is as exactly as it is known: 2018, 2018-Q2, 2018-03 or 2018-03-09.
 */
export type ApiType = 'text' | 'code' | 'date' | 'day' | 'instant' | 'integer' | 'number' | 'boolean';

type Said = { readonly name: string; readonly says: string };

export type ApiValue<Row> = Said & {
  readonly type: ApiType;
  /** Whether it may have no value: then it is null, never left out. */
  readonly nullable?: true;
  /** Every value that there is, where they are a list. */
  readonly codes?: readonly string[];
  readonly value: (row: Row) => string | number | boolean | null;
};

export type ApiList<Row> = Said & {
  readonly type: 'list';
  readonly of: readonly ApiValue<unknown>[];
  readonly items: (row: Row) => readonly Json[];
};

export type ApiField<Row> = ApiValue<Row> | ApiList<Row>;

export type Json = Readonly<Record<string, unknown>>;

export type ApiResource<Row> = {
  /** The last part of its address, and the name of its list. */
  readonly key: string;
  /** The name of one of them, for the document. */
  readonly schema: string;
  readonly says: string;
  /** What a token must be given to read it; without one, everybody reads it. */
  readonly scope?: TokenScope;
  readonly order: string;
  readonly filters: Filters;
  readonly fields: readonly ApiField<Row>[];
  /** Where in the order a row stands: what the next page begins after. */
  readonly place: (row: Row) => readonly (string | number)[];
};

type Told = string | number | boolean | null;

export const field = <Row>(name: string, type: ApiType, says: string, value: (row: Row) => Told): ApiValue<Row> => ({
  name,
  type,
  says,
  value,
});
export const maybe = <Row>(name: string, type: ApiType, says: string, value: (row: Row) => Told): ApiValue<Row> => ({
  ...field(name, type, says, value),
  nullable: true,
});
export const coded = <Row>(one: ApiValue<Row>, labels: object): ApiValue<Row> => ({
  ...one,
  codes: Object.keys(labels),
});

export const yes = (flag: number | null): boolean => flag === 1;
/** A list of parts, each of them told by fields of their own. */
export const listOf = <Row, Item>(
  said: Said,
  of: readonly ApiValue<Item>[],
  items: (row: Row) => readonly Item[],
): ApiList<Row> => ({
  ...said,
  type: 'list',
  of: of as readonly ApiValue<unknown>[],
  items: (row) => items(row).map((item) => told(of, item)),
});

/** A row as it is told: every field of the description, and nothing else. */
export const told = <Row>(fields: readonly ApiField<Row>[], row: Row): Json =>
  Object.fromEntries(
    fields.map((field) => [field.name, field.type === 'list' ? field.items(row) : field.value(row)] as const),
  );

export const limits = { usual: 100, most: 200 } as const;

/** Where a page begins, in a form that nobody takes for a number to count with. */
export const cursorOf = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');

const longestCursor = 600;

/** What a cursor says; null where it is none of ours. `parts`: how many values a place has. */
export function readCursor(text: string, parts: number): readonly (string | number)[] | null {
  if (text.length > longestCursor) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isPlace =
      Array.isArray(place) &&
      place.length === parts &&
      place.every((part) => typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part)));
    return isPlace ? (place as (string | number)[]) : null;
  } catch {
    return null;
  }
}

export const schemaOf = ({ type, nullable, codes, says }: Omit<ApiValue<never>, 'name' | 'value'>): Json => {
  const kinds: Readonly<Record<ApiType, Json>> = {
    text: { type: 'string' },
    code: { type: 'string' },
    date: { type: 'string', pattern: '^\\d{4}(-Q[1-4]|-\\d{2}(-\\d{2})?)?$' },
    day: { type: 'string', format: 'date' },
    instant: { type: 'string', format: 'date-time' },
    integer: { type: 'integer' },
    number: { type: 'number' },
    boolean: { type: 'boolean' },
  };
  const { type: name, ...rest } = kinds[type] as { type: string };
  return {
    description: says,
    type: nullable ? [name, 'null'] : name,
    ...rest,
    ...(codes ? { enum: nullable ? [...codes, null] : codes } : {}),
  };
};

export const objectSchema = (fields: readonly ApiField<never>[]): Json => ({
  type: 'object',
  additionalProperties: false,
  required: fields.map(({ name }) => name),
  properties: Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.type === 'list'
        ? { description: field.says, type: 'array', items: objectSchema(field.of as readonly ApiField<never>[]) }
        : schemaOf(field),
    ]),
  ),
});

/** A list as the document and the page tell it, whatever its rows are. */
export type AnyResource = Pick<
  ApiResource<never>,
  'key' | 'schema' | 'says' | 'scope' | 'order' | 'filters' | 'fields'
>;

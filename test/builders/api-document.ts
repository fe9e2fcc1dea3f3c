/** The OpenAPI document of the service, and whether an answer is what it says. */

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
};
type Parameter = { readonly name: string; readonly schema: { readonly enum?: readonly string[] } };
type Operation = {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};
export type ApiDocument = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
};

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

/** Where a value is not what a schema of the document says: enough of JSON Schema for what the document uses. */
export function faultsOf(document: ApiDocument, schema: Schema, value: unknown, at = ''): string[] {
  if (schema.$ref !== undefined) {
    const named = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named ? faultsOf(document, named, value, at) : [`${at}: no schema ${schema.$ref}`];
  }
  const kind = kindOf(value);
  const types = [schema.type ?? []].flat();
  if (!types.includes(kind) && !(kind === 'integer' && types.includes('number')))
    return [`${at}: ${kind}, not ${types.join('|')}`];
  if (value === null) return [];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of the values`];
  if (schema.pattern && !new RegExp(schema.pattern).test(value as string))
    return [`${at}: ${JSON.stringify(value)} is no such text`];
  if (kind === 'array')
    return (value as unknown[]).flatMap((item, index) =>
      faultsOf(document, schema.items ?? {}, item, `${at}[${index}]`),
    );
  if (kind !== 'object') return [];
  const held = value as Record<string, unknown>;
  const properties = schema.properties ?? {};
  return [
    ...(schema.required ?? []).filter((name) => !Object.hasOwn(held, name)).map((name) => `${at}.${name} is missing`),
    ...Object.keys(held)
      .filter((name) => schema.additionalProperties === false && !Object.hasOwn(properties, name))
      .map((name) => `${at}.${name} is not in the document`),
    ...Object.entries(properties).flatMap(([name, one]) =>
      Object.hasOwn(held, name) ? faultsOf(document, one, held[name], `${at}.${name}`) : [],
    ),
  ];
}

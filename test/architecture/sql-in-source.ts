import { parseSync } from '@swc/core';

/** What one source file asks of the tables, as far as its text tells. */
export type TableUse = {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Entities handed to `insert(Entity, rows)`. */
  readonly inserts: readonly string[];
  /** Where the name of a table is put together at run time, so that nobody can see whose it is. */
  readonly hidden: readonly string[];
  /** Ways round the one way to the tables: `getRepository`, `createQueryBuilder` and their like. */
  readonly detours: readonly string[];
};

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

function* nodesWithin(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* nodesWithin(part);
}

const hole = '\u0001';

const nameOf = (node: unknown): string | null =>
  isNode(node) && node.type === 'Identifier' ? (node.value as string) : null;

const memberOf = (callee: unknown): string | null =>
  isNode(callee) && callee.type === 'MemberExpression' ? nameOf(callee.property) : null;

const textsOf = (value: unknown): string[] =>
  [...nodesWithin(value)].filter(({ type }) => type === 'StringLiteral').map((node) => node.value as string);

/** What `fixed(x)` may be: the text itself, or the texts that the type of `x` is a union of. */
function fixedTexts(expression: unknown, nodes: readonly Node[]): string[] {
  if (!isNode(expression) || expression.type !== 'CallExpression' || nameOf(expression.callee) !== 'fixed') return [];
  const [first] = expression.arguments as { expression: Node }[];
  if (first?.expression.type === 'StringLiteral') return [first.expression.value as string];
  const name = nameOf(first?.expression);
  const declared = nodes.filter((node) => name !== null && nameOf(node) === name && isNode(node.typeAnnotation));
  return declared.flatMap(({ typeAnnotation }) => textsOf(typeAnnotation));
}

/** The text of a template, once for each name that stands in it in turn; what is not known stays a hole. */
function writtenOut(template: Node, nodes: readonly Node[]): string[] {
  const choices = (template.expressions as unknown[]).map((expression) => fixedTexts(expression, nodes));
  const quasis = (template.quasis as { raw: string }[]).map(({ raw }) => raw);
  const most = Math.max(1, ...choices.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) =>
    quasis.reduce((text, quasi, index) => {
      const choice = choices[index - 1] ?? [];
      return text + (choice[Math.min(turn, choice.length - 1)] ?? hole) + quasi;
    }),
  );
}

const detours = new Set([
  'getRepository',
  'createQueryBuilder',
  'createQueryRunner',
  'getTreeRepository',
  'manager',
  'writer',
  'reader',
]);

/** The pieces of SQL in a source: what is tagged `sql`, and what is handed to `query()` or `prepare()` as plain text. */
function statementsIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'sql')
      return writtenOut(node.template as Node, nodes);
    if (node.type !== 'CallExpression' || !['query', 'prepare', 'exec'].includes(memberOf(node.callee) ?? ''))
      return [];
    const [first] = node.arguments as { expression: Node }[];
    if (first?.expression.type === 'StringLiteral') return [first.expression.value as string];
    return first?.expression.type === 'TemplateLiteral' ? writtenOut(first.expression, nodes) : [];
  });
}

const withoutTextsAndComments = (statement: string): string =>
  statement.replace(/'(?:[^']|'')*'/g, `''`).replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

const named = `"?([A-Za-z_]\\w*)"?`;
const change = new RegExp(
  `(?:INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO|REPLACE\\s+INTO|MERGE\\s+INTO|DELETE\\s+FROM|TRUNCATE(?:\\s+TABLE)?|` +
    `(?:ALTER|DROP|CREATE(?:\\s+VIRTUAL)?)\\s+TABLE(?:\\s+IF(?:\\s+NOT)?\\s+EXISTS)?|(?<!DO\\s+)(?<!FOR\\s+)(?<!\\w)UPDATE(?:\\s+OR\\s+\\w+)?)` +
    `\\s+(?!SET\\b)(${hole}|${named})`,
  'gi',
);
const source = new RegExp(`(?<!DISTINCT\\s+)(?<!DELETE\\s+)\\b(?:FROM|JOIN)\\s+(${hole}|${named}(\\s*\\()?)`, 'gi');
const furtherSource = new RegExp(
  `^(?:\\s+(?:AS\\s+)?(?!ON\\b|USING\\b)\\w+)?\\s*,\\s*(?!LATERAL\\b)${named}(?!\\w|\\s*\\()`,
  'i',
);
const commonTable = new RegExp(`${named}\\s*(?:\\([^()]*\\))?\\s+AS\\s+(?:(?:NOT\\s+)?MATERIALIZED\\s+)?\\(`, 'gi');

type Found = { readonly name: string | null; readonly isFunction: boolean };

function sourcesIn(statement: string): Found[] {
  return [...statement.matchAll(source)].flatMap((match) => {
    if (match[1] === hole) return [{ name: null, isFunction: false }];
    const found: Found[] = [{ name: match[2] ?? null, isFunction: match[3] !== undefined }];
    let rest = statement.slice(match.index + match[0].length);
    for (let next = furtherSource.exec(rest); next; next = furtherSource.exec(rest)) {
      found.push({ name: next[1] ?? null, isFunction: false });
      rest = rest.slice(next[0].length);
    }
    return found;
  });
}

/**
 * Reads a TypeScript source and tells which tables its SQL reads and writes. `isTable` tells a table from a function
 * that gives rows. Names given by `WITH … AS (` within the file are not tables.
 */
export function tableUse(text: string, isTable: (name: string) => boolean): TableUse {
  const nodes = [...nodesWithin(parseSync(text, { syntax: 'typescript', decorators: true }))];
  const statements = statementsIn(nodes).map(withoutTextsAndComments);
  const ownNames = new Set(
    statements.flatMap((statement) => [...statement.matchAll(commonTable)].map((match) => match[1] ?? '')),
  );
  const reads = new Set<string>();
  const writes = new Set<string>();
  const hidden: string[] = [];
  for (const statement of statements) {
    for (const match of statement.matchAll(change)) {
      if (match[1] === hole) hidden.push(match[0].replace(hole, '…'));
      else if (match[2]) writes.add(match[2].toLowerCase());
    }
    for (const { name, isFunction } of sourcesIn(statement)) {
      if (name === null) hidden.push('FROM …');
      else if (!ownNames.has(name) && (isTable(name) || !isFunction)) reads.add(name.toLowerCase());
    }
  }
  const calls = nodes.filter(({ type }) => type === 'CallExpression');
  const inserts = calls
    .filter(({ callee }) => memberOf(callee) === 'insert')
    .map((call) => nameOf((call.arguments as { expression: Node }[])[0]?.expression) ?? '(not named)');
  const taken = nodes
    .filter(({ type }) => type === 'MemberExpression')
    .map(({ property }) => nameOf(property) ?? '')
    .filter((name) => detours.has(name));
  return { reads: [...reads], writes: [...writes], inserts, hidden, detours: [...new Set(taken)] };
}

/** Whether a source holds any SQL at all. */
export const holdsSql = (text: string): boolean =>
  statementsIn([...nodesWithin(parseSync(text, { syntax: 'typescript', decorators: true }))]).length > 0;

import { CannotRead, type FileRow } from '../../domain/file-row.js';
import type { ProfileData } from '../../domain/profile-data.js';
import type { Sheet } from './sheet.js';
import type { Zip } from './zip-file.js';

const largestDocument = 16 * 1024 ** 2;
const deepest = 64;

type Step = {
  readonly name: string;
  readonly each: boolean;
  readonly only: { readonly field: string; readonly is: string } | null;
};
type Path = { readonly fromRoot: boolean; readonly steps: readonly Step[] };

/**
 * A path to a value of a document: `/locationId` from its root, `overall.rating` from the row; `reports[]` for each of a
 * list, `ratings[name=Safe]` for those of it with that field. Nothing in it is run.
 */
function pathOf(text: string): Path {
  const fromRoot = text.startsWith('/');
  const steps = (fromRoot ? text.slice(1) : text)
    .split('.')
    .filter((part) => part !== '')
    .map((part): Step => {
      const open = part.indexOf('[');
      if (open === -1) return { name: part, each: false, only: null };
      const inside = part.slice(open + 1, -1);
      const sign = inside.indexOf('=');
      const only = sign === -1 ? null : { field: inside.slice(0, sign), is: inside.slice(sign + 1) };
      return { name: part.slice(0, open), each: true, only };
    });
  return { fromRoot, steps };
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function valuesAt(start: unknown, steps: readonly Step[]): unknown[] {
  return steps.reduce<unknown[]>(
    (values, { name, each, only }) =>
      values.flatMap((value) => {
        const found = fieldOf(value, name);
        if (found === undefined || found === null) return [];
        if (!each) return [found];
        if (!Array.isArray(found)) return [];
        return only ? found.filter((item) => fieldOf(item, only.field) === only.is) : found;
      }),
    [start],
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function depthOf(value: unknown, depth = 0): number {
  if (depth > deepest || typeof value !== 'object' || value === null) return depth;
  let most = depth;
  for (const item of Object.values(value)) most = Math.max(most, depthOf(item, depth + 1));
  return most;
}

/** The rows that a profile finds in one document; a document without any gives one, which tells of the body alone. */
export function documentRows(document: unknown, data: ProfileData, line: number): FileRow[] {
  const columns = Object.entries(data.columns).map(([name, { path }]) =>
    (path ?? `/${name}`).split('|').map((each) => pathOf(each.trim())),
  );
  const found = data.table.documentRows.flatMap((path) => valuesAt(document, pathOf(path).steps));
  const rows = found.length === 0 ? [null] : found;
  return rows.map((row, index) => ({
    line: line + index,
    cells: columns.map((paths) => {
      for (const { fromRoot, steps } of paths) {
        const [value] = valuesAt(fromRoot ? document : row, steps);
        if (textOf(value) !== '') return textOf(value);
      }
      return '';
    }),
  }));
}

/** The documents of a zip, in the order of their names, as the rows of one table. Rows are numbered through. */
export function documentSheet(zip: Zip, data: ProfileData, called: string): Sheet {
  const names = zip.names.filter((name) => name.toLowerCase().endsWith('.json')).toSorted();
  return {
    name: 'documents',
    async *rows() {
      if (names.length === 0) throw new CannotRead(`${called} holds no JSON documents.`);
      let line = 1;
      for (const name of names) {
        const rows = documentRows(await readDocument(zip, name, called), data, line);
        line += rows.length;
        yield rows;
      }
    },
  };
}

async function readDocument(zip: Zip, name: string, called: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of zip.read(name)) {
    bytes += chunk.length;
    if (bytes > largestDocument)
      throw new CannotRead(`${called}, ${name}: a document of more than 16 MB was not read.`);
    chunks.push(chunk);
  }
  try {
    const document: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (depthOf(document) > deepest) throw new CannotRead(`${called}, ${name}: it nests more than ${deepest} deep.`);
    return document;
  } catch (error) {
    if (error instanceof CannotRead) throw error;
    throw new CannotRead(`${called}, ${name}: this is not JSON.`);
  }
}

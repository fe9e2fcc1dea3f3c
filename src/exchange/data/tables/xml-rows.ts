import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { CannotRead, type FileRow } from '../../domain/file-row.js';

/** No sheet that a spreadsheet program can write nests deeper or is wider. */
const deepest = 64;
export const widestRow = 16_384;
/** Longer than a cell of a spreadsheet can be. */
export const longestText = 40_000;

export type XmlEvents = {
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

/** The name of an element without its prefix. */
const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece, telling elements by their names without prefix. Types of documents and entities of their
 * own, deep nesting and what is not well formed are refused as `CannotRead`, with the line; nothing outside is fetched.
 */
export async function* readXml<Item>(
  chunks: AsyncIterable<Buffer>,
  called: string,
  events: XmlEvents,
  ready: () => Item[],
): AsyncGenerator<Item[]> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  const refuse = (what: string): never => {
    throw new CannotRead(`${called}, line ${parser.line}: ${what}`);
  };
  parser.on('error', () => refuse('this is not well-formed XML. Save the file anew and try again.'));
  parser.on('doctype', () => refuse('it declares a type of document, which no spreadsheet does. It was not read.'));
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1;
    if (depth > deepest) refuse(`elements lie more than ${deepest} deep.`);
    events.open(plainName(tag.name), (name) => tag.attributes[name]);
  });
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1;
    events.close(plainName(tag.name));
  });
  parser.on('text', events.text);
  parser.on('cdata', events.text);
  const decoded = (chunk: Buffer | null): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      return refuse('this is not UTF-8.');
    }
  };
  for await (const chunk of chunks) {
    parser.write(decoded(chunk));
    const items = ready();
    if (items.length > 0) yield items;
  }
  parser.write(decoded(null));
  parser.close();
  const items = ready();
  if (items.length > 0) yield items;
}

/** Puts the cells of a row in their places; empty ones at its end are left out. */
export class RowMaker {
  #cells: string[] = [];
  #rows: FileRow[] = [];

  constructor(private readonly called: string) {}

  put(place: number, text: string, line: number): void {
    if (place >= widestRow)
      throw new CannotRead(`${this.called}, row ${line}: it has more than ${widestRow.toLocaleString('en-GB')} cells.`);
    if (text === '') return;
    while (this.#cells.length < place) this.#cells.push('');
    this.#cells[place] = text;
  }

  end(line: number): void {
    if (this.#cells.length > 0) this.#rows.push({ line, cells: this.#cells });
    this.#cells = [];
  }

  /** The cells of the row under way. */
  get cells(): readonly string[] {
    return this.#cells;
  }

  repeat(line: number, cells: readonly string[]): void {
    this.#rows.push({ line, cells });
  }

  take(): FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

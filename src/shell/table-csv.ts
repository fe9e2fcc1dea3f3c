import { type CsvColumn, csvFile, type CsvFile, type CsvValue } from './csv.js';
import type { Cell, Table, Written } from './table.js';

type Row = { readonly cells: readonly Cell[] };

const isSeveral = (written: Written | undefined): written is Readonly<Record<string, CsvValue>> =>
  typeof written === 'object' && written !== null;

/** What a cell says on the page, in words alone. */
function wordsOf({ written, grade, text, tag, links = [] }: Cell): CsvValue {
  if (written !== undefined && !isSeveral(written)) return written;
  const parts = [grade?.word, text, tag?.text, ...links.map((link) => link.text)];
  return inPlainText(parts.filter(Boolean).join('; '));
}

/** Spaces and signs that only keep a line together, or look well, are in the way of whoever reads a file. */
const inPlainText = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll(/[\u00ad\u200b\u2060]/g, '');

const noteOf = ({ grade, note }: Cell): string => inPlainText([grade?.note, note].filter(Boolean).join('. '));

const pageOf = ({ href, links = [] }: Cell): string =>
  [href, ...links.map((link) => link.href)].filter((address) => address?.startsWith('/')).join(' ');

const sourcesOf = ({ cells }: Row): string =>
  [...new Set(cells.flatMap(({ citations = [] }) => citations.map(({ title }) => title)))].join('; ');

/**
 * A table of a page as a file: a column for each of its own, one for notes and one for addresses beside each that has
 * any, and the sources of a row last. What a cell gives as `written` stands instead of its words.
 */
export function tableCsv({ head, rows }: Pick<Table, 'head' | 'rows'>): CsvFile {
  const beside = (header: string, index: number, say: (cell: Cell) => string): CsvColumn<Row>[] => {
    const value = ({ cells }: Row): string => say(cells[index] ?? {});
    return rows.some((row) => value(row) !== '') ? [{ header, value }] : [];
  };
  const own = (header: string, index: number): CsvColumn<Row>[] => {
    const headers = [
      ...new Set(
        rows.flatMap(({ cells }) => {
          const written = cells[index]?.written;
          return isSeveral(written) ? Object.keys(written) : [];
        }),
      ),
    ];
    if (headers.length === 0) return [{ header, value: ({ cells }) => wordsOf(cells[index] ?? {}) }];
    return headers.map((each) => ({
      header: each,
      value: ({ cells }) => {
        const written = cells[index]?.written;
        return isSeveral(written) ? written[each] : null;
      },
    }));
  };
  const columns = head.flatMap(({ text }, index): CsvColumn<Row>[] => [
    ...own(inPlainText(text), index),
    ...beside(`${text}: note`, index, noteOf),
    ...beside(`${text}: page`, index, pageOf),
  ]);
  const sources = rows.some((row) => sourcesOf(row) !== '') ? [{ header: 'Sources', value: sourcesOf }] : [];
  return csvFile([...columns, ...sources], rows);
}

/** A table with the address of its file; one without rows has none. */
export const withFile = (table: Table, csvHref: string): Table => ({ ...table, csvHref });

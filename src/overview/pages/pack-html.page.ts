import type { PackChart, PackShape } from '../domain/pack/pack-chart.js';
import type { PackBlock, PackColumn, PackData } from '../domain/pack/pack-data.js';

type HtmlCell = {
  readonly text: string;
  readonly note: string | null;
  readonly className: string;
  readonly isHead: boolean;
};

type HtmlChart = Omit<PackChart, 'shapes'> & {
  readonly id: string;
  readonly shapes: readonly { readonly className: string; readonly d: string }[];
};

/** One block: every name is there, and all but one are null, since a template decides nothing. */
type HtmlBlock = {
  readonly text: string | null;
  readonly note: string | null;
  readonly heading: string | null;
  readonly list: readonly string[] | null;
  readonly numbered: readonly string[] | null;
  readonly figures: readonly { readonly number: string; readonly text: string; readonly note: string }[] | null;
  readonly table: {
    readonly caption: string;
    readonly columns: readonly { readonly text: string; readonly className: string }[];
    readonly rows: readonly { readonly cells: readonly HtmlCell[] }[];
  } | null;
  readonly measure: {
    readonly name: string;
    readonly newest: string;
    readonly lines: readonly string[];
    readonly chart: HtmlChart | null;
  } | null;
};

export type PackHtml = {
  readonly title: string;
  readonly marking: string;
  readonly form: string;
  readonly board: string;
  readonly organisation: string;
  readonly meeting: string;
  readonly ref: string;
  readonly frozen: string;
  readonly hash: string;
  readonly supersedes: string | null;
  readonly contents: readonly { readonly number: string; readonly heading: string; readonly href: string }[];
  readonly sections: readonly {
    readonly id: string;
    readonly number: string;
    readonly heading: string;
    readonly className: string;
    readonly blocks: readonly HtmlBlock[];
  }[];
};

const none: HtmlBlock = {
  text: null,
  note: null,
  heading: null,
  list: null,
  numbered: null,
  figures: null,
  table: null,
  measure: null,
};

/** Widths are classes in steps of one in a hundred, since no page may carry a style of its own. */
const widths = (columns: readonly PackColumn[]): readonly number[] => {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  return columns.map(({ width }) => Math.round((width / sum) * 100));
};

const chartOf = (chart: PackChart, id: string): HtmlChart => ({
  ...chart,
  id,
  shapes: chart.shapes.map(({ role, d }) => ({ className: `chart-${role satisfies PackShape}`, d })),
});

function htmlBlock(block: PackBlock, id: string): HtmlBlock {
  switch (block.kind) {
    case 'text':
      return { ...none, text: block.text };
    case 'note':
      return { ...none, note: block.text };
    case 'heading':
      return { ...none, heading: block.text };
    case 'list':
      return block.numbered ? { ...none, numbered: block.items } : { ...none, list: block.items };
    case 'figures':
      return { ...none, figures: block.items };
    case 'measure': {
      const { name, newest, lines, chart } = block;
      return { ...none, measure: { name, newest, lines, chart: chart && chartOf(chart, id) } };
    }
    case 'table': {
      const shares = widths(block.columns);
      const numeric = block.columns.map((column) => column.numeric === true);
      return {
        ...none,
        table: {
          caption: block.caption,
          columns: block.columns.map(({ text }, index) => ({
            text,
            className: `w${shares[index] ?? 10}${numeric[index] ? ' number' : ''}`,
          })),
          rows: block.rows.map((row) => ({
            cells: row.map(({ text, note, strong }, index) => ({
              // In a narrow column a day is broken between its parts, not within one of them.
              text: text.replaceAll('\u00a0', ' '),
              note: note?.replaceAll('\u00a0', ' ') ?? null,
              className: [strong ? 'strong' : '', numeric[index] ? 'number' : ''].filter(Boolean).join(' '),
              isHead: index === 0,
            })),
          })),
        },
      };
    }
  }
}

/** How a form is marked on every page. */
export const markings = { confidential: 'Confidential', public: 'Official' } as const;

/** "Frozen 17:02 on 4 March 2026", as the foot of each page says it. */
export const frozenWords = ({ title }: PackData): string =>
  title.isPreview ? `Not frozen: as it would be at ${title.frozen}` : `Frozen ${title.frozen}`;

/** What the foot of each page says, but for the number of the page. */
export const footWords = (pack: PackData, hash: string): string => {
  const { board, held, ref, form } = pack.title;
  return [board, held, ref, frozenWords(pack), hash.slice(0, 8), markings[form]].filter(Boolean).join(' · ');
};

/** Where a part of a pack begins in what is printed. */
export const packPartId = (number: string): string => `part-${number.toLowerCase()}`;

/** The pack as the template prints it. `hash`: what stands in the place of the hash until it is known. */
export function packHtml(pack: PackData, hash: string): PackHtml {
  const { title, sections } = pack;
  const ids = sections.map(({ number }) => packPartId(number));
  return {
    title: `${title.board}, ${title.held}: pack ${title.ref}`,
    marking: markings[title.form],
    form:
      title.form === 'public'
        ? 'The public form of the pack'
        : 'The confidential form of the pack, for those who sit on the board',
    board: title.board,
    organisation: title.organisation,
    meeting: title.place ? `${title.held}, ${title.place}` : title.held,
    ref: title.edition > 1 ? `${title.ref}, edition ${title.edition}` : title.ref,
    frozen: frozenWords(pack),
    hash: hash || 'none before it is frozen',
    supersedes: title.supersedes
      ? `It takes the place of ${title.supersedes}.${title.reason ? ` Why: ${title.reason}` : ''}`
      : null,
    contents: sections.map(({ number, heading }, index) => ({ number, heading, href: `#${ids[index] ?? ''}` })),
    sections: sections.map(({ number, heading, startsPage, blocks }, index) => ({
      id: ids[index] ?? '',
      number,
      heading,
      className: startsPage ? 'part part--page' : 'part',
      blocks: blocks.map((block, place) => htmlBlock(block, `picture-${number.toLowerCase()}-${place + 1}`)),
    })),
  };
}

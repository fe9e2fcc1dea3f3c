import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../../config/paths.js';
import type { PackShape } from '../domain/pack/pack-chart.js';
import type { PackBlock, PackData, PackSection } from '../domain/pack/pack-data.js';
import { missingMark } from '../domain/pack/paper-text.js';
import { footWords, markings, packHtml } from './pack-html.page.js';
import { colours, paper, PdfSheet, textWidth, type Type } from './pack-pdf-sheet.js';

const type = (size: number, more: Partial<Type> = {}): Type => ({
  face: 'regular',
  size,
  lead: size * 1.36,
  colour: colours.ink,
  ...more,
});

const types = {
  title: type(25, { face: 'bold', lead: 29 }),
  section: type(16, { face: 'bold', lead: 20 }),
  heading: type(11, { face: 'bold' }),
  body: type(10),
  asked: type(11.5, { face: 'bold' }),
  soft: type(9, { colour: colours.soft }),
  caption: type(9.5, { face: 'bold' }),
  cell: type(8.6, { lead: 11.3 }),
  strong: type(8.6, { face: 'bold', lead: 11.3 }),
  note: type(7.8, { lead: 10.2, colour: colours.soft }),
  figure: type(26, { face: 'bold', lead: 29 }),
  name: type(9.6, { face: 'bold' }),
  line: type(8.4, { lead: 11 }),
  foot: type(7.4, { lead: 9.2, colour: colours.soft }),
  chart: type(6.8, { lead: 8, colour: colours.soft }),
} as const;

const fonts = {
  regular: readFileSync(join(libraryFolder('overview'), 'fonts', 'public-sans-regular.ttf')),
  bold: readFileSync(join(libraryFolder('overview'), 'fonts', 'public-sans-bold.ttf')),
};

type Table = Extract<PackBlock, { kind: 'table' }>;
type Row = Table['rows'][number];
type Measure = Extract<PackBlock, { kind: 'measure' }>;

const gap = 8;

function columnsOf({
  columns,
}: Table): readonly { readonly x: number; readonly width: number; readonly numeric: boolean }[] {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  let x: number = paper.left;
  return columns.map(({ width, numeric = false }) => {
    const own = { x, width: (width / sum) * textWidth - gap, numeric };
    x += (width / sum) * textWidth;
    return own;
  });
}

const nowhere = { x: paper.left, width: textWidth, numeric: false };

type Drawn = { readonly text: string; readonly type: Type };

/** A table over as many pages as it needs: its heading is repeated, a row that fits on a page is never broken. */
function drawTable(sheet: PdfSheet, table: Table): void {
  const columns = columnsOf(table);
  const headLines = table.columns.map(({ text }, index) =>
    sheet.linesOf(text, columns[index]?.width ?? 0, types.strong),
  );
  const headHeight = Math.max(...headLines.map((lines) => lines.length)) * types.strong.lead + 6;
  const rule = (colour: string, width: number): void =>
    sheet.decoration(() => {
      sheet.doc
        .moveTo(paper.left, sheet.y)
        .lineTo(paper.width - paper.right, sheet.y)
        .lineWidth(width)
        .stroke(colour);
    });
  const headText = (index: number): void => {
    const { x, width, numeric } = columns[index] ?? nowhere;
    for (const [place, line] of (headLines[index] ?? []).entries())
      sheet.line(
        line,
        numeric ? x + width : x,
        sheet.y + 3 + place * types.strong.lead,
        types.strong,
        numeric ? 'right' : 'left',
      );
  };
  const linesOf = (row: Row): readonly (readonly Drawn[])[] =>
    row.map(({ text, note, strong }, index) => {
      const { width } = columns[index] ?? nowhere;
      const own = strong ? types.strong : types.cell;
      return [
        ...sheet.linesOf(text, width, own).map((line) => ({ text: line, type: own })),
        ...(note ? sheet.linesOf(note, width, types.note).map((line) => ({ text: line, type: types.note })) : []),
      ];
    });
  const heightOf = (lines: readonly Drawn[]): number => lines.reduce((sum, { type: own }) => sum + own.lead, 0);
  const rows = table.rows.map(linesOf);
  const firstRow = Math.max(0, ...(rows[0] ?? []).map(heightOf)) + 6;
  const captionLines = sheet.linesOf(table.caption, textWidth, types.caption).length;
  sheet.room(captionLines * types.caption.lead + 4 + headHeight + Math.min(firstRow, 300));
  sheet.within('Table', () => {
    sheet.words('Caption', table.caption, types.caption, { after: 3 });
    rule(colours.ink, 1.2);
    sheet.within('TR', () => {
      for (const index of table.columns.keys())
        sheet.within('TH', () => sheet.says(() => headText(index)), { scope: 'Column' });
    });
    sheet.y += headHeight;
    rule(colours.strong, 0.6);
    for (const cells of rows) {
      const height = Math.max(...cells.map(heightOf)) + 6;
      if (sheet.left < height && sheet.left < 680) {
        sheet.newPage();
        rule(colours.ink, 1.2);
        sheet.decoration(() => {
          for (const index of table.columns.keys()) headText(index);
        });
        sheet.y += headHeight;
        rule(colours.strong, 0.6);
      }
      drawRow(sheet, cells, columns);
      rule(colours.rule, 0.5);
    }
  });
  sheet.y += 10;
}

function drawRow(sheet: PdfSheet, cells: readonly (readonly Drawn[])[], columns: ReturnType<typeof columnsOf>): void {
  const top = sheet.y + 3;
  let deepest = top;
  sheet.within('TR', () => {
    for (const [index, lines] of cells.entries()) {
      const { x, width, numeric } = columns[index] ?? nowhere;
      const draw = (): void =>
        sheet.says(() => {
          let y = top;
          for (const { text, type: own } of lines) {
            sheet.line(text, numeric ? x + width : x, y, own, numeric ? 'right' : 'left');
            y += own.lead;
          }
          deepest = Math.max(deepest, y);
        });
      sheet.within(index === 0 ? 'TH' : 'TD', draw, index === 0 ? { scope: 'Row' } : {});
    }
  });
  sheet.y = deepest + 3;
}

function drawList(sheet: PdfSheet, items: readonly string[], own: Type, numbered: boolean): void {
  sheet.within('L', () => {
    for (const [index, item] of items.entries()) {
      sheet.room(own.lead);
      sheet.within('LI', () => {
        const y = sheet.y;
        sheet.within('Lbl', () => sheet.says(() => sheet.line(numbered ? `${index + 1}.` : '•', paper.left, y, own)));
        sheet.words('LBody', item, own, { x: paper.left + 16, width: textWidth - 16, after: 3 });
      });
    }
  });
  sheet.y += 5;
}

function drawNote(sheet: PdfSheet, text: string): void {
  const width = textWidth - 20;
  const lines = sheet.linesOf(text, width, types.body);
  const height = lines.length * types.body.lead + 12;
  sheet.room(height);
  sheet.decoration(() => {
    sheet.doc.rect(paper.left, sheet.y, textWidth, height).fill(colours.surface);
    sheet.doc.rect(paper.left, sheet.y, 3, height).fill(colours.accent);
  });
  sheet.y += 6;
  sheet.words('P', text, types.body, { x: paper.left + 12, width, after: 14 });
}

function drawFigures(sheet: PdfSheet, { items }: Extract<PackBlock, { kind: 'figures' }>): void {
  const width = textWidth / Math.max(1, items.length) - 12;
  sheet.room(86);
  const top = sheet.y;
  let deepest: number = top;
  for (const [index, { number, text, note }] of items.entries()) {
    const x = paper.left + index * (width + 18);
    sheet.decoration(() => sheet.doc.rect(x, top, width, 2).fill(colours.accent));
    sheet.y = top + 8;
    sheet.words('P', number, types.figure, { x, width });
    sheet.words('P', text, types.body, { x, width });
    sheet.words('P', note, types.soft, { x, width });
    deepest = Math.max(deepest, sheet.y);
  }
  sheet.y = deepest + 14;
}

type Dash = { readonly length: number; readonly space: number };

const strokes: Readonly<
  Record<Exclude<PackShape, 'band' | 'point' | 'special'>, readonly [string, number, Dash | null]>
> = {
  limit: [colours.strong, 0.7, { length: 3, space: 2 }],
  mean: [colours.strong, 0.7, null],
  target: [colours.target, 1, { length: 7, space: 2.5 }],
  line: [colours.accent, 1.2, null],
};
const fills = { band: colours.surface, point: colours.accent, special: colours.ink } as const;

function drawChart(sheet: PdfSheet, chart: NonNullable<Measure['chart']>, x: number, y: number): void {
  const { doc } = sheet;
  const bbox: [number, number, number, number] = [x, y, x + chart.width, y + chart.height];
  sheet.within(
    'Figure',
    () =>
      sheet.says(() => {
        for (const { role, d } of chart.shapes) {
          doc.save();
          doc.translate(x, y);
          doc.path(d);
          if (role === 'band' || role === 'point' || role === 'special') doc.fill(fills[role]);
          else {
            const [colour, width, dash] = strokes[role];
            doc.lineWidth(width);
            if (dash) doc.dash(dash.length, { space: dash.space });
            doc.stroke(colour);
          }
          doc.restore();
        }
        for (const { x: at, y: down, text, anchor } of chart.words)
          sheet.line(
            sheet.printed(text),
            x + at,
            y + down - types.chart.size * 0.95,
            types.chart,
            anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'centre',
          );
      }),
    { alt: sheet.printed(`${chart.title}. ${chart.description}`), bbox },
  );
}

/** A measure is never broken over two pages: its words and its picture stand beside each other. */
function drawMeasure(sheet: PdfSheet, { name, newest, lines, chart }: Measure): void {
  const width = chart ? textWidth - chart.width - 14 : textWidth;
  const height = [
    ...[name, newest].map((text) => sheet.linesOf(text, width, types.name).length * types.name.lead),
    ...lines.map((text) => sheet.linesOf(text, width, types.line).length * types.line.lead),
  ].reduce((sum, each) => sum + each, 0);
  sheet.room(Math.max(height, chart?.height ?? 0) + 14);
  sheet.decoration(() => {
    sheet.doc
      .moveTo(paper.left, sheet.y)
      .lineTo(paper.width - paper.right, sheet.y)
      .lineWidth(0.5)
      .stroke(colours.rule);
  });
  const top = sheet.y + 5;
  sheet.y = top;
  sheet.words('H3', name, types.name, { width });
  sheet.words('P', newest, types.name, { width, after: 1 });
  for (const line of lines) sheet.words('P', line, types.line, { width });
  if (chart) drawChart(sheet, chart, paper.width - paper.right - chart.width, top);
  sheet.y = Math.max(sheet.y, top + (chart?.height ?? 0)) + 7;
}

function drawBlock(sheet: PdfSheet, block: PackBlock): void {
  switch (block.kind) {
    case 'text':
      return sheet.words('P', block.text, types.body, { after: 6 });
    case 'note':
      return drawNote(sheet, block.text);
    case 'heading':
      sheet.room(types.heading.lead * 4);
      if (sheet.y > paper.top) sheet.y += 6;
      return sheet.words('H3', block.text, types.heading, { after: 3 });
    case 'list':
      return drawList(sheet, block.items, block.numbered ? types.asked : types.body, block.numbered === true);
    case 'figures':
      return drawFigures(sheet, block);
    case 'table':
      return drawTable(sheet, block);
    case 'measure':
      return drawMeasure(sheet, block);
  }
}

function drawSection(sheet: PdfSheet, { number, heading, startsPage, blocks }: PackSection): void {
  if (startsPage) sheet.newPage();
  else sheet.room(110);
  sheet.within('Sect', () => {
    if (!startsPage) sheet.y += 8;
    sheet.doc.outline.addItem(`${number}. ${sheet.printed(heading)}`, {});
    sheet.words('H2', `${number}  ${heading}`, types.section, { after: 8 });
    for (const block of blocks) drawBlock(sheet, block);
  });
  sheet.y += 6;
}

function drawCover(sheet: PdfSheet, pack: PackData): void {
  const page = packHtml(pack, '');
  const marking = markings[pack.title.form];
  const width = sheet.widthOf(marking, types.heading) + 16;
  sheet.decoration(() => sheet.doc.rect(paper.left, sheet.y, width, 19).lineWidth(1.2).stroke(colours.ink));
  sheet.y += 3;
  sheet.words('P', marking, types.heading, { x: paper.left + 8, after: 26 });
  sheet.words('P', page.organisation, type(12, { colour: colours.soft }), { after: 2 });
  sheet.words('H1', page.board, types.title, { after: 4 });
  sheet.words('P', `Pack for the meeting on ${page.meeting}`, type(13, { face: 'bold' }), { after: 2 });
  sheet.words(
    'P',
    [`${page.ref}. ${page.frozen}. ${page.form}.`, page.supersedes].filter(Boolean).join(' '),
    types.soft,
    { after: 8 },
  );
  sheet.decoration(() => {
    sheet.doc
      .moveTo(paper.left, sheet.y)
      .lineTo(paper.width - paper.right, sheet.y)
      .lineWidth(2)
      .stroke(colours.ink);
  });
  sheet.y += 4;
}

/** What the font of the file does not have, told where it would otherwise be lost without a word. */
function drawMissing(sheet: PdfSheet): void {
  if (sheet.missing.size === 0) return;
  const told = [...sheet.missing].map(
    ([code, count]) => `U+${code.toString(16).toUpperCase().padStart(4, '0')} (${count})`,
  );
  sheet.words(
    'P',
    `The font of this file lacks some characters; each stands as ${missingMark}. The page of the pack has them: ${told.join(', ')}.`,
    types.soft,
    { after: 6 },
  );
}

/**
 * The pack as a file to carry: tagged, so that it can be read aloud in order, and with a fixed time and fonts of its
 * own, so that the same pack gives the same bytes. `hash`: the SHA-256 under which the pack was frozen.
 */
export async function packPdf(pack: PackData, hash: string): Promise<Buffer> {
  const { title } = pack;
  const sheet = new PdfSheet(
    {
      title: `${title.board}, ${title.held}: pack ${title.ref}`,
      author: title.organisation,
      at: title.frozenAt,
    },
    fonts,
  );
  drawCover(sheet, pack);
  for (const section of pack.sections) drawSection(sheet, section);
  sheet.words('P', `SHA-256 of the data of this pack: ${hash}`, types.soft, { after: 4 });
  drawMissing(sheet);
  return sheet.finish(sheet.printed(footWords(pack, hash)), types.foot);
}

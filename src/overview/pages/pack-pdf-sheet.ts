import Pdf from 'pdfkit';
import { inLines, printable } from '../domain/pack/paper-text.js';

/** Points of A4, and what is left free around the text. */
export const paper: Readonly<Record<'width' | 'height' | 'left' | 'right' | 'top' | 'bottom', number>> = {
  width: 595.28,
  height: 841.89,
  left: 45,
  right: 45,
  top: 46,
  bottom: 62,
};
export const textWidth = paper.width - paper.left - paper.right;
const lowest = paper.height - paper.bottom;

export type Face = 'regular' | 'bold';
export type Type = { readonly face: Face; readonly size: number; readonly lead: number; readonly colour: string };

export const colours = {
  ink: '#14202b',
  soft: '#4a5762',
  rule: '#cfd6dc',
  strong: '#76828c',
  surface: '#f4f1ea',
  accent: '#0b5563',
  target: '#6b5b95',
} as const;

type About = { readonly title: string; readonly author: string; readonly at: string };
type Fonts = Readonly<Record<Face, Uint8Array>>;
type Part = { readonly kind: string; readonly element: PDFKit.PDFStructureElement };
/** What a part says beside its words: which way a heading of a table points, what a picture shows. */
type Said = { readonly scope?: string; readonly alt?: string; readonly bbox?: [number, number, number, number] };

/** A font of pdfkit, as far as it is asked which characters it has. */
type HoldsGlyphs = { readonly font: { hasGlyphForCodePoint(code: number): boolean } };

/**
 * Paper under way: where the next line goes, which part of the document's structure it belongs to, and which characters
 * had to be left out. Everything drawn is either part of the structure or marked as decoration, so that a reader who
 * hears the file hears it in order.
 */
export class PdfSheet {
  readonly doc: PDFKit.PDFDocument;
  y: number = paper.top;
  /** Characters that the font does not have, and how often each stood in the text. */
  readonly missing = new Map<number, number>();
  readonly #parts: Part[] = [];
  readonly #widths = new Map<string, number>();
  readonly #has: (code: number) => boolean;
  readonly #bytes: Promise<Buffer>;

  constructor({ title, author, at }: About, fonts: Fonts) {
    const made = new Date(at);
    this.doc = new Pdf({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      pdfVersion: '1.7',
      info: {
        Title: title,
        Author: author,
        Creator: 'Turnaround',
        Producer: 'Turnaround',
        CreationDate: made,
        ModDate: made,
      },
    });
    const pieces: Buffer[] = [];
    this.#bytes = new Promise((resolve, reject) => {
      this.doc.on('data', (piece: Buffer) => pieces.push(piece));
      this.doc.on('end', () => resolve(Buffer.concat(pieces)));
      this.doc.on('error', reject);
    });
    this.doc.registerFont('bold', Buffer.from(fonts.bold));
    this.doc.registerFont('regular', Buffer.from(fonts.regular));
    this.doc.font('regular');
    const { font } = Reflect.get(this.doc, '_font') as HoldsGlyphs;
    this.#has = (code) => font.hasGlyphForCodePoint(code);
    const root = this.doc.struct('Document');
    this.doc.addStructure(root);
    this.#parts.push({ kind: 'Document', element: root });
    this.newPage();
  }

  get left(): number {
    return lowest - this.y;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = paper.top;
  }

  /** Begins a page where so much does not fit on this one any more. */
  room(height: number): void {
    if (this.left < height && this.y > paper.top) this.newPage();
  }

  /** Draws within a part of the structure: a section, a list, a table. */
  within(kind: string, draw: () => void, said: Said = {}): void {
    const element = this.doc.struct(kind, said);
    this.#parts.at(-1)?.element.add(element);
    this.#parts.push({ kind, element });
    draw();
    this.#parts.pop();
    element.end();
  }

  /** Draws what a part says. A part that goes on over a page is marked there once more. */
  says(draw: () => void): void {
    const part = this.#parts.at(-1);
    if (!part) throw new Error('Nothing is drawn outside the structure');
    const content = this.doc.markStructureContent(part.kind);
    draw();
    this.doc.endMarkedContent();
    part.element.add(content);
  }

  /** Draws what is there for the eye only. */
  decoration(draw: () => void, isFoot = false): void {
    this.doc.markContent('Artifact', { type: isFoot ? 'Pagination' : 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** The text as this font can print it; what it cannot is counted. */
  printed(text: string): string {
    return printable(text, this.#has, (code) => this.missing.set(code, (this.missing.get(code) ?? 0) + 1));
  }

  widthOf(text: string, { face, size }: Type): number {
    const key = `${face} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known * size;
    const width = this.doc.font(face).fontSize(100).widthOfString(text) / 100;
    this.#widths.set(key, width);
    return width * size;
  }

  linesOf(text: string, width: number, type: Type): readonly string[] {
    return inLines(this.printed(text), width, (piece) => this.widthOf(piece, type));
  }

  /** One line at a place; `right`: its end stands there. */
  line(text: string, x: number, y: number, type: Type, align: 'left' | 'right' | 'centre' = 'left'): void {
    const shift = { left: 0, centre: 0.5, right: 1 }[align];
    const start = shift === 0 ? x : x - this.widthOf(text, type) * shift;
    this.doc.font(type.face).fontSize(type.size).fillColor(type.colour);
    this.doc.text(text, start, y, { lineBreak: false });
  }

  /** Words under one another, over as many pages as they need; never the first line of many alone at a foot. */
  words(kind: string, text: string, type: Type, { x = paper.left, width = textWidth, after = 0 } = {}): void {
    const lines = this.linesOf(text, width, type);
    this.room(Math.min(lines.length, 2) * type.lead);
    this.within(kind, () => {
      for (let next = 0; next < lines.length;) {
        if (this.left < type.lead) this.newPage();
        const fit = Math.max(1, Math.floor(this.left / type.lead));
        const here = lines.slice(next, next + fit);
        this.says(() => {
          for (const line of here) {
            this.line(line, x, this.y, type);
            this.y += type.lead;
          }
        });
        next += here.length;
      }
    });
    this.y += after;
  }

  /** What the foot of each page says, with its number; then the whole file. */
  async finish(foot: string, type: Type): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(start + page);
      this.decoration(() => {
        this.doc
          .moveTo(paper.left, paper.height - 46)
          .lineTo(paper.width - paper.right, paper.height - 46)
          .lineWidth(0.5)
          .stroke(colours.strong);
        const number = `Page ${page + 1} of ${count}`;
        const room = textWidth - this.widthOf(number, type) - 14;
        for (const [index, line] of this.linesOf(foot, room, type).entries())
          this.line(line, paper.left, paper.height - 40 + index * type.lead, type);
        this.line(number, paper.width - paper.right, paper.height - 40, type, 'right');
      }, true);
    }
    for (const { element } of this.#parts.toReversed()) element.end();
    this.doc.end();
    return this.#bytes;
  }
}

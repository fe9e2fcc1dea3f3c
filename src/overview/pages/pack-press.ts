import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { HeldPackRow } from '../../boards/data/board.row.js';
import { type PackData, packIn } from '../domain/pack/pack-data.js';
import { packHtml } from './pack-html.page.js';
import { withStyle } from './pack-style.js';

/** A file is half a megabyte at most and never changes; the last few are kept. */
const mostKept = 12;

/** Prints packs: as a page from the template, and as a file. */
@Injectable()
export class PackPress {
  readonly #files = new Map<string, Promise<Buffer>>();

  /** The page of a pack, complete in itself. `hash`: empty before it is frozen. */
  page(response: Response, pack: PackData, hash: string): Promise<string> {
    return new Promise((resolve, reject) => {
      response.render('overview/pack/book', packHtml(pack, hash), (error: Error | null, html = '') => {
        if (error) reject(error);
        else resolve(withStyle(html, pack, hash));
      });
    });
  }

  /** The file of an issued pack; null where it is of a shape that this version does not know. */
  async file({ id, dataJson, hash }: Pick<HeldPackRow, 'id' | 'dataJson' | 'hash'>): Promise<Buffer | null> {
    const pack = packIn(dataJson);
    if (!pack) return null;
    const known = this.#files.get(id);
    if (known) return known;
    // The writer of PDF files is a fifth of a second to load: the first who asks for one waits for it, not every start.
    const made = import('./pack-pdf.js').then(({ packPdf }) => packPdf(pack, hash));
    this.#files.set(id, made);
    made.catch(() => this.#files.delete(id));
    const oldest = this.#files.keys().next().value;
    if (this.#files.size > mostKept && oldest !== undefined) this.#files.delete(oldest);
    return made;
  }
}

import { cite, type CitedSource } from '../../shell/cited.js';
import { type Citation as Mark, Citations, type Source } from '../../shell/parts.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';

export type CitationsByRecord = ReadonlyMap<string, readonly CitedSource[]>;

/** Numbers the sources of a page as its facts are laid out: ask for marks in the order in which they are printed. */
export class Citing {
  readonly #numbered = new Citations();

  constructor(private readonly byRecord: CitationsByRecord) {}

  /** The marks for one record, or for several that stand in one place; each source once. */
  marks(...recordIds: readonly string[]): readonly Mark[] {
    const marks = new Map<string, Mark>();
    for (const source of recordIds.flatMap((id) => this.byRecord.get(id) ?? [])) {
      if (!marks.has(source.ref)) marks.set(source.ref, cite(this.#numbered, source, sourcePaths.show(source.ref)));
    }
    return [...marks.values()].toSorted((a, b) => a.number - b.number);
  }

  /** The references of the sources of these records, for a download. */
  references(...recordIds: readonly string[]): string {
    const cited = recordIds.flatMap((id) => this.byRecord.get(id) ?? []);
    return [...new Set(cited.map(({ ref }) => ref))].join(' ');
  }

  /** Every source cited so far, in the order of its number. */
  list(): readonly Source[] {
    return this.#numbered.list();
  }
}

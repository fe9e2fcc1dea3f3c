import { type Period, parsePeriod } from '../kernel/period.js';
import type { SourceUse } from '../sources/domain/new-fact.js';
import { knownFrom } from './domain/known-from.js';

/** The shipped library contradicts itself: a fault of the product, told in one sentence that names the place. */
export class LibraryFault extends Error {}

export type LibraryKind =
  | 'source'
  | 'organisation'
  | 'organisation_link'
  | 'post_holding'
  | 'inspection'
  | 'warning_sign'
  | 'intervention'
  | 'peer_support'
  | 'structural_change'
  | 'sustainment_check'
  | 'episode'
  | 'outcome'
  | 'measure'
  | 'measure_value'
  | 'lesson_evidence'
  | 'source_conflict'
  | 'programme'
  | 'programme_element'
  | 'funding_stream'
  | 'adoption'
  | 'adoption_stage'
  | 'adoption_fidelity'
  | 'outcome_claim'
  | 'claim_conflict'
  | 'programme_use';

export type LibraryRow = { readonly key: string; readonly recordKind: string; readonly recordId: string };

const nameOf = (kind: LibraryKind, key: string): string => `${kind}:${key}`;

/** Which row of the record each entry of the library became, in this load or an earlier one. */
export class LibraryKeys {
  readonly #ids = new Map<string, string>();
  readonly #rows = new Set<string>();
  readonly #fresh: LibraryRow[] = [];

  constructor(
    loaded: readonly LibraryRow[],
    private readonly published: ReadonlyMap<string, Period | null>,
  ) {
    for (const { key, recordKind, recordId } of loaded) {
      this.#ids.set(key, recordId);
      this.#rows.add(nameOf(recordKind as LibraryKind, recordId));
    }
  }

  /** What has been loaded since this was made. */
  get fresh(): readonly LibraryRow[] {
    return this.#fresh;
  }

  /** Whether the row is one that an entry became. */
  isRow(kind: LibraryKind, recordId: string): boolean {
    return this.#rows.has(nameOf(kind, recordId));
  }

  /** The entries that have not become a row yet. */
  missing<Entry extends { readonly key: string }>(kind: LibraryKind, entries: readonly Entry[]): Entry[] {
    return entries.filter(({ key }) => !this.#ids.has(nameOf(kind, key)));
  }

  /** Notes the rows that entries became; `ids` in the order of `entries`. */
  note(kind: LibraryKind, entries: readonly { readonly key: string }[], ids: readonly string[]): void {
    entries.forEach(({ key }, index) => {
      const recordId = ids[index];
      if (!recordId) throw new LibraryFault(`The entry ${key} of the case library became no row`);
      this.#ids.set(nameOf(kind, key), recordId);
      this.#rows.add(nameOf(kind, recordId));
      this.#fresh.push({ key: nameOf(kind, key), recordKind: kind, recordId });
    });
  }

  id(kind: LibraryKind, key: string): string {
    const id = this.#ids.get(nameOf(kind, key));
    if (!id)
      throw new LibraryFault(`The case library names the ${kind.replaceAll('_', ' ')} ${key}, which it does not hold`);
    return id;
  }

  idOrNull(kind: LibraryKind, key: string | null): string | null {
    return key === null ? null : this.id(kind, key);
  }

  /** The sources that an entry rests on. An entry without any is not a fact of this record. */
  sources(keys: readonly string[]): SourceUse[] {
    return keys.map((key) => ({ sourceId: this.id('source', key) }));
  }

  /** When the public could know of something, where the library does not say: by the dates of its sources. */
  knownFrom(event: Period | null, sources: readonly string[]): Period | null {
    return knownFrom(
      event,
      sources.map((key) => this.published.get(key) ?? null),
    );
  }
}

/** A date of the library as exactly as it is known. */
export function when(text: string | null): Period | null {
  if (text === null) return null;
  const read = parsePeriod(text);
  if (!read) throw new LibraryFault(`The case library holds the date ${text}, which cannot be read`);
  return read;
}

/** A date that the library must hold. */
export function whenKnown(text: string): Period {
  return when(text) as Period;
}

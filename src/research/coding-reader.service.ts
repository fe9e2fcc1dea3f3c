import { Injectable } from '@nestjs/common';
import type { CodedRows } from './data/coding.row.js';
import { CodingsQueries } from './data/codings.queries.js';
import {
  areBothFinished,
  type CodedValue,
  type CodingOf,
  type ComparedField,
  compareCodings,
  finalValue,
  type Settlement,
} from './domain/coding.js';

/** A coding with who made it. */
export type CodingHeld = CodingOf & {
  readonly id: string;
  readonly ref: string;
  readonly coder: string;
  readonly version: number;
  /** How often each field was saved. */
  readonly versions: ReadonlyMap<string, number>;
};

export type SettlementHeld = Settlement & {
  readonly coder: string;
  readonly settledAt: string;
  readonly version: number;
};

export type CodedCase = {
  readonly episodeId: string;
  readonly codings: readonly CodingHeld[];
  readonly settlements: readonly SettlementHeld[];
};

/** One field of a case that two have coded, as it is exported. `final`: what both said or was settled; null: neither. */
export type ExportedCode = ComparedField & {
  readonly episodeId: string;
  /** The accounts of the two, by their place. */
  readonly coders: readonly [first: string, second: string];
  readonly final: string | null;
};

/** Reads what is coded, for the pages of its coders and for exports. */
@Injectable()
export class CodingReader {
  constructor(private readonly queries: CodingsQueries) {}

  async ofEpisodes(episodeIds: readonly string[]): Promise<readonly CodedCase[]> {
    const rows = await this.queries.of(episodeIds);
    return episodeIds.map((episodeId) => caseOf(episodeId, rows));
  }

  async ofEpisode(episodeId: string): Promise<CodedCase> {
    return caseOf(episodeId, await this.queries.of([episodeId]));
  }

  /** The cases that an account codes, the newest first. */
  async ofAccount(accountId: string): Promise<readonly CodedCase[]> {
    return this.ofEpisodes(await this.queries.episodesOf(accountId));
  }

  /**
   * Every field of every one of these episodes that two have finished coding, for an export; of all episodes where none
   * are named. A coding that is not finished on both sides is nobody’s to take away. In the order of ids and codebook.
   */
  async finished(episodeIds: readonly string[] | null = null): Promise<readonly ExportedCode[]> {
    const all = await this.queries.finished();
    const asked = new Set(episodeIds ?? all);
    const cases = await this.ofEpisodes(all.filter((id) => asked.has(id)));
    return cases
      .filter(({ codings }) => areBothFinished(codings))
      .flatMap(({ episodeId, codings, settlements }) =>
        compareCodings(codings, settlements).map((field) => ({
          ...field,
          episodeId,
          coders: codersOf(codings),
          final: finalValue(field),
        })),
      );
  }
}

function codersOf(codings: readonly CodingHeld[]): readonly [string, string] {
  const [first, second] = codings.toSorted((a, b) => a.place - b.place);
  return [first?.coder ?? '', second?.coder ?? ''];
}

function caseOf(episodeId: string, { codings, values, settlements }: CodedRows): CodedCase {
  return {
    episodeId,
    codings: codings
      .filter((coding) => coding.episodeId === episodeId)
      .map(({ id, ref, accountId, coder, place, state, version }) => {
        const own = values.filter(({ codingId }) => codingId === id);
        return {
          id,
          ref,
          accountId,
          coder,
          place,
          state: state === 'finished' ? 'finished' : 'coding',
          version,
          versions: new Map(own.map((value) => [value.field, value.version])),
          values: own.map(
            ({ field, value, noValue, confidence, note, source }) =>
              ({ field, value, noValue, confidence, note, source }) as CodedValue,
          ),
        };
      }),
    settlements: settlements.filter((settled) => settled.episodeId === episodeId),
  };
}

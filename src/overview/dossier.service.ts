import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { byPeriod, parsePeriod, type Period } from '../kernel/period.js';
import { type Citation, CitationsQueries } from '../sources/data/citations.queries.js';
import { DossierQueries } from './data/dossier.queries.js';
import { type Dossier, recordIdsOf } from './domain/dossier.js';
import { derivedAnew } from './domain/judged.js';
import { knownFacts } from './domain/known-facts.js';

/** A dossier with what its facts rest on. `knownOn`: as known on that day; null: with hindsight. */
export type ReadDossier = {
  readonly dossier: Dossier;
  readonly citations: ReadonlyMap<string, readonly Citation[]>;
  readonly knownOn: CalendarDay | null;
};

/** Brings the record of a body and its family, as it is known today or as it was known on a day. */
@Injectable()
export class DossierService {
  constructor(
    private readonly dossiers: DossierQueries,
    private readonly citations: CitationsQueries,
  ) {}

  async bySlug(slug: string, knownOn: CalendarDay | null): Promise<ReadDossier | null> {
    return this.#asKnown(await this.dossiers.bySlug(slug), knownOn);
  }

  /** `also` gives the ids of what else the page tells, so that one statement asks what all of it rests on. */
  async ofEpisode(
    ref: string,
    { knownOn, today }: { readonly knownOn: CalendarDay | null; readonly today: CalendarDay },
    also: (dossier: Dossier) => Promise<readonly string[]>,
  ): Promise<ReadDossier | null> {
    const dossier = await this.dossiers.ofEpisode(ref, today);
    return this.#asKnown(dossier, knownOn, dossier ? await also(dossier) : []);
  }

  async #asKnown(
    dossier: Dossier | null,
    knownOn: CalendarDay | null,
    alsoCited: readonly string[] = [],
  ): Promise<ReadDossier | null> {
    if (!dossier) return null;
    const citations = await this.citations.of([...recordIdsOf(dossier), ...alsoCited]);
    if (!knownOn) return { dossier, citations, knownOn };
    const known = knownFacts(dossier, { day: knownOn, sourced: firstSourced(citations) });
    return { dossier: derivedAnew(known), citations, knownOn };
  }
}

/** The earliest publication among the sources of each record. */
const firstSourced = (citations: ReadonlyMap<string, readonly Citation[]>): ReadonlyMap<string, Period | null> =>
  new Map(
    [...citations].map(([id, sources]) => [
      id,
      sources.flatMap(({ publishedOn }) => (publishedOn && parsePeriod(publishedOn)) || []).toSorted(byPeriod)[0] ??
        null,
    ]),
  );

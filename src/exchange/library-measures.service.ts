import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { byPeriod, type Period } from '../kernel/period.js';
import { MeasuresService } from '../measures/measures.service.js';
import type { CaseLibrary, LibraryMeasure, LibraryMeasureValue } from './domain/case-library.js';
import { type LibraryKeys, when } from './library-keys.js';

/** Loads what was measured, with every number that the sources give. */
@Injectable()
export class LibraryMeasuresService {
  constructor(private readonly measures: MeasuresService) {}

  async load(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('measure', library.measures);
    const made = await this.measures.addMany(
      actor,
      missing.map(({ definition, pairedWith: _pairedWith, values, ...measure }) => ({
        ...measure,
        origin: 'library' as const,
        organisationId: keys.id('organisation', measure.organisation),
        definitions: definition === null ? [] : [{ text: definition }],
        knownOn: firstKnown(values, keys),
        sources: keys.sources(measure.sources),
      })),
    );
    keys.note(
      'measure',
      missing,
      made.map(({ id }) => id),
    );
    await this.measures.pair(
      actor,
      missing.flatMap(({ key, pairedWith }) =>
        pairedWith === null ? [] : [{ measureId: keys.id('measure', key), withId: keys.id('measure', pairedWith) }],
      ),
    );
    await this.#loadValues(actor, library.measures, keys);
  }

  async #loadValues(actor: Actor, measures: readonly LibraryMeasure[], keys: LibraryKeys): Promise<void> {
    const values = measures.flatMap((measure) =>
      measure.values.map((value) => ({ ...value, measureId: keys.id('measure', measure.key) })),
    );
    const missing = keys.missing('measure_value', values);
    const ids = await this.measures.addValues(
      actor,
      missing.map((value) => ({
        ...value,
        on: when(value.on),
        knownOn: knownOn(value, keys),
        sources: keys.sources(value.sources),
      })),
    );
    keys.note('measure_value', missing, ids);
  }
}

const knownOn = ({ on, sources }: LibraryMeasureValue, keys: LibraryKeys): Period | null =>
  keys.knownFrom(when(on), sources);

/** A measure is known once one of its numbers is. */
const firstKnown = (values: readonly LibraryMeasureValue[], keys: LibraryKeys): Period | null =>
  values.flatMap((value) => knownOn(value, keys) ?? []).toSorted(byPeriod)[0] ?? null;

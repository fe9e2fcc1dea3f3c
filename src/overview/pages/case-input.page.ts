import type { MeasureSeries } from '../../measures/data/measure-facts.js';
import type { EpisodeFactSheet } from '../domain/dossier.js';
import type { DossierPageInput } from './organisation-frame.page.js';

export type EpisodePageInput = DossierPageInput & {
  readonly episode: EpisodeFactSheet;
  /** Of the body of the case, and of those in which it goes on. */
  readonly measures: readonly MeasureSeries[];
  /** The address of the service, for the line to cite. */
  readonly publicUrl: string;
  /** Whether the reader may see how it is run. */
  readonly manages?: boolean;
  /** Whether the reader codes cases for research. */
  readonly codes?: boolean;
};

import type { EpisodeFactSheet } from '../domain/dossier.js';
import type { DossierPageInput } from './organisation-frame.page.js';

export type EpisodePageInput = DossierPageInput & {
  readonly episode: EpisodeFactSheet;
  /** The address of the service, for the line to cite. */
  readonly publicUrl: string;
};

import type { ConflictFact } from '../domain/dossier.js';
import type { Citation } from '../../shell/parts.js';
import type { Citing } from './citing.page.js';

type Claim = { readonly lead: string; readonly text: string; readonly citations: readonly Citation[] };

/** Sources that disagree: every claim stands, with the one that this record shows and why. */
export type ConflictPart = {
  readonly ref: string;
  readonly topic: string;
  readonly claims: readonly Claim[];
  readonly why: string;
};

export const conflictParts = (conflicts: readonly ConflictFact[], citing: Citing): readonly ConflictPart[] =>
  conflicts.map(({ ref, topic, claims, shownFirst, why }) => ({
    ref,
    topic,
    why,
    claims: claims
      .toSorted(
        (a, b) => Number(b.position === shownFirst) - Number(a.position === shownFirst) || a.position - b.position,
      )
      .map(({ id, position, text }) => ({
        lead: position === shownFirst ? 'Shown here' : 'Also claimed',
        text,
        citations: citing.marks(id),
      })),
  }));

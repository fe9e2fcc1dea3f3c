import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { referencesIn } from '../../plans/domain/adapted-from.js';
import type { Link } from '../../shell/links.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { learningPaths } from '../../voice/pages/voice.paths.js';

/** Where the records live that somebody may name in words. */
const pathOf: Readonly<Record<string, (ref: string) => string>> = {
  EP: (ref) => episodePaths.show(ref),
  LS: (ref) => learningPaths.show(ref),
  SO: (ref) => sourcePaths.show(ref),
};

/** A link for each reference of a case, a source or something shared that stands in these words. */
export const referenceLinks = (words: string): readonly Link[] =>
  referencesIn(words).flatMap((ref) => {
    const path = pathOf[ref.slice(0, 2)];
    return path ? [{ text: ref, href: path(ref) }] : [];
  });

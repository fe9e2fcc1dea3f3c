/**
 * Counts the editions of the method by which episodes are told from judgements. Whoever changes what
 * `deriveEpisodes`, `matchEpisodes` or `standingOf` say of the same judgements adds one: at the next start every
 * episode is then worked out anew.
 */
export const derivationEdition = 3;

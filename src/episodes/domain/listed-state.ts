import { episodeStates, type EpisodeState } from './episode.js';
import { isRunning, type StandingEpisode } from './standing.js';

/**
 * The states by which lists show and filter episodes: a decided one, or what judgements say where nobody has decided.
 * "Judged not failing" is no recovery: that is a decision.
 */
export const listedStates = { ...episodeStates, not_failing: 'Judged not failing' } as const satisfies Record<
  EpisodeState | 'not_failing',
  string
>;
export type ListedState = keyof typeof listedStates;

/** A decision counts before what judgements say; without one an episode is open until it is judged not failing. */
export const listedState = (episode: StandingEpisode): ListedState =>
  episode.state ?? (isRunning(episode) ? 'open' : 'not_failing');

import { episodeStates, type EpisodeState } from './episode-state.js';
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

/**
 * A decision counts before what judgements say. Without one an episode is open until it is judged not failing, and has
 * failed again once another is its relapse.
 */
export function listedState(episode: StandingEpisode, hasRelapsed: boolean): ListedState {
  if (episode.state) return episode.state;
  if (isRunning(episode)) return 'open';
  return hasRelapsed ? 'relapsed' : 'not_failing';
}

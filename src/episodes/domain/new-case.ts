import type { Period } from '../../kernel/period.js';
import type { CaseDecision } from './moving-a-case.js';
import type { RecoveryBasis } from './episode.js';
import type { CloseReason, EpisodeState } from './episode-state.js';

/** What an entry in the story of a case tells. */
export const moveKinds = {
  opened: 'Opened',
  taken_up: 'Taken up',
  moved: 'Moved',
  paused: 'Paused',
  resumed: 'Taken up again',
  relapsed: 'Failed again',
  restored: 'Put back to recovered',
} as const;
export type MoveKind = keyof typeof moveKinds;

export type NewMove = {
  readonly kind: MoveKind;
  readonly from: EpisodeState | null;
  readonly to: EpisodeState | null;
  readonly on: Period;
  readonly why: string | null;
  readonly decision?: CaseDecision | null;
  readonly basis?: RecoveryBasis | CloseReason | null;
  readonly automatic?: boolean;
  readonly otherId?: string | null;
};

export type NewPersonToTell = { readonly post: string; readonly body: string; readonly email: string | null };

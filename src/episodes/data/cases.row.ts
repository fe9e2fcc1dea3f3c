import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { TriggerKind } from '../domain/episode.js';
import type { EpisodeState } from '../domain/episode-state.js';
import type { MoveKind } from '../domain/new-case.js';

/** A case as those see it who run it. Dates are text, exactly as they are known. */
export type CaseRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly parentId: string | null;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly title: string;
  readonly origin: string;
  readonly summary: string | null;
  /** Null: nobody runs it. */
  readonly status: EpisodeState | null;
  readonly statusReason: string | null;
  readonly state: string;
  readonly onsetOn: string | null;
  readonly onsetBasis: string | null;
  readonly triggerKind: TriggerKind;
  readonly triggerOn: string;
  readonly triggerInterventionId: string | null;
  readonly notFailingOn: string | null;
  readonly recoveredOn: string | null;
  readonly recoveryBasis: string | null;
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  readonly pausedOn: CalendarDay | null;
  readonly pauseReason: string | null;
  readonly watchUntil: CalendarDay | null;
  readonly derivedTriggerOn: string | null;
  readonly derivedNotFailingOn: string | null;
  readonly derivedGoodOn: string | null;
  /** The episode that it relapsed from, and the one in which it failed again. */
  readonly relapseOfRef: string | null;
  readonly failedAgainRef: string | null;
  /** Whom to tell, how many of them were told, and how many requests to step up or down wait. */
  readonly people: number;
  readonly told: number;
  readonly requestsWaiting: number;
  /** 1 where an inspectorate of the reach that was asked with has looked at this work. */
  readonly isLookedAt: number;
  readonly version: number;
  readonly recordedAt: string;
};

export type MoveRow = {
  readonly id: string;
  readonly position: number;
  readonly kind: MoveKind;
  readonly fromState: EpisodeState | null;
  readonly toState: EpisodeState | null;
  readonly occurredOn: string;
  readonly why: string | null;
  readonly decisionBody: string | null;
  readonly decisionBy: string | null;
  readonly decisionOn: string | null;
  readonly decisionRef: string | null;
  readonly basis: string | null;
  readonly automatic: number;
  readonly otherRef: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** The name of whoever wrote it down, where it was a person. */
  readonly recorder: string | null;
};

export type PersonRow = {
  readonly id: string;
  readonly post: string;
  readonly body: string;
  readonly email: string | null;
  readonly toldOn: string | null;
  readonly version: number;
};

export type FactRow = {
  readonly role: string;
  readonly recordKind: string;
  readonly recordId: string;
  readonly level: number | null;
};

export type OpeningRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly answers: string;
  readonly episodeRef: string | null;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type CandidateBody = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly kind: string;
  readonly region: string | null;
};

/** An episode that judgements tell and nobody runs. */
export type UntoldRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly triggerInspectionId: string | null;
  readonly triggerOn: string;
  readonly notFailingOn: string | null;
};

/** A case of the same work that somebody runs already, or that judgements tell and nobody runs. */
export type SameWorkRow = { readonly ref: string; readonly status: EpisodeState | null; readonly state: string };

import type { Period } from '../../kernel/period.js';
import type { NewFact, SourceUse } from '../../sources/domain/new-fact.js';
import type { RecordKind } from '../../sources/domain/record-kinds.js';
import type { Cause } from '../../vocabulary/domain/causes.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { Impact } from '../../vocabulary/domain/impacts.js';

/** As what a fact belongs to an episode. */
export const episodeFactRoles = {
  warning: 'Warning sign',
  first_warning: 'First warning sign',
  peer: 'Help from peers',
  intervention: 'Intervention',
  lighter_cover: 'Lighter cover after the exit',
  later: 'Later judgement',
  continues_in: 'Continues in',
  check: 'Check after the exit',
  trigger: 'Support trigger',
  event: 'Event',
  change: 'Structural change',
  plan: 'Sustainability plan',
} as const;
export type EpisodeFactRole = keyof typeof episodeFactRoles;

export type NewEpisodeFact = {
  readonly role: EpisodeFactRole;
  readonly recordKind: RecordKind;
  readonly recordId: string;
  readonly level?: number | null;
  readonly note?: string | null;
  readonly sources?: readonly SourceUse[];
};

type SourcedText = { readonly text: string; readonly sources?: readonly SourceUse[] };

/** A failure episode as a person or the shipped library tells it. What judgements alone say is worked out beside it. */
export type NewEpisode = NewFact & {
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit?: string | null;
  readonly title: string;
  readonly origin: 'library' | 'person';
  readonly summary?: string | null;
  /** The managed state; null: nobody has recorded a decision. */
  readonly status?: 'open' | 'in_intervention' | 'monitoring' | 'recovered' | 'relapsed' | 'closed' | null;
  readonly statusReason?: string | null;
  readonly onset?: { readonly on: Period | null; readonly basis: string; readonly sources?: readonly SourceUse[] };
  readonly triggerKind: 'judgement' | 'formal_notice' | 'self_declaration';
  readonly triggerInspectionId?: string | null;
  readonly triggerInterventionId?: string | null;
  readonly triggerOn: Period;
  readonly notFailingInspectionId?: string | null;
  readonly notFailingOn?: Period | null;
  readonly goodInspectionId?: string | null;
  readonly goodOn?: Period | null;
  readonly recoveredOn?: Period | null;
  readonly recoveryBasis?: 'judgement' | 'intervention_lifted' | 'both' | 'self_declared' | null;
  readonly interventionEndedOn?: Period | null;
  readonly endedInterventionId?: string | null;
  readonly endedNote?: string | null;
  readonly closedOn?: Period | null;
  readonly closeReason?: 'recovered' | 'merged' | 'abolished' | 'transferred' | 'entered_in_error' | null;
  readonly successorId?: string | null;
  readonly impacts?: readonly (SourcedText & { readonly impact: Impact })[];
  readonly causes?: readonly (SourcedText & { readonly cause: Cause })[];
  readonly facts?: readonly NewEpisodeFact[];
};

/** That an episode is a relapse of an earlier one, as a person or the library reads it. */
export type NewRelapse = { readonly episodeId: string; readonly relapseOfId: string };

export type NewOutcome = NewFact & {
  readonly organisationId: string;
  readonly episodeId?: string | null;
  readonly state: string;
  readonly occurredOn?: Period | null;
  readonly text: string;
};

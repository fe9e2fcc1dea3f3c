import type { RecoveryRow } from '../recovery-record.js';

/** What the package says of an episode beside what time to recovery asks. */
export type PackageEpisodeRow = Pick<RecoveryRow, 'id' | 'ref'> & {
  readonly organisationId: string;
  readonly organisationRef: string;
  readonly unit: string | null;
  readonly state: string;
  readonly status: string | null;
  readonly recoveryBasis: string | null;
  readonly onsetOn: string | null;
  readonly watchUntil: string | null;
  readonly triggerInspectionRef: string | null;
  readonly notFailingInspectionRef: string | null;
  readonly relapseOfRef: string | null;
  readonly byArea: number;
  readonly verified: number;
  readonly inferred: number;
  readonly recordedAt: string;
};

export type PackageOrganisationRow = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly sector: string;
  readonly region: string | null;
  readonly country: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly website: string | null;
  readonly recordedAt: string;
};
export type CodeRow = { readonly organisationId: string; readonly scheme: string; readonly value: string };

export type PackageLinkRow = {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly type: string;
  readonly onDate: string | null;
  readonly verified: number;
  readonly recordedAt: string;
};

export type PackageJudgementRow = {
  readonly inspectionId: string;
  readonly inspectionRef: string;
  readonly position: number;
  readonly organisationId: string;
  readonly framework: string | null;
  readonly frameworkInferred: number;
  readonly inspectorate: string;
  readonly inspectionType: string;
  readonly episodeArea: string | null;
  readonly area: string | null;
  readonly areaLabel: string;
  readonly isOverall: number;
  readonly unit: string | null;
  readonly scale: string | null;
  readonly label: string | null;
  readonly ordinal: number | null;
  readonly band: string | null;
  readonly isFailing: number | null;
  readonly absence: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string | null;
  readonly judgedOn: string | null;
  readonly judgedDay: string | null;
  readonly knownOn: string | null;
  readonly edition: number;
  readonly supersededBy: string | null;
  readonly reportUrl: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly recordedAt: string;
};

export type FactKind = 'intervention' | 'support' | 'warning' | 'structure' | 'post' | 'event';

/** A dated fact of a body: what of it does not apply is null. */
export type PackageFactRow = {
  readonly fact: FactKind;
  readonly id: string;
  readonly ref: string | null;
  readonly organisationId: string;
  readonly kind: string;
  readonly level: number | null;
  readonly basis: string | null;
  readonly by: string | null;
  readonly text: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** When it was agreed, answered or planned to end: by its kind. */
  readonly otherOn: string | null;
  readonly reason: string | null;
  readonly knownOn: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly recordedAt: string;
};

/** That a fact belongs to an episode. `level`: as far as it concerns that episode. */
export type EpisodeFactRow = {
  readonly episodeId: string;
  readonly recordId: string;
  readonly role: string;
  readonly level: number | null;
};

export type PackageVersionRow = {
  readonly planRef: string;
  readonly organisationId: string;
  readonly episodeId: string | null;
  readonly number: number;
  readonly agreedOn: string;
  readonly frozen: string;
};

export type PackageReviewRow = {
  readonly id: string;
  readonly ref: string;
  readonly boardRef: string;
  readonly boardName: string;
  readonly organisationId: string;
  readonly heldOn: string;
  readonly quorate: number | null;
  readonly publicOn: string;
};

export type PackageSourceRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly publishedOn: string | null;
  readonly accessedOn: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly licence: string | null;
  readonly kind: string;
  readonly tier: string | null;
  readonly verified: number;
};

export type PackageCitationRow = {
  readonly recordId: string;
  readonly recordKind: string;
  readonly sourceRef: string;
  readonly field: string | null;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly position: number;
};

/** A fault that the record knows of: a gap, or claims that disagree. */
export type PackageFaultRow = {
  readonly kind: 'gap' | 'conflict';
  readonly id: string;
  readonly ref: string | null;
  readonly recordId: string;
  readonly position: number;
  readonly text: string;
};

export type HeadcountRow = { readonly organisationId: string; readonly on: string; readonly value: number };

export type MeasureDefinitionRow = { readonly ref: string; readonly edition: number; readonly text: string };

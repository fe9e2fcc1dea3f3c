/** A body as the page for editing it shows it. */
export type EditableOrganisationRow = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly kindText: string | null;
  readonly sector: string;
  readonly region: string | null;
  readonly country: string | null;
  readonly parentId: string | null;
  readonly parentName: string | null;
  readonly parentSlug: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly statusNote: string | null;
  readonly website: string | null;
  readonly version: number;
};

export type PostRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly post: string;
  readonly holderName: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly interim: number | null;
  readonly leavingPlanned: number | null;
  readonly version: number;
};

/** An object whose history may be asked for. */
export type HistoryObjectRow = {
  readonly id: string;
  /** Under which acts may have named it besides its id: its reference or key. */
  readonly ref: string | null;
  readonly title: string;
  readonly visibility: string;
  readonly publishedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly organisationId: string | null;
  /** 1 when the body that it belongs to may be seen by all, or when it belongs to none. */
  readonly ofOpenBody: number;
  readonly inspectorateId: string | null;
  /** What its own page is called by in an address; null where it has no page. */
  readonly place: string | null;
};

/** What an id in the trail stands for. */
export type NamedIdRow = { readonly id: string; readonly name: string };

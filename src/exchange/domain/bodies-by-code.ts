import type { ImportedBody, OwnCode } from './read-row.js';

/** A body as an import at scale meets it, with what this import already added to it. */
export type KnownBody = {
  readonly id: string;
  readonly kind: string;
  name: string;
  kindText: string | null;
  region: string | null;
  openedOn: string | null;
  closedOn: string | null;
  readonly names: Set<string>;
  readonly codes: Set<string>;
  /** Registered by this import: no judgement of it can be on the record from before. */
  readonly isFresh: boolean;
};

export const codeKey = ({ scheme, value }: OwnCode): string => `${scheme} ${value}`;

/** The bodies that an import has met so far, by every code that they have. A code is one body's. */
export class BodiesByCode {
  readonly #byCode = new Map<string, KnownBody>();
  readonly #byId = new Map<string, KnownBody>();

  add(body: KnownBody): void {
    this.#byId.set(body.id, body);
    for (const code of body.codes) if (!this.#byCode.has(code)) this.#byCode.set(code, body);
  }

  byId(id: string): KnownBody | undefined {
    return this.#byId.get(id);
  }

  /** By its publisher's own number first, then by any other code. */
  match({ codes }: Pick<ImportedBody, 'codes'>): KnownBody | null {
    for (const code of codes) {
      const body = this.#byCode.get(codeKey(code));
      if (body) return body;
    }
    return null;
  }
}

export type BodyAdditions = {
  readonly codes: readonly OwnCode[];
  readonly names: readonly { readonly name: string; readonly kind: 'official' | 'alias' | 'published' }[];
  /** The name that takes the place of one that stood in for it. */
  readonly firstName: string | null;
  readonly details: {
    readonly kindText: string | null;
    readonly region: ImportedBody['region'];
    readonly openedOn: string | null;
    readonly closedOn: string | null;
  } | null;
};

/**
 * What a row adds to a body that is there, or null where it adds nothing. What the record has already stays; a name
 * that only stood in for one (`isStandIn`) gives way.
 */
export function additionsOf(
  body: KnownBody,
  told: ImportedBody,
  isStandIn: (name: string) => boolean,
): BodyAdditions | null {
  const codes = told.codes.filter((code) => !body.codes.has(codeKey(code)));
  const firstName = told.isNamed && isStandIn(body.name) ? told.name : null;
  const spelt = new Set([...body.names].map((name) => name.toLowerCase()));
  const names = [
    ...(told.officialName === null ? [] : [{ name: told.officialName, kind: 'official' as const }]),
    ...told.names.map((name) => ({ name, kind: 'alias' as const })),
  ]
    .filter(({ name }) => name !== firstName && !spelt.has(name.toLowerCase()))
    .map((each) => ({ ...each, kind: each.kind === 'official' ? ('published' as const) : each.kind }));
  const details = {
    kindText: body.kindText === null ? told.kindText : null,
    region: body.region === null ? told.region : null,
    openedOn: body.openedOn === null ? told.openedOn : null,
    closedOn: body.closedOn === null ? told.closedOn : null,
  };
  const hasDetails = Object.values(details).some((detail) => detail !== null);
  if (codes.length + names.length === 0 && firstName === null && !hasDetails) return null;
  return { codes, names, firstName, details: hasDetails ? details : null };
}

/** Notes on the body what a row added to it. */
export function take(body: KnownBody, { codes, names, firstName, details }: BodyAdditions): void {
  for (const code of codes) body.codes.add(codeKey(code));
  for (const { name } of names) body.names.add(name);
  if (firstName !== null) {
    body.names.add(firstName);
    body.name = firstName;
  }
  body.kindText ??= details?.kindText ?? null;
  body.region ??= details?.region ?? null;
  body.openedOn ??= details?.openedOn ?? null;
  body.closedOn ??= details?.closedOn ?? null;
}

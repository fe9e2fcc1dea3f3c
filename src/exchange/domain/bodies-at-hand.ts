import { councilKey } from './match-names.js';

/** A council on the record, or a service of one, as far as matching needs it. */
export type BodyAtHand = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly sector: string;
  readonly parentId: string | null;
  readonly region: string | null;
  readonly closedOn: string | null;
  readonly openedOn: string | null;
  readonly names: readonly { readonly name: string; readonly kind: string }[];
  readonly codes: readonly { readonly scheme: string; readonly value: string }[];
};

export type Wanted = {
  readonly codes: readonly { readonly scheme: string; readonly value: string }[];
  readonly names: readonly string[];
  /** The scheme in which the publisher numbers its own bodies: one body has one such number. */
  readonly scheme: string;
  readonly closed: boolean;
};

export type BodyMatch =
  | { readonly found: 'one'; readonly body: BodyAtHand }
  | { readonly found: 'none' }
  | { readonly found: 'several'; readonly names: readonly string[] };

/**
 * The councils on the record, to be asked by code and by name. By code first: a code is one body's. Then by any of
 * its names, reduced to what tells councils apart; open bodies before closed ones; never a body that already has
 * another number of the same publisher.
 */
export class BodiesAtHand {
  readonly #bodies = new Map<string, BodyAtHand>();
  readonly #byCode = new Map<string, string>();
  readonly #byName = new Map<string, Set<string>>();

  constructor(bodies: readonly BodyAtHand[]) {
    for (const body of bodies) this.add(body);
  }

  /** Adds a body, or what is new about one. */
  add(body: BodyAtHand): void {
    this.#bodies.set(body.id, body);
    if (body.kind !== 'council') return;
    for (const { scheme, value } of body.codes) this.#byCode.set(`${scheme} ${value}`, body.id);
    for (const name of [body.name, ...body.names.map((each) => each.name)]) {
      const key = councilKey(name);
      this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(body.id));
    }
  }

  match(wanted: Wanted): BodyMatch {
    for (const { scheme, value } of wanted.codes) {
      const body = this.#bodies.get(this.#byCode.get(`${scheme} ${value}`) ?? '');
      if (body) return { found: 'one', body };
    }
    const named = new Map<string, BodyAtHand>();
    for (const name of wanted.names)
      for (const id of this.#byName.get(councilKey(name)) ?? []) {
        const body = this.#bodies.get(id);
        if (body && !hasAnotherNumber(body, wanted)) named.set(id, body);
      }
    const alike = [...named.values()].filter(({ closedOn }) => (closedOn !== null) === wanted.closed);
    const [first, second] = alike.length > 0 ? alike : [...named.values()];
    if (!first) return { found: 'none' };
    if (second) return { found: 'several', names: [...named.values()].map(({ name }) => name) };
    return { found: 'one', body: first };
  }

  /** Where judgements of a council's children's services belong: its service, where that is a body of its own. */
  childrensServicesOf(body: BodyAtHand): BodyAtHand {
    const own = [...this.#bodies.values()].filter(
      ({ parentId, kind, sector }) => parentId === body.id && kind === 'council_service' && sector === 'children',
    );
    return own.length === 1 ? own[0] : body;
  }
}

function hasAnotherNumber(body: BodyAtHand, { scheme, codes }: Wanted): boolean {
  const wanted = codes.filter((code) => code.scheme === scheme).map(({ value }) => value);
  const held = body.codes.filter((code) => code.scheme === scheme).map(({ value }) => value);
  return wanted.length > 0 && held.length > 0 && !held.some((value) => wanted.includes(value));
}

import type { Period } from '../../kernel/period.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';

/** A relation between two bodies, read "from … to". */
export type OrganisationLinkFact = {
  readonly fromId: string;
  readonly toId: string;
  readonly type: OrganisationLinkType;
  readonly on: Period | null;
};

/** How bodies continue, hold and serve one another, ready to be asked. */
export type Lineage = {
  /** The body and all that it continues or is continued by. Two bodies merged into a third continue it, not each other. */
  readonly lineageOf: (organisationId: string) => ReadonlySet<string>;
  /** The parts of the body, and their parts: services of a council. Without the body itself. */
  readonly servicesWithin: (organisationId: string) => ReadonlySet<string>;
  /** The bodies that it is a part of, nearest first. Without the body itself. */
  readonly bodiesAround: (organisationId: string) => ReadonlySet<string>;
  /**
   * The body that answers for what this one does: the council whose services a trust delivers, as long as it delivers
   * for that council alone; otherwise the body itself.
   */
  readonly answersFor: (organisationId: string) => string;
};

type Direction = 'onwards' | 'back';

/** Whether a relation says that `to` continues `from`, that `from` continues `to`, or neither. */
const continues: Readonly<Record<OrganisationLinkType, Direction | null>> = {
  predecessor: 'onwards',
  successor: 'back',
  replaced_by: 'onwards',
  acquired_by: 'onwards',
  absorbed_by: 'onwards',
  merged_into: 'onwards',
  transferred_to: 'onwards',
  delivers_for: 'onwards',
  parent: null,
};

/**
 * The links of any number of bodies, as a `Lineage`. Relations may go round in a circle (a trust that delivers for a
 * council and is absorbed by it): every body is visited once.
 *
 * Links are read "from … to": `A predecessor B` says that A came before B, `A successor B` that A came after B.
 */
export function lineageFrom(links: readonly OrganisationLinkFact[]): Lineage {
  const onwards = new Neighbours();
  const back = new Neighbours();
  const parents = new Neighbours();
  const parts = new Neighbours();
  const delivers = new Neighbours();
  for (const { fromId, toId, type } of links) {
    if (fromId === toId) continue;
    const direction = continues[type];
    const [earlier, later] = direction === 'back' ? [toId, fromId] : [fromId, toId];
    if (direction) {
      onwards.add(earlier, later);
      back.add(later, earlier);
    }
    if (type === 'parent') {
      parents.add(fromId, toId);
      parts.add(toId, fromId);
    }
    if (type === 'delivers_for') delivers.add(fromId, toId);
  }
  return {
    lineageOf: (id) => new Set([id, ...reachedFrom(id, onwards), ...reachedFrom(id, back)]),
    servicesWithin: (id) => reachedFrom(id, parts),
    bodiesAround: (id) => reachedFrom(id, parents),
    answersFor: (id) => onlyOne(delivers.of(id)) ?? id,
  };
}

/** The body and all that it continues or is continued by, from these links alone. */
export const lineageOf = (organisationId: string, links: readonly OrganisationLinkFact[]): ReadonlySet<string> =>
  lineageFrom(links).lineageOf(organisationId);

/** The parts of the body and their parts, from these links alone. */
export const servicesWithin = (organisationId: string, links: readonly OrganisationLinkFact[]): ReadonlySet<string> =>
  lineageFrom(links).servicesWithin(organisationId);

class Neighbours {
  private readonly byId = new Map<string, Set<string>>();

  add(from: string, to: string): void {
    const known = this.byId.get(from);
    if (known) known.add(to);
    else this.byId.set(from, new Set([to]));
  }

  of(id: string): ReadonlySet<string> {
    return this.byId.get(id) ?? nobody;
  }
}

const nobody: ReadonlySet<string> = new Set();

const onlyOne = (ids: ReadonlySet<string>): string | null => (ids.size === 1 ? ([...ids][0] ?? null) : null);

/** Everything reached by following neighbours, without the start; each once, nearest first. */
function reachedFrom(start: string, neighbours: Neighbours): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const id of seen) for (const next of neighbours.of(id)) seen.add(next);
  seen.delete(start);
  return seen;
}

/** For bodies without any relation: each stands alone. */
export const noLineage: Lineage = lineageFrom([]);

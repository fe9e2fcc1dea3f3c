import { type Lineage, lineageFrom, type OrganisationLinkFact } from '../../organisations/domain/lineage.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import type { Body, BodyLink } from './dossier.js';

type Relations = { readonly bodies: readonly Body[]; readonly links: readonly BodyLink[] };

/** Parts of a body that are judged in their own right but do not answer for themselves. */
const services: readonly string[] = ['council_service', 'hospital_site'];

/** How the bodies continue, serve and hold one another. What a body sits in today counts as a link without a date. */
export const lineageOfBodies = ({ bodies, links }: Relations): Lineage =>
  lineageFrom([
    ...links.map(({ fromId, toId, type, on }): OrganisationLinkFact => ({
      fromId,
      toId,
      type: type as OrganisationLinkType,
      on,
    })),
    ...bodies.flatMap(({ id, parentId }): OrganisationLinkFact[] =>
      parentId ? [{ fromId: id, toId: parentId, type: 'parent', on: null }] : [],
    ),
  ]);

/**
 * Ids of the bodies whose facts belong on the page of `self`: itself first, then what it continues, what continues it,
 * who delivers for it, and the services within these. Schools of a school trust and the like have pages of their own.
 */
export function familyOf(self: Body, relations: Relations): readonly string[] {
  const lineage = lineageOfBodies(relations);
  const kinds = new Map(relations.bodies.map(({ id, kind }) => [id, kind]));
  const line = [...lineage.lineageOf(self.id)];
  const within = line.flatMap((id) =>
    [...lineage.servicesWithin(id)].filter((service) => services.includes(kinds.get(service) ?? '')),
  );
  return [...new Set([self.id, ...line, ...within])].filter((id) => kinds.has(id));
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { parsePeriod } from '../../kernel/period.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import type { OrganisationLinkFact } from '../domain/lineage.js';
import { ofOpenBody } from './open-bodies.js';

type LinkRow = {
  fromId: string;
  toId: string;
  type: OrganisationLinkType;
  onDate: string | null;
  /** 1 where the public may see the link and both bodies. */
  isOpen: number;
};

const openLink = sql`CASE WHEN organisation_link.visibility = 'public' AND ${ofOpenBody('organisation_link.from_id')}
                 AND ${ofOpenBody('organisation_link.to_id')} THEN 1 ELSE 0 END`;
const openParent = sql`CASE WHEN ${ofOpenBody('organisation.id')} AND ${ofOpenBody('organisation.parent_id')}
                 THEN 1 ELSE 0 END`;

/** More bodies than this, and reading every link is cheaper than following them. */
const manyBodies = 400;

/** Bodies and how they hang together. */
export type Surroundings = {
  /** The bodies asked about, those that they continue or that continue them, and all their parts. */
  readonly affected: readonly string[];
  /** Those, and the bodies that they are part of with their lineages: whoever may have a say in what befell them. */
  readonly around: readonly string[];
  /** How those that the public may see hang together: a hidden body has no say in what befell another. */
  readonly links: readonly OrganisationLinkFact[];
};

@Injectable()
export class LineageQueries {
  constructor(private readonly db: Database) {}

  /** A walk starts from at most a few hundred bodies at a time, or reads every link once for all of them. */
  async walker(bodies: number): Promise<(ids: readonly string[]) => Promise<Surroundings>> {
    if (bodies <= manyBodies) return (ids) => walk(ids, (frontier) => this.#touching(frontier));
    const index = indexed(await this.#all());
    return (ids) => walk(ids, async (frontier) => frontier.flatMap((id) => index.get(id) ?? []));
  }

  #touching(ids: readonly string[]): Promise<LinkRow[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<LinkRow>(sql`
        SELECT organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId", organisation_link.type,
               organisation_link.on_date AS "onDate", ${openLink} AS "isOpen"
          FROM organisation_link
         WHERE organisation_link.from_id IN (${list(chunk)}) AND organisation_link.withdrawn_at IS NULL
         UNION
        SELECT organisation_link.from_id, organisation_link.to_id, organisation_link.type, organisation_link.on_date,
               ${openLink}
          FROM organisation_link
         WHERE organisation_link.to_id IN (${list(chunk)}) AND organisation_link.withdrawn_at IS NULL
         UNION
        SELECT organisation.id, organisation.parent_id, 'parent', NULL, ${openParent}
          FROM organisation
         WHERE organisation.id IN (${list(chunk)}) AND organisation.parent_id IS NOT NULL
         UNION
        SELECT organisation.id, organisation.parent_id, 'parent', NULL, ${openParent}
          FROM organisation
         WHERE organisation.parent_id IN (${list(chunk)})`),
    );
  }

  #all(): Promise<LinkRow[]> {
    return this.db.rows<LinkRow>(sql`
      SELECT organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId", organisation_link.type,
             organisation_link.on_date AS "onDate", ${openLink} AS "isOpen"
        FROM organisation_link
       WHERE organisation_link.withdrawn_at IS NULL
       UNION ALL
      SELECT organisation.id, organisation.parent_id, 'parent', NULL, ${openParent}
        FROM organisation
       WHERE organisation.parent_id IS NOT NULL`);
  }
}

type Touching = (ids: readonly string[]) => Promise<readonly LinkRow[]>;

function indexed(rows: readonly LinkRow[]): ReadonlyMap<string, readonly LinkRow[]> {
  const index = new Map<string, LinkRow[]>();
  for (const row of rows)
    for (const id of [row.fromId, row.toId]) {
      const known = index.get(id);
      if (known) known.push(row);
      else index.set(id, [row]);
    }
  return index;
}

/** Down first, to the parts of each body; then up, to what they are part of. Lineages are followed both ways throughout. */
async function walk(ids: readonly string[], touching: Touching): Promise<Surroundings> {
  const links = new Map<string, LinkRow>();
  const affected = await reach(new Set(ids), links, touching, 'down');
  const around = await reach(new Set(affected), links, touching, 'up');
  return {
    affected: [...affected],
    around: [...around],
    links: [...links.values()]
      .filter(({ isOpen }) => isOpen === 1)
      .map(({ fromId, toId, type, onDate }) => ({
        fromId,
        toId,
        type,
        on: onDate ? parsePeriod(onDate) : null,
      })),
  };
}

async function reach(
  seen: Set<string>,
  links: Map<string, LinkRow>,
  touching: Touching,
  way: 'down' | 'up',
): Promise<ReadonlySet<string>> {
  for (let frontier = [...seen]; frontier.length > 0;) {
    const here = new Set(frontier);
    const leads = ({ fromId, toId, type }: LinkRow): boolean =>
      type !== 'parent' || here.has(way === 'down' ? toId : fromId);
    const rows = (await touching(frontier)).filter(leads);
    for (const row of rows) links.set(JSON.stringify([row.fromId, row.toId, row.type, row.isOpen]), row);
    frontier = [...new Set(rows.flatMap(({ fromId, toId }) => [fromId, toId]))].filter((id) => !seen.has(id));
    for (const id of frontier) seen.add(id);
  }
  return seen;
}

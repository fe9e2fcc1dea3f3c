import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../kernel/period.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import type {
  NewCode,
  NewName,
  NewOrganisation,
  OrganisationDetails,
} from '../organisations/domain/new-organisation.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import type { NewSourceLink } from '../sources/domain/new-source.js';
import { SourcesService } from '../sources/sources.service.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import type { BodyAtHand } from './domain/bodies-at-hand.js';
import type { ImportedBody } from './domain/read-row.js';
import { type Landing, lineOf } from './landing.js';

/** A council as a register knows it. */
export type RegisteredBody = ImportedBody & { readonly line: number };

type Additions = {
  readonly codes: (NewCode & { readonly organisationId: string })[];
  readonly names: (NewName & { readonly organisationId: string })[];
  readonly details: (OrganisationDetails & { readonly organisationId: string })[];
  readonly links: NewSourceLink[];
};

/** Lands rows of a register: codes, official names and dates for councils on the record, and councils it lacks. */
@Injectable()
export class RegisterImports {
  constructor(
    private readonly matching: ImportMatchingQueries,
    private readonly organisations: OrganisationsService,
    private readonly describing: DescribingOrganisationsService,
    private readonly sources: SourcesService,
  ) {}

  async land(landing: Landing, rows: readonly RegisteredBody[]): Promise<void> {
    if (rows.length === 0) return;
    const { bodies } = landing;
    const isClosed = landing.profile.data.body.strangers === 'refuse';
    const strangers = new Map<string, RegisteredBody>();
    const additions: Additions = { codes: [], names: [], details: [], links: [] };
    // Councils that still exist come first, so that the body of today meets today's row.
    for (const row of rows.toSorted((a, b) => Number(a.closedOn !== null) - Number(b.closedOn !== null))) {
      const match = bodies.match({
        codes: row.codes,
        names: [...(row.officialName ? [row.officialName] : []), ...row.names],
        scheme: row.scheme,
        closed: row.closedOn !== null,
      });
      if (match.found === 'several') {
        const text = `Several councils on the record are called so: ${match.names.join('; ')}. Add a code to the right one first`;
        landing.tally.refused.push({ line: row.line, column: null, text });
      } else if (match.found === 'one') bodies.add(complete(landing, match.body, row, additions));
      else if (isClosed) landing.tally.refused.push(unknownBody(row));
      else meetStranger(landing, row, strangers);
    }
    await this.#add(landing, additions);
    await this.#register(landing, [...new Set(strangers.values())]);
    for (const { links, line } of rows) landing.links.push(...links.map((link) => ({ ...link, line })));
  }

  async #add({ actor }: Landing, { codes, names, details, links }: Additions): Promise<void> {
    if (codes.length > 0) await this.describing.codeMany(actor, codes);
    if (names.length > 0) await this.describing.nameMany(actor, names);
    await this.describing.completeMany(actor, details);
    await this.sources.linkMany(links);
  }

  async #register(landing: Landing, rows: readonly RegisteredBody[]): Promise<void> {
    const councils = rows.map((row): NewOrganisation => ({
      name: row.name === '' ? numberOf(row) : row.name,
      kind: 'council',
      sector: 'councils',
      region: row.region,
      country: row.country,
      openedOn: when(row.openedOn),
      closedOn: when(row.closedOn),
      names: row.names.filter((name) => name !== row.name).map((name) => ({ name, kind: 'alias' as const })),
      codes: row.codes.map((code) => ({ ...code, verified: true })),
      verified: true,
      sources: [lineOf(landing.sourceId, row.line)],
    }));
    const made = await this.organisations.registerMany(landing.actor, councils);
    landing.tally.bodiesCreated += made.length;
    landing.tally.created += made.length;
    for (const [index, { id }] of made.entries()) {
      const row = rows[index];
      landing.bodies.add({
        id,
        name: councils[index].name,
        kind: 'council',
        sector: 'councils',
        parentId: null,
        region: row.region,
        openedOn: row.openedOn,
        closedOn: row.closedOn,
        names: councils[index].names ?? [],
        codes: row.codes,
      });
    }
  }
}

/** A row of a publication that describes bodies of the record, about one that is not there. */
export const unknownBody = ({ line, name, code, scheme }: RegisteredBody) => ({
  line,
  column: null,
  text: `No council on the record is ${code === '' ? `called ${name}` : `${scheme} ${code}`}. Bring in a register of councils first`,
});

/** A council that the record lacks. A second row with one of its codes is the same council. */
function meetStranger({ tally }: Landing, row: RegisteredBody, strangers: Map<string, RegisteredBody>): void {
  const twin = row.codes.map(({ scheme, value }) => strangers.get(`${scheme} ${value}`)).find(Boolean);
  if (twin) {
    tally.refused.push({
      line: row.line,
      column: null,
      text: `A code of this row stands on line ${twin.line} already`,
    });
    return;
  }
  for (const { scheme, value } of row.codes) strangers.set(`${scheme} ${value}`, row);
}

/** Notes what the row adds to the body, and gives the body with it. What the record has already stays as it is. */
function complete(
  { sourceId, tally }: Landing,
  body: BodyAtHand,
  row: RegisteredBody,
  additions: Additions,
): BodyAtHand {
  const organisationId = body.id;
  const codes = row.codes.filter(
    ({ scheme, value }) => !body.codes.some((held) => held.scheme === scheme && held.value === value),
  );
  const spelt = new Set([body.name, ...body.names.map(({ name }) => name)].map((name) => name.toLowerCase()));
  const names = [
    ...(row.officialName ? [{ name: row.officialName, kind: 'official' as const }] : []),
    ...row.names.map((name) => ({ name, kind: 'alias' as const })),
  ].filter(
    ({ name }, index, all) => !spelt.has(name.toLowerCase()) && all.findIndex((each) => each.name === name) === index,
  );
  const region = body.region ? null : row.region;
  const openedOn = body.openedOn ? null : row.openedOn;
  const closedOn = body.closedOn ? null : row.closedOn;
  if (codes.length + names.length === 0 && !region && !openedOn && !closedOn) {
    tally.unchanged += 1;
    return body;
  }
  const source = lineOf(sourceId, row.line);
  additions.codes.push(...codes.map((code) => ({ ...code, organisationId, verified: true, sources: [source] })));
  additions.names.push(...names.map((name) => ({ ...name, organisationId })));
  if (region || openedOn || closedOn)
    additions.details.push({
      organisationId,
      region,
      country: row.country,
      openedOn: when(openedOn),
      closedOn: when(closedOn),
    });
  additions.links.push({ recordKind: 'organisation', recordId: organisationId, ...source });
  tally.enriched += 1;
  return {
    ...body,
    names: [...body.names, ...names],
    codes: [...body.codes, ...codes],
    region: body.region ?? row.region,
    openedOn: body.openedOn ?? row.openedOn,
    closedOn: body.closedOn ?? row.closedOn,
  };
}

const numberOf = (row: RegisteredBody): string => row.code || `line ${row.line}`;

const when = (on: string | null) => (on === null ? null : parsePeriod(on));

import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../kernel/period.js';
import { OrganisationMatchingQueries } from '../organisations/data/organisation-matching.queries.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import { slugOf } from '../organisations/domain/names.js';
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
import { additionsOf, BodiesByCode, codeKey, type KnownBody, take } from './domain/bodies-by-code.js';
import type { ImportedBody, ImportedRow } from './domain/read-row.js';
import { type Landing, lineOf, type RowOutcome } from './landing.js';

type Of<Item> = Item & { readonly organisationId: string };

export type PlacedRow = { readonly row: ImportedRow; readonly body: KnownBody; outcome: RowOutcome };

/** Lands what thousands of rows tell of bodies that their publisher numbers: each is met by its codes, or registered. */
@Injectable()
export class BodyImports {
  constructor(
    private readonly matching: ImportMatchingQueries,
    private readonly organisationMatching: OrganisationMatchingQueries,
    private readonly organisations: OrganisationsService,
    private readonly describing: DescribingOrganisationsService,
    private readonly sources: SourcesService,
  ) {}

  /**
   * Finds the body of each row, or registers it, and adds what the record lacks. `standIns`: the forms of names that
   * stand in for one. Rows come back in their order; one about a body that may not be registered is refused.
   */
  async land(
    landing: Landing,
    known: BodiesByCode,
    told: readonly ImportedRow[],
    standIns: readonly string[],
  ): Promise<PlacedRow[]> {
    const rows = await this.#inTheirRegions(told);
    await this.#meet(known, rows);
    const strangers = new Map<string, ImportedRow>();
    const isClosed = landing.profile.data.body.strangers === 'refuse';
    const kept = rows.filter((row) => {
      if (known.match(row.body)) return true;
      if (isClosed) {
        landing.tally.refused.push(unknown(row));
        return false;
      }
      const key = row.body.code;
      const first = strangers.get(key);
      // The first row that has a name speaks for a body that stands on several.
      if (!first || (!first.body.isNamed && row.body.isNamed)) strangers.set(key, row);
      return true;
    });
    await this.#register(landing, known, [...strangers.values()]);
    const firsts = new Set(strangers.values());
    return this.#complete(landing, known, kept, firsts, standIns);
  }

  /** Rows that name an authority and no region, with the region of that authority where it is on the record. */
  async #inTheirRegions(rows: readonly ImportedRow[]): Promise<readonly ImportedRow[]> {
    const authorities = rows.flatMap(({ body }) => body.within ?? []);
    if (authorities.length === 0) return rows;
    const [{ scheme }] = authorities;
    const values = authorities.map(({ value }) => value);
    const regions = await this.matching.regionsOfAuthorities(scheme, values);
    return rows.map((row) => {
      const region = row.body.within ? regions.get(row.body.within.value) : undefined;
      return region ? { ...row, body: { ...row.body, region } } : row;
    });
  }

  /** Brings the bodies that these rows name to hand, as far as the record has them. */
  async #meet(known: BodiesByCode, rows: readonly ImportedRow[]): Promise<void> {
    const wanted = rows.filter(({ body }) => !known.match(body)).flatMap(({ body }) => body.codes);
    if (wanted.length === 0) return;
    const matches = await this.organisationMatching.byCodes(wanted);
    const ids = [...new Set(matches.map(({ organisationId }) => organisationId))].filter((id) => !known.byId(id));
    for (const body of await this.matching.heldBodies(ids))
      known.add({
        ...body,
        names: new Set([body.name, ...body.names]),
        codes: new Set(body.codes.map(codeKey)),
        isFresh: false,
      });
  }

  async #register(landing: Landing, known: BodiesByCode, rows: readonly ImportedRow[]): Promise<void> {
    const made = await this.organisations.registerMany(
      landing.actor,
      rows.map((row) => newBody(landing, row)),
    );
    landing.tally.bodiesCreated += made.length;
    for (const [index, { id }] of made.entries()) {
      const { body } = rows[index];
      known.add({
        id,
        kind: body.kind,
        name: body.name,
        kindText: body.kindText,
        region: body.region,
        openedOn: body.openedOn,
        closedOn: body.closedOn,
        names: new Set([body.name, ...body.names]),
        codes: new Set(body.codes.map(codeKey)),
        isFresh: true,
      });
    }
  }

  async #complete(
    landing: Landing,
    known: BodiesByCode,
    rows: readonly ImportedRow[],
    firsts: ReadonlySet<ImportedRow>,
    standIns: readonly string[],
  ): Promise<PlacedRow[]> {
    const { actor, sourceId } = landing;
    const codes: Of<NewCode>[] = [];
    const names: Of<NewName>[] = [];
    const details: Of<OrganisationDetails>[] = [];
    const firstNames: Of<{ readonly name: string }>[] = [];
    const links: NewSourceLink[] = [];
    const placed = rows.map((row): PlacedRow => {
      const body = known.match(row.body);
      if (!body) throw new Error(`The body of line ${row.line} was not registered`);
      if (firsts.has(row)) return { row, body, outcome: 'created' };
      const isStandIn = (name: string): boolean => standIns.some((form) => name === form.replace('#', row.body.code));
      const added = additionsOf(body, row.body, isStandIn);
      if (!added) return { row, body, outcome: 'unchanged' };
      take(body, added);
      const source = lineOf(sourceId, row.line);
      const organisationId = body.id;
      codes.push(...added.codes.map((code) => ({ ...code, organisationId, verified: true, sources: [source] })));
      names.push(...added.names.map((name) => ({ ...name, organisationId })));
      if (added.firstName !== null) firstNames.push({ organisationId, name: added.firstName });
      if (added.details) details.push({ organisationId, ...detailsOf(added.details, row.body) });
      if (!body.isFresh) links.push({ recordKind: 'organisation', recordId: organisationId, ...source });
      return { row, body, outcome: 'enriched' };
    });
    if (codes.length > 0) await this.describing.codeMany(actor, codes);
    if (names.length > 0) await this.describing.nameMany(actor, names);
    if (firstNames.length > 0) await this.describing.nameFirst(actor, firstNames);
    await this.describing.completeMany(actor, details);
    await this.sources.linkMany(links);
    return placed;
  }
}

const when = (on: string | null) => (on === null ? null : parsePeriod(on));

const detailsOf = (
  details: Pick<ImportedBody, 'kindText' | 'region' | 'openedOn' | 'closedOn'>,
  { country }: ImportedBody,
): OrganisationDetails => ({
  kindText: details.kindText,
  region: details.region,
  country,
  openedOn: when(details.openedOn),
  closedOn: when(details.closedOn),
});

const unknown = ({ line, body }: ImportedRow) => ({
  line,
  column: null,
  text: `No body on the record is ${body.code === '' ? `called ${body.name}` : `${body.scheme} ${body.code}`}. Bring in a register first`,
});

const newBody = ({ sourceId }: Landing, { body, line }: ImportedRow): NewOrganisation => ({
  name: body.name,
  // What has no name of its own is found under its number for good.
  ...(body.isNamed ? {} : { slug: slugOf(`${body.scheme} ${body.code}`) }),
  kind: body.kind,
  kindText: body.kindText,
  sector: body.sector,
  region: body.region,
  country: body.country,
  openedOn: when(body.openedOn),
  closedOn: when(body.closedOn),
  names: body.names.filter((name) => name !== body.name).map((name) => ({ name, kind: 'alias' as const })),
  codes: body.codes.map((code) => ({ ...code, verified: true })),
  verified: true,
  sources: [lineOf(sourceId, line)],
});

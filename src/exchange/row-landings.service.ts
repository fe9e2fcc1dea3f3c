import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../kernel/period.js';
import { InterventionsService } from '../interventions/interventions.service.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import { OrganisationMatchingQueries } from '../organisations/data/organisation-matching.queries.js';
import { BodyImports } from './body-imports.service.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import { BodiesByCode, codeKey } from './domain/bodies-by-code.js';
import type { Profile } from './domain/profile.js';
import { type ImportedRow, inspectionsOf } from './domain/read-row.js';
import { InspectionImports } from './inspection-imports.service.js';
import { type Landing, lineOf } from './landing.js';
import { LookImports } from './look-imports.service.js';
import { RegisterImports, unknownBody } from './register-imports.service.js';

/** Takes the rows of one file some thousands at a time, and ends with what only the whole file can tell. */
export type Lander = {
  readonly land: (rows: readonly ImportedRow[]) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** Chooses how rows land: councils are met by code and by every spelling of their name, all others by their codes. */
@Injectable()
export class RowLandings {
  constructor(
    private readonly matching: ImportMatchingQueries,
    private readonly organisationMatching: OrganisationMatchingQueries,
    private readonly inspections: InspectionImports,
    private readonly registers: RegisterImports,
    private readonly bodies: BodyImports,
    private readonly looks: LookImports,
    private readonly interventions: InterventionsService,
    private readonly describing: DescribingOrganisationsService,
  ) {}

  async of(landing: Landing, profiles: readonly Profile[]): Promise<Lander> {
    const { data } = landing.profile;
    const end = (): Promise<void> => this.#linkSuccessions(landing);
    if (data.body.kind === 'council') {
      if (data.inspections.length > 0)
        return { land: (rows) => this.inspections.land(landing, rows.flatMap(inspectionsOf)), end };
      if (data.interventions.length > 0) return { land: (rows) => this.#landSteps(landing, rows), end };
      return {
        land: (rows) =>
          this.registers.land(
            landing,
            rows.map(({ body, line }) => ({ ...body, line })),
          ),
        end,
      };
    }
    const known = new BodiesByCode();
    const order = await this.matching.gradeOrder();
    const standIns = [...profiles, landing.profile].map((profile) => profile.data.body.unnamed);
    return {
      land: async (rows) => {
        const placed = await this.bodies.land(landing, known, rows, standIns);
        await this.looks.land(landing, placed, order);
        for (const { outcome } of placed) landing.tally[outcome] += 1;
        for (const { body, line } of rows) landing.links.push(...body.links.map((link) => ({ ...link, line })));
      },
      end,
    };
  }

  /** Steps of an authority towards councils that are on the record. The same step met again changes nothing. */
  async #landSteps(landing: Landing, rows: readonly ImportedRow[]): Promise<void> {
    const placed = rows.flatMap((row) => {
      const match = landing.bodies.match({ ...row.body, names: [row.body.name], closed: false });
      if (match.found === 'one') return [{ row, organisationId: match.body.id }];
      const { line } = row;
      landing.tally.refused.push(
        match.found === 'none'
          ? unknownBody({ ...row.body, line })
          : {
              line,
              column: landing.profile.data.body.name,
              text: `Several councils on the record are called so: ${match.names.join('; ')}`,
            },
      );
      return [];
    });
    const ids = [...new Set(placed.map(({ organisationId }) => organisationId))];
    const kinds = [...new Set(placed.flatMap(({ row }) => row.steps.map(({ kind }) => kind)))];
    const held = new Set<string>();
    const keyOf = (organisationId: string, on: string | null, text: string): string =>
      JSON.stringify([organisationId, on, text]);
    for (const kind of kinds)
      for (const step of await this.matching.stepsOf(ids, kind))
        held.add(keyOf(step.organisationId, step.startedOn, step.text));
    const fresh = placed.flatMap(({ row, organisationId }) => {
      const steps = row.steps.filter((step) => !held.has(keyOf(organisationId, step.startedOn, step.text)));
      for (const step of steps) held.add(keyOf(organisationId, step.startedOn, step.text));
      landing.tally[steps.length > 0 ? 'created' : 'unchanged'] += 1;
      return steps.map((step) => ({
        ...step,
        organisationId,
        startedOn: parsePeriod(step.startedOn),
        knownOn: parsePeriod(step.startedOn),
        verified: true,
        sources: [lineOf(landing.sourceId, row.line)],
      }));
    });
    await this.interventions.imposeMany(landing.actor, fresh);
  }

  /** Says who took the place of whom, where the publication does and both are on the record. */
  async #linkSuccessions(landing: Landing): Promise<void> {
    const { links, tally } = landing;
    if (links.length === 0) return;
    const codes = links.flatMap(({ from, to }) => [from, to]);
    const ids = new Map<string, string>();
    for (const match of await this.organisationMatching.byCodes(codes)) {
      const key = codeKey(match);
      if (!ids.has(key)) ids.set(key, match.organisationId);
    }
    const wanted = links.flatMap((link) => {
      const fromId = ids.get(codeKey(link.from));
      const toId = ids.get(codeKey(link.to));
      return fromId && toId && fromId !== toId ? [{ ...link, fromId, toId }] : [];
    });
    const pairs = new Set<string>();
    for (const { fromId, toId } of await this.matching.linksOf([...new Set(wanted.map(({ fromId }) => fromId))]))
      pairs.add(`${fromId} ${toId}`);
    const fresh = wanted.filter(({ fromId, toId }) => {
      if (pairs.has(`${fromId} ${toId}`)) return false;
      pairs.add(`${fromId} ${toId}`);
      return true;
    });
    if (fresh.length === 0) return;
    await this.describing.linkMany(
      landing.actor,
      fresh.map(({ fromId, toId, type, on, line }) => ({
        fromId,
        toId,
        type,
        on: on === null ? null : parsePeriod(on),
        knownOn: on === null ? null : parsePeriod(on),
        verified: true,
        sources: [lineOf(landing.sourceId, line)],
      })),
    );
    tally.linksCreated += fresh.length;
  }
}

import { Injectable } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import { onDay, parsePeriod, type Period } from '../kernel/period.js';
import type { NewInspection } from '../inspections/domain/new-inspection.js';
import { sameInspection } from '../inspections/domain/same-inspection.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import { lineageFrom } from '../organisations/domain/lineage.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import type { NewCode, NewOrganisation } from '../organisations/domain/new-organisation.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { SourcesService } from '../sources/sources.service.js';
import { type HeldInspection, type HeldJudgement, ImportMatchingQueries } from './data/import-matching.queries.js';
import { BodiesAtHand, type BodyAtHand } from './domain/bodies-at-hand.js';
import { withCapitals } from './domain/match-names.js';
import type { ImportedInspection } from './domain/profiles/ofsted-ilacs-history.js';
import { type Landing, lineOf } from './landing.js';

type Placed = { readonly row: ImportedInspection; readonly council: BodyAtHand; readonly judged: BodyAtHand };

const inspectorate = 'Ofsted';
const subject = 'Children’s services';

/** Lands rows that are inspections: each meets the council and the inspection already on the record, or makes them. */
@Injectable()
export class InspectionImports {
  constructor(
    private readonly matching: ImportMatchingQueries,
    private readonly organisations: OrganisationsService,
    private readonly describing: DescribingOrganisationsService,
    private readonly inspections: InspectionsService,
    private readonly sources: SourcesService,
  ) {}

  async land(landing: Landing, rows: readonly ImportedInspection[]): Promise<void> {
    if (rows.length === 0) return;
    const placed = await this.#place(landing, rows);
    const held = await this.#heldBy(placed);
    const linked = await this.matching.linkedTo(landing.sourceId, 'inspection');
    const fresh: Placed[] = [];
    for (const one of placed) {
      const met = held.find((inspection) => isTheSame(one, inspection));
      if (!met) fresh.push(one);
      else if (linked.has(met.id)) landing.tally.unchanged += 1;
      else {
        await this.#meet(landing, one, met);
        linked.add(met.id);
      }
    }
    await this.inspections.recordMany(landing.actor, fresh.map((one) => newInspection(landing, one)));
    landing.tally.created += fresh.length;
  }

  /** Finds the council that each row means, registering those that the record does not know yet. */
  async #place(landing: Landing, rows: readonly ImportedInspection[]): Promise<Placed[]> {
    const bodies = new BodiesAtHand(await this.matching.councils());
    const strangers = new Map<string, ImportedInspection>();
    const toPlace: ImportedInspection[] = [];
    for (const row of rows) {
      const match = bodies.match(wantedBy(row));
      if (match.found === 'several') {
        const text = `Several councils on the record are called so: ${match.names.join('; ')}. Add Ofsted's number to the right one first`;
        landing.tally.refused.push({ line: row.line, column: 'local_authority', text });
        continue;
      }
      if (match.found === 'none' && !strangers.has(row.body.code)) strangers.set(row.body.code, row);
      toPlace.push(row);
    }
    await this.#register(landing, bodies, [...strangers.values()]);

    const newNumbers = new Map<string, OfCode>();
    const placed = toPlace.map((row) => {
      const match = bodies.match(wantedBy(row));
      if (match.found !== 'one') throw new Error(`The council of line ${row.line} was not registered`);
      const council = match.body;
      if (!council.codes.some(({ scheme }) => scheme === row.body.scheme)) newNumbers.set(council.id, codeOf(landing, council.id, row));
      return { row, council, judged: bodies.childrensServicesOf(council) };
    });
    if (newNumbers.size > 0) await this.describing.codeMany(landing.actor, [...newNumbers.values()]);
    return placed;
  }

  async #register(landing: Landing, bodies: BodiesAtHand, rows: readonly ImportedInspection[]): Promise<void> {
    const councils = rows.map(
      (row): NewOrganisation => ({
        name: withCapitals(row.body.name),
        kind: 'council',
        sector: 'councils',
        country: 'England',
        names: [{ name: row.body.name, kind: 'published' }],
        codes: [{ scheme: row.body.scheme, value: row.body.code, verified: true }],
        verified: true,
        sources: [lineOf(landing.sourceId, row.line)],
      }),
    );
    const registered = await this.organisations.registerMany(landing.actor, councils);
    landing.tally.bodiesCreated += registered.length;
    for (const [index, { id }] of registered.entries()) {
      const council = councils[index];
      bodies.add({
        id,
        name: council.name,
        kind: council.kind,
        sector: council.sector,
        parentId: null,
        region: null,
        openedOn: null,
        closedOn: null,
        names: council.names ?? [],
        codes: council.codes ?? [],
      });
    }
  }

  /** Inspections already held for these councils, their services and the bodies that deliver for them. */
  async #heldBy(placed: readonly Placed[]): Promise<(HeldInspection & { readonly family: ReadonlySet<string> })[]> {
    const own = [...new Set(placed.flatMap(({ council, judged }) => [council.id, judged.id]))];
    const links = await this.matching.linksOf(own);
    const lineage = lineageFrom(links.map((link) => ({ ...link, type: link.type as never, on: null })));
    const all = new Set(own.flatMap((id) => [...lineage.lineageOf(id), ...lineage.servicesWithin(id)]));
    const held = await this.matching.childrensInspections([...all]);
    return held.map((inspection) => ({
      ...inspection,
      family: new Set([...lineage.lineageOf(inspection.organisationId), ...lineage.bodiesAround(inspection.organisationId)]),
    }));
  }

  /** An inspection that the record has already: the file becomes one more source, and adds areas and grades that it lacked. */
  async #meet(landing: Landing, { row }: Placed, met: HeldInspection): Promise<void> {
    const judgements = await this.matching.judgementsOf([met.id]);
    const graded = met.framework === row.framework ? row.judgements.filter(({ grade }) => grade !== null) : [];
    await this.sources.linkMany([
      { recordKind: 'inspection', recordId: met.id, ...lineOf(landing.sourceId, row.line) },
    ]);
    await this.inspections.addJudgements(landing.actor, met.id, { judgements: graded, reportUrl: row.reportUrl });
    for (const difference of differences(row, judgements))
      landing.tally.remarks.push({ line: row.line, column: null, text: `${difference} ${met.ref} was left as it is` });
    landing.tally.enriched += 1;
  }
}

type OfCode = NewCode & { readonly organisationId: string };

const codeOf = (landing: Landing, organisationId: string, { body, line }: ImportedInspection): OfCode => ({
  organisationId,
  scheme: body.scheme,
  value: body.code,
  verified: true,
  sources: [lineOf(landing.sourceId, line)],
});

const wantedBy = (row: ImportedInspection) => ({
  codes: [{ scheme: row.body.scheme, value: row.body.code }],
  names: [row.body.name],
  scheme: row.body.scheme,
  closed: false,
});

function isTheSame({ row, council, judged }: Placed, held: HeldInspection & { readonly family: ReadonlySet<string> }): boolean {
  if (!held.family.has(council.id) && !held.family.has(judged.id)) return false;
  if (row.reportUrl !== null && row.reportUrl === held.reportUrl) return true;
  if (held.graded === 0 || held.unit !== null) return false;
  return sameInspection(
    {
      framework: row.framework,
      frameworkInferred: row.frameworkInferred,
      publishedOn: onDay(row.publishedOn),
      endedOn: row.endedOn ? onDay(row.endedOn) : null,
    },
    {
      framework: held.framework,
      frameworkInferred: false,
      publishedOn: read(held.publishedOn),
      endedOn: read(held.endedOn ?? held.startedOn),
    },
  );
}

const read = (text: string | null): Period | null => (text ? parsePeriod(text) : null);

/** Grades on which the file and the record do not agree, each in a sentence. */
function differences(row: ImportedInspection, held: readonly HeldJudgement[]): string[] {
  const byArea = groupBy(held, ({ area }) => area);
  return row.judgements.flatMap(({ area, areaText, grade, label }) => {
    const recorded = byArea.get(area)?.[0]?.grade ?? null;
    if (!grade || !recorded || recorded === grade) return [];
    return [`${areaText}: the file says “${label}”, the record says otherwise.`];
  });
}

const newInspection = (landing: Landing, { row, judged }: Placed): NewInspection => ({
  organisationId: judged.id,
  framework: row.framework,
  frameworkInferred: row.frameworkInferred,
  inspectorateName: inspectorate,
  subject,
  type: row.type,
  typeText: row.typeText,
  graded: true,
  startedOn: row.startedOn ? onDay(row.startedOn) : null,
  endedOn: row.endedOn ? onDay(row.endedOn) : null,
  publishedOn: onDay(row.publishedOn),
  knownOn: onDay(row.publishedOn),
  overallLabel: row.judgements.find(({ isOverall }) => isOverall)?.label ?? null,
  reportUrl: row.reportUrl,
  importBatchId: landing.batchId,
  judgements: row.judgements,
  verified: true,
  inferred: row.frameworkInferred,
  note: row.frameworkInferred
    ? 'The file does not name the framework. The one in force on that day is shown, and the grade was not in the file.'
    : null,
  sources: [lineOf(landing.sourceId, row.line)],
});

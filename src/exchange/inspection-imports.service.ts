import { Injectable } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import type { NewInspection } from '../inspections/domain/new-inspection.js';
import { sameInspection } from '../inspections/domain/same-inspection.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import { lineageFrom } from '../organisations/domain/lineage.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import type { NewCode, NewOrganisation } from '../organisations/domain/new-organisation.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { gradeUnknownReasons } from '../vocabulary/domain/not-rated-reasons.js';
import type { NewSourceConflict } from '../sources/domain/new-source.js';
import { SourcesService } from '../sources/sources.service.js';
import { type HeldInspection, type HeldJudgement, ImportMatchingQueries } from './data/import-matching.queries.js';
import type { BodiesAtHand, BodyAtHand } from './domain/bodies-at-hand.js';
import { withCapitals } from './domain/match-names.js';
import type { ImportedInspection, ImportedJudgement } from './domain/read-row.js';
import { type Difference, gradeConflict } from './grade-conflicts.js';
import { type Landing, lineOf } from './landing.js';
import { unknownBody } from './register-imports.service.js';

type Placed = { readonly row: ImportedInspection; readonly council: BodyAtHand; readonly judged: BodyAtHand };

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
    const held = await this.#heldBy(placed, landing);
    const met = new Map(
      placed.flatMap((one) => held.find((each) => isTheSame(one, each)) ?? []).map((one) => [one.id, one]),
    );
    const judgements = groupBy(await this.matching.judgementsOf([...met.keys()]), ({ inspectionId }) => inspectionId);
    const linked = await this.matching.linkedTo(landing.sourceId, 'inspection', [...met.keys()]);
    const fresh: Placed[] = [];
    for (const one of placed) {
      const there = held.find((inspection) => isTheSame(one, inspection));
      const twin = there ? undefined : fresh.find((other) => isOneRow(one, other));
      if (there)
        await this.#meet(landing, one, {
          ...there,
          judgements: judgements.get(there.id) ?? [],
          isLinked: linked.has(there.id),
        });
      else if (twin) meetTwin(landing, one, twin);
      else fresh.push(one);
      if (there) linked.add(there.id);
    }
    await this.inspections.recordMany(
      landing.actor,
      fresh.map((one) => newInspection(landing, one)),
    );
    landing.tally.created += fresh.length;
  }

  /** Finds the council that each row means, registering those that the record does not know yet. */
  async #place(landing: Landing, rows: readonly ImportedInspection[]): Promise<Placed[]> {
    const { bodies } = landing;
    const strangers = new Map<string, ImportedInspection>();
    const toPlace: ImportedInspection[] = [];
    for (const row of rows) {
      const match = bodies.match(wantedBy(row));
      if (match.found === 'several') {
        const text = `Several councils on the record are called so: ${match.names.join('; ')}. Add Ofsted's number to the right one first`;
        landing.tally.refused.push({ line: row.line, column: landing.profile.data.body.name, text });
        continue;
      }
      if (match.found === 'none' && landing.profile.data.body.strangers === 'refuse') {
        landing.tally.refused.push(unknownBody({ ...row.body, line: row.line }));
        continue;
      }
      const key = row.body.code || row.body.name;
      if (match.found === 'none' && !strangers.has(key)) strangers.set(key, row);
      toPlace.push(row);
    }
    await this.#register(landing, bodies, [...strangers.values()]);

    const newNumbers = new Map<string, OfCode>();
    const placed = toPlace.map((row) => {
      const match = bodies.match(wantedBy(row));
      if (match.found !== 'one') throw new Error(`The council of line ${row.line} was not registered`);
      const council = match.body;
      if (row.body.code !== '' && !council.codes.some(({ scheme }) => scheme === row.body.scheme))
        newNumbers.set(council.id, codeOf(landing, council.id, row));
      return { row, council, judged: row.service === 'children' ? bodies.childrensServicesOf(council) : council };
    });
    if (newNumbers.size > 0) await this.describing.codeMany(landing.actor, [...newNumbers.values()]);
    return placed;
  }

  async #register(landing: Landing, bodies: BodiesAtHand, rows: readonly ImportedInspection[]): Promise<void> {
    const councils = rows.map((row): NewOrganisation => ({
      name: withCapitals(row.body.name),
      kind: 'council',
      sector: 'councils',
      country: 'England',
      names: [{ name: row.body.name, kind: 'published' }],
      codes: row.body.codes.map((code) => ({ ...code, verified: true })),
      verified: true,
      sources: [lineOf(landing.sourceId, row.line)],
    }));
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
  async #heldBy(
    placed: readonly Placed[],
    { profile }: Landing,
  ): Promise<(HeldInspection & { readonly family: ReadonlySet<string> })[]> {
    const own = [...new Set(placed.flatMap(({ council, judged }) => [council.id, judged.id]))];
    const links = await this.matching.linksOf(own);
    const lineage = lineageFrom(links.map((link) => ({ ...link, type: link.type as never, on: null })));
    const all = new Set(own.flatMap((id) => [...lineage.lineageOf(id), ...lineage.servicesWithin(id)]));
    const isOfChildren = profile.data.inspections.every(({ service }) => service === 'children');
    const held = await (isOfChildren
      ? this.matching.childrensInspections([...all])
      : this.matching.inspectionsOf([...all]));
    return held.map((inspection) => ({
      ...inspection,
      family: new Set([
        ...lineage.lineageOf(inspection.organisationId),
        ...lineage.bodiesAround(inspection.organisationId),
      ]),
    }));
  }

  /**
   * An inspection that the record has already: the file becomes one more source, and adds areas and grades that it
   * lacked. A date that the file knows better is kept as a second claim: dates never move in silence.
   */
  async #meet(landing: Landing, { row }: Placed, met: Met): Promise<void> {
    const lacked = met.framework === row.framework ? row.judgements.filter((one) => isLacked(one, met.judgements)) : [];
    const differing = differences(row, met.judgements);
    for (const { text } of differing)
      landing.tally.remarks.push({ line: row.line, column: null, text: `${text} ${met.ref} was left as it is` });
    if (met.isLinked && lacked.length === 0) {
      landing.tally.unchanged += 1;
      return;
    }
    if (!met.isLinked) {
      await this.sources.linkMany([
        { recordKind: 'inspection', recordId: met.id, ...lineOf(landing.sourceId, row.line) },
      ]);
      await this.#claimDate(landing, row, met);
      await this.sources.addConflicts(landing.actor, await this.#conflictsOf(landing, differing, met));
    }
    await this.inspections.addJudgements(landing.actor, met.id, { judgements: lacked, reportUrl: row.reportUrl });
    landing.tally.enriched += 1;
  }

  async #conflictsOf(landing: Landing, differing: readonly Difference[], met: Met): Promise<NewSourceConflict[]> {
    if (differing.length === 0) return [];
    landing.tally.conflicts += differing.length;
    const sourceIds = await this.matching.sourcesOf(met.id, landing.sourceId);
    return differing.map((difference) => gradeConflict(difference, met, sourceIds, landing.sourceId));
  }

  async #claimDate(landing: Landing, row: ImportedInspection, met: Met): Promise<void> {
    const recorded = read(met.publishedOn);
    if (!recorded || recorded.precision === 'day' || row.publishedOn === null) return;
    const visit = row.startedOn && row.endedOn ? `, after visits from ${row.startedOn} to ${row.endedOn}` : '';
    await this.sources.addConflicts(landing.actor, [
      {
        topic: `When the report of inspection ${met.ref} was published`,
        claims: [
          {
            text: `${met.publishedOn}, as exactly as the sources of the record say`,
            sourceIds: await this.matching.sourcesOf(met.id, landing.sourceId),
          },
          { text: `${row.publishedOn}${visit}`, sourceIds: [landing.sourceId] },
        ],
        shownFirst: 0,
        why: `The record keeps the date that it was written with. The second is more exact and lies within it; line ${row.line} of the imported file gives it.`,
        verified: true,
        about: [{ recordKind: 'inspection', recordId: met.id }],
      },
    ]);
  }
}

type Met = HeldInspection & { readonly judgements: readonly HeldJudgement[]; readonly isLinked: boolean };

/** Two rows of one file that tell of one inspection. */
const isOneRow = (a: Placed, b: Placed): boolean =>
  a.judged.id === b.judged.id &&
  ((a.row.reportUrl !== null && a.row.reportUrl === b.row.reportUrl) ||
    (a.row.framework === b.row.framework && a.row.publishedOn === b.row.publishedOn));

function meetTwin({ tally }: Landing, { row }: Placed, { row: first }: Placed): void {
  const text =
    JSON.stringify(row.judgements) === JSON.stringify(first.judgements)
      ? `The same inspection stands on line ${first.line}`
      : `The same inspection stands on line ${first.line} with other grades, and that line was kept`;
  tally.remarks.push({ line: row.line, column: null, text });
  tally.unchanged += 1;
}

/** A grade that the file gives and the record does not have. An inspectorate's own reason for giving none stands. */
function isLacked({ area, grade }: ImportedJudgement, held: readonly HeldJudgement[]): boolean {
  if (grade === null) return false;
  const there = held.filter((one) => one.area === area);
  return there.every((one) => one.grade === null && one.absence !== null && one.absence in gradeUnknownReasons);
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
  codes: row.body.codes,
  names: [row.body.name],
  scheme: row.body.scheme,
  closed: false,
});

function isTheSame(
  { row, council, judged }: Placed,
  held: HeldInspection & { readonly family: ReadonlySet<string> },
): boolean {
  if (!held.family.has(council.id) && !held.family.has(judged.id)) return false;
  if (row.reportUrl !== null && row.reportUrl === held.reportUrl) return true;
  if (held.graded === 0 || held.unit !== null) return false;
  const wanted = {
    framework: row.framework,
    frameworkInferred: row.frameworkInferred,
    publishedOn: read(row.publishedOn),
    endedOn: read(row.endedOn ?? row.startedOn),
  };
  const there = {
    framework: held.framework,
    frameworkInferred: false,
    publishedOn: read(held.publishedOn),
    endedOn: read(held.endedOn ?? held.startedOn),
  };
  if (sameInspection(wanted, there)) return true;
  // A publication that names the first day of the visit alone.
  if (row.publishedOn !== null || row.startedOn === null || row.startedOn !== held.startedOn) return false;
  const began = read(row.startedOn);
  return sameInspection(
    { ...wanted, publishedOn: null, endedOn: began },
    { ...there, publishedOn: null, endedOn: began },
  );
}

const read = (text: string | null): Period | null => (text ? parsePeriod(text) : null);

/** Grades on which the file and the record do not agree, each in a sentence. */
function differences(row: ImportedInspection, held: readonly HeldJudgement[]): Difference[] {
  const byArea = groupBy(held, ({ area }) => area);
  return row.judgements.flatMap(({ area, areaText, grade, label }) => {
    const recorded = byArea.get(area)?.[0] ?? null;
    if (!grade || !recorded?.grade || recorded.grade === grade) return [];
    return [
      {
        areaText,
        held: recorded.label ?? recorded.grade,
        told: label ?? grade,
        line: row.line,
        text: `${areaText}: the file says “${label}”, the record says otherwise.`,
      },
    ];
  });
}

const newInspection = (landing: Landing, { row, judged }: Placed): NewInspection => ({
  organisationId: judged.id,
  framework: row.framework,
  frameworkInferred: row.frameworkInferred,
  inspectorateName: row.inspectorate,
  subject: row.subject,
  publishedFramework: row.publishedFramework,
  category: row.category,
  type: row.type,
  typeText: row.typeText,
  graded: true,
  startedOn: read(row.startedOn),
  endedOn: read(row.endedOn),
  publishedOn: read(row.publishedOn),
  knownOn: read(row.publishedOn),
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

import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../kernel/period.js';
import { groupBy } from '../kernel/group-by.js';
import type { NewInspection } from '../inspections/domain/new-inspection.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import type { NewSourceConflict, NewSourceLink } from '../sources/domain/new-source.js';
import { SourcesService } from '../sources/sources.service.js';
import { gradeUnknownReasons } from '../vocabulary/domain/not-rated-reasons.js';
import type { PlacedRow } from './body-imports.service.js';
import { type HeldInspection, type HeldJudgement, ImportMatchingQueries } from './data/import-matching.queries.js';
import type { ImportedJudgement, ImportedLook } from './domain/read-row.js';
import { isSameLook } from './domain/same-look.js';
import { type Difference, gradeConflict } from './grade-conflicts.js';
import { type Landing, lineOf, most } from './landing.js';

type Told = { readonly placed: PlacedRow; look: ImportedLook };
type Meeting = { readonly told: Told; readonly held: HeldInspection };

/** Lands the judgements of thousands of rows: each meets the one already on the record, or is put there. */
@Injectable()
export class LookImports {
  constructor(
    private readonly matching: ImportMatchingQueries,
    private readonly inspections: InspectionsService,
    private readonly sources: SourcesService,
  ) {}

  async land(landing: Landing, placed: readonly PlacedRow[], order: ReadonlyMap<string, number>): Promise<void> {
    const told = placed.flatMap((one): Told[] => one.row.looks.map((look) => ({ placed: one, look })));
    if (told.length === 0) return;
    // A row of judgements counts as what its judgements did, and not as the body that it made on the way.
    for (const one of placed) if (one.row.looks.length > 0 && one.outcome === 'created') one.outcome = 'unchanged';
    const bodies = told.map(({ placed: { body } }) => body);
    const known = new Set(bodies.filter(({ id, isFresh }) => !isFresh || landing.met.has(id)).map(({ id }) => id));
    const held = groupBy(await this.matching.inspectionsOf([...known]), ({ organisationId }) => organisationId);
    const fresh: Told[] = [];
    const byBody = new Map<string, Told[]>();
    const meetings: Meeting[] = [];
    for (const one of told) {
      const { id } = one.placed.body;
      const there = (held.get(id) ?? []).find(
        (each) => each.graded === 1 && isSameLook(one.look, { ...each, frameworkInferred: false }),
      );
      if (there) {
        meetings.push({ told: one, held: there });
        continue;
      }
      const others = byBody.get(id) ?? [];
      const twin = others.find(({ look }) => isSameLook(one.look, look));
      if (twin) meetTwin(landing, one, twin, order);
      else {
        fresh.push(one);
        byBody.set(id, [...others, one]);
        one.placed.outcome = 'created';
      }
      landing.met.add(id);
    }
    await this.inspections.recordMany(
      landing.actor,
      fresh.map((one) => newInspection(landing, one)),
    );
    await this.#meet(landing, meetings);
  }

  /**
   * Judgements that the record has already: the file becomes one more source, and adds areas and grades that it lacked.
   * A grade that the file gives otherwise is kept beside it as a second claim.
   */
  async #meet(landing: Landing, meetings: readonly Meeting[]): Promise<void> {
    if (meetings.length === 0) return;
    const ids = [...new Set(meetings.map(({ held }) => held.id))];
    const judgements = groupBy(await this.matching.judgementsOf(ids), ({ inspectionId }) => inspectionId);
    const linked = await this.matching.linkedTo(landing.sourceId, 'inspection', ids);
    const sourcesOf = await this.matching.sourcesOfMany(ids, landing.sourceId);
    const links: NewSourceLink[] = [];
    const conflicts: NewSourceConflict[] = [];
    for (const { told, held } of meetings) {
      const { placed, look } = told;
      const { line } = placed.row;
      const there = judgements.get(held.id) ?? [];
      const lacked = held.framework === look.framework ? look.judgements.filter((one) => isLacked(one, there)) : [];
      if (!linked.has(held.id)) {
        linked.add(held.id);
        links.push({ recordKind: 'inspection', recordId: held.id, ...lineOf(landing.sourceId, line) });
        for (const difference of differences(look, there, line)) {
          landing.tally.conflicts += 1;
          landing.tally.remarks.push({
            line,
            column: null,
            text: `${difference.text} ${held.ref} was left as it is, and both are kept`,
          });
          conflicts.push(gradeConflict(difference, held, sourcesOf.get(held.id) ?? [], landing.sourceId));
        }
        placed.outcome = most(placed.outcome, 'enriched');
      }
      if (lacked.length === 0) continue;
      await this.inspections.addJudgements(landing.actor, held.id, { judgements: lacked, reportUrl: look.reportUrl });
      placed.outcome = most(placed.outcome, 'enriched');
    }
    await this.sources.linkMany(links);
    await this.sources.addConflicts(landing.actor, conflicts);
  }
}

/** A grade that the file gives and the record does not have. An inspectorate's own reason for giving none stands. */
function isLacked({ area, isOverall, grade }: ImportedJudgement, held: readonly HeldJudgement[]): boolean {
  if (grade === null || (area === null && !isOverall)) return false;
  const there = held.filter((one) => one.area === area);
  return there.every((one) => one.grade === null && one.absence !== null && one.absence in gradeUnknownReasons);
}

function differences(look: ImportedLook, held: readonly HeldJudgement[], line: number): Difference[] {
  return look.judgements.flatMap(({ area, areaText, grade, label }) => {
    const there = held.find((one) =>
      area === null ? one.area === null && one.areaText === areaText : one.area === area,
    );
    if (!there?.grade || !grade || there.grade === grade) return [];
    const told = label ?? grade;
    const recorded = there.label ?? there.grade;
    return [
      { areaText, held: recorded, told, line, text: `${areaText}: the file says “${told}”, the record “${recorded}”.` },
    ];
  });
}

/** Two rows of one file about one judgement. Where they differ the worse headline is kept: it is the one that counts. */
function meetTwin({ tally }: Landing, one: Told, first: Told, order: ReadonlyMap<string, number>): void {
  const { line } = one.placed.row;
  const earlier = first.placed.row.line;
  const [mine, theirs] = [headline(one.look), headline(first.look)];
  const isAlike = JSON.stringify(one.look.judgements) === JSON.stringify(first.look.judgements);
  const isWorse = placeOf(mine, order) < placeOf(theirs, order);
  const isConflict = mine?.grade && theirs?.grade && mine.grade !== theirs.grade;
  const text = isAlike
    ? `The same inspection stands on line ${earlier}`
    : isConflict
      ? `The same inspection stands on line ${earlier} with another grade: “${mine.label}” here, “${theirs.label}” there. The worse was kept`
      : `The same inspection stands on line ${earlier} with more or fewer grades, and the one with an overall grade was kept`;
  if (isConflict) tally.conflicts += 1;
  tally.remarks.push({ line, column: null, text });
  if (isWorse) first.look = one.look;
}

const headline = ({ judgements }: ImportedLook): ImportedJudgement | null =>
  judgements.find(({ isOverall }) => isOverall) ?? judgements[0] ?? null;

const placeOf = (judgement: ImportedJudgement | null, order: ReadonlyMap<string, number>): number =>
  judgement?.grade ? (order.get(judgement.grade) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;

const when = (on: string | null) => (on === null ? null : parsePeriod(on));

const newInspection = (landing: Landing, { placed: { row, body }, look }: Told): NewInspection => ({
  organisationId: body.id,
  framework: look.framework,
  frameworkInferred: look.frameworkInferred,
  publishedFramework: look.publishedFramework,
  inspectorateName: look.inspectorate,
  subject: look.subject,
  unit: look.unit,
  type: look.type,
  typeText: look.typeText,
  graded: true,
  startedOn: when(look.startedOn),
  endedOn: when(look.endedOn),
  publishedOn: when(look.publishedOn),
  knownOn: when(look.publishedOn),
  overallLabel: look.judgements.find(({ isOverall }) => isOverall)?.label ?? null,
  category: look.category,
  reportUrl: look.reportUrl,
  importBatchId: landing.batchId,
  judgements: look.judgements,
  verified: true,
  inferred: look.frameworkInferred,
  note: look.frameworkInferred
    ? 'The file does not name the framework, and the one that is shown was chosen by the date or by the words of the grade.'
    : null,
  sources: [lineOf(landing.sourceId, row.line)],
});
